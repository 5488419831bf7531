import { CoreV1Api, KubeConfig, V1Pod } from '@kubernetes/client-node';
import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { HAS_ALL_ROWS, IS_WHOLE } from '../__testUtils__/testSize';
import { until } from '@internal/sandbox/until';
import { BY, ENDS, inStatus, startPlan } from './__testUtils__/starting';
import {
  DEPLOYMENT_PATH,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { carriesRole } from './kubernetes/podIdentity';

const FILE_VOLUME = { name: 'aws', secret: { secretName: 'aws-file' } };
const FILE_MOUNT = { name: 'aws', mountPath: '/root/.aws', readOnly: true };

/** SDKs that know the role. `packages/sandbox/src/programs/sdks.ts` says how each ranks it. */
const KNOW_THE_ROLE = [
  'boto3',
  'go-v1',
  'go-v2',
  'java-v1',
  'java-v2',
  'js-v2',
  'js-v3',
  'dotnet-v3',
  'dotnet-v4',
  'ruby',
  'php',
  'cpp',
  'rust',
];
/** SDKs that can only work with the key: the way there fails, and the way back is the same. */
const KEY_ONLY = ['boto2', 'none'];

/**
 * Go prefers variables, Ruby prefers the role to the file, dotnet prefers the role to variables, which CI tries.
 * `npm run test:heavy` takes all.
 */
const SAMPLE = {
  environment: ['go-v2', ...(HAS_ALL_ROWS ? ['dotnet-v3'] : [])],
  keyOnly: ['none'],
  file: ['ruby'],
};

describe('forward and back, for every order in which an SDK looks for credentials', () => {
  let world: WalkthroughWorld;

  afterEach(() => world.close());

  it.each(IS_WHOLE ? KNOW_THE_ROLE : SAMPLE.environment)(
    '%s with keys in the environment',
    async sdk => {
      expect(await thereAndBack(sdk, 'environment')).toBe('soaking');
    },
  );

  it.each(IS_WHOLE ? KEY_ONLY : SAMPLE.keyOnly)(
    '%s, which never takes the role',
    async sdk => {
      expect(await thereAndBack(sdk, 'environment')).toBe('rolledBack');
    },
  );

  it.each(IS_WHOLE ? KNOW_THE_ROLE : SAMPLE.file)(
    '%s with keys in a mounted file (in CI)',
    async sdk => {
      expect(await thereAndBack(sdk, 'file')).toBe('soaking');
    },
  );

  /** Answers where the way there ended, once the way back has been found to leave every Pod at work. */
  async function thereAndBack(
    sdk: string,
    delivery: 'environment' | 'file',
  ): Promise<string> {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await buildWith(sdk, delivery);
    if (delivery === 'file') {
      await world.makePlan({
        detach: {
          removed: [
            {
              list: 'volumeMounts',
              container: 'test',
              containerType: 'container',
              index: 0,
              element: FILE_MOUNT,
            },
            {
              list: 'volumes',
              index: 0,
              element: { ...FILE_VOLUME, secret: await volumeSecret() },
            },
          ],
          added: [],
        },
        secrets: [{ name: 'aws-file', onlyAwsKeys: true }],
      });
    }
    await healthy('before');
    const service = await world.service();
    service.startWorker();
    const { id } = await startPlan(service);
    const end = (...statuses: string[]) => inStatus(service, id, ...statuses);
    const first = await end(...ENDS);
    if (first.status === 'soaking') {
      await service.rollback(id, { reason: 'a try' }, BY);
      const back = await end('rolledBack', 'needsHuman');
      expect([back.status, back.statusReason]).toEqual([
        'rolledBack',
        expect.any(String),
      ]);
    }
    // Nobody may depend on what is gone: every Pod still works, on the key, after the end.
    const pods = await livePods();
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(carriesRole(pod, world.execution.role.arn)).toBe(false);
    }
    await worksAsTheUser(pods);
    await healthy('after');
    return first.status;
  }

  /** The Deployment as it would be with another SDK and another way of giving the key to it. */
  async function buildWith(
    sdk: string,
    delivery: 'environment' | 'file',
  ): Promise<void> {
    const container = {
      name: 'test',
      env: [{ name: 'AWS_REGION', value: 'eu-west-1' }],
      ...(delivery === 'file' && { envFrom: null, volumeMounts: [FILE_MOUNT] }),
    };
    if (delivery === 'file') {
      await mountedFile();
    }
    await world.cluster.request({
      method: 'PATCH',
      path: DEPLOYMENT_PATH,
      headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
      body: {
        spec: {
          template: {
            metadata: { annotations: { 'sandbox.irsa/sdk': sdk } },
            spec: {
              containers: [container],
              ...(delivery === 'file' && { volumes: [FILE_VOLUME] }),
            },
          },
        },
      },
    });
  }

  /** The same key as in `aws-secrets`, in the form of a shared credentials file. */
  async function mountedFile(): Promise<void> {
    const core = coreApi();
    const { data } = await core.readNamespacedSecret({
      name: 'aws-secrets',
      namespace: 'production',
    });
    const text = (name: string) =>
      Buffer.from(data![name], 'base64').toString('utf8');
    await core.createNamespacedSecret({
      namespace: 'production',
      body: {
        metadata: { name: 'aws-file' },
        stringData: {
          credentials: `[default]\naws_access_key_id = ${text(
            'AWS_ACCESS_KEY_ID',
          )}\naws_secret_access_key = ${text('AWS_SECRET_ACCESS_KEY')}\n`,
        },
      },
    });
  }

  async function volumeSecret(): Promise<Record<string, unknown>> {
    const workload = await world.deployment();
    const [volume] = (workload.spec as any).template.spec.volumes;
    return volume.secret;
  }

  async function livePods(): Promise<V1Pod[]> {
    const { items } = await world.cluster.request<{ items: V1Pod[] }>({
      path: '/api/v1/namespaces/production/pods',
    });
    return items.filter(({ metadata }) => !metadata?.deletionTimestamp);
  }

  async function healthy(when: string): Promise<void> {
    await until(`a healthy workload ${when}`, async () => {
      const { metadata, status } = (await world.deployment()) as any;
      return (
        status?.observedGeneration >= metadata.generation &&
        status?.updatedReplicas === 2 &&
        status?.availableReplicas === 2 &&
        status?.replicas === 2
      );
    });
  }

  /** Each Pod has made another call that AWS answered, as the key's user, since the end. */
  async function worksAsTheUser(pods: V1Pod[]): Promise<void> {
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: world.execution.key!.userName }),
    );
    expect(AccessKeyMetadata).toMatchObject([{ Status: 'Active' }]);
    const calls = async ({ metadata }: V1Pod) => {
      const log = await coreApi().readNamespacedPodLog({
        name: metadata!.name!,
        namespace: 'production',
      });
      return String(log)
        .split('\n')
        .filter(line => line.includes(`:user/${world.execution.key!.userName}`))
        .length;
    };
    for (const pod of pods) {
      const before = await calls(pod);
      await until(
        `${sdkOf(pod)}: a call of Pod ${pod.metadata?.name} with the key`,
        async () => (await calls(pod)) > before,
      );
    }
  }

  function sdkOf({ metadata }: V1Pod): string {
    return metadata?.annotations?.['sandbox.irsa/sdk'] ?? '';
  }

  function coreApi(): CoreV1Api {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(
      world.sandbox.cluster(WORKLOAD.cluster).kubeconfig(),
    );
    return kubeConfig.makeApiClient(CoreV1Api);
  }
});
