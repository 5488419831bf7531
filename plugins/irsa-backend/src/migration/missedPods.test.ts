import { StepContext } from './model/Step';
import { byPodIdentity } from './__testUtils__/podIdentityPlan';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { checkPods } from './steps/checkPods';
import { rollOut } from './steps/rollOut';

const EXECUTION = walkthroughExecution(
  'https://oidc.example.com/a',
  undefined,
  0,
);
const ROLE = EXECUTION.role.arn;
const PODS = '/api/v1/namespaces/production/pods';
const LABELS = { app: 'test' };

interface FakePod {
  uid: string;
  isInjected: boolean;
  isReady: boolean;
}

/** A Deployment of `desired` Pods; what is deleted is made anew as the webhook does it at that moment. */
class FakeCluster {
  readonly deleted: string[] = [];
  pods: FakePod[] = [];
  /** Whether the webhook knows the annotation, by how often it was asked. */
  injects: (asked: number) => boolean = () => true;
  isAnnotated = true;
  /** Of the Pods in place of deleted ones; as `injects` says when absent. */
  isMissedAgain = false;
  private asked = 0;

  readonly request = async ({
    method = 'GET',
    path,
    body,
  }: {
    method?: string;
    path: string;
    body?: any;
  }): Promise<unknown> => {
    if (method === 'DELETE') {
      return this.remove(path.split('/').at(-1)!, body.preconditions.uid);
    }
    if (method === 'POST') {
      this.asked += 1;
      return podObject({
        uid: '',
        isInjected: this.injects(this.asked),
        isReady: false,
      });
    }
    if (path === PODS) {
      return { items: this.pods.map(podObject), metadata: {} };
    }
    if (path.includes('/serviceaccounts/')) {
      const annotations = this.isAnnotated
        ? EXECUTION.serviceAccount.annotations
        : {};
      return { metadata: { name: 'test', annotations } };
    }
    return this.deployment();
  };

  private remove(name: string, uid: string): void {
    if (name !== `test-${uid}` || !this.pods.some(pod => pod.uid === uid)) {
      throw Object.assign(new Error('another Pod'), { code: 409 });
    }
    this.deleted.push(uid);
    this.pods = this.pods.map(pod =>
      pod.uid === uid
        ? {
            uid: `${uid}-again`,
            isInjected: !this.isMissedAgain,
            isReady: !this.isMissedAgain,
          }
        : pod,
    );
  }

  private deployment() {
    const { length } = this.pods;
    return {
      kind: 'Deployment',
      metadata: { generation: 2, name: 'test' },
      spec: {
        replicas: length,
        selector: { matchLabels: LABELS },
        progressDeadlineSeconds: 1,
        template: { metadata: { labels: LABELS }, spec: specOf(false) },
      },
      status: {
        observedGeneration: 2,
        replicas: length,
        updatedReplicas: length,
        availableReplicas: this.pods.filter(({ isReady }) => isReady).length,
      },
    };
  }
}

function specOf(isInjected: boolean) {
  return {
    serviceAccountName: 'test',
    containers: [
      {
        name: 'test',
        env: isInjected
          ? [
              { name: 'AWS_ROLE_ARN', value: ROLE },
              { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/token' },
              { name: 'AWS_REGION', value: 'eu-west-1' },
            ]
          : [{ name: 'AWS_REGION', value: 'eu-west-1' }],
      },
    ],
    volumes: isInjected
      ? [
          {
            name: 'aws-iam-token',
            projected: {
              sources: [
                { serviceAccountToken: { audience: 'sts.amazonaws.com' } },
              ],
            },
          },
        ]
      : [],
  };
}

function podObject({ uid, isInjected, isReady }: FakePod) {
  return {
    metadata: { name: `test-${uid}`, uid, labels: LABELS },
    spec: specOf(isInjected),
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: 'test',
          restartCount: isReady ? 0 : 3,
          state: isReady
            ? { running: {} }
            : { waiting: { reason: 'CrashLoopBackOff' } },
        },
      ],
    },
  };
}

function contextOf(cluster: FakeCluster) {
  let now = 0;
  const said: string[] = [];
  const memory: Record<string, unknown> = {};
  const context = {
    execution: EXECUTION,
    config: {
      migration: { rolloutTimeoutMs: 4000, injectionWaitMs: 2000, watchMs: 0 },
    },
    cluster: {
      request: cluster.request,
      client: async () => ({
        readNamespacedPodLog: async () => 'NoCredentialsError',
      }),
    },
    memory,
    blindMs: 0,
    now: () => now,
    deadline: (milliseconds: number) => {
      const end = now + milliseconds;
      return () => now >= end;
    },
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    setState: async () => undefined,
    setProof: async () => undefined,
    say: async (text: string) => void said.push(text),
    remember: async (changes: object) => void Object.assign(memory, changes),
    read: (act: () => Promise<unknown>) => act(),
    call: (_: unknown, act: () => Promise<unknown>) => act(),
  } as unknown as StepContext;
  return { context, said, memory };
}

const failing = (uid: string, isInjected = false): FakePod => ({
  uid,
  isInjected,
  isReady: false,
});

describe('Pods that the webhook missed, since template and annotation came together', () => {
  let cluster: FakeCluster;

  beforeEach(() => {
    cluster = new FakeCluster();
  });

  it('are made anew before their crashes count', async () => {
    cluster.pods = [failing('a'), failing('b')];
    const { context, said } = contextOf(cluster);
    await expect(rollOut.ensure(context)).resolves.toMatchObject({
      outcome: 'changed',
    });
    expect(cluster.deleted).toEqual(['a', 'b']);
    expect(said.join('\n')).toContain(
      'started before the pod identity webhook knew the annotation',
    );
  });

  it('wait until a dry run shows that the webhook knows it', async () => {
    cluster.pods = [failing('a')];
    cluster.injects = asked => {
      expect(cluster.deleted).toEqual([]);
      return asked > 3;
    };
    await rollOut.ensure(contextOf(cluster).context);
    expect(cluster.deleted).toEqual(['a']);
  });

  it('are left, and the change is bad, when it would miss the next one, too', async () => {
    cluster.pods = [failing('a')];
    cluster.injects = () => false;
    await expect(rollOut.ensure(contextOf(cluster).context)).rejects.toThrow(
      /would not get the role.*webhook is missing/s,
    );
    expect(cluster.deleted).toEqual([]);
  });

  it('are made anew once: one that is missed again counts', async () => {
    cluster.pods = [failing('a')];
    cluster.isMissedAgain = true;
    await expect(rollOut.ensure(contextOf(cluster).context)).rejects.toThrow(
      /CrashLoopBackOff/,
    );
    expect(cluster.deleted).toEqual(['a']);
  });

  it('are deleted by the process that takes over, when the first died before its call', async () => {
    cluster.pods = [failing('a')];
    const { context, memory } = contextOf(cluster);
    memory.renewed = ['a'];
    await rollOut.ensure(context);
    expect(cluster.deleted).toEqual(['a']);
  });

  it.each([
    ['that has the role and fails', true, true],
    ['whose ServiceAccount lost the annotation', false, false],
  ])('do not include one %s', async (_, isInjected, isAnnotated) => {
    cluster.pods = [failing('a', isInjected)];
    cluster.isAnnotated = isAnnotated;
    await expect(rollOut.ensure(contextOf(cluster).context)).rejects.toThrow(
      /CrashLoopBackOff/,
    );
    expect(cluster.deleted).toEqual([]);
  });

  it.each([
    ['gone', undefined, /CrashLoopBackOff/, 0],
    ['of another role', `${ROLE}-other`, /CrashLoopBackOff/, 0],
    ['there', ROLE, /would not get the role/, 1],
  ])(
    'by EKS Pod Identity go by the association, which is %s',
    async (_, roleArn, end, least) => {
      cluster.pods = [failing('a')];
      let asked = 0;
      cluster.injects = () => {
        asked += 1;
        return false;
      };
      const { context } = contextOf(cluster);
      Object.assign(context, {
        execution: { ...EXECUTION, ...byPodIdentity(EXECUTION) },
      });
      Object.assign(context.cluster, {
        eks: () => ({ find: async () => roleArn && { roleArn } }),
      });
      await expect(rollOut.ensure(context)).rejects.toThrow(end);
      expect(Math.min(asked, 1)).toBe(least);
      expect(cluster.deleted).toEqual([]);
    },
  );

  it('do not end the check when one fails while another is replaced', async () => {
    cluster.pods = [
      { uid: 'a', isInjected: false, isReady: true },
      failing('b'),
    ];
    await expect(
      checkPods.ensure(contextOf(cluster).context),
    ).resolves.toMatchObject({ outcome: 'proven' });
    expect(cluster.deleted.sort()).toEqual(['a', 'b']);
  });
});
