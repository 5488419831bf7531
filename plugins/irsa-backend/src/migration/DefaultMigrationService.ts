import { randomUUID } from 'node:crypto';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  irsaSignals,
  Manager,
  Migration,
  MigrationEvent,
  MigrationRequest,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { findAccessKey } from '../accounts/iam';
import { AccountRegistry } from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { Inventory } from '../inventory/types';
import { PlanService } from '../plan/types';
import { closeAsIs } from './engine/closeAsIs';
import { EngineParts } from './engine/createStepContext';
import { MigrationRunner } from './engine/MigrationRunner';
import { MigrationWorker } from './engine/MigrationWorker';
import { MigrationView } from './MigrationView';
import { StalePlanError } from './model/errors';
import { isOffByUs } from './model/isOffByUs';
import { possibleActs } from './model/possibleActs';
import { Retirement } from './retire/Retirement';
import { RetireRunner } from './retire/RetireRunner';
import { SoakWatcher } from './soak/SoakWatcher';
import { assertStartable } from './startChecks';
import { createActListener } from './actListener';
import { createFootingListener, DRIFT } from './footingListener';
import { Reconciler } from './reconcile/Reconciler';
import { createStatusListener } from './statusListener';
import { IamWriteTurns } from './store/IamWriteTurns';
import { CallObserver, Journal } from './store/Journal';
import { lockNames, Locks } from './store/Locks';
import { MigrationStore, NewMigrationRecord } from './store/MigrationStore';
import { MigrationRecord } from './model/records';
import { wordsOf } from '../shared/databaseOutage';
import { pause } from '../shared/pause';
import {
  CurrentMigration,
  MigrationFilter,
  MigrationPage,
  MigrationService,
  RetireRequest,
  RollbackRequest,
} from './types';
import { transact } from '../shared/transaction';

/** A process that is told to end has about ten seconds before it is killed. */
const STOP_MS = 8_000;

export interface MigrationServiceOptions {
  /** A database with the tables of `migrations/`. */
  database: Knex;
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  plans: PlanService;
  inventory: Inventory;
  config: IrsaConfig;
  logger: LoggerService;
  signals?: SignalsService;
  notifications?: NotificationService;
  now?: () => number;
  /**
   * How many times faster than usual workers look for work and pause between two tries; 1 by default. Deadlines stay as
   * they are.
   */
  speed?: number;
  /** How long the end of a worker waits for calls, in milliseconds. 8 seconds by default. */
  stopMs?: number;
  /** Called before and after each call that changes something. */
  observeCalls?: CallObserver;
}

/** Migrations in a database. Workers of this process and of other replicas run them. */
export class DefaultMigrationService implements MigrationService {
  private readonly store: MigrationStore;
  private readonly locks: Locks;
  private readonly worker: MigrationWorker;
  private readonly watcher: SoakWatcher;
  private readonly retirement: Retirement;
  private readonly view: MigrationView;
  private readonly reconciler: Reconciler;
  private readonly parts: EngineParts;
  private readonly onStatus: ReturnType<typeof createStatusListener>;
  private readonly now: () => number;

  static create(options: MigrationServiceOptions): DefaultMigrationService {
    return new DefaultMigrationService(options);
  }

  private constructor(private readonly options: MigrationServiceOptions) {
    const { database, config, logger, clusters, accounts, plans } = options;
    this.now = options.now ?? Date.now;
    const { speed = 1 } = options;
    this.store = new MigrationStore(
      database,
      this.now,
      config.migration.limits,
    );
    this.locks = new Locks(database);
    this.parts = {
      store: this.store,
      journal: new Journal(database, this.now, options.observeCalls),
      writeTurns: new IamWriteTurns(
        database,
        config.migration.iamWritesPerSecond,
      ),
      clusters,
      accounts,
      plans,
      config,
      now: this.now,
      pause: (milliseconds, signal) => pause(milliseconds / speed, signal),
      announce: id => this.announce(id),
    };
    const tell = createStatusListener(options);
    this.onStatus = tell;
    this.retirement = new Retirement(this.parts, options.inventory);
    this.view = new MigrationView(this.parts, this.retirement);
    const steps = new MigrationRunner(this.parts, this.onStatus);
    const acts = new RetireRunner(
      this.parts,
      this.retirement,
      this.onStatus,
      createActListener(options),
    );
    this.worker = new MigrationWorker({
      store: this.store,
      runner: {
        run: (record, signals) =>
          record.act
            ? acts.run(record, signals.leave)
            : steps.run(record, signals),
      },
      logger,
      concurrency: config.migration.concurrency,
      staleAfterMs: config.migration.staleAfterMs,
      longestPauseMs: config.migration.longestPauseMs,
      speed,
      stopMs: options.stopMs ?? STOP_MS,
    });
    this.watcher = new SoakWatcher({
      knex: database,
      parts: this.parts,
      inventory: options.inventory,
      logger,
      onStatus: tell,
      onFooting: createFootingListener(options),
      onRound: () => this.tellAgain(),
    });
    this.reconciler = new Reconciler({
      parts: this.parts,
      inventory: options.inventory,
      logger,
      onDrift: createFootingListener(options, DRIFT),
    });
  }

  async start(
    request: MigrationRequest,
    startedBy: string,
  ): Promise<Migration> {
    const known = await this.store.findByIdempotencyKey(
      startedBy,
      request.idempotencyKey,
    );
    if (known) {
      if (known.planId !== request.planId) {
        throw new InputError(
          'This idempotency key was used for another plan. Send a new one.',
        );
      }
      return this.view.one(known);
    }
    const { plans } = this.options;
    const stored = await plans.get(request.planId);
    let execution;
    try {
      execution = assertStartable(
        stored,
        request,
        this.now(),
        await this.managerOf(stored.plan.workload),
      );
      const drift = await plans.drift(stored);
      if (drift.length > 0) {
        throw new StalePlanError(
          'The world has moved since the plan was made.',
          drift,
        );
      }
    } catch (error) {
      if (!(error instanceof StalePlanError)) {
        throw error;
      }
      if (stored.plan.hash !== request.planHash) {
        throw error;
      }
      const fresh = await plans.create(stored.request, startedBy);
      throw new StalePlanError(
        `${error.message} A new plan was made.`,
        error.changedSince,
        fresh.id,
      );
    }
    const { target } = stored.plan;
    const record: NewMigrationRecord = {
      id: randomUUID(),
      planId: request.planId,
      planHash: request.planHash,
      idempotencyKey: request.idempotencyKey,
      workloadId: workloadId(execution.workload),
      status: 'queued',
      direction: 'forward',
      execution,
      facts: {
        entityRef: stored.plan.entityRef,
        ownerRef: stored.plan.ownerRef,
        target: {
          accountId: target.accountId,
          roleArn: target.roleArn,
          policyArn: target.policyArn,
          serviceAccountName: target.serviceAccountName,
          subject: target.subject,
          audience: target.audience,
          userName: target.userName,
          keyLast4: target.keyLast4,
          secretNames: target.secretNames,
        },
      },
      state: { proofs: [] },
      startedBy,
      startedAt: new Date(this.now()).toISOString(),
    };
    const { workload, others } = lockNames(execution);
    try {
      await transact(this.options.database, async transaction => {
        await this.locks.take(record.id, [workload, ...others], transaction);
        await this.store.insert(record, transaction);
      });
    } catch (error) {
      // A second request at the same moment.
      const twin = await this.store.findByIdempotencyKey(
        startedBy,
        request.idempotencyKey,
      );
      if (twin) {
        return this.view.one(twin);
      }
      throw error;
    }
    await plans.markUsed(request.planId);
    await this.say(record.id, `${startedBy} started the migration.`);
    await this.onStatus({
      ...record,
      lastSeq: 0,
      claimNumber: 0,
      actNumber: 0,
    });
    this.worker.wake();
    return this.get(record.id);
  }

  /** Who manages the workload, as the page shows it too. The comparison with the cluster comes afterwards. */
  private async managerOf(ref: WorkloadRef): Promise<Manager | undefined> {
    try {
      return (await this.options.inventory.get(ref)).manager;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async get(id: string): Promise<Migration> {
    return this.view.one(await this.mustFind(id));
  }

  async list(filter: MigrationFilter = {}): Promise<MigrationPage> {
    const { items, totalCount } = await this.store.list(filter);
    return { items: await this.view.all(items), totalCount };
  }

  async events(id: string, after = 0): Promise<MigrationEvent[]> {
    await this.mustFind(id);
    return this.store.log.after(id, after);
  }

  async stop(id: string, by: string): Promise<Migration> {
    const record = await this.mustFind(id);
    if (record.act) {
      await this.retirement.withdraw(record, by);
      this.announce(id);
      this.worker.wake();
      return this.get(id);
    }
    const done = await this.store.request(id, ['queued', 'running'], {
      status: 'stopping',
    });
    if (!done && record.status !== 'stopping' && record.status !== 'stopped') {
      throw new ConflictError(
        `A migration that is ${record.status} cannot be stopped.`,
      );
    }
    if (done) {
      await this.say(id, `${by} asked to stop after this step.`);
    }
    this.worker.wake();
    return this.get(id);
  }

  async continue(id: string, by: string): Promise<Migration> {
    const record = await this.mustFind(id);
    const status = record.direction === 'back' ? 'rollingBack' : 'queued';
    const { workload, others } = lockNames(record.execution, {
      key: record.direction === 'forward' || needsKeyAct(record),
    });
    await transact(this.options.database, async transaction => {
      await this.locks.take(id, [workload, ...others], transaction);
      const done = await this.store.request(
        id,
        ['stopped', 'needsHuman'],
        { status, statusReason: undefined },
        transaction,
      );
      if (!done) {
        throw new ConflictError(
          `A migration that is ${record.status} cannot be continued.`,
        );
      }
    });
    await this.say(id, `${by} continued the migration.`);
    await this.onStatus({ ...record, status, statusReason: undefined });
    this.worker.wake();
    return this.get(id);
  }

  async close(id: string, reason: string, by: string): Promise<Migration> {
    const record = await this.mustFind(id);
    await this.onStatus(await closeAsIs(this.parts, record, reason, by));
    this.announce(id);
    return this.get(id);
  }

  async rollback(
    id: string,
    { reason, switchKeyOn = false }: RollbackRequest,
    by: string,
  ): Promise<Migration> {
    const record = await this.mustFind(id);
    if (record.status === 'rollingBack' || record.status === 'rolledBack') {
      return this.view.one(record);
    }
    const { possible, guards } = possibleActs(record, {
      now: this.now(),
      coolingMs: this.options.config.soak.coolingMs,
      unreadClusters: [],
    });
    if (!possible.includes('rollback')) {
      throw new ConflictError(
        guards.find(({ act }) => act === 'rollback')?.message ??
          `A migration that is ${record.status} cannot be rolled back.`,
      );
    }
    await this.assertKeyServes(record, switchKeyOn);
    const { workload, others } = lockNames(record.execution, {
      key: switchKeyOn || needsKeyAct(record),
    });
    await transact(this.options.database, async transaction => {
      await this.locks.take(id, [workload, ...others], transaction);
      const done = await this.store.request(
        id,
        [record.status],
        {
          status: 'rollingBack',
          direction: 'back',
          rollbackReason: reason,
          ...(switchKeyOn && {
            state: { ...record.state, switchKeyOn: by },
          }),
        },
        transaction,
      );
      if (!done) {
        throw new ConflictError(
          'The migration has just moved on. Look again and repeat it.',
        );
      }
    });
    await this.say(
      id,
      `${by} asked for a roll back${
        switchKeyOn ? ', and lets it switch the key on' : ''
      }: ${reason}`,
    );
    await this.onStatus({ ...record, status: 'rollingBack' });
    this.worker.wake();
    return this.get(id);
  }

  /**
   * A workload that was switched goes back to its key: IAM says whether that works, before anything is touched. What
   * this migration switched off, the roll back switches on; what others switched off, only when asked to.
   */
  private async assertKeyServes(
    record: MigrationRecord,
    switchKeyOn: boolean,
  ): Promise<void> {
    const { key, accountId } = record.execution;
    const { patching } = await this.store.steps.memory(record.id, 'cut-over');
    if (!key || !patching) {
      return;
    }
    const found = await findAccessKey(
      this.options.accounts.get(accountId).iam,
      key,
    );
    const title = `The access key ••••${key.last4} of ${key.userName}`;
    if (!found) {
      throw new ConflictError(
        `${title} does not exist any more, so the workload could not go back to it. It stays on its role. To go back all the same, create a new key, write it into the Secret, and put the references back by hand.`,
      );
    }
    if (found.status !== 'Active' && !isOffByUs(record.state) && !switchKeyOn) {
      throw new ConflictError(
        `${title} is off, and this migration did not switch it off. The workload stays on its role. Find out who switched it off and why; then switch it on, or let the rollback switch it on.`,
      );
    }
  }

  async retire(
    id: string,
    request: RetireRequest,
    by: string,
  ): Promise<Migration> {
    const record = await this.mustFind(id);
    await this.retirement.ask(record, request, by);
    this.announce(id);
    this.worker.wake();
    return this.get(id);
  }

  async noteOwnUse(identity: string): Promise<void> {
    await this.watcher.noteOwnUse(identity);
  }

  async current(id: string): Promise<CurrentMigration | undefined> {
    const { items } = await this.store.list({ workloadId: id, limit: 20 });
    const record = items.find(
      ({ status }) => status !== 'rolledBack' && status !== 'failed',
    );
    return (
      record && {
        migrationId: record.id,
        status: record.status,
        execution: record.execution,
        roleProven: record.state.proofs.some(
          ({ level, state }) => level === 'L0' && state === 'proven',
        ),
      }
    );
  }

  /** Looks at all soaks. Accounts are read again when what is known of them is older than `maxAgeMs`. */
  async watchSoaks(maxAgeMs = 0): Promise<void> {
    await this.watcher.lookAtAll(maxAgeMs);
  }

  /** The same, when this replica has the turn. */
  async watchInTurn(): Promise<void> {
    await this.watcher.round();
  }

  /** Compares all recorded ends with the world now. */
  async reconcile(): Promise<void> {
    await this.reconciler.lookAtAll();
  }

  /** The same once a day, on one replica. */
  async scheduleReconciling(
    scheduler: SchedulerService,
    signal: AbortSignal,
  ): Promise<void> {
    await this.reconciler.schedule(scheduler, signal);
  }

  startWorker(): void {
    this.locks
      .sweep()
      .catch(error =>
        this.options.logger.warn(`Locks were not looked at: ${wordsOf(error)}`),
      );
    this.tellAgain().catch(error =>
      this.options.logger.warn(
        `The list of workloads was not compared with the migrations: ${wordsOf(
          error,
        )}`,
      ),
    );
    this.worker.start();
    this.watcher.start();
  }

  /** Tells the fleet's list what it missed. Owners are not told again: most of them know. */
  private async tellAgain(): Promise<void> {
    for (const record of await this.store.untold()) {
      await this.onStatus(record, { quiet: true });
    }
  }

  async stopWorker(): Promise<void> {
    this.watcher.stop();
    await this.worker.stop();
  }

  private async mustFind(id: string): Promise<MigrationRecord> {
    const record = await this.store.find(id);
    if (!record) {
      throw new NotFoundError(`There is no migration ${id}.`);
    }
    return record;
  }

  private async say(id: string, message: string): Promise<void> {
    await this.store.log.note(id, { level: 'info', message });
    this.announce(id);
  }

  /** A hint only: it names the migration to read again, and contains no data. */
  private announce(migrationId: string): void {
    this.options.signals
      ?.publish({
        recipients: { type: 'broadcast' },
        channel: irsaSignals.migrations,
        message: { migrationId },
      })
      .catch(error =>
        this.options.logger.debug(`Signal not sent: ${String(error)}`),
      );
  }
}

/** Whether the way back switches the key on. */
function needsKeyAct({ state }: MigrationRecord): boolean {
  return isOffByUs(state) || state.switchKeyOn !== undefined;
}
