import { startSandbox } from '../startSandbox';
import { Sandbox } from '../sandbox';
import { until } from '../until';
import { ContainerSpec, PodSpecForRuntime } from '../kubernetes';
import { requestToken } from '../scenarios/portalToken';
import { ProgramRuntime } from './ProgramRuntime';

const HOUR = 60 * 60_000;

describe('ProgramRuntime', () => {
  let sandbox: Sandbox;
  let runtime: ProgramRuntime;
  let log: string[];
  let exits: number[];

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'empty' });
    sandbox.aws.account('111122223333')!.import({
      buckets: [{ name: 'things', objects: [{ key: 'a.txt', text: 'a' }] }],
    });
  });

  afterAll(() => sandbox?.close());

  beforeEach(() => {
    runtime = new ProgramRuntime({
      clock: sandbox.clock,
      endpoint: sandbox.aws.endpoint,
      region: 'eu-west-1',
      interval: 20,
      images: { 'registry.example/job': { program: 'batch', sdk: 'boto3' } },
    });
    log = [];
    exits = [];
  });

  afterEach(() => runtime.close());

  function start(
    image: string,
    env: Record<string, string>,
    readFile: ContainerSpec['readFile'] = () => undefined,
  ) {
    const container: ContainerSpec = {
      name: 'app',
      image,
      command: [],
      args: [],
      env: { S3_BUCKET: 'things', S3_KEY: 'a.txt', ...env },
      readFile,
    };
    const pod: PodSpecForRuntime = {
      cluster: 'eks-empty',
      namespace: 'default',
      name: 'app-1',
      uid: '1',
      serviceAccount: 'default',
      annotations: {},
      labels: {},
      containers: [container],
    };
    return runtime.start(pod, container, {
      log: (_, line) => log.push(line),
      ready: () => {},
      exit: (_, code) => exits.push(code),
    });
  }

  function rootKeys() {
    const [account] = sandbox.accounts;
    return {
      AWS_ACCESS_KEY_ID: account.rootAccessKeyId,
      AWS_SECRET_ACCESS_KEY: account.rootSecretAccessKey,
    };
  }

  it('ends a job with 0 when its work is done', async () => {
    start('registry.example/job:1', rootKeys());
    await until('an exit', () => exits.length > 0);
    expect(exits).toEqual([0]);
    expect(log.filter(line => line.startsWith('GET s3://things'))).toHaveLength(
      3,
    );
  });

  it.each([
    ['registry.example/app-python', {}, 'NoCredentialsError'],
    ['registry.example/app-node', {}, 'Region is missing'],
    [
      'registry.example/app-python',
      {
        AWS_ACCESS_KEY_ID: 'AKIAAAAAAAAAAAAAAAAA',
        AWS_SECRET_ACCESS_KEY: 'fake',
      },
      'InvalidClientTokenId',
    ],
  ])('%s with %j leaves with 1 and says %s', async (image, env, words) => {
    start(image, env);
    await until('an exit', () => exits.length > 0);
    expect(exits).toEqual([1]);
    expect(log.join('\n')).toContain(words);
  });

  it('waits, without leaving, while AWS cannot be reached', async () => {
    await runtime.close();
    runtime = new ProgramRuntime({
      clock: sandbox.clock,
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-west-1',
      interval: 20,
    });
    start('registry.example/app-python', rootKeys());
    await until('three tries', () => log.length >= 3);
    expect(exits).toEqual([]);
  });

  it('assumes its role again before the session ends', async () => {
    const [cluster] = sandbox.clusters;
    const issuer = cluster.issuer.replace('https://', '');
    sandbox.aws.account('111122223333')!.import({
      oidcProviders: [{ url: cluster.issuer }],
      roles: [
        {
          name: 'app',
          attachedPolicies: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
          assumeRolePolicy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: {
                  Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}`,
                },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                  StringEquals: {
                    [`${issuer}:sub`]: 'system:serviceaccount:default:default',
                  },
                },
              },
            ],
          },
        },
      ],
    });
    const running = sandbox.cluster(cluster.name);
    let token = await tokenOf(running);
    start(
      'registry.example/app-python',
      {
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/app',
        AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
      },
      () => token,
    );
    const assumed = () => log.filter(line => line.includes('web identity'));
    await until('work with a first session', () =>
      log.some(line => line.includes(' 200 ')),
    );
    expect(assumed()).toHaveLength(1);
    sandbox.clock.advance(HOUR);
    token = await tokenOf(running);
    await until('a second session', () => assumed().length === 2);
    await until('work with it', () => log[log.length - 1].includes(' 200 '));
    expect(exits).toEqual([]);
  });
});

async function tokenOf(cluster: {
  server: string;
  caPem: string;
  adminToken: string;
}): Promise<string> {
  return requestToken(cluster, 'default', 'default', {
    audiences: ['sts.amazonaws.com'],
    expirationSeconds: 7200,
  });
}
