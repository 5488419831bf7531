/* eslint-disable jest/no-standalone-expect -- `it` is chosen by what the machine has */
import { Migration } from 'backstage-plugin-irsa-common';
import { findPostgres } from '../__testUtils__/postgres/findPostgres';
import { migrations } from '../__testUtils__/onEachDatabase';
import { PortalPostgres } from '../__testUtils__/postgres/PortalPostgres';
import { BY, ENDS, startPlan } from './__testUtils__/starting';
import {
  DEPLOYMENT_PATH,
  until,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const ALWAYS = 1_000_000;
const TEN_MINUTES = 600_000;
const IAM_FAILS = {
  service: 'iam',
  count: ALWAYS,
  error: { code: 'ServiceFailure', status: 500 },
};

type Faults = ReturnType<WalkthroughWorld['sandbox']['cluster']>['faults'];
type Failure = Parameters<Faults['failNext']>[1];

jest.setTimeout(180_000);

/** What cannot be reached says nothing about the change: the migration waits, tells since when, and goes on. */
describe('an outage is not a failure', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let postgres: PortalPostgres | undefined;

  async function open(
    given?: Parameters<typeof WalkthroughWorld.start>[0],
    options: Parameters<WalkthroughWorld['service']>[0] = {},
  ) {
    world = await WalkthroughWorld.start(given);
    await world.makePlan();
    await world.healthy();
    service = await world.service(options);
    service.startWorker();
  }

  afterEach(async () => {
    await world.close();
    await postgres?.stop();
    postgres = undefined;
  });

  const start = () => startPlan(service);

  const said = async (id: string) =>
    (await service.events(id)).map(({ message }) => message);

  const when = (id: string, condition: (migration: Migration) => unknown) =>
    until(() => service.get(id), condition);

  const ended = (id: string, statuses = ENDS) =>
    when(id, ({ status }) => statuses.includes(status));
  const waits = (id: string, words: RegExp) =>
    when(id, ({ status, statusReason }) => {
      if (ENDS.includes(status)) {
        throw new Error(`It is ${status}: ${statusReason}`);
      }
      return words.test(statusReason ?? '');
    });

  /**
   * Adds a fault to all requests that follow the cut-over, when Pods begin to be replaced. Waiting for the step that watches them
   * would be too late on a busy machine: that one may have ended by then.
   */
  function failFromCutOver(options: Failure, onRequest: () => boolean): void {
    let isCutOver = false;
    world.sandbox.cluster(WORKLOAD.cluster).faults.failNext(ALWAYS, {
      ...options,
      matches: (method, path) => {
        if (isCutOver) {
          return onRequest();
        }
        isCutOver = method === 'PATCH' && path === DEPLOYMENT_PATH;
        return false;
      },
    });
  }

  it('waits while the API server answers 503 for ten minutes of the roll-out, and then ends well', async () => {
    await open();
    const { faults } = world.sandbox.cluster(WORKLOAD.cluster);
    let tries = 0;
    failFromCutOver({ code: 503 }, () => {
      tries += 1;
      return true;
    });
    const { id } = await start();
    await waits(
      id,
      /^Cannot reach cluster eks-prod-eu since \d{4}-\d\d-\d\dT.*: .*503/,
    );
    // Longer than the roll-out may take: time without sight does not count.
    world.offset += TEN_MINUTES + 3_600_000;
    const before = tries;
    await until('more tries', async () => tries > before + 3);
    faults.clear();
    const { status, statusReason } = await ended(id);
    expect({ status, statusReason }).toEqual({ status: 'soaking' });
    const lines = await said(id);
    expect(lines.filter(line => /^Cannot reach/.test(line))).toHaveLength(1);
    expect(lines.join('\n')).toMatch(/is reached again/);
  });

  it('waits while IAM fails, forward and back (in CI)', async () => {
    await open();
    const { faults } = world.sandbox.aws;
    faults.add(IAM_FAILS);
    const { id } = await start();
    await waits(id, /^Cannot reach AWS account 111122223333 since/);
    faults.clear();
    await ended(id);
    expect((await service.get(id)).status).toBe('soaking');
    await service.rollback(id, { reason: 'a try' }, BY);
    faults.add(IAM_FAILS);
    const waiting = await waits(id, /Cannot reach AWS account 111122223333/);
    expect(waiting.status).toBe('rollingBack');
    faults.clear();
    const back = await ended(id, ['rolledBack', 'needsHuman']);
    expect(back.status).toBe('rolledBack');
    expect(back.statusReason).not.toMatch(/Cannot reach/);
  });

  it('can be stopped while it waits, and goes on later (in CI)', async () => {
    await open();
    const { faults } = world.sandbox.aws;
    faults.add(IAM_FAILS);
    const { id } = await start();
    await waits(id, /^Cannot reach/);
    await service.stop(id, BY);
    await ended(id, ['stopped']);
    faults.clear();
    await service.continue(id, BY);
    expect((await ended(id)).status).toBe('soaking');
  });

  it('lets go when the process is told to end, whatever a call waits for (in CI)', async () => {
    await open(undefined, { stopMs: 100 });
    const { faults } = world.sandbox.cluster(WORKLOAD.cluster);
    let hanging = 0;
    failFromCutOver({ kind: 'hang' }, () => {
      hanging += 1;
      return true;
    });
    const { id } = await start();
    await until('a call without an answer', async () => hanging > 0);
    // Without its own patience it would wait for the call for ever.
    await service.stopWorker();
    faults.clear();
    expect((await service.get(id)).status).toBe('running');
  });

  const programs = findPostgres();
  (programs ? it : it.skip)(
    'goes on after its database was away, and records no failure for it (in CI)',
    async () => {
      postgres = await PortalPostgres.start(programs!);
      const knex = postgres.connect();
      await knex.migrate.latest(migrations);
      await open(knex);
      const { faults } = world.sandbox.cluster(WORKLOAD.cluster);
      let away: Promise<void> | undefined;
      failFromCutOver({}, () => {
        // So that the database is away before the roll-out can end.
        faults.latency = 500;
        away ??= postgres!.goAway();
        return false;
      });
      const { id } = await start();
      await until('the cut-over', async () => away !== undefined);
      await away;
      await until('the loss is seen', async () =>
        world.logger.warn.mock.calls.some(([line]) =>
          /Migration .* waits: .*database does not answer/.test(String(line)),
        ),
      );
      faults.clear();
      await postgres.comeBack();
      const { status, statusReason } = await ended(id);
      expect({ status, statusReason }).toEqual({ status: 'soaking' });
      const lines = await said(id);
      expect(lines.join('\n')).toMatch(
        /database .*(could not be used|was away)/,
      );
      expect(lines.join('\n')).not.toMatch(/put back/);
      const steps = await knex('migration_steps').where({ state: 'failed' });
      expect(steps).toEqual([]);
    },
  );
});
