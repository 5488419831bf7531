import { ConfigReader } from '@backstage/config';
import { readIrsaConfig } from './readIrsaConfig';

const read = (irsa: Record<string, unknown>) =>
  readIrsaConfig(new ConfigReader({ irsa } as never));
const token = { name: 'a', token: 't', server: 'https://127.0.0.1:6443' };

describe('readIrsaConfig', () => {
  it('fills in defaults', () => {
    expect(read({ clusters: [token] })).toMatchObject({
      clusters: [{ name: 'a', audience: 'sts.amazonaws.com' }],
      readLevel: 2,
      role: {
        path: '/irsa/',
        namePrefix: 'irsa-',
        maxSessionDurationSeconds: 3600,
      },
      scan: { intervalMs: 300_000 },
      plan: { lifeMs: 900_000 },
      soak: { durationMs: 604_800_000 },
      preview: { maxExpirySeconds: 900, probePrefix: 'irsa-probe/' },
    });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ clusters: [token, token] }, /irsa\.clusters: two clusters .*'a'/],
    [{ clusters: [{ name: 'a' }] }, /irsa\.clusters\[0\]: says no way/],
    [
      { clusters: [{ ...token, inCluster: true }] },
      /irsa\.clusters\[0\]: has inCluster and token/,
    ],
    [
      { clusters: [token, { name: 'b', kubeconfig: { file: '/no/such' } }] },
      /irsa\.clusters\[1\]\.kubeconfig\.file: no such file \/no\/such/,
    ],
    [
      { clusters: [{ name: 'a', token: 't' }] },
      /irsa\.clusters\[0\]\.server: missing/,
    ],
    [
      { clusters: [{ ...token, accountId: 12345 }] },
      /irsa\.clusters\[0\]\.accountId: .*in quotes/,
    ],
    [
      { clusters: [{ name: 'a', eks: { clusterName: 'x' } }] },
      /irsa\.clusters\[0\]\.region: missing/,
    ],
    [
      { clusters: [], role: { permissionsBoundary: 'IrsaBoundary' } },
      /irsa\.role\.permissionsBoundary/,
    ],
    [{ clusters: [], role: { path: 'irsa' } }, /irsa\.role\.path/],
    [
      { clusters: [], role: { maxSessionDuration: { hours: 13 } } },
      /irsa\.role\.maxSessionDuration/,
    ],
    [{ clusters: [], readLevel: 3 }, /irsa\.readLevel: 3/],
    [{ clusters: [], scan: { interval: 'soon' } }, /irsa\.scan\.interval/],
    [{ clusters: [], aws: { endpoint: 'here' } }, /irsa\.aws\.endpoint/],
  ])('refuses %j', (irsa, message) => {
    expect(() => read(irsa)).toThrow(message);
  });

  it('takes over clusters of the Kubernetes plugin', () => {
    const config = readIrsaConfig(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'one',
                  url: 'https://one.example',
                  authProvider: 'serviceAccount',
                  serviceAccountToken: 't',
                },
                {
                  name: 'two',
                  url: 'https://abc.gr7.eu-west-1.eks.amazonaws.com',
                  authProvider: 'aws',
                  authMetadata: {
                    'kubernetes.io/x-k8s-aws-id': 'prod',
                    'kubernetes.io/aws-assume-role':
                      'arn:aws:iam::111122223333:role/r',
                  },
                },
                {
                  name: 'three',
                  url: 'https://three.example',
                  authProvider: 'google',
                },
              ],
            },
          ],
        },
      }),
    );
    expect(config.clusters).toMatchObject([
      { name: 'one', auth: { kind: 'token' } },
      {
        name: 'two',
        auth: { kind: 'eks', clusterName: 'prod' },
        accountId: '111122223333',
        region: 'eu-west-1',
      },
    ]);
    expect(config.notes).toEqual([expect.stringContaining('google')]);
  });
});
