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
    [{ ...account, cluster: 'silent' }, 'ServiceUnavailableError'],
    [{ ...account, cluster: 'none' }, 'NotFoundError'],
    [{ from: 'serviceAccount', cluster: 'read' }, 'InputError'],
    [{ from: 'role', repository: 'a/b' }, 'InputError'],
  ] as const)('refuses %j: %s', (query, name) => {
    expect(() => ask(query)).toThrow(expect.objectContaining({ name }));
  });
});
