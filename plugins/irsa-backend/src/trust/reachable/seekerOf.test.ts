import { seekerOf } from './seekerOf';

const clusters = [{ name: 'read', issuer: 'https://a.example' }];
const ask = (query: Parameters<typeof seekerOf>[0]) =>
  seekerOf(query, clusters, ['read', 'silent']);
const account = {
  from: 'serviceAccount',
  namespace: 'shop',
  name: 'api',
} as const;

describe('seekerOf', () => {
  it('takes the issuer of the cluster', () => {
    expect(ask({ ...account, cluster: 'read' })).toEqual({
      kind: 'serviceAccount',
      issuer: 'https://a.example',
      namespace: 'shop',
      name: 'api',
    });
  });

  it.each([
    [{}, undefined],
    [{ branch: 'main' }, 'ref:refs/heads/main'],
    [{ environment: 'shop: live' }, 'environment:shop%3A live'],
  ])('takes the jobs of a repository that %j names', (more, job) => {
    expect(ask({ from: 'repository', repository: 'a/b', ...more })).toEqual({
      kind: 'repository',
      repository: 'a/b',
      ...(job && { job }),
    });
  });

  it.each([
    [{ ...account, cluster: 'silent' }, 'ServiceUnavailableError'],
    [{ ...account, cluster: 'none' }, 'NotFoundError'],
    [{ from: 'serviceAccount', cluster: 'read' }, 'InputError'],
    [{ from: 'role', repository: 'a/b' }, 'InputError'],
    [
      { from: 'repository', repository: 'a/b', branch: 'refs/heads/x' },
      'InputError',
    ],
    [
      { from: 'repository', repository: 'a/b', branch: 'x', environment: 'y' },
      'InputError',
    ],
  ] as const)('refuses %j: %s', (query, name) => {
    expect(() => ask(query)).toThrow(expect.objectContaining({ name }));
  });
});
