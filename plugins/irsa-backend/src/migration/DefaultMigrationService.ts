import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  irsaSignals,
  KeyCallers as Callers,
  Migration,
  MigrationEvent,
  MigrationRequest,
  SharedKey,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { AccountRegistry } from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { Inventory, Within } from '../inventory/types';
import { PlanService } from '../plan/types';
import { closeAsIs } from './engine/closeAsIs';
import { EngineParts } from './engine/createStepContext';
import { MigrationRunner } from './engine/MigrationRunner';
import { MigrationWorker } from './engine/MigrationWorker';
import { ControlParts } from './ControlParts';
import { MigrationStarter } from './MigrationStarter';
import { CallersView } from './CallersView';
import { KeyView } from './KeyView';
import { MigrationView } from './MigrationView';
import { RunControl } from './RunControl';
import { RetireGuards } from './retire/RetireGuards';
import { RetireReadings } from './retire/RetireReadings';
import { Retirement } from './retire/Retirement';
import { RetireRunner } from './retire/RetireRunner';
import { SecretFollower } from './retire/SecretFollower';
import { KeyCallers } from './callers/KeyCallers';
import { OwnUses } from './callers/OwnUses';
import { RoleCallers } from './callers/RoleCallers';
import { SoakWatcher } from './soak/SoakWatcher';
import { createActListener, createWaitListener } from './actListener';
import { createFootingListener, DRIFT } from './footingListener';
import { Reconciler } from './reconcile/Reconciler';
import { WORK_STATUSES } from './model/records';
import { createStatusListener } from './statusListener';
import { IamWriteTurns } from './store/IamWriteTurns';
import { CallObserver, Journal } from './store/Journal';
import { Locks } from './store/Locks';
import { MigrationStore } from './store/MigrationStore';
import { ChangeRepositories, NOWHERE } from '../requests/types';
import { wordsOf } from '../shared/databaseOutage';
import { pause } from '../shared/pause';
import {
  CurrentMigration,
  MigrationFilter,
  MigrationPage,
  MigrationService,
  RetireRequest,
  RollbackRequest,
  SettleRequest,
} from './types';

/** A process that is told to end has about ten seconds before it is killed. */
const STOP_MS = 8_000;

export interface MigrationServiceOptions {
  /** A database with the tables of `migrations/`. */
  database: Knex;
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  plans: PlanService;
  /** Where changes of what Git owns are proposed; nowhere when absent. */
  requests?: ChangeRepositories;
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
  private readonly keys: KeyView;
  private readonly callers: CallersView;
  private readonly reconciler: Reconciler;
  private readonly parts: EngineParts;
  private readonly onStatus: ReturnType<typeof createStatusListener>;
  private readonly starter: MigrationStarter;
  private readonly control: RunControl;

  static create(options: MigrationServiceOptions): DefaultMigrationService {
    return new DefaultMigrationService(options);
  }

  private constructor(private readonly options: MigrationServiceOptions) {
    const { database, config, logger, clusters, accounts, plans } = options;
    const now = options.now ?? Date.now;
    const { speed = 1 } = options;
    this.store = new MigrationStore(database, now, config.migration.limits);
    this.locks = new Locks(database);
    const ownUses = new OwnUses(database, now);
    this.parts = {
      store: this.store,
      journal: new Journal(database, now, options.observeCalls),
      writeTurns: new IamWriteTurns(
        database,
        config.migration.iamWritesPerSecond,
      ),
      clusters,
      accounts,
      ownUses,
      callers: new KeyCallers(accounts, ownUses, now),
      plans,
      requests: options.requests ?? NOWHERE,
      speed,
      config,
      now,
      pause: (milliseconds, signal) => pause(milliseconds / speed, signal),
      announce: id => this.announce(id),
    };
    const tell = createStatusListener(options);
    this.onStatus = tell;
    const readings = new RetireReadings(this.parts, options.inventory);
    const guards = new RetireGuards(this.parts, options.inventory, readings);
    this.retirement = new Retirement(
      this.parts,
      guards,
      createWaitListener(options),
    );
    this.view = new MigrationView(this.parts, guards);
    this.keys = new KeyView(this.parts, options.inventory, readings);
    this.callers = new CallersView(
      this.parts,
      options.inventory,
      new RoleCallers(accounts, ownUses, now),
    );
    const steps = new MigrationRunner(this.parts, this.onStatus);
    const acts = new RetireRunner(
      this.parts,
      guards,
      this.onStatus,
      createActListener(options),
    );
    const follower = new SecretFollower(this.parts, guards, this.onStatus);
    this.worker = new MigrationWorker({
      store: this.store,
      runner: {
        run: async (record, signals) => {
          if (record.act && !record.act.waitsForSecond) {
            await acts.run(record, signals.leave);
            return undefined;
          }
          if (WORK_STATUSES.includes(record.status)) {
            return steps.run(record, signals);
          }
          await follower.run(record, signals.leave);
          return undefined;
        },
      },
      logger,
      concurrency: config.migration.concurrency,
      staleAfterMs: config.migration.staleAfterMs,
      longestPauseMs: config.migration.longestPauseMs,
      speed,
      stopMs: options.stopMs ?? STOP_MS,
    });
    const controlParts: ControlParts = {
      ...this.parts,
      database,
      locks: this.locks,
      inventory: options.inventory,
      retirement: this.retirement,
      onStatus: record => this.onStatus(record),
      say: (id, message) => this.say(id, message),
      wake: () => this.worker.wake(),
    };
    this.starter = new MigrationStarter(controlParts);
    this.control = new RunControl(controlParts);
    this.watcher = new SoakWatcher({
      knex: database,
      parts: this.parts,
      inventory: options.inventory,
      logger,
      onStatus: tell,
      onFooting: createFootingListener(options),
      onRound: async () => {
        await this.tellAgain();
        if (await this.retirement.expire()) {
          this.worker.wake();
        }
      },
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
    return this.get(await this.starter.start(request, startedBy));
  }

  async get(id: string): Promise<Migration> {
    return this.view.one(await this.store.mustFind(id));
  }

  async list(filter: MigrationFilter = {}): Promise<MigrationPage> {
    const { items, totalCount } = await this.store.list(filter);
    return { items: await this.view.all(items), totalCount };
  }

  key(fingerprint: string, options: Within = {}): Promise<SharedKey> {
    return this.keys.one(fingerprint, options);
  }

  callersOf(ref: WorkloadRef, fingerprint: string): Promise<Callers> {
    return this.callers.of(ref, fingerprint);
  }

  callersOfRole(accountId: string, roleArn: string): Promise<Callers> {
    return this.callers.ofRole(accountId, roleArn);
  }

  async events(id: string, after = 0): Promise<MigrationEvent[]> {
    await this.store.mustFind(id);
    return this.store.log.after(id, after);
  }

  async stop(id: string, by: string): Promise<Migration> {
    await this.control.stop(id, by);
    return this.get(id);
  }

  async continue(id: string, by: string): Promise<Migration> {
    await this.control.continue(id, by);
    return this.get(id);
  }

  async settle(
    id: string,
    request: SettleRequest,
    by: string,
  ): Promise<Migration> {
    await this.control.settle(id, request, by);
    return this.get(id);
  }

  async rollback(
    id: string,
    request: RollbackRequest,
    by: string,
  ): Promise<Migration> {
    await this.control.rollback(id, request, by);
    return this.get(id);
  }

  async close(id: string, reason: string, by: string): Promise<Migration> {
    const record = await this.store.mustFind(id);
    await this.onStatus(await closeAsIs(this.parts, record, reason, by));
    this.announce(id);
    return this.get(id);
  }

  async retire(
    id: string,
    request: RetireRequest,
    by: string,
  ): Promise<Migration> {
    const record = await this.store.mustFind(id);
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
