import { unreadUsers } from './unreadUsers';

const policy = { Principal: { Federated: 'arn:x:oidc-provider/a.example/1' } };
const loses = { removed: ['shop/api'], kept: [], added: [] };
const read = {
  name: 'read',
  issuer: 'https://a.example/1',
  serviceAccounts: [],
};
const silent = { name: 'silent', issuer: 'https://a.example/1' };
const other = { name: 'other', issuer: 'https://b.example/1' };

describe('unreadUsers', () => {
  it.each([
    ['everything was read', loses, [read], true, undefined],
    ['a cluster of the policy was not read', loses, [silent], true, 'silent'],
    ['another cluster was not read', loses, [read, other], true, undefined],
    ['an issuer was not read', loses, [read], false, 'every cluster'],
    [
      'nobody loses anything',
      { ...loses, removed: [] },
      [silent],
      false,
      undefined,
    ],
  ])('%s', (_, effect, clusters, hasAllClusters, words) => {
    const said = unreadUsers(effect, policy, {
      accountId: '111122223333',
      clusters,
      hasAllClusters,
    });
    expect(said === undefined ? undefined : said.includes(words!)).toBe(
      words === undefined ? undefined : true,
    );
  });
});
