import { secretKeeperOf } from './toolMarks';

describe('operators that keep a Secret', () => {
  it.each([
    [
      'External Secrets',
      { annotations: { 'reconcile.external-secrets.io/data-hash': 'ab' } },
    ],
    [
      'the Secrets Store CSI driver',
      { labels: { 'secrets-store.csi.k8s.io/managed': 'true' } },
    ],
    [
      '1Password',
      {
        annotations: { 'operator.1password.io/item-path': 'vaults/a/items/b' },
      },
    ],
    ['Doppler', { labels: { 'secrets.doppler.com/subtype': 'dopplerSecret' } }],
    ['Infisical', { annotations: { 'secrets.infisical.com/version': '3' } }],
    [
      'the Vault Secrets Operator',
      { labels: { 'app.kubernetes.io/managed-by': 'hashicorp-vso' } },
    ],
  ])('%s', (tool, metadata) => {
    expect(secretKeeperOf(metadata)).toBe(tool);
  });

  it.each<Parameters<typeof secretKeeperOf>[0]>([
    {},
    { labels: { team: 'a' } },
    { labels: { 'secrets-store.csi.k8s.io/managed': 'false' } },
    { annotations: { 'operator.1password.io/auto-restart': 'true' } },
  ])('none: %j', metadata => {
    expect(secretKeeperOf(metadata)).toBeUndefined();
  });
});
