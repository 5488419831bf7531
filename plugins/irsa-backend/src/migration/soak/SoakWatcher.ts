import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Inventory } from '../../inventory/types';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { wordsOf } from '../../shared/databaseOutage';
import { EngineParts } from '../engine/createStepContext';
import { owedNotice } from '../model/owedNotice';
import { MigrationRecord, MigrationState, SoakState } from '../model/records';
import { AccountPage } from './AccountPage';
import { followKey } from './followKey';
import { CallersSeen } from '../callers/KeyCallers';
import { lookAtSecrets, secretNews } from '../kubernetes/lookAtSecrets';
import { keyLookAfter, lastChange } from './keyAge';
import { KeyLook, KeyLooks } from './KeyLooks';
import { observeFooting } from './observeFooting';
import { observeSoak } from './observeSoak';
import { OwnUses } from '../callers/OwnUses';
import { reassures } from './reassures';
import { PageOf, watchedFooting } from './watchedFooting';
import { WatchTurns } from './WatchTurns';

const LOOK_MS = 30_000;
/** A round begins at the earliest when so many times its own length have passed since the last began. */
const SHARE = 10;
/** However long a round takes, the next is not farther away. */
const LONGEST_PAUSE_MS = 10 * 60_000;
/** How often CloudTrail is asked, which allows two requests a second in a whole account and region. */
const CALLERS_MS = 60 * 60_000;

/** Called when what a soaking migration rests on breaks, or holds again. Answers whether the owner was told, or there is none. */
export type FootingListener = (
  record: MigrationRecord,
  told: { broken: boolean; message: string },
) => Promise<boolean>;

export interface SoakWatcherOptions {
  knex: Knex;
  parts: EngineParts;
  inventory: Pick<Inventory, 'get' | 'refresh'>;
  logger: LoggerService;
  onStatus: (
    record: MigrationRecord,
    options?: { quiet?: boolean },
  ) => Promise<void>;
  onFooting: FootingListener;
  /** Called in each round of this replica. */
  onRound?: () => Promise<void>;
}

/**
 * Watches the old keys, and all that the workloads rest on, during the soak and while the key is off. Of all replicas one
 * makes each round; an account is read once for all of its migrations, as old as a scan may be. Keys are read less often
 * (`keyLookAfter`), and again before anything better than before is said of them.
 */
export class SoakWatcher {
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;
  private readonly turns: WatchTurns;
  private readonly failures: RecurringFailures;
  private readonly keys: KeyLooks;
  private readonly uses: OwnUses;

  constructor(private readonly options: SoakWatcherOptions) {
    this.turns = new WatchTurns(options.knex, 'soak');
    this.failures = new RecurringFailures({ logger: options.logger });
    this.keys = new KeyLooks(options.parts.now);
    this.uses = options.parts.ownUses;
  }

  start(): void {
    if (this.timer) {
      return;
    }
    this.timer = setInterval(() => {
      this.round().catch(error =>
        this.failures.failed(
          'round',
          `Watching old keys failed: ${wordsOf(error)}`,
        ),
      );
    }, LOOK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks when this replica has the turn, and is not looking already. */
  round(): Promise<void> {
    this.looking ??= this.lookInTurn().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  /** The more there is to look at, the longer is the pause: watching takes a tenth of the time at most. */
  private async lookInTurn(): Promise<void> {
    const { parts } = this.options;
    const began = parts.now();
    // A timer may be a little early.
    if (await this.turns.take(began, LOOK_MS - 1_000)) {
      await this.options.onRound?.();
      await this.lookAtAll(parts.config.scan.intervalMs);
      const pause = (parts.now() - began) * SHARE;
      await this.turns.putOff(began + Math.min(pause, LONGEST_PAUSE_MS));
    }
    this.failures.succeeded('round', 'Old keys are watched again');
  }

  /** Accounts are read when what is known of them is older than `maxAgeMs`. One that cannot be read does not affect the others. */
  async lookAtAll(maxAgeMs = 0): Promise<void> {
    const { parts } = this.options;
    const records = await parts.store.withStatus(['soaking', 'keyInactive']);
    this.keys.keep(
      new Set(
        records.flatMap(({ execution }) => execution.key?.fingerprint ?? []),
      ),
    );
    const isAfresh = maxAgeMs === 0;
    const began = parts.now();
    const clock = {
      now: began,
      settleMs: parts.config.migration.propagationTimeoutMs,
    };
    const pages = new Map<string, Promise<AccountPage>>();
    const pageOf: PageOf = (accountId, options) => {
      const anew = options?.anew ?? false;
      if (anew || !pages.has(accountId)) {
        const age = anew
          ? 0
          : Math.min(maxAgeMs, parts.now() - lastChange(records, accountId));
        const page = Promise.resolve().then(() =>
          AccountPage.read(parts.accounts.get(accountId), {
            maxAgeMs: Math.max(0, age),
            // Those of the watched migrations are read by themselves.
            keysMaxAgeMs: Infinity,
          }),
        );
        // Who waits for it gets the error.
        page.catch(() => undefined);
        pages.set(accountId, page);
      }
      return pages.get(accountId)!;
    };
    for (const record of records) {
      const name = `migration ${record.id}`;
      try {
        await this.look(record, pageOf, {
          isAfresh,
          keyAfter: isAfresh ? began : keyLookAfter(record, records, clock),
        });
        this.failures.succeeded(name, `The ${name} is watched again`);
      } catch (error) {
        this.failures.failed(
          name,
          `The ${name} could not be looked at: ${wordsOf(error)}`,
        );
      }
    }
  }

  /** @param identity - fingerprint of a key, or ARN of a role, that the portal is about to use */
  async noteOwnUse(identity: string): Promise<void> {
    await this.uses.note(identity);
  }

  private async look(
    candidate: MigrationRecord,
    pageOf: PageOf,
    { isAfresh, keyAfter }: { isAfresh: boolean; keyAfter: number },
  ): Promise<void> {
    const { store, config, now } = this.options.parts;
    const { execution } = candidate;
    const reading = pageOf(execution.accountId);
    const began = now();
    const [facts, secretLook, asOf, key, role, callers, ownUses, ownRoleUses] =
      await Promise.all([
        watchedFooting(this.options, candidate, pageOf, isAfresh),
        this.secretLook(candidate),
        reading.then(page => page.asOf).catch(() => undefined),
        this.keyLook(candidate, reading, keyAfter),
        reading
          .then(page => page.role(execution))
          .catch(() => 'notKnown' as const),
        this.callers(candidate, isAfresh ? 0 : CALLERS_MS),
        this.uses.of(execution.key?.fingerprint),
        this.uses.ofRole(execution.role.arn),
      ]);
    // Claimed only for the write, so that no action of a person is overwritten.
    const record = await store.claims.take(
      candidate.id,
      config.migration.staleAfterMs,
      ['soaking', 'keyInactive'],
    );
    if (!record) {
      return;
    }
    try {
      const before = record.state.soak;
      // What was read of a state that has passed says nothing about this one.
      if (!before || record.status !== candidate.status) {
        return;
      }
      const stood = observeFooting({
        soak: before,
        facts,
        asOf: asOf === undefined ? undefined : Date.parse(asOf),
        now: now(),
      });
      const { namespace } = execution.workload;
      const lost = secretNews(record.state.secretLook, secretLook, namespace);
      const owed = owedNotice('soak', record.state, stood.tell);
      const observe = async (look: typeof key, calls: typeof callers) => {
        const seen = observeSoak({
          soak: stood.soak,
          soakMs: execution.soakMs,
          key: look === 'notKnown' ? look : look?.use,
          keyAsOf:
            look && look !== 'notKnown'
              ? new Date(look.at).toISOString()
              : undefined,
          ownUses,
          callers: calls,
          roleLastUsedAt: role === 'notKnown' ? role : role?.lastUsedAt,
          ownRoleUses,
          keyInactiveSince: record.state.keyInactiveSince,
          settleMs: config.migration.propagationTimeoutMs,
          footingHolds: facts.every(({ state }) => state === 'holds'),
          now: now(),
          asOf,
        });
        const levels = seen.proofs.map(({ level }) => level);
        const state = {
          ...record.state,
          owedNotice: owed,
          secretLook,
          soak: seen.soak,
          proofs: [
            ...record.state.proofs.filter(
              ({ level }) => !levels.includes(level),
            ),
            ...seen.proofs,
          ],
        };
        const followed = await this.follow({ ...record, state }, seen.soak);
        return { seen, state, followed };
      };
      let news = await observe(key, callers);
      const isOld = key && key !== 'notKnown' && key.at < began;
      if (isOld && (news.followed || reassures(record, news.state))) {
        news = await observe(
          await this.keyLook(record, reading, began),
          await this.callers(record, 0),
        );
      }
      const { seen, state, followed } = news;
      record.state = state;
      const changes = followed?.changes ?? { state: record.state };
      const events = [
        ...stood.events,
        ...lost,
        ...seen.events,
        ...(followed
          ? [{ level: 'info' as const, message: followed.message }]
          : []),
      ];
      await store.update(
        record.id,
        record.claim!,
        changes,
        undefined,
        ...events,
      );
      Object.assign(record, changes);
      if (events.length > 0) {
        this.options.parts.announce(record.id);
      }
      // With a new status the claim is given back; what is owed then is told later.
      if (owed && !followed && (await this.options.onFooting(record, owed))) {
        record.state = { ...record.state, owedNotice: undefined };
        await store.update(record.id, record.claim!, { state: record.state });
      }
      if (followed || seen.soak.endsAt !== before.endsAt) {
        // The owner has just been told why, if it broke or was mended.
        await this.options.onStatus(record, { quiet: !!stood.tell });
      }
    } finally {
      await store.claims.release(record.id, record.claim!);
    }
  }

  /** Undefined when there is no key to watch. */
  private async keyLook(
    { execution }: MigrationRecord,
    reading: Promise<AccountPage>,
    after: number,
  ): Promise<KeyLook | 'notKnown' | undefined> {
    const { accounts } = this.options.parts;
    const page = await reading.catch(() => undefined);
    return (
      execution.key &&
      Promise.resolve()
        .then(() => accounts.get(execution.accountId))
        .then(account => this.keys.look(account, page, execution.key!, after))
        .catch(() => 'notKnown' as const)
    );
  }

  private async follow(record: MigrationRecord, soak: SoakState) {
    const { key } = record.execution;
    const { store, now } = this.options.parts;
    if (!key || record.act) {
      return undefined;
    }
    return followKey(record, soak, now(), async () =>
      (await store.ofKey(key.fingerprint)).filter(({ id }) => id !== record.id),
    );
  }

  /** Undefined when a rollback needs no Secret. What this migration has deleted is not looked for. */
  private async secretLook({
    execution,
    state,
  }: MigrationRecord): Promise<MigrationState['secretLook']> {
    const { clusters, now } = this.options.parts;
    return state.secretState === 'present'
      ? lookAtSecrets(
          {
            execution,
            cluster: clusters.get(execution.workload.cluster),
            read: call => call(),
          },
          state.deletedSecrets ?? [],
          now(),
        )
      : undefined;
  }

  /** Undefined when there is no key to watch, or CloudTrail is not connected. */
  private async callers(
    { execution, state }: MigrationRecord,
    maxAgeMs: number,
  ): Promise<CallersSeen | undefined> {
    const { key, accountId } = execution;
    return key && state.soak
      ? this.options.parts.callers.look(
          key,
          accountId,
          Date.parse(state.soak.startedAt),
          maxAgeMs,
        )
      : undefined;
  }
}
