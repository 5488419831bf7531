import { isTellingName, newestReleases } from './tellingNames';

describe('names of data keys', () => {
  it.each([
    'AWS_ACCESS_KEY_ID',
    's3-secret-access-key',
    'rootkey.csv',
    'accessKeys.csv',
    's3.conf',
    'key.json',
    'aws-credentials.yaml',
    'objstore.yml',
    'credentials',
    'config',
    '.env',
    'tfstate',
    '.s3cfg',
  ])('%s tells of a key', name => {
    expect(isTellingName(name)).toBe(true);
  });

  it.each([
    'password',
    'tls.crt',
    'tls.key',
    'token',
    'blob',
    'url',
    'username',
  ])('%s does not', name => {
    expect(isTellingName(name)).toBe(false);
  });
});

it('takes the newest record of each release of Helm', () => {
  const secret = (namespace: string, name: string) => ({ namespace, name });
  expect(
    newestReleases([
      secret('a', 'sh.helm.release.v1.api.v9'),
      secret('a', 'sh.helm.release.v1.api.v10'),
      secret('a', 'sh.helm.release.v1.web.v1'),
      secret('b', 'sh.helm.release.v1.api.v2'),
      secret('b', 'api'),
    ]),
  ).toEqual([
    secret('a', 'sh.helm.release.v1.api.v10'),
    secret('a', 'sh.helm.release.v1.web.v1'),
    secret('b', 'sh.helm.release.v1.api.v2'),
  ]);
});
