import { draftOf, readDraft } from './reachAsk';

const read = (query: string) => readDraft(draftOf(new URLSearchParams(query)));

describe('whom the address of the page names', () => {
  it.each([
    ['repository=a/b', { from: 'repository', repository: 'a/b' }, 'a/b'],
    [
      'from=repository&repository=+a/b+&branch=main',
      { from: 'repository', repository: 'a/b', branch: 'main' },
      'a/b (main)',
    ],
    [
      'repository=a/b&environment=live',
      { from: 'repository', repository: 'a/b', environment: 'live' },
      'a/b (live)',
    ],
    [
      'from=serviceAccount&account=eu/shop/api&repository=ignored',
      { from: 'serviceAccount', cluster: 'eu', namespace: 'shop', name: 'api' },
      'eu/shop/api',
    ],
    [
      'from=role&role=arn:aws-cn:iam::111122223333:role/irsa/api',
      {
        from: 'role',
        roleArn: 'arn:aws-cn:iam::111122223333:role/irsa/api',
      },
      'api',
    ],
  ])('%s', (text, query, name) => {
    expect(read(text)).toEqual({ query, name });
  });

  it.each([
    ['', 'repository', 'repository'],
    ['repository=b', 'repository', 'repository'],
    ['repository=https://x/a/b', 'repository', 'repository'],
    ['repository=a/b&branch=m*', 'branch', 'branch'],
    ['repository=a/b&branch=refs/heads/main', 'branch', 'branch'],
    ['repository=a/b&environment=%24x', 'environment', 'environment'],
    ['repository=a/b&branch=x&environment=y', 'environment', 'both'],
    ['from=serviceAccount&account=shop/api', 'account', 'account'],
    ['from=serviceAccount&account=eu//api', 'account', 'account'],
    ['from=serviceAccount&account=a/b/c/d', 'account', 'account'],
    ['from=role&role=api', 'role', 'role'],
    ['from=role&role=arn:aws:iam::1:user/api', 'role', 'role'],
  ])('%j is refused', (text, field, problem) => {
    expect(read(text)).toEqual({ field, problem });
  });
});
