import fc from 'fast-check';
import { ImpossibleNameError, isNotThere } from './ClusterError';
import { KINDS, KnownKind } from './kinds';
import { listPath, objectPath, resourcesPath } from './paths';

const kinds = Object.values<KnownKind>(KINDS);
const anyKind = fc.constantFrom(...kinds);
const anyName = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'a/b',
    '..',
    '.',
    '%2f',
    '%2e%2e',
    '',
    'a?b',
    'a#b',
    'ä',
    '\\',
  ),
);

/** What a server sees of a path. */
function seen(path: string): string[] {
  const { pathname, search, hash } = new URL(`http://127.0.0.1${path}`);
  expect(search + hash).toBe('');
  return pathname.split('/').slice(1).map(decodeURIComponent);
}

/** Throws what is not the refusal of a name. */
function pathOrRefusal(kind: KnownKind, namespace: string, name: string) {
  try {
    return objectPath(kind, namespace, name);
  } catch (error) {
    if (error instanceof ImpossibleNameError) {
      return undefined;
    }
    throw error;
  }
}

describe('paths', () => {
  it.each([
    [listPath(KINDS.Deployment), '/apis/apps/v1/deployments'],
    [listPath(KINDS.Pod, 'shop'), '/api/v1/namespaces/shop/pods'],
    [
      listPath(KINDS.ClusterRoleBinding, 'shop'),
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    ],
    [objectPath(KINDS.Namespace, '', 'shop'), '/api/v1/namespaces/shop'],
    [
      objectPath(KINDS.Rollout, 'shop', 'web'),
      '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web',
    ],
    [
      objectPath(KINDS.ServiceAccount, 'shop', 'web', 'token'),
      '/api/v1/namespaces/shop/serviceaccounts/web/token',
    ],
    [
      objectPath(KINDS.RoleBinding, 'shop', 'system:a b'),
      '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/system%3Aa%20b',
    ],
    [resourcesPath('apps', 'v1'), '/apis/apps/v1'],
    [resourcesPath('', 'v1'), '/api/v1'],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });

  it.each(['', '.', '..', 'a/b', '../secrets', '%2f', '%2e%2e', '\ud800'])(
    'there is no object by the name %j',
    name => {
      const refusalOf = (namespace: string, named: string) => {
        try {
          return objectPath(KINDS.ConfigMap, namespace, named);
        } catch (error) {
          return error;
        }
      };
      for (const refusal of [refusalOf('shop', name), refusalOf(name, 'web')]) {
        expect(refusal).toBeInstanceOf(ImpossibleNameError);
        expect(isNotThere(refusal)).toBe(true);
        expect(refusal).toMatchObject({ name: 'NotFoundError' });
      }
    },
  );

  it('lead to the object that was named and to no other, or are refused', () => {
    fc.assert(
      fc.property(anyKind, anyName, anyName, (kind, namespace, name) => {
        const path = pathOrRefusal(kind, namespace, name);
        if (path === undefined) {
          return;
        }
        const place = kind.namespaced ? ['namespaces', namespace] : [];
        expect(seen(path)).toEqual([
          ...(kind.group ? ['apis', kind.group] : ['api']),
          kind.version,
          ...place,
          kind.plural,
          name,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('take every name that Kubernetes takes', () => {
    fc.assert(
      fc.property(
        anyKind,
        fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,60}[a-z0-9])?$/),
        (kind, name) => {
          expect(seen(objectPath(kind, 'ns', name)).at(-1)).toBe(name);
        },
      ),
    );
  });
});
