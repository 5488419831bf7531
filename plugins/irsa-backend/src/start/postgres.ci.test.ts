import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { Coverage, SetUp, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { findPostgres } from '../__testUtils__/postgres/findPostgres';
import { PortalPostgres } from '../__testUtils__/postgres/PortalPostgres';
import { until } from '@internal/sandbox/until';

interface Refusal {
  error: { name: string; message: string };
}

// When there is none, the set-up of the run has reported it or failed.
const programs = findPostgres();

(programs ? describe : describe.skip)('the portal’s PostgreSQL', () => {
  let postgres: PortalPostgres;
  let world: PortalWorld | undefined;

  beforeAll(async () => {
    postgres = await PortalPostgres.start(programs!);
  });

  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  afterAll(() => postgres?.stop());

  async function startPortal(): Promise<PortalWorld> {
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      config: {
        backend: {
          database: {
            client: 'pg',
            connection: postgres.connection,
            pluginDivisionMode: 'schema',
          },
        },
      },
      features: [schedulerServiceFactory],
    });
    return world;
  }

  const setUp = () => world!.get<SetUp>('/set-up');
  const readsClusters = () =>
    until(
      () => world!.get<Coverage>('/coverage'),
      ({ clusters }) =>
        clusters.length > 0 && clusters.every(({ state }) => state === 'ok'),
    );
  /** Lines of the log. Those of the portal's own scheduler are not ours to word. */
  const log = () =>
    world!.seen.filter(
      line =>
        !line.startsWith('{') &&
        !/Task worker|Task state poll failed|Failed to check liveness for task/.test(
          line,
        ),
    );
  const linesWith = (words: RegExp) => log().filter(line => words.test(line));

  function expectNoInternals(): void {
    const answers = world!.seen.filter(line => line.startsWith('{"error'));
    const { host, port, password } = postgres.connection;
    for (const text of [...answers, ...log()]) {
      expect(text).not.toMatch(
        /\b(select|update|insert into|delete from)\b.*("|\$\d)|postgres(ql)?:\/\//i,
      );
      expect(text).not.toContain(password);
      expect(text).not.toContain(`${host}:${port}`);
    }
  }

  async function expectStopped(words: RegExp): Promise<void> {
    expect(await setUp()).toMatchObject({
      state: 'stopped',
      problems: [
        {
          area: 'database',
          severity: 'error',
          key: 'backend.database',
          message: expect.stringMatching(words),
          nextTryAt: expect.any(String),
        },
      ],
    });
    const { error } = await world!.get<Refusal>('/workloads', 503);
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(words),
    });
    expect(linesWith(/does not work until/)).toHaveLength(1);
  }

  it('is not up at the start: the portal says so, and works by itself when it is', async () => {
    await postgres.goAway();
    try {
      await startPortal();
      await expectStopped(/does not answer.*Check that it runs/);
      // Tried again at least twice, and told once.
      const first = (await setUp()).problems[0].nextTryAt;
      const later = await until(
        async () => (await setUp()).problems[0].nextTryAt,
        at => at !== first,
      );
      await until(
        async () => (await setUp()).problems[0].nextTryAt,
        at => at !== later,
      );
      expect(linesWith(/does not work until/)).toHaveLength(1);
    } finally {
      await postgres.comeBack();
    }
    await until(setUp, ({ state }) => state === 'ready');
    await readsClusters();
    expect(linesWith(/The plugin works now/)).toHaveLength(1);
    expectNoInternals();
  });

  it('refuses the password at the start: the portal says so, and works by itself when it takes it (in CI)', async () => {
    await postgres.empty();
    await postgres.refusePassword();
    await startPortal();
    await expectStopped(
      /refuses the portal's user or its password \(28P01\).*backend\.database\.connection/,
    );
    await postgres.takePassword();
    await until(setUp, ({ state }) => state === 'ready');
    await readsClusters();
    expect(linesWith(/The plugin works now/)).toHaveLength(1);
    expectNoInternals();
  });

  it('goes away while the plugin runs, and the plugin works again when it is back (in CI)', async () => {
    await postgres.empty();
    await startPortal();
    await readsClusters();
    const before = await world!.get<WorkloadPage>('/workloads');
    expect(before.items.length).toBeGreaterThan(0);
    await postgres.goAway();
    const lost = world!.seen.length;
    try {
      for (const path of [
        '/workloads',
        '/summary',
        '/coverage',
        '/migrations',
      ]) {
        const { error } = await world!.get<Refusal>(path, 503);
        expect(error).toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(/does not answer\..*by itself/),
        });
      }
      const { state, problems } = await setUp();
      expect(state).toBe('ready');
      expect(problems).toMatchObject([{ area: 'database', severity: 'error' }]);
      await until(
        async () => linesWith(/Looking for migrations failed/),
        lines => lines.length > 0,
      );
      // Meanwhile the worker looks again; fewer looks on a slow machine only make this test milder.
      let reads = 0;
      await until(
        async () => {
          await setUp();
          reads += 1;
          return reads;
        },
        count => count > 40,
      );
    } finally {
      await postgres.comeBack();
    }
    await until(setUp, ({ problems }) => problems.length === 0);
    expect((await world!.get<WorkloadPage>('/workloads')).items).toHaveLength(
      before.items.length,
    );
    await world!.post('/scans', {}, 200);
    await until(
      async () => linesWith(/are looked for again/),
      lines => lines.length > 0,
    );
    expectNoInternals();
    // Told once for the whole outage, however often the worker looked.
    const told = world!.seen.slice(lost);
    expect(
      told.filter(line => /Looking for migrations failed/.test(line)),
    ).toHaveLength(1);
  });
});
