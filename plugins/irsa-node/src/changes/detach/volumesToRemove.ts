import { CredentialReference } from 'backstage-plugin-irsa-common';
import { Json, listOf } from './podFields';
import { isCredentialKey } from './credentialNames';
import { DetachOptions, DetachProblem } from './types';

const UNKNOWN = 'unknown keys of';

/** Names of volumes that hold nothing but a credentials file. */
export function volumesToRemove(
  spec: Json,
  references: CredentialReference[],
  options: DetachOptions,
  problems: DetachProblem[],
): Set<string> {
  const names = new Set<string>();
  const mounted = references.filter(reference =>
    reference.location.startsWith('volume-'),
  );
  for (const volume of listOf(spec, 'volumes')) {
    const sources = volumeSources(volume);
    const hits = sources.filter(source =>
      mounted.some(
        reference =>
          reference.objectName === source.name &&
          (reference.objectKind ?? 'Secret') === source.kind,
      ),
    );
    if (hits.length === 0) {
      continue;
    }
    const credentialKeys = new Set(mounted.flatMap(({ keyNames }) => keyNames));
    const others = sources.flatMap(source => {
      const keys =
        source.items ??
        (source.name ? options.keysOf?.(source.kind, source.name) : undefined);
      if (!hits.includes(source) || keys === undefined) {
        return hits.includes(source) && keys === undefined
          ? [`${UNKNOWN} ${source.kind} ${source.name}`]
          : [`${source.kind} ${source.name ?? ''}`.trim()];
      }
      return keys.filter(
        key => !credentialKeys.has(key) && !isCredentialKey(key),
      );
    });
    if (others.length > 0) {
      const isUnknown = others.every(each => each.startsWith(UNKNOWN));
      problems.push({
        code: 'mixedVolume',
        subject: String(volume.name),
        message: isUnknown
          ? `Whether volume ${
              volume.name
            } brings nothing but AWS keys is not known (${others.join(
              ', ',
            )}). Read the object too, or its manifest: the names of its keys are enough.`
          : `Volume ${volume.name} brings more than AWS keys (${others.join(
              ', ',
            )}). Mount the other data from a volume of its own first.`,
      });
    }
    names.add(String(volume.name));
  }
  return names;
}

interface VolumeSource {
  kind: 'Secret' | 'ConfigMap';
  name?: string;
  items?: string[];
}

function volumeSources(volume: Json): VolumeSource[] {
  const of = (
    source: Json | undefined,
    kind: VolumeSource['kind'],
    nameField: string,
  ): VolumeSource[] =>
    source
      ? [
          {
            kind,
            name: source[nameField] as string | undefined,
            items: Array.isArray(source.items)
              ? listOf(source, 'items').map(item => String(item.key))
              : undefined,
          },
        ]
      : [];
  return [
    ...of(volume.secret as Json, 'Secret', 'secretName'),
    ...of(volume.configMap as Json, 'ConfigMap', 'name'),
    ...listOf(volume.projected as Json, 'sources').flatMap(source => {
      const found = [
        ...of(source.secret as Json, 'Secret', 'name'),
        ...of(source.configMap as Json, 'ConfigMap', 'name'),
      ];
      // The volume has a token or downward API source, so it is not only for credentials.
      return found.length > 0 ? found : [{ kind: 'Secret' as const }];
    }),
  ];
}
