import { KubernetesObject } from '../../audit/types';
import { variablesReadIn } from '../../detect/variableReads';
import { credentialVariables } from './credentialNames';
import { containersOf, Json, listOf } from './podFields';
import { DetachIntent } from './types';

/** What a container runs, its probes and hooks among it. */
const RUN = [
  'command',
  'args',
  'lifecycle',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
];

/**
 * Why variables of a key must not go yet: scripts and settings that read them themselves find nothing afterwards, whatever the SDK does.
 * It quotes names only. Pure.
 *
 * @param find - a ConfigMap or Secret of the same namespace
 * @returns a sentence for people; undefined when nothing reads them
 */
export function variableReaders(
  spec: Json,
  { removed }: DetachIntent,
  find: (kind: string, name: string) => KubernetesObject | undefined,
): string | undefined {
  const isGone = removed.some(({ list }) => list === 'envFrom');
  const gone = new Set([
    ...(isGone ? credentialVariables : []),
    ...removed.flatMap(({ list, element }) =>
      list === 'env' ? [String(element.name)] : [],
    ),
  ]);
  const all = [
    ...containersOf(spec).flatMap(({ container }) =>
      RUN.map(field => ({
        place: `Container ${container.name} (${field})`,
        texts: textsIn(container[field]),
      })),
    ),
    ...mountedIn(spec).flatMap(({ kind, name }) =>
      Object.entries(dataOf(find(kind, name))).map(([key, text]) => ({
        place: `${kind} ${name} (${key})`,
        texts: [text],
      })),
    ),
  ];
  for (const { place, texts } of all) {
    const names = texts
      .flatMap(text => variablesReadIn(text))
      .filter(name => gone.has(name));
    if (names.length > 0) {
      return `${place} reads ${[...new Set(names)]
        .sort()
        .join(
          ', ',
        )} itself, and finds nothing once the key is gone. Take it out there first, so that the program finds the role by itself.`;
    }
  }
  return undefined;
}

/** ConfigMaps and Secrets that become files. */
function mountedIn(spec: Json): { kind: string; name: string }[] {
  return listOf(spec, 'volumes')
    .flatMap(volume => [
      volume,
      ...listOf(volume.projected as Json | undefined, 'sources'),
    ])
    .flatMap(({ configMap, secret }) => [
      { kind: 'ConfigMap', name: (configMap as Json | undefined)?.name },
      {
        kind: 'Secret',
        name:
          (secret as Json | undefined)?.secretName ??
          (secret as Json | undefined)?.name,
      },
    ])
    .flatMap(({ kind, name }) =>
      typeof name === 'string' ? [{ kind, name }] : [],
    );
}

function dataOf(object: KubernetesObject | undefined): Record<string, string> {
  const { kind, data, stringData } = (object ?? {}) as Json;
  const entries = Object.entries((data ?? {}) as Json).map(([key, value]) => [
    key,
    kind === 'Secret'
      ? Buffer.from(String(value), 'base64').toString('utf8')
      : value,
  ]);
  return Object.fromEntries(
    [...entries, ...Object.entries((stringData ?? {}) as Json)].filter(
      ([, value]) => typeof value === 'string',
    ),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}
