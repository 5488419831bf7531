import path from 'node:path';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';

const VARIABLE = /^[A-Za-z_]\w*\s*$/;
const FILE = /^kustomization(\.ya?ml)?$/i;

/** {@link https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/} */
export function isKustomization(value: JsonObject, fileName: string): boolean {
  const { kind, apiVersion } = value;
  // Flux has a kind of the same name.
  return kind === undefined
    ? FILE.test(path.basename(fileName))
    : (kind === 'Kustomization' || kind === 'Component') &&
        String(apiVersion ?? '').startsWith('kustomize.config.k8s.io/');
}

/** The text of a file that a generator names; `undefined` when it cannot be read, which the caller says. */
export type ReadBeside = (named: string) => string | undefined;

/**
 * The Secrets and ConfigMaps that generators make from literals, files and dotenv files, with the names that manifests use
 * for them. Names and values in a file that cannot be read are not known.
 */
export function generatedObjects(
  kustomization: JsonObject,
  readBeside: ReadBeside,
): { object: KubernetesObject; path: (string | number)[] }[] {
  return (
    [
      ['secretGenerator', 'Secret', 'stringData'],
      ['configMapGenerator', 'ConfigMap', 'data'],
    ] as const
  ).flatMap(([field, kind, data]) =>
    listOf(kustomization[field])
      .map((generator, index) => ({ generator, path: [field, index] }))
      .filter(({ generator }) => typeof generator.name === 'string')
      .map(({ generator, path: place }) => ({
        path: place,
        object: generated(
          kind,
          {
            name: String(generator.name),
            namespace: String(
              generator.namespace ?? kustomization.namespace ?? '',
            ),
          },
          data,
          valuesOf(generator, readBeside),
        ),
      })),
  );
}

/** A generator in a file of its own, as a kustomization with just that; `undefined` for everything else. */
export function builtInGenerator({
  apiVersion,
  kind,
  metadata,
  ...generator
}: JsonObject): JsonObject | undefined {
  const field = new Map<unknown, string>([
    ['SecretGenerator', 'secretGenerator'],
    ['ConfigMapGenerator', 'configMapGenerator'],
  ]).get(kind);
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return apiVersion === 'builtin' && field
    ? { [field]: [{ ...generator, name, namespace }] }
    : undefined;
}

/**
 * The values that a kustomization gives to charts, each as an object of its own with the chart's name, since the chart
 * itself is not rendered.
 */
export function valuesOfCharts(
  kustomization: JsonObject,
): { object: KubernetesObject; path: (string | number)[] }[] {
  return listOf(kustomization.helmCharts).flatMap((chart, index) =>
    isObject(chart.valuesInline)
      ? [
          {
            path: ['helmCharts', index],
            object: {
              apiVersion: 'kustomize.config.k8s.io/v1beta1',
              kind: 'Kustomization',
              metadata: {
                name: String(chart.name ?? ''),
                namespace: String(
                  chart.namespace ?? kustomization.namespace ?? '',
                ),
              },
              valuesInline: chart.valuesInline,
            },
          },
        ]
      : [],
  );
}

/** Files and folders whose objects a kustomization takes over; each a path from its folder, or an address. */
export function includedBy(kustomization: JsonObject): string[] {
  return ['resources', 'bases'].flatMap(field => textsOf(kustomization[field]));
}

/** Folders of components, as `includedBy`. */
export function componentsOf(kustomization: JsonObject): string[] {
  return textsOf(kustomization.components);
}

/** Fields with programs of its own, which change what it makes. */
export function unreadFields(kustomization: JsonObject): string[] {
  return ['generators', 'transformers'].filter(
    field =>
      Array.isArray(kustomization[field]) && kustomization[field].length > 0,
  );
}

/** Whether Kustomize itself would have to render a chart. */
export function chartsOf(kustomization: JsonObject): string[] {
  return [
    ...listOf(kustomization.helmCharts),
    ...listOf(kustomization.helmChartInflationGenerator),
  ].map(({ name, chartName }) => String(name ?? chartName ?? ''));
}

function generated(
  kind: string,
  metadata: { name: string; namespace: string },
  field: 'data' | 'stringData',
  values: ReadonlyMap<string, string | undefined> | undefined,
): KubernetesObject {
  const object = { apiVersion: 'v1', kind, metadata };
  if (!values) {
    return object;
  }
  const known = [...values].filter(([, value]) => value !== undefined);
  const unknown = [...values].filter(([, value]) => value === undefined);
  return {
    ...object,
    ...(known.length > 0 ? { [field]: Object.fromEntries(known) } : {}),
    ...(unknown.length > 0
      ? {
          metadata: {
            ...metadata,
            // Names without values, as an API server tells them.
            managedFields: [
              {
                fieldsType: 'FieldsV1',
                fieldsV1: {
                  'f:data': Object.fromEntries(
                    unknown.map(([name]) => [`f:${name}`, {}]),
                  ),
                },
              },
            ],
          },
        }
      : {}),
  };
}

/** By data key; a value of `undefined` is not known. `undefined` alone: the names are not known either. */
function valuesOf(
  generator: JsonObject,
  readBeside: ReadBeside,
): ReadonlyMap<string, string | undefined> | undefined {
  const values = new Map<string, string | undefined>(
    Object.entries(literalsOf(generator.literals)),
  );
  let isOpen = false;
  for (const named of textsOf(generator.files)) {
    const at = named.indexOf('=');
    const file = named.slice(at + 1);
    values.set(
      at > 0 ? named.slice(0, at) : path.posix.basename(file),
      readBeside(file),
    );
  }
  for (const file of [
    ...textsOf(generator.envs),
    ...textsOf([generator.env]),
  ]) {
    const text = readBeside(file);
    isOpen ||= text === undefined;
    for (const [name, value] of variablesIn(text ?? '')) {
      values.set(name, value);
    }
  }
  return isOpen && values.size === 0 ? undefined : values;
}

/** Kustomize takes each line as it is, with its quotes. A name alone has the value that the variable has where Kustomize runs. */
function* variablesIn(text: string): Generator<[string, string | undefined]> {
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const pair = line.trimStart();
    const at = pair.indexOf('=');
    if (at > 0 && !pair.startsWith('#')) {
      yield [pair.slice(0, at).trim(), pair.slice(at + 1)];
    } else if (VARIABLE.test(pair)) {
      yield [pair.trim(), undefined];
    }
  }
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

function literalsOf(literals: unknown): Record<string, string> {
  return Object.fromEntries(
    textsOf(literals).map(pair => {
      const at = pair.indexOf('=');
      return at < 0
        ? [pair, '']
        : [
            pair.slice(0, at),
            pair.slice(at + 1).replace(/^(['"])(.*)\1$/s, '$2'),
          ];
    }),
  );
}
