import { stringify } from 'yaml';
import { canStart, Plan } from 'backstage-plugin-irsa-common';
import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { MemoryHost } from '../../requests/__testUtils__/MemoryHost';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

const URL = 'https://git.example.com/acme/deploy';
const NAME = 'owned';

onOneDatabase('The delivery of a plan', open => {
  let bench: PlanBench;
  let host: MemoryHost;
  let key: { id: string; secret: string };
  let database: Awaited<ReturnType<typeof open>>;
  const file = `apps/${NAME}/all.yaml`;

  beforeAll(async () => {
    host = new MemoryHost(URL, { 'README.md': '# Deploy' });
    database = await open();
    bench = await PlanBench.start(database, { readLevel: 2 }, [], host);
    key = await bench.user('delivery');
    const objects = keyedDeployment({ namespace: NAME }, key).map(
      (object: any) =>
        object.kind === 'Deployment'
          ? {
              ...object,
              metadata: {
                ...object.metadata,
                annotations: {
                  'argocd.argoproj.io/tracking-id': `${NAME}:apps/Deployment:${NAME}/${NAME}`,
                },
              },
            }
          : object,
    );
    host.push({ [file]: objects.map(each => stringify(each)).join('---\n') });
    await bench.apply(
      customDefinition('argoproj.io', 'Application'),
      ...objects,
    );
    await bench.apply({
      apiVersion: 'argoproj.io/v1',
      kind: 'Application',
      metadata: { name: NAME, namespace: NAME },
      spec: {
        destination: { name: 'in-cluster' },
        source: {
          repoURL: URL,
          path: `apps/${NAME}`,
          targetRevision: 'main',
        },
      },
      status: {
        sourceType: 'Directory',
        resources: [
          { group: 'apps', kind: 'Deployment', namespace: NAME, name: NAME },
        ],
      },
    });
    await bench.healthy(NAME);
  });

  afterAll(async () => {
    await bench?.close();
  });

  const argo = { livePatchAllowed: false };
  const verdict = (plan: Parameters<typeof canStart>[0]) =>
    canStart(plan, {
      now: Date.now(),
      acknowledgements: plan.checks.map(({ id }) => id),
      manager: argo,
    });

  it('is a proven change request where Git owns the workload, without a secret in plan or database', async () => {
    const plan = await bench.plan(NAME);
    expect(plan.delivery).toMatchObject({
      way: 'changeRequest',
      state: 'ready',
      repository: URL,
      base: 'main',
      files: [{ path: file }],
    });
    expect(plan.checks.find(({ id }) => id === 'managed-by')).toMatchObject({
      state: 'passed',
    });
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(verdict(plan)).toEqual({ canStart: true });
    const kept = JSON.stringify([plan, await database('plans')]);
    expect(host.files().get(file)).toContain(key.secret);
    expect(kept).not.toContain(key.secret);
    expect(kept).not.toContain(key.id);
  });

  it('covers the files by the hash, and sees when they have changed', async () => {
    const first = await bench.plan(NAME);
    const stored = await bench.plans.get(first.id);
    expect(await bench.plans.drift(stored)).toEqual([]);
    host.push({ 'README.md': '# Deploys' });
    expect(await bench.plans.drift(stored)).toEqual([]);
    const text = host.files().get(file)!;
    host.push({ [file]: `# A comment.\n${text}` });
    expect(await bench.plans.drift(stored)).toEqual([
      expect.objectContaining({ object: `${URL}, branch main` }),
    ]);
    expect((await bench.plan(NAME)).hash).not.toBe(first.hash);
  });

  it('is refused, and the plan blocked, where no change can be proven', async () => {
    const text = host.files().get(file)!;
    host.push({ [file]: text.replaceAll(`${NAME}-aws`, 'other') });
    const plan = await bench.plan(NAME);
    expect(plan.delivery).toMatchObject({
      way: 'changeRequest',
      state: 'refused',
    });
    expect(plan.status).toBe('blocked');
    expect(verdict(plan)).toMatchObject({ canStart: false });
    host.push({ [file]: text });
  });

  it('needs no right to change the workload, and sends none', async () => {
    const cluster = bench.sandbox.cluster('eks-prod-eu');
    const roles = cluster.store.list({
      group: 'rbac.authorization.k8s.io',
      plural: 'clusterroles',
    }) as any[];
    await bench.apply(
      ...roles
        .filter(({ metadata }) => metadata.name.startsWith('irsa-'))
        .map(({ apiVersion, kind, metadata, rules }) => ({
          apiVersion,
          kind,
          metadata: { name: metadata.name },
          rules: rules.map(({ verbs, ...rule }: any) => ({
            ...rule,
            verbs: verbs.filter((verb: string) => verb !== 'patch'),
          })),
        })),
    );
    const isRefused = (plan: Plan) =>
      plan.checks
        .filter(({ state }) => state === 'blocked')
        .map(({ id, params }) => [id, params?.missing]);
    const plan = await bench.plan(NAME);
    expect(isRefused(plan)).toEqual([]);
    expect(verdict(plan)).toEqual({ canStart: true });
    expect(plan.diffs.length).toBeGreaterThan(0);

    await bench.apply(...keyedDeployment({ namespace: 'direct' }, key));
    expect(isRefused(await bench.plan('direct'))).toEqual(
      expect.arrayContaining([
        ['rights', ['patch deployments', 'patch serviceaccounts']],
        ['dry-run', undefined],
      ]),
    );
  });
});
