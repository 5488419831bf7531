/** Questions of the platform team about the fleet, through the REST API, with the portal scenario. */
import {
  AcceptedRisk,
  HeatMap,
  Summary,
  Workload,
  WorkloadPage,
} from 'backstage-plugin-irsa-common';
import { AppsV1Api, CoreV1Api } from '@kubernetes/client-node';
import { Knex } from 'knex';
import { onOneDatabase } from './__testUtils__/onEachDatabase';
import { PortalWorld } from './__testUtils__/PortalWorld';

const ref = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};
const PATH = `/workloads/${Object.values(ref).join('/')}`;
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();
const isBetween = (keys: Workload['keys'], from: number, to: number) => {
  const oldest = Math.max(...keys.map(({ ageDays }) => ageDays ?? -1));
  return oldest >= from && oldest < to;
};
const REASON = 'The vendor ends this contract in spring; it is not worth it';

onOneDatabase('the fleet', (open, databaseId) => {
  let world: PortalWorld;
  let database: Knex;

  beforeAll(async () => {
    database = await open({ empty: true });
    world = await PortalWorld.start({
      sandbox: { scenario: 'portal' },
      database,
    });
    await world.post('/scans', {}, 200);
  });
  afterAll(() => world?.close());

  const workload = () => world.get<Workload>(PATH);
  const risks = (query = '') =>
    world
      .get<{ items: AcceptedRisk[] }>(`/risks${query}`)
      .then(({ items }) => items);

  it('keeps its tables in PostgreSQL when it is told to', async () => {
    const found = await database('pg_tables')
      .where({ schemaname: 'irsa', tablename: 'workloads' })
      .catch(() => []);
    expect(found).toHaveLength(databaseId === 'SQLITE_3' ? 0 : 1);
  });

  it('judges every workload, and sorts by it', async () => {
    const { items } = await world.get<WorkloadPage>(
      '/workloads?sort=-severity&limit=100',
    );
    const scores = items.map(({ severity }) => severity!.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(scores.at(-1)!);
    const found = await workload();
    expect(found.keys[0].blastRadius).toMatchObject({
      level: 'read',
      services: ['s3'],
      escalations: [],
    });
    expect(found.severity).toMatchObject({
      factors: [
        { factor: 'location' },
        { factor: 'validity', weight: 1, why: 'The key is active' },
        { factor: 'privilege', why: 'Its user may only read' },
        { factor: 'age' },
      ],
    });
  });

  it.each<[string, (item: Workload) => boolean]>([
    ['severity=high&severity=critical', item => item.severity!.score >= 30],
    ['severity=none', item => item.severity!.score === 0],
    ['keyAge=d365', item => isBetween(item.keys, 365, 730)],
    [
      'keyAge=lt30&keyAge=d90',
      item => isBetween(item.keys, 0, 30) || isBetween(item.keys, 90, 365),
    ],
    ['keyAge=unknown', item => item.keys.every(key => !key.createdAt)],
    [
      'location=envFrom-secret',
      item => item.references.some(each => each.location === 'envFrom-secret'),
    ],
    ['accepted=false', () => true],
    ['accepted=true', () => false],
  ])('filters by %s', async (query, matches) => {
    const all = await world.get<WorkloadPage>('/workloads?limit=100');
    const some = await world.get<WorkloadPage>(`/workloads?limit=100&${query}`);
    const ids = ({ items }: { items: Workload[] }) => items.map(({ id }) => id);
    expect(ids(some)).toEqual(ids({ items: all.items.filter(matches) }));
  });

  it('counts by cluster and age, and leaves out what could not be read', async () => {
    const { rows } = await world.get<HeatMap>('/heat-map');
    expect(rows.map(({ name, isKnown }) => [name, isKnown])).toEqual([
      ['eks-prod-eu', true],
      ['eks-staging-eu', true],
      ['on-prem-2', false],
    ]);
    const { withStaticKey } = await world.get<Summary>('/summary');
    const total = (map: HeatMap) =>
      map.rows
        .flatMap(({ cells }) => cells)
        .reduce((sum, { count }) => sum + count, 0);
    expect(total({ rows })).toBe(withStaticKey);
    const inside = await world.get<HeatMap>('/heat-map?cluster=eks-prod-eu');
    expect(inside.rows.map(({ name }) => name)).toContain('production');
    expect(total(inside)).toBe(total({ rows: [rows[0]] }));
    await world.get('/heat-map?cluster=there-is-none', 404);
  });

  it('keeps an accepted risk with its workload until it is taken back (in CI)', async () => {
    const before = await world.get<Summary>('/summary');
    const risk = await world.post<AcceptedRisk>(
      '/risks',
      { workload: ref, reason: REASON, endsAt: inDays(30) },
      201,
    );
    expect(risk).toMatchObject({
      state: 'active',
      workload: ref,
      reason: REASON,
    });
    expect((await workload()).acceptedRisk).toEqual(risk);
    expect(await risks('?state=active')).toEqual([risk]);
    expect(await world.get<Summary>('/summary')).toMatchObject({
      withStaticKey: before.withStaticKey,
      acceptedRisks: (before.acceptedRisks ?? 0) + 1,
    });
    await world.post(
      '/risks',
      { workload: ref, reason: REASON, endsAt: inDays(60) },
      409,
    );
    await world.post('/scans', {}, 200);
    expect((await workload()).acceptedRisk).toEqual(risk);

    const withdrawn = await world.delete<AcceptedRisk>(`/risks/${risk.id}`);
    expect(withdrawn).toMatchObject({ state: 'withdrawn' });
    expect((await workload()).acceptedRisk).toBeUndefined();
    expect(await risks('?state=active')).toEqual([]);
    await world.delete(`/risks/${risk.id}`, 409);
    await world.delete('/risks/there-is-none', 404);
  });

  it('a risk is void once another key comes in, and can be accepted anew (in CI)', async () => {
    const risk = await world.post<AcceptedRisk>(
      '/risks',
      { workload: ref, reason: REASON, endsAt: inDays(30) },
      201,
    );
    const admin = world.admin(ref.cluster);
    const apps = admin.makeApiClient(AppsV1Api);
    const deployment = await apps.readNamespacedDeployment(ref);
    deployment.spec!.template.spec!.containers[0].env = [
      ...(deployment.spec!.template.spec!.containers[0].env ?? []),
      { name: 'AWS_SESSION_TOKEN', value: 'made-up' },
    ];
    await apps.replaceNamespacedDeployment({ ...ref, body: deployment });
    await world.post('/scans', { cluster: ref.cluster }, 200);
    expect((await workload()).acceptedRisk).toBeUndefined();
    expect(await risks('?state=void')).toMatchObject([{ id: risk.id }]);

    const again = await world.post<AcceptedRisk>(
      '/risks',
      { workload: ref, reason: REASON, endsAt: inDays(10) },
      201,
    );
    expect((await workload()).acceptedRisk).toEqual(again);
    await world.delete(`/risks/${again.id}`);
  });

  it.each<[string, object, number]>([
    ['a day that has passed', { endsAt: inDays(-1) }, 400],
    ['a day too far away', { endsAt: inDays(366) }, 400],
    ['no day', { endsAt: 'spring' }, 400],
    ['hardly a reason', { reason: 'because   ' }, 400],
    [
      'a key in the reason',
      { reason: `we need ${'AKIA'}${'LABLABLA4L000001'} to stay` },
      400,
    ],
    ['another field', { forEver: true }, 400],
    ['no such workload', { workload: { ...ref, name: 'gone' } }, 404],
  ])('refuses %s', async (_name, change, status) => {
    const refused = await world.post<{ error: { message: string } }>(
      '/risks',
      { workload: ref, reason: REASON, endsAt: inDays(30), ...change },
      status,
    );
    expect(refused.error.message).not.toBe('');
  });

  describe('as a file (in CI)', () => {
    it('CSV has a line for each finding of the list', async () => {
      const page = await world.get<WorkloadPage>('/workloads?limit=100');
      const file = await world.download('/exports/csv');
      expect(file.status).toBe(200);
      expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(file.headers['content-disposition']).toMatch(
        /^attachment; filename="aws-credentials-\d{4}-\d\d-\d\d\.csv"$/,
      );
      const lines = String(file.body).trimEnd().split('\r\n');
      expect(lines[0]).toMatch(
        /^cluster,namespace,kind,name,container,location,objectName,keyNames,verdict,status,severity,owner,/,
      );
      expect(lines).toHaveLength(
        1 + page.items.flatMap(({ references }) => references).length,
      );
    });

    it('JSON of a filter has what the filter matches', async () => {
      const query = '?status=static&cluster=eks-prod-eu';
      const page = await world.get<WorkloadPage>(
        `/workloads${query}&limit=100`,
      );
      const { body } = await world.download(`/exports/json${query}`);
      const rows: { name: string; cluster: string }[] = JSON.parse(body);
      expect(new Set(rows.map(({ name }) => name))).toEqual(
        new Set(page.items.map(({ name }) => name)),
      );
      expect(rows.every(({ cluster }) => cluster === 'eks-prod-eu')).toBe(true);
    });

    it('SARIF has a run for each cluster, and says what could not be read', async () => {
      const { body, headers } = await world.download('/exports/sarif');
      expect(headers['content-type']).toContain('application/sarif+json');
      const { runs } = JSON.parse(body);
      const of = (cluster: string) =>
        runs.find(
          (run: any) => run.automationDetails.id === `cluster/${cluster}/`,
        );
      expect(of('eks-prod-eu').results.length).toBeGreaterThan(1);
      expect(of('on-prem-2').results).toEqual([]);
      expect(of('on-prem-2').invocations[0]).toMatchObject({
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'warning' }],
      });
    });

    it('OCSF has an event for each finding', async () => {
      const { body } = await world.download('/exports/ocsf');
      const csv = await world.download('/exports/csv');
      expect(JSON.parse(body)).toHaveLength(
        String(csv.body).trimEnd().split('\r\n').length - 1,
      );
    });

    it('refuses another format', async () => {
      expect(await world.get('/exports/xlsx', 400)).toHaveProperty('error');
    });
  });

  it('never says the value of a Secret', async () => {
    const core = world.admin(ref.cluster).makeApiClient(CoreV1Api);
    const { items } = await core.listSecretForAllNamespaces();
    const values = items
      .filter(({ type }) => type === 'Opaque')
      .flatMap(({ data }) => Object.values(data ?? {}))
      .flatMap(value => [value, Buffer.from(value, 'base64').toString()])
      .filter(value => value.length >= 16);
    expect(values.length).toBeGreaterThan(0);
    const said = world.seen.join('\n');
    expect(values.filter(value => said.includes(value))).toEqual([]);
  });
});
