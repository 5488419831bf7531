import { plainSetting } from './settings';

describe('plain settings', () => {
  it.each<[Parameters<typeof plainSetting>[0], string, string]>([
    ['ConfigMap', 'fips', 'true'],
    ['ConfigMap', 'AWS_STS_REGIONAL_ENDPOINTS', 'legacy'],
    ['ConfigMap', 'region', 'us-gov-west-1'],
    ['ConfigMap', 'sts', 'https://sts.internal.example.com:8443/'],
    ['ConfigMap', 'NO_PROXY', '.svc,10.0.0.0/8, .amazonaws.com'],
    ['Secret', 'AWS_DEFAULT_REGION', 'eu-west-1'],
  ])('%s %s: %s', (kind, key, value) => {
    expect(plainSetting(kind, key, value)).toBe(value);
  });

  it.each<[Parameters<typeof plainSetting>[0], string, string]>([
    ['Secret', 'region', 'eu-west-1'],
    [
      'Secret',
      'AWS_SECRET_ACCESS_KEY',
      'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=',
    ],
    ['ConfigMap', 'AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['ConfigMap', 'AWS_ENDPOINT_URL', 'https://user:word@sts.example.com'],
    ['ConfigMap', 'hook', 'https://hooks.example.com/T000/B000'],
    ['ConfigMap', 'NO_PROXY', 'a@b'],
    ['ConfigMap', 'name', 'worker'],
  ])('not %s %s: %s', (kind, key, value) => {
    expect(plainSetting(kind, key, value)).toBeUndefined();
  });
});
