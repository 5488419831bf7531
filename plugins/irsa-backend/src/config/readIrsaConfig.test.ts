import { ConfigReader } from '@backstage/config';
import { awsHalfSetting } from './awsHalfSetting';
import { checkIrsaConfig, readIrsaConfig } from './readIrsaConfig';

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
      migration: { canary: false, watchMs: 30_000 },
      soak: { durationMs: 604_800_000 },
      preview: {
        maxExpirySeconds: 900,
        probePrefix: 'irsa-probe/',
        methods: ['HEAD', 'GET', 'PUT'],
        perMinute: 20,
      },
    });
  });

  it('says what a soak or a cooling shorter than a day means, and takes it', () => {
    const doubts = (soak: Record<string, unknown>) =>
      read({ clusters: [token], soak }).doubtful!.map(({ message }) => message);
    expect(doubts({})).toEqual([]);
    expect(doubts({ duration: '1d', cooling: { hours: 24 } })).toEqual([]);
    expect(doubts({ duration: '0s', cooling: { minutes: 90 } })).toEqual([
      expect.stringMatching(/^irsa\.soak\.duration: 0 seconds is less .*a day/),
      expect.stringMatching(
        /^irsa\.soak\.cooling: 1\.5 hours is less .*deleted for good/,
      ),
    ]);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ clusters: [token, token] }, /irsa\.clusters: two clusters .*'a'/],
    [{ clusters: [{ name: 'a' }] }, /irsa\.clusters\[0\]: says no way/],
    [
      { clusters: [{ ...token, inCluster: true }] },
      /irsa\.clusters\[0\]: has inCluster and token/,
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
    [
      { clusters: [], migration: { canary: true } },
      /irsa\.migration\.canary: 'true' is neither off nor where-possible/,
    ],
    [
      { clusters: [], migration: { awsHalf: 'terraform' } },
      /irsa\.migration\.awsHalf: 'terraform' is neither engine nor code/,
    ],
    [
      {
        clusters: [],
        migration: { awsHalfOf: [{ account: '1111', madeBy: 'code' }] },
      },
      /irsa\.migration\.awsHalfOf\[0\]\.account: '1111' is not an AWS account/,
    ],
    [
      {
        clusters: [],
        migration: { awsHalfOf: [{ account: '111122223333', madeBy: 'me' }] },
      },
      /irsa\.migration\.awsHalfOf\[0\]\.madeBy: 'me' is neither engine nor code/,
    ],
    [
      { clusters: [], cloudTrail: [{ account: '1111' }] },
      /irsa\.cloudTrail\[0\]\.account: '1111' is not an AWS account/,
    ],
    [
      {
        clusters: [],
        cloudTrail: [{ account: '111122223333', regions: ['Ireland'] }],
      },
      /irsa\.cloudTrail\[0\]\.regions: 'Ireland' is not an AWS region/,
    ],
    [{ clusters: [], scan: { interval: 'soon' } }, /irsa\.scan\.interval/],
    [{ clusters: [], aws: { endpoint: 'here' } }, /irsa\.aws\.endpoint/],
    [
      { clusters: [], soak: { duration: 'soon' } },
      /^irsa\.soak\.duration: not a length of time, for example 5m, 7d or \{ days: 7 \}$/,
    ],
    [{ clusters: [], soak: 'long' }, /^irsa\.soak: is a text; write a block/],
    [{ clusters: [], readLevel: 'two' }, /^irsa\.readLevel: not a number$/],
    [
      { clusters: [], scan: { interval: '0s' } },
      /^irsa\.scan\.interval: must be at least 10 seconds$/,
    ],
    [
      { clusters: [], preview: { methods: ['DELETE'] } },
      /'DELETE' is no method/,
    ],
    [{ clusters: [], preview: { methods: [] } }, /Write a list of HEAD/],
    [{ clusters: [], preview: { perMinute: 0 } }, /irsa\.preview\.perMinute/],
    [{ clusters: [], preview: { maxExpiry: '8d' } }, /at most|longer than 7/],
    [
      { clusters: [], preview: { signers: ['bob'] } },
      /^irsa\.preview\.signers: 'bob' is not a user or group/,
    ],
    [{ clusters: [], aws: { region: 'europe' } }, /irsa\.aws\.region/],
    [
      { clusters: [{ ...token, server: 'http://k8s.example' }] },
      /irsa\.clusters\[0\]\.server: begins with http/,
    ],
    [
      { clusters: [], role: { permissionBoundary: 'arn' } },
      /^irsa\.role\.permissionBoundary: .* did you mean irsa\.role\.permissionsBoundary\?$/,
    ],
    [{ clusters: [], readlevel: 0 }, /did you mean irsa\.readLevel\?/],
    [{ clusters: [], sok: {} }, /did you mean irsa\.soak\?/],
    [
      { clusters: [{ ...token, regoin: 'eu-west-1' }] },
      /irsa\.clusters\[0\]\.regoin: .* did you mean irsa\.clusters\[0\]\.region\?/,
    ],
  ])('refuses %j', (irsa, message) => {
    expect(() => read(irsa)).toThrow(message);
  });

  it.each([
    ['where-possible', true],
    ['off', false],
    // What YAML 1.1 makes of `off`.
    [false, false],
  ])('takes irsa.migration.canary: %s', (canary, means) => {
    const { migration } = read({ clusters: [token], migration: { canary } });
    expect(migration.canary).toBe(means);
  });

  it('says who makes roles, as a rule and by account', () => {
    const { migration } = read({
      clusters: [token],
      migration: {
        awsHalf: 'code',
        awsHalfOf: [{ account: '111122223333', madeBy: 'engine' }],
      },
    });
    expect(awsHalfSetting(migration, '111122223333')?.madeBy).toBe('engine');
    expect(awsHalfSetting(migration, '444455556666')).toEqual({
      madeBy: 'code',
      key: 'irsa.migration.awsHalf',
    });
    const without = read({ clusters: [token] }).migration;
    expect(awsHalfSetting(without, '111122223333')).toBeUndefined();
  });

  it.each(['yes', 7, ['a']])('refuses irsa: %j', irsa => {
    const { problems } = checkIrsaConfig(new ConfigReader({ irsa } as never));
    expect(problems).toEqual([
      { key: 'irsa', message: expect.stringMatching(/^irsa: must be a block/) },
    ]);
  });

  it('tells of a setting that does not exist and resembles none, and works without it', () => {
    const { config, problems } = checkIrsaConfig(
      new ConfigReader({
        irsa: { soak: { days: 7 }, scan: { interval: { minutes: 5 } } },
      }),
    );
    expect(problems).toEqual([]);
    expect(config.unknown).toEqual([
      {
        key: 'irsa.soak.days',
        message:
          'irsa.soak.days: there is no such setting. There are: duration, cooling.',
      },
    ]);
  });

  it('takes a server without encryption on the own machine', () => {
    const local = { ...token, server: 'http://127.0.0.1:8001' };
    expect(read({ clusters: [local] }).clusters).toHaveLength(1);
  });

  it('leaves out a cluster with a wrong value and takes the others', () => {
    const { config, problems } = checkIrsaConfig(
      new ConfigReader({
        irsa: {
          clusters: [
            { name: 'bad', token: 't', server: 'nowhere' },
            token,
            { name: 'worse', token: 't', server: 7 },
          ],
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(config.clusters).toMatchObject([{ name: 'a' }]);
    expect(config.leftOut).toEqual([
      {
        key: 'irsa.clusters[0]',
        name: 'bad',
        reason: expect.stringMatching(
          /^irsa\.clusters\[0\]\.server: 'nowhere'/,
        ),
      },
      {
        key: 'irsa.clusters[2]',
        name: 'worse',
        reason: expect.stringContaining('irsa.clusters[2].server'),
      },
    ]);
  });

  it('names each block that has a wrong value, with its key', () => {
    const { problems } = checkIrsaConfig(
      new ConfigReader({
        irsa: {
          clusters: { name: 'no list' },
          role: { path: 'irsa' },
          soak: { duration: 'soon' },
          notifications: { enabled: [] },
        },
      } as never),
    );
    expect(problems.map(({ key }) => key)).toEqual([
      'irsa.clusters',
      'irsa.role.path',
      'irsa.soak.duration',
      'irsa.notifications.enabled',
    ]);
    for (const { key, message } of problems) {
      expect(message).toContain(key);
    }
  });

  it('says nothing of files, which may come later', () => {
    const clusters = [
      { ...token, token: undefined, tokenFile: '/no/such', caFile: '/nor' },
      { name: 'b', kubeconfig: { file: '/no/such' } },
    ];
    expect(read({ clusters }).clusters).toHaveLength(2);
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
    expect(config.leftOut).toMatchObject([
      { name: 'three', reason: expect.stringContaining('google') },
    ]);
  });
});
