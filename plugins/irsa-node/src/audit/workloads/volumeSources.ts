import { KeyToPath, ObjectKind, PodVolume } from '../../detect/types';
import { AuditLocation } from '../types';

/** A Secret or ConfigMap of a volume. */
export interface Source {
  location: AuditLocation;
  kind: ObjectKind;
  name: string;
  items?: KeyToPath[];
  optional: boolean;
}

/** What a volume is made of; a projected one of several. */
export function sourcesOf(volume: PodVolume | undefined): Source[] {
  if (volume?.secret?.secretName) {
    const { secretName: name, items, optional = false } = volume.secret;
    return [
      {
        location: 'volume-secret',
        kind: 'Secret',
        name,
        items,
        optional,
      },
    ];
  }
  if (volume?.configMap?.name) {
    const { name, items, optional = false } = volume.configMap;
    return [
      {
        location: 'volume-configMap',
        kind: 'ConfigMap',
        name,
        items,
        optional,
      },
    ];
  }
  return (volume?.projected?.sources ?? []).flatMap(({ secret, configMap }) => {
    const ref = secret ?? configMap;
    return ref?.name
      ? [
          {
            location: 'volume-projected' as const,
            kind: secret ? ('Secret' as const) : ('ConfigMap' as const),
            name: ref.name,
            items: ref.items,
            optional: ref.optional ?? false,
          },
        ]
      : [];
  });
}

/** The volumes with the Secrets that classes stand for in place of these. @param secretsOf - names of the Secrets of a class */
export function withClasses(
  volumes: readonly PodVolume[],
  secretsOf: (secretClass: string) => readonly string[],
): PodVolume[] {
  return volumes.map(({ secretClass, ...volume }) => {
    const names = secretClass ? secretsOf(secretClass) : [];
    if (names.length === 0) {
      return volume;
    }
    return names.length === 1
      ? { ...volume, secret: { secretName: names[0] } }
      : {
          ...volume,
          projected: { sources: names.map(name => ({ secret: { name } })) },
        };
  });
}
