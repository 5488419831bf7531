import { CoreV1Api, V1Pod } from '@kubernetes/client-node';
import { until } from '@internal/sandbox/until';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { HAS_ALL_ROWS } from '../__testUtils__/testSize';
import { PlanExecution } from '../plan/types';
import { WorkloadObject } from '../plan/world/podTemplate';
import {
  DEPLOYMENT_PATH,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { dryRunPod } from './kubernetes/podIdentity';
import { deletePod } from './kubernetes/replacePods';
import { requestToken } from './kubernetes/serviceAccounts';
import { StepMemory } from './model/records';
import { StepContext } from './model/Step';
import { deleteSecret } from './retire/deleteSecret';
import { RetireContext } from './retire/RetireContext';
import { ensureServiceAccount } from './steps/ensureServiceAccount';
import {
  createServiceAccount,
  deleteServiceAccount,
} from './steps/ownServiceAccount';
import { patchUntil } from './steps/patchUntil';

interface Role {
  kind: string;
  apiVersion: string;
  metadata: { name: string };
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

/** The documented roles that change something, or are for acts only. */
const ROLES = (
  parseAllDocuments(
    readFileSync(
      resolve(__dirname, '../../../../docs/manifests/portal-rbac.yaml'),
      'utf8',
    ),
  ) as { toJS(): unknown }[]
)
  .map(document => document.toJS() as Role)
  .filter(
    ({ kind, metadata }) =>
      kind === 'ClusterRole' && /-(migrator|cleaner)$/.test(metadata.name),
  );

const GRANTED = ROLES.flatMap(({ rules }) => rules).flatMap(
  ({ resources, verbs }) =>
    resources.flatMap(resource => verbs.map(verb => `${verb} ${resource}`)),
);

const NAMESPACE = WORKLOAD.namespace;
const MARK = '/metadata/annotations/made-by-the-test';

interface Use {
  act(context: StepContext): Promise<unknown>;
  /** What people read without the right. */
  words: RegExp;
}

describe('the documented rights to change a cluster', () => {
  let world: WalkthroughWorld;
  const sandbox = () => world.sandbox.cluster(WORKLOAD.cluster);

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    const metadata = { name: 'rights', namespace: NAMESPACE, annotations: {} };
    const template = {
      metadata: { labels: { app: 'rights' } },
      spec: { containers: [{ name: 'app', image: 'app' }] },
    };
    const spec = { selector: { matchLabels: { app: 'rights' } }, template };
    await sandbox().apply([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: { ...spec, replicas: 0 },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata,
        spec: { ...spec, replicas: 0, serviceName: 'rights' },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata,
        spec: {
          selector: spec.selector,
          template: {
            ...template,
            spec: { ...template.spec, nodeSelector: { none: 'such' } },
          },
        },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata,
        spec: {
          schedule: '0 0 1 1 *',
          suspend: true,
          jobTemplate: {
            spec: {
              template: { spec: { ...template.spec, restartPolicy: 'Never' } },
            },
          },
        },
      },
      secret('only-keys', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']),
      secret('with-others', ['AWS_SECRET_ACCESS_KEY', 'PASSWORD']),
    ]);
  });
  afterAll(() => world?.close());

  function secret(name: string, keys: string[]) {
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: NAMESPACE },
      stringData: Object.fromEntries(keys.map(key => [key, 'made-up'])),
    };
  }

  function contextOf(changes: Partial<PlanExecution> = {}): StepContext {
    const memory: StepMemory = { creating: true };
    return {
      migrationId: 'm1',
      execution: { ...world.execution, ...changes },
      cluster: world.cluster,
      account: world.accounts.get(world.execution.accountId),
      config: world.config,
      memory,
      state: { proofs: [] },
      sleep: async () => undefined,
      remember: async (added: StepMemory) => void Object.assign(memory, added),
      read: <T>(act: () => Promise<T>) => act(),
      call: <T>(_: unknown, act: () => Promise<T>) => act(),
    } as unknown as StepContext;
  }

  const patched = (kind: string, apiVersion: string): Use => ({
    act: () =>
      patchUntil(
        contextOf({
          workload: { ...WORKLOAD, kind, name: 'rights' },
          apiVersion,
        } as Partial<PlanExecution>),
        {
          intent: 'mark',
          isDone: ({ metadata }) =>
            'made-by-the-test' in
            ((metadata as { annotations?: object })?.annotations ?? {}),
          build: () => [
            { op: 'add', path: '/metadata/annotations', value: {} },
            { op: 'add', path: MARK, value: 'yes' },
          ],
        },
      ),
    words: new RegExp(`patch ${kind.toLowerCase()}s`),
  });

  const secretAct = (name: string) => {
    const context = contextOf({
      key: undefined,
      secrets: [{ name, onlyAwsKeys: true }],
    });
    return deleteSecret.perform({
      ...context,
      step: context,
      isBegun: false,
      by: 'user:default/guest',
      readLevel: 1,
      inventory: world.inventory,
      now: world.now,
      record: { execution: context.execution, state: context.state },
      request: { act: 'delete-secret', confirm: name },
    } as unknown as RetireContext);
  };

  const ofOwn = () =>
    contextOf({
      serviceAccount: {
        ...world.execution.serviceAccount,
        action: 'create',
        name: 'of-its-own',
      },
    });

  const somePod = async (): Promise<V1Pod> => {
    const { items } = await world.cluster.request<{ items: V1Pod[] }>({
      path: `/api/v1/namespaces/${NAMESPACE}/pods`,
    });
    return items.find(({ metadata }) => !metadata?.deletionTimestamp)!;
  };

  const somePodOnceStarted = async () => {
    const pod = await somePod();
    const started = pod?.status?.containerStatuses?.some(
      ({ state }) => state?.running || state?.terminated,
    );
    return started ? pod : undefined;
  };

  const USES: Record<string, Use> = {
    'create serviceaccounts': {
      act: () => createServiceAccount(ofOwn()),
      words: /create serviceaccounts/,
    },
    'patch serviceaccounts': {
      act: context => ensureServiceAccount.ensure(context),
      words: /patch serviceaccounts/,
    },
    'delete serviceaccounts': {
      act: () => deleteServiceAccount(ofOwn()),
      words: /of-its-own stays.*the portal may not delete it/,
    },
    'create serviceaccounts/token': {
      act: ({ cluster }) =>
        requestToken(cluster, NAMESPACE, 'test', 'sts.amazonaws.com'),
      words: /create serviceaccounts\/token/,
    },
    'create pods': {
      act: async context =>
        dryRunPod(
          context,
          await world.cluster.request<WorkloadObject>({
            path: DEPLOYMENT_PATH,
          }),
        ),
      words: /create pods/,
    },
    'delete pods': {
      act: async context => deletePod(context, await somePod(), 'is tried'),
      words: /Grant it "delete" on pods/,
    },
    'get pods/log': {
      // Only a help for people: `waitForRollout` leaves the lines out without it.
      act: async ({ cluster }) => {
        // A container that still waits to start has none: the answer is then another error than the one asked about.
        const { metadata } = await until(
          'a Pod with a log',
          somePodOnceStarted,
        );
        const core = await cluster.client(CoreV1Api);
        await core.readNamespacedPodLog({
          name: metadata!.name!,
          namespace: NAMESPACE,
        });
      },
      words: /pods\/log/,
    },
    'patch deployments': patched('Deployment', 'apps/v1'),
    'patch statefulsets': patched('StatefulSet', 'apps/v1'),
    'patch daemonsets': patched('DaemonSet', 'apps/v1'),
    'patch cronjobs': patched('CronJob', 'batch/v1'),
    'patch secrets': {
      act: () => secretAct('with-others'),
      words: /Grant it "patch" on secrets/,
    },
    'delete secrets': {
      act: () => secretAct('only-keys'),
      words: /delete secrets/,
    },
  };

  async function without<T>(right: string, act: () => Promise<T>): Promise<T> {
    const [verb, resource] = right.split(' ');
    const reduced = ROLES.map(role => ({
      ...role,
      rules: role.rules
        .flatMap(({ apiGroups, resources, verbs }) =>
          resources.map(each => ({
            apiGroups,
            resources: [each],
            verbs: verbs.filter(other => each !== resource || other !== verb),
          })),
        )
        .filter(({ verbs }) => verbs.length > 0),
    }));
    await sandbox().apply(reduced);
    try {
      return await act();
    } finally {
      await sandbox().apply(ROLES);
    }
  }

  it('are each used by a step or an act here', () => {
    expect(Object.keys(USES).sort()).toEqual([...GRANTED].sort());
  });

  it.each(
    Object.entries(USES).filter((_, index) => HAS_ALL_ROWS || index % 6 === 0),
  )(
    'are each needed, the one that is missing is named, and with it the same call succeeds: %s',
    async (right, { act, words }) => {
      if (right === 'delete serviceaccounts') {
        await createServiceAccount(ofOwn());
      }
      const said = await without(right, () =>
        act(contextOf()).then(String, (error: Error) => error.message),
      );
      expect(said).toMatch(words);
      const after = await act(contextOf());
      expect(String(after)).not.toMatch(words);
    },
  );
});
