import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { giveNamespaces, KustomizationScope } from './kustomizeNamespaces';

const object = (kind: string): KubernetesObject => ({
  kind,
  metadata: { name: 'x' },
});

function given(
  scopes: Record<string, KustomizationScope>,
  files: Record<string, string>,
): Record<string, string | undefined> {
  const objects = Object.entries(files).map(
    ([file, kind]) => [object(kind), file] as const,
  );
  giveNamespaces(new Map(Object.entries(scopes)), new Map(objects));
  return Object.fromEntries(
    objects.map(([{ metadata }, file]) => [file, metadata?.namespace]),
  );
}

describe('the namespace of a kustomization', () => {
  it('is that of the files it names, and of no others', () => {
    expect(
      given(
        {
          '/a/kustomization.yaml': {
            included: ['/a/app.yaml'],
            namespace: 'shop',
          },
        },
        { '/a/app.yaml': 'Deployment', '/a/other.yaml': 'Deployment' },
      ),
    ).toEqual({ '/a/app.yaml': 'shop', '/a/other.yaml': undefined });
  });

  it('is not that of objects of the cluster', () => {
    expect(
      given(
        {
          '/a/kustomization.yaml': {
            included: ['/a/role.yaml', '/a/class.yaml'],
            namespace: 'shop',
          },
        },
        { '/a/role.yaml': 'ClusterRole', '/a/class.yaml': 'StorageClass' },
      ),
    ).toEqual({ '/a/role.yaml': undefined, '/a/class.yaml': undefined });
  });

  const base = { included: ['/base/app.yaml'] };

  it('of an overlay counts for its base', () => {
    expect(
      given(
        {
          '/base/kustomization.yaml': { ...base, namespace: 'base' },
          '/prod/kustomization.yaml': {
            included: ['/base'],
            namespace: 'prod',
          },
        },
        { '/base/app.yaml': 'Deployment' },
      ),
    ).toEqual({ '/base/app.yaml': 'prod' });
  });

  it('is left open for a base with overlays in several namespaces', () => {
    expect(
      given(
        {
          '/base/kustomization.yaml': base,
          '/test/kustomization.yaml': {
            included: ['/base'],
            namespace: 'test',
          },
          '/prod/kustomization.yaml': {
            included: ['/base'],
            namespace: 'prod',
          },
        },
        { '/base/app.yaml': 'Deployment' },
      ),
    ).toEqual({ '/base/app.yaml': undefined });
  });

  it('of the outermost counts, whatever is between', () => {
    expect(
      given(
        {
          '/base/kustomization.yaml': { ...base, namespace: 'base' },
          '/middle/kustomization.yaml': { included: ['/base'] },
          '/prod/kustomization.yaml': {
            included: ['/middle'],
            namespace: 'prod',
          },
        },
        { '/base/app.yaml': 'Deployment' },
      ),
    ).toEqual({ '/base/app.yaml': 'prod' });
  });

  it.each([
    ['in its place', ['/base'], 'prod'],
    ['not where another environment keeps it', ['/base', '/test'], 'own'],
  ])(
    'counts before the one that an object names, %s',
    (_name, environments, namespace) => {
      const named: KubernetesObject = {
        kind: 'Deployment',
        metadata: { name: 'x', namespace: 'own' },
      };
      giveNamespaces(
        new Map<string, KustomizationScope>([
          ['/base/kustomization.yaml', base],
          [
            '/prod/kustomization.yaml',
            { included: ['/base'], namespace: 'prod' },
          ],
          ...environments
            .filter(each => each !== '/base')
            .map((each): [string, KustomizationScope] => [
              `${each}/kustomization.yaml`,
              { included: ['/base'] },
            ]),
        ]),
        new Map(),
        new Map([[named, '/base/app.yaml']]),
      );
      expect(named.metadata?.namespace).toBe(namespace);
    },
  );

  it('looks once into what many ways lead to', () => {
    const looked: string[] = [];
    const level = (at: number): [string, KustomizationScope][] =>
      ['a', 'b'].map(side => [
        `/${side}${at}/kustomization.yaml`,
        {
          namespace: 'shop',
          get included() {
            looked.push(`${side}${at}`);
            return at === 0 ? ['/app.yaml'] : [`/a${at - 1}`, `/b${at - 1}`];
          },
        },
      ]);
    const scopes = new Map([...Array(12).keys()].flatMap(level));
    const app = object('Deployment');
    giveNamespaces(scopes, new Map([[app, '/app.yaml']]));
    expect(app.metadata?.namespace).toBe('shop');
    expect(looked.length).toBeLessThanOrEqual(2 * scopes.size);
  });
});
