import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { JsonObject } from '@backstage/types';
import { Coverage, Plan, SetUp } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '@internal/sandbox/until';

const walkthrough = { sandbox: { scenario: 'walkthrough' as const } };
/** Schedules as a portal has them; those for tests run a task once. */
const scheduled = { ...walkthrough, features: [schedulerServiceFactory] };

describe('start of the plugin', () => {
  let world: PortalWorld;
  const setUp = () => world.get<SetUp>('/set-up');
  const coverage = () => world.get<Coverage>('/coverage');
  const clusterNamed = (name: string) => async () =>
    (await coverage()).clusters.find(cluster => cluster.name === name);
  const warnings = (words: string) =>
    world.seen.filter(line => line.includes(words) && !line.startsWith('{'));
  const irsa = () => world.settings.irsa as JsonObject;

  afterEach(async () => {
    await world?.close();
  });

  it('waits with a wrong setting, says so, and works when it is mended', async () => {
    world = await PortalWorld.start({
      ...walkthrough,
      irsa: { role: { path: 'irsa' }, readLevel: 7 },
    });
    expect(await setUp()).toMatchObject({
      state: 'stopped',
      problems: [
        {
          area: 'configuration',
          severity: 'error',
          key: 'irsa.role.path',
          message: expect.stringMatching(/^irsa\.role\.path: .* \/irsa\//),
        },
        { key: 'irsa.readLevel' },
      ],
    });
    const refused = await world.get<{
      error: { name: string; message: string };
    }>('/summary', 503);
    expect(refused.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('irsa.role.path'),
    });
    await world.get('/set-up/rights', 503);
    for (let time = 0; time < 5; time++) {
      const { body } = await world.ask('get', '/workloads');
      expect(body).toMatchObject({
        request: { method: 'GET', url: '/api/irsa/workloads' },
        response: { statusCode: 503 },
      });
    }
    // One line for the reason, and none for each request beside its audit event, whose level is debug.
    expect(
      warnings('irsa.role.path').filter(
        line => !line.includes('refused-while-stopped'),
      ),
    ).toHaveLength(1);
    expect(warnings('Request failed')).toEqual([]);

    const { role: _, readLevel: __, ...mended } = irsa();
    world.configure({ ...world.settings, irsa: mended });
    await until(setUp, ({ state }) => state === 'ready');
    await world.get('/summary');
  });

  it('says what is malformed in the aws block, and works when it is mended (in CI)', async () => {
    const secret = 'not-for-any-eyes';
    const malformed: [JsonObject | string, RegExp][] = [
      [{ accounts: [{ alias: 'main' }] }, /aws\.accounts\[0\]\.accountId/],
      [{ accounts: 'all' }, /aws\.accounts/],
      [
        { accounts: [{ accountId: '111122223333', secretAccessKey: secret }] },
        /111122223333.*access ?key/i,
      ],
      ['eu-west-1', /aws/],
    ];
    // From the start, the portal's own reader of URLs does not let any plugin start.
    world = await PortalWorld.start(walkthrough);
    for (const [aws, words] of malformed) {
      world.configure({ ...world.settings, aws });
      const { problems } = await until(
        setUp,
        ({ state, problems: found }) =>
          state === 'stopped' && words.test(found[0]?.message),
      );
      expect(problems).toMatchObject([
        { area: 'accounts', key: 'aws', severity: 'error' },
      ]);
      const { error } = await world.get<{ error: object }>('/workloads', 503);
      expect(error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(words),
      });
    }
    expect(world.seen.join()).not.toContain(secret);

    world.configure({ ...world.settings, aws: {} });
    await until(setUp, ({ state }) => state === 'ready');
    await world.get('/summary');
  });

  it('leaves out a cluster with a wrong value, reads the others, and takes it when it is mended (in CI)', async () => {
    world = await PortalWorld.start(scheduled);
    const [good] = irsa().clusters as JsonObject[];
    const settings = (bad: JsonObject) => ({
      ...world.settings,
      irsa: { ...irsa(), clusters: [good, { name: 'bad', ...bad }] },
    });
    world.configure(settings({ token: 't', server: 'nowhere' }));
    expect(
      await until(clusterNamed('bad'), found => found !== undefined),
    ).toMatchObject({
      state: 'misconfigured',
      message: expect.stringMatching(/^irsa\.clusters\[1\]\.server: 'nowhere'/),
    });
    const { state, problems, clusterSources } = await setUp();
    expect({ state, problems }).toEqual({ state: 'ready', problems: [] });
    expect(clusterSources).toMatchObject([
      {
        key: 'irsa.clusters',
        state: 'partial',
        clusters: [good.name],
        leftOut: [{ key: 'irsa.clusters[1]', name: 'bad' }],
      },
    ]);
    const refused = await world.post<{ error: { message: string } }>(
      '/scans',
      { cluster: 'bad' },
      503,
    );
    expect(refused.error.message).toContain('irsa.clusters[1].server');
    await world.post('/scans', { cluster: good.name }, 200);

    const { name: _, ...signIn } = good;
    world.configure(settings(signIn));
    await until(clusterNamed('bad'), found => found?.state === 'ok');
  });

  it('works with a cluster again when its token file appears, and tells of it once before (in CI)', async () => {
    world = await PortalWorld.start(scheduled);
    const file = join(world.folder, 'late.token');
    const { user, cluster } = {
      user: world.admin().getCurrentUser()!,
      cluster: world.admin().getCurrentCluster()!,
    };
    world.configure({
      ...world.settings,
      irsa: {
        ...irsa(),
        clusters: [
          {
            name: 'late',
            tokenFile: file,
            server: cluster.server,
            caData: cluster.caData,
          },
        ],
      },
    });
    const first = await until(
      clusterNamed('late'),
      found => found?.state === 'misconfigured',
    );
    expect(first).toMatchObject({
      message: expect.stringContaining('irsa.clusters[0].tokenFile'),
    });
    // The plugin tries again, and does not say it again.
    await until(
      clusterNamed('late'),
      found => found?.lastTriedAt !== first?.lastTriedAt,
    );
    expect(warnings('late.token')).toHaveLength(1);

    writeFileSync(file, user.token!);
    await until(clusterNamed('late'), found => found?.state === 'ok');
    expect(warnings('Cluster late can be read again')).toHaveLength(1);
  });

  it('tells that the issuer in the settings is not the one of the cluster, and not once it is (in CI)', async () => {
    world = await PortalWorld.start(scheduled);
    const [own] = irsa().clusters as JsonObject[];
    const [{ issuer }] = world.sandbox.clusters;
    const withIssuer = (setting: string) =>
      world.configure({
        ...world.settings,
        irsa: { ...irsa(), clusters: [{ ...own, issuer: setting }] },
      });
    const other = 'https://oidc.example.com/of-the-cluster-before';
    // The portal's own problems, as that it has no notifications, come when they come.
    const ofClusters = async () =>
      (await setUp()).problems.filter(({ area }) => area === 'clusters');
    withIssuer(other);
    const problems = await until(ofClusters, found => found.length > 0);
    expect(problems).toMatchObject([
      {
        area: 'clusters',
        severity: 'warning',
        key: 'irsa.clusters[0].issuer',
        message: expect.stringContaining(issuer),
      },
    ]);
    const plan = await world.post<Plan>(
      '/plans',
      {
        workload: {
          cluster: own.name,
          namespace: 'production',
          kind: 'Deployment',
          name: 'test',
        },
      },
      201,
    );
    expect(plan.checks.find(({ id }) => id === 'oidc-provider')).toMatchObject({
      state: 'blocked',
      evidence: expect.stringContaining('/.well-known/openid-configuration'),
    });
    withIssuer(`${issuer}/`);
    await until(ofClusters, found => found.length === 0);
  });

  it('stops calling a cluster read when the file that it signs in with goes, though the watches still stand (in CI)', async () => {
    world = await PortalWorld.start(scheduled);
    const file = join(world.folder, 'going.token');
    const { token } = world.admin().getCurrentUser()!;
    const { server, caData } = world.admin().getCurrentCluster()!;
    writeFileSync(file, token!);
    const going = { name: 'going', tokenFile: file, server, caData };
    world.configure({
      ...world.settings,
      irsa: { ...irsa(), clusters: [going] },
    });
    await until(clusterNamed('going'), found => found?.state === 'ok');
    for (const lose of [() => rmSync(file), () => writeFileSync(file, ' \n')]) {
      lose();
      expect(
        await until(
          clusterNamed('going'),
          found => found?.state === 'misconfigured',
        ),
      ).toMatchObject({
        message: expect.stringMatching(
          /going\.token of irsa\.clusters\[0\]\.tokenFile/,
        ),
      });
      writeFileSync(file, token!);
      await until(clusterNamed('going'), found => found?.state === 'ok');
    }
  });

  it('says that MySQL is not supported, and leaves the portal alone (in CI)', async () => {
    world = await PortalWorld.start({
      ...walkthrough,
      config: {
        backend: { database: { client: 'mysql2', connection: {} } },
      },
    });
    expect(await setUp()).toMatchObject({
      state: 'stopped',
      database: { client: 'mysql2' },
      problems: [
        {
          area: 'database',
          severity: 'error',
          message: expect.stringContaining('PostgreSQL or SQLite'),
        },
      ],
    });
    expect(warnings('PostgreSQL or SQLite')).toHaveLength(1);
  });

  it('works when a refused SQLite database can be opened (in CI)', async () => {
    // A file where the folder of databases should be.
    const inTheWay = join(process.cwd(), `.irsa-start-${process.pid}`);
    writeFileSync(inTheWay, '');
    try {
      world = await PortalWorld.start({
        ...walkthrough,
        config: {
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: { directory: inTheWay },
            },
          },
        },
      });
      expect(await setUp()).toMatchObject({
        state: 'stopped',
        problems: [
          {
            area: 'database',
            key: 'backend.database',
            nextTryAt: expect.any(String),
          },
        ],
      });
      await world.get('/workloads', 503);
      rmSync(inTheWay);
      await until(setUp, ({ state }) => state === 'ready');
      // The scheduler works too.
      await until(coverage, ({ clusters }) =>
        clusters.every(({ state }) => state === 'ok'),
      );
    } finally {
      rmSync(inTheWay, { recursive: true, force: true });
    }
  });
});
