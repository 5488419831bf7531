import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  V1Pod,
} from '@kubernetes/client-node';
import { startSandbox } from './startSandbox';
import { Sandbox } from './sandbox';
import { until } from './until';
import { kubeconfigOf } from './state';

const NAMESPACE = 'production';
const USER = 'profile-images-reader';
const AUDIENCE = 'sts.amazonaws.com';

/** The migration by hand, with the rights of the portal only. */
describe('the walk-through', () => {
  let sandbox: Sandbox;
  let core: CoreV1Api;
  let apps: AppsV1Api;
  let iam: IAMClient;
  let began: number;

  beforeEach(async () => {
    began = Date.now();
    sandbox = await startSandbox({
      scenario: 'walkthrough',
      programInterval: 100,
    });
    const kubeconfig = new KubeConfig();
    kubeconfig.loadFromString(
      kubeconfigOf(sandbox.clusters, { user: 'portal' }),
    );
    core = kubeconfig.makeApiClient(CoreV1Api);
    apps = kubeconfig.makeApiClient(AppsV1Api);
    const [account] = sandbox.accounts;
    iam = new IAMClient({
      endpoint: account.endpoint,
      region: 'eu-west-1',
      credentials: account.portalAccessKey!,
    });
  });

  afterEach(async () => {
    iam.destroy();
    await sandbox.close();
  });

  async function podsOf(): Promise<V1Pod[]> {
    const { items } = await core.listNamespacedPod({
      namespace: NAMESPACE,
      labelSelector: 'app=test',
    });
    return items.filter(({ metadata }) => !metadata?.deletionTimestamp);
  }

  function logOf(pod: V1Pod): Promise<string> {
    return core.readNamespacedPodLog({
      namespace: NAMESPACE,
      name: pod.metadata!.name!,
    });
  }

  /** Whether both replicas are ready, and the last S3 call of one of their Pods. */
  function readyPods(identity: RegExp) {
    return until(`two ready Pods as ${identity}`, async () => {
      const pods = await podsOf();
      const ready = pods.filter(({ status }) =>
        status?.containerStatuses?.every(each => each.ready),
      );
      if (pods.length !== 2 || ready.length !== 2) {
        return undefined;
      }
      const lines = (await logOf(pods[0])).trim().split('\n');
      return identity.test(lines[lines.length - 1]) ? pods : undefined;
    });
  }

  async function linkFrom(pod: V1Pod) {
    const [, address] = /Serving on (\S+)/.exec(await logOf(pod)) ?? [];
    const answer = await fetch(`${address}/presigned-url?object=bob.png`);
    const { url, signedBy } = (await answer.json()) as Record<string, string>;
    const image = await fetch(url);
    return {
      signedBy,
      status: image.status,
      type: image.headers.get('content-type'),
    };
  }

  async function createRole(serviceAccount: string): Promise<string> {
    const account = sandbox.accounts[0].id;
    const issuer = sandbox.clusters[0].issuer.replace('https://', '');
    const provider = await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${issuer}`,
        ClientIDList: [AUDIENCE],
      }),
    );
    const policy = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'profile-images',
        Path: '/irsa/',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::profile-images/*',
            },
          ],
        }),
      }),
    );
    const role = await iam.send(
      new CreateRoleCommand({
        RoleName: 'profile-api',
        Path: '/irsa/',
        PermissionsBoundary: `arn:aws:iam::${account}:policy/IrsaBoundary`,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Federated: provider.OpenIDConnectProviderArn },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: {
                  [`${issuer}:aud`]: AUDIENCE,
                  [`${issuer}:sub`]: `system:serviceaccount:${NAMESPACE}:${serviceAccount}`,
                },
              },
            },
          ],
        }),
      }),
    );
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: 'profile-api',
        PolicyArn: policy.Policy!.Arn,
      }),
    );
    return role.Role!.Arn!;
  }

  async function cutOver(roleArn: string) {
    await core.patchNamespacedServiceAccount(
      {
        namespace: NAMESPACE,
        name: 'test',
        body: {
          metadata: { annotations: { 'eks.amazonaws.com/role-arn': roleArn } },
        },
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    const path = '/spec/template/spec/containers/0/envFrom';
    await apps.patchNamespacedDeployment(
      {
        namespace: NAMESPACE,
        name: 'test',
        body: [
          {
            op: 'test',
            path,
            value: [{ secretRef: { name: 'aws-secrets' } }],
          },
          { op: 'remove', path },
        ],
      },
      setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
    );
  }

  async function lastUsed(): Promise<number | undefined> {
    const { AccessKeyMetadata } = await iam.send(
      new ListAccessKeysCommand({ UserName: USER }),
    );
    const used = await iam.send(
      new GetAccessKeyLastUsedCommand({
        AccessKeyId: AccessKeyMetadata![0].AccessKeyId,
      }),
    );
    return used.AccessKeyLastUsed?.LastUsedDate?.getTime();
  }

  it('moves from the key to the role, and the key falls silent', async () => {
    const [before] = await readyPods(
      /^GET s3:\/\/profile-images\/alice\.png 200 \d+ms as arn:aws:iam::\d+:user\/profile-images-reader$/,
    );
    expect(await linkFrom(before)).toEqual({
      signedBy: `arn:aws:iam::111122223333:user/${USER}`,
      status: 200,
      type: 'image/png',
    });
    // By a Pod of this sandbox. IAM answers in whole seconds.
    expect(await lastUsed()).toBeGreaterThanOrEqual(began - (began % 1000));

    await cutOver(await createRole('test'));
    const after = await readyPods(
      /^GET .* 200 .* as arn:aws:sts::111122223333:assumed-role\/profile-api\/botocore-session-\d+$/,
    );
    expect((await linkFrom(after[0])).status).toBe(200);

    sandbox.clock.advance(2 * 60_000);
    const silentSince = await lastUsed();
    const lines = (await logOf(after[0])).split('\n').length;
    await until('five more rounds', async () => {
      return (await logOf(after[0])).split('\n').length > lines + 5;
    });
    expect(await lastUsed()).toBe(silentSince);
  });

  it('crash-loops with a role that trusts somebody else, while the old Pods go on', async () => {
    const old = await readyPods(/ 200 /);
    await cutOver(await createRole('tset'));
    const failing = await until('a Pod that crash-loops', async () => {
      const pods = await podsOf();
      return pods.find(({ status }) =>
        status?.containerStatuses?.some(
          ({ state }) => state?.waiting?.reason === 'CrashLoopBackOff',
        ),
      );
    });
    await until('the reason in its log', async () =>
      (
        await logOf(failing)
      ).includes(
        'An error occurred (AccessDenied): Not authorized to perform sts:AssumeRoleWithWebIdentity',
      ),
    );
    const names = (await podsOf()).map(({ metadata }) => metadata!.name);
    expect(names).toEqual(expect.arrayContaining([old[0].metadata!.name]));
  });
});
