import path from 'node:path';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';

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

/**
 * The Secrets and ConfigMaps that generators make from literals, with the names that manifests use for them. Those that
 * they make from files are missing; render with `kustomize build` to include them.
 */
export function generatedObjects(
  kustomization: JsonObject,
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
        object: {
          apiVersion: 'v1',
          kind,
          metadata: {
            name: String(generator.name),
            namespace: String(
              generator.namespace ?? kustomization.namespace ?? '',
            ),
          },
          [data]: literalsOf(generator.literals),
        },
      })),
  );
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function literalsOf(literals: unknown): Record<string, string> {
  const pairs = Array.isArray(literals)
    ? literals.filter(
        (literal): literal is string => typeof literal === 'string',
      )
    : [];
  return Object.fromEntries(
    pairs.map(pair => {
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
