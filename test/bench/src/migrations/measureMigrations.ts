import { setTimeout as pause } from 'node:timers/promises';
import { Migration } from '../../../../plugins/irsa-common/src';
import { KEYS_MAX_AGE_MS } from '../../../../plugins/irsa-backend/src/accounts/readKeys';
import { BenchDatabase } from '../portal/openDatabase';
import { CLUSTER, startMigrationWorld } from './MigrationWorld';
import { ProcessTimes } from './ProcessTimes';

const BY = 'user:default/bench';
const WRITES = /^(Create|Delete|Attach|Detach|Put|Update|Tag|Add|Remove|Set)/;
/** Steps whose time is that of the cluster and of IAM, and not of the portal. */
const IMPOSED = ['prove-role', 'prove-injection', 'roll-out', 'check-pods'];
/** So many run alone, one after the other: the first makes the provider, and the code is not compiled yet. */
const LONE = 5;
const DAY_MS = 86_400_000;

/** What the run of many migrations shows. Times in seconds. */
export interface MigrationFigures {
  migrations: number;
  replicas: number;
  soaking: number;
  /** How the others ended, with their number. */
  others: Record<string, number>;
  total: number;
  perMinute: number;
  /** Of the total, until all were planned and asked for, one after the other. */
  asking: number;
  /** From the request of a migration to its first step. */
  waits: { shortest: number; median: number; longest: number };
  /** The time that the limit of writes to IAM alone imposes. */
  floorOfWrites: number;
  writesPerMigration: number;
  /** Of the total, processor time of asking and of what else was under way meanwhile. */
  askingProcessor: number;
  /** Of the first tenth of the plans and of the last, from the request to the start: whether asking grows with the account. */
  askedFirst: number;
  askedLast: number;
  /** Of migrations on their own, the median: their waits, and the processor time beside these. */
  alone: number;
  /** Of that, what is spent in steps that wait for the cluster or IAM. */
  aloneImposed: number;
  /** The same two by the clock. */
  aloneByClock: number;
  aloneImposedByClock: number;
  /** The median with all others under way. */
  median: number;
  slowest: number;
  /** Most migrations that began before one that had waited longer. */
  overtaken: number;
  /** Of the account, half of which have no migration. */
  users: number;
  /** A page of the account for each scan, and each watched key once an hour. */
  iamCallsPerSoakAndDay: number;
  /** The same, were the keys of all users read with each page. */
  iamCallsOfWholeAccounts: number;
}

/** Runs one migration alone, then all others at once, and looks at the soaks of all. */
export async function measureMigrations(
  count: number,
  replicas: number,
  database: BenchDatabase,
  watchSeconds: number = 1,
): Promise<MigrationFigures> {
  const world = await startMigrationWorld(count + LONE, database, watchSeconds);
  try {
    const services = Array.from({ length: replicas }, () => world.replica());
    services.forEach(service => service.startWorker());
    const [first] = services;
    const start = async (namespace: string) => {
      const plan = await world.plans.create(
        {
          workload: {
            cluster: CLUSTER,
            namespace,
            kind: 'Deployment',
            name: namespace,
          },
        },
        BY,
      );
      const { id } = await first.start(
        {
          planId: plan.id,
          planHash: plan.hash,
          idempotencyKey: `bench-${namespace}`,
          acknowledgements: plan.checks
            .filter(({ state }) => state === 'warning')
            .map(({ id: check }) => check),
        },
        BY,
      );
      return id;
    };
    const rest = world.names.slice(LONE);
    const lone: Lone[] = [];
    for (const name of world.names.slice(0, LONE)) {
      lone.push(await alone(() => start(name), first));
    }
    const loneRun = median(lone, ({ all, imposed }) => all / imposed);
    const { calls } = world.sandbox.aws;
    const writes = () =>
      calls.filter(
        ({ service, action }) => service === 'iam' && WRITES.test(action),
      ).length;
    const before = writes();
    const began = performance.now();
    const ids: string[] = [];
    const asked: number[] = [];
    const processorBefore = process.cpuUsage();
    for (const name of rest) {
      const from = performance.now();
      ids.push(await start(name));
      asked.push((performance.now() - from) / 1000);
    }
    const asking = (performance.now() - began) / 1000;
    const processor = process.cpuUsage(processorBefore);
    const tenth = Math.max(1, Math.floor(count / 10));
    const all: Migration[] = [];
    for (const id of ids) {
      all.push(await ended(first, id));
    }
    const total = (performance.now() - began) / 1000;
    const written = writes() - before;
    const times = all.map(duration).sort((left, right) => left - right);
    const waits = all.map(wait).sort((left, right) => left - right);
    const good = all.filter(({ status }) => status === 'soaking');
    const iamCalls = async (act: () => Promise<unknown>) => {
      const countBefore = calls.filter(({ service }) => service === 'iam');
      await act();
      const countAfter = calls.filter(({ service }) => service === 'iam');
      return countAfter.length - countBefore.length;
    };
    // Their own rounds would be counted, too.
    await Promise.all(services.map(service => service.stopWorker()));
    const withKeys = await iamCalls(() => first.watchSoaks());
    // Old enough to be read, and not so old that keys are.
    const page = await iamCalls(() => first.watchSoaks(1));
    const users = count + LONE + world.bystanders;
    // Each has one key: ListAccessKeys and GetAccessKeyLastUsed.
    const whole = page + 2 * users;
    const perSoak = (ofAll: number) => ofAll / (good.length + LONE);
    const pages = DAY_MS / world.config.scan.intervalMs;
    return {
      migrations: count,
      replicas,
      soaking: good.length,
      others: tally(all),
      total,
      perMinute: (count / total) * 60,
      asking,
      askingProcessor: (processor.user + processor.system) / 1e6,
      askedFirst: mean(asked.slice(0, tenth)),
      askedLast: mean(asked.slice(-tenth)),
      waits: {
        shortest: waits[0],
        median: waits[waits.length >> 1],
        longest: waits.at(-1)!,
      },
      floorOfWrites: written / (world.config.migration.iamWritesPerSecond ?? 1),
      writesPerMigration: written / count,
      alone: loneRun.all,
      aloneImposed: loneRun.imposed,
      aloneByClock: loneRun.allByClock,
      aloneImposedByClock: loneRun.imposedByClock,
      median: times[times.length >> 1],
      slowest: times.at(-1)!,
      overtaken: overtaken(all),
      users,
      iamCallsPerSoakAndDay: perSoak(
        page * pages + ((withKeys - page) * DAY_MS) / KEYS_MAX_AGE_MS,
      ),
      iamCallsOfWholeAccounts: perSoak(whole * pages),
    };
  } finally {
    await world.close();
  }
}

async function ended(
  service: { get(id: string): Promise<Migration> },
  id: string,
): Promise<Migration> {
  for (;;) {
    const found = await service.get(id);
    if (!['queued', 'running', 'rollingBack'].includes(found.status)) {
      return found;
    }
    await pause(500);
  }
}

const seconds = (from?: string, to?: string) =>
  from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : 0;

/** In the queue. */
function wait({ startedAt, steps }: Migration): number {
  return seconds(startedAt, steps[0].startedAt);
}

/** From the first step to the last, without the time in the queue. */
function duration({ steps }: Migration): number {
  const done = steps.filter(({ finishedAt }) => finishedAt);
  return seconds(steps[0].startedAt, done.at(-1)?.finishedAt);
}

interface Lone {
  all: number;
  imposed: number;
  allByClock: number;
  imposedByClock: number;
}

/** One migration on its own. */
async function alone(
  start: () => Promise<string>,
  service: Parameters<typeof ended>[0],
): Promise<Lone> {
  const times = new ProcessTimes();
  const { steps } = await ended(service, await start());
  times.stop();
  const done = steps.filter(({ finishedAt }) => finishedAt);
  const waiting = steps.filter(({ id }) => IMPOSED.includes(id));
  const between = (from?: string, to?: string) =>
    from && to ? times.between(Date.parse(from), Date.parse(to)) / 1000 : 0;
  const sum = (of: typeof between) =>
    waiting.reduce(
      (total, { startedAt, finishedAt }) => total + of(startedAt, finishedAt),
      0,
    );
  const ends = [steps[0].startedAt, done.at(-1)?.finishedAt] as const;
  return {
    all: between(...ends),
    imposed: sum(between),
    allByClock: seconds(...ends),
    imposedByClock: sum(seconds),
  };
}

/** The value in the middle. */
function median<T>(values: readonly T[], of: (value: T) => number): T {
  const sorted = [...values].sort((one, other) => of(one) - of(other));
  return sorted[sorted.length >> 1];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tally(all: Migration[]): Record<string, number> {
  const others: Record<string, number> = {};
  for (const { status, statusReason } of all) {
    if (status !== 'soaking') {
      const name = `${status}: ${statusReason ?? ''}`.slice(0, 200);
      others[name] = (others[name] ?? 0) + 1;
    }
  }
  return others;
}

/** For each migration, those asked for later that began earlier; the highest number of them. */
function overtaken(all: Migration[]): number {
  const began = all.map(({ steps }) => Date.parse(steps[0].startedAt ?? ''));
  return Math.max(
    0,
    ...began.map(
      (time, at) => began.slice(at + 1).filter(later => later < time).length,
    ),
  );
}
