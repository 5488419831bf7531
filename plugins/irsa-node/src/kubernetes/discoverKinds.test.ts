import { ClusterRequest, Requester } from './ClusterApi';
import { ClusterErrorKind, clusterError } from './ClusterError';
import { discoverKinds } from './discoverKinds';

const RESOURCES = {
  resources: [
    { name: 'things', kind: 'Thing', namespaced: true, verbs: ['list', 'get'] },
    { name: 'things/status', kind: 'Thing', namespaced: true, verbs: ['get'] },
  ],
};
const GROUPS = {
  groups: ['a.example', 'b.example', 'c.example'].map(name => ({
    name,
    preferredVersion: { groupVersion: `${name}/v2`, version: 'v2' },
  })),
};

function cluster(fails: Record<string, ClusterErrorKind>): Requester {
  return {
    async request({ path }: ClusterRequest): Promise<any> {
      const kind = fails[path];
      if (kind) {
        throw clusterError({ cluster: 'c', kind }, `${path} is ${kind}`);
      }
      return path === '/apis' ? GROUPS : RESOURCES;
    },
  };
}

const isWanted = (group: string) => group !== 'c.example';

describe('discoverKinds', () => {
  it('answers with the kinds of wanted groups in the version that the cluster prefers', async () => {
    expect(await discoverKinds(cluster({}), isWanted)).toEqual({
      kinds: ['a.example', 'b.example'].map(group => ({
        group,
        version: 'v2',
        kind: 'Thing',
        plural: 'things',
        namespaced: true,
        verbs: ['list', 'get'],
      })),
      unread: [],
    });
  });

  it('knows a kind that is only in another version than the preferred one', async () => {
    const of = (kind: string, plural: string) => ({
      resources: [{ name: plural, kind, namespaced: true, verbs: ['list'] }],
    });
    const answers: Record<string, object> = {
      '/apis': {
        groups: [
          {
            name: 'a.example',
            preferredVersion: { version: 'v1' },
            versions: [{ version: 'v1' }, { version: 'v1alpha1' }],
          },
        ],
      },
      '/apis/a.example/v1': of('Thing', 'things'),
      '/apis/a.example/v1alpha1': {
        resources: [
          ...of('Thing', 'things').resources,
          ...of('Scrape', 'scrapes').resources,
        ],
      },
    };
    const { kinds } = await discoverKinds(
      { request: async ({ path }) => answers[path] as any },
      isWanted,
    );
    expect(kinds.map(({ version, kind }) => `${version} ${kind}`)).toEqual([
      'v1 Thing',
      'v1alpha1 Scrape',
    ]);
  });

  it.each(['server', 'forbidden', 'throttled', 'invalid'] as const)(
    'goes on past a group that is %s, and names it',
    async kind => {
      const { kinds, unread } = await discoverKinds(
        cluster({ '/apis/a.example/v2': kind }),
        isWanted,
      );
      expect(kinds.map(({ group }) => group)).toEqual(['b.example']);
      expect(unread).toEqual([
        {
          group: 'a.example',
          error: expect.objectContaining({
            message: `/apis/a.example/v2 is ${kind}`,
          }),
        },
      ]);
    },
  );

  it('knows that a group that is gone has nothing', async () => {
    const found = await discoverKinds(
      cluster({ '/apis/a.example/v2': 'notFound' }),
      isWanted,
    );
    expect(found.unread).toEqual([]);
    expect(found.kinds).toHaveLength(1);
  });

  it.each(['forbidden', 'notFound', 'server'] as const)(
    'knows no group when the list is %s, and says so',
    async kind => {
      const { kinds, unread } = await discoverKinds(
        cluster({ '/apis': kind }),
        isWanted,
      );
      expect(kinds).toEqual([]);
      expect(unread.map(({ group }) => group)).toEqual(['*']);
    },
  );

  it.each(['unreachable', 'timeout', 'untrusted', 'credentials'] as const)(
    'ends when the cluster is %s',
    async kind => {
      await expect(
        discoverKinds(cluster({ '/apis/b.example/v2': kind }), isWanted),
      ).rejects.toThrow(kind);
    },
  );
});
