import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { IAMClient } from '@aws-sdk/client-iam';
import { Plan, Workload } from 'backstage-plugin-irsa-common';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { Knex } from 'knex';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../../clusters/DefaultClusterRegistry';
import { IrsaConfig } from '../../config/IrsaConfig';
import { sqliteInMemory } from '../../__testUtils__/sqliteInMemory';
import { Inventory, MigrationMark } from '../../inventory/types';
import { PlanExecution, PlanService } from '../../plan/types';
import { listOf, podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import {
  DefaultMigrationService,
  MigrationServiceOptions,
} from '../DefaultMigrationService';
import { walkthroughConfig } from './walkthroughConfig';
import {
  ACCOUNT,
  USER,
  walkthroughExecution,
  walkthroughPlan,
  walkthroughWorkload,
  WORKLOAD,
} from './walkthroughPlan';

export { until };
export { WORKLOAD } from './walkthroughPlan';

export const DEPLOYMENT_PATH =
  '/apis/apps/v1/namespaces/production/deployments/test';
export const SERVICE_ACCOUNT_PATH =
  '/api/v1/namespaces/production/serviceaccounts/test';

/** The sandbox of the walk-through, the portal's identity in it, and a hand-made plan for its only workload. */
export class WalkthroughWorld {
  /** Without `given`, it uses SQLite in memory. `given` must have the plugin's tables; it is closed with the rest. */
  static async start(
    given?: Knex,
    settings: Partial<IrsaConfig> = {},
  ): Promise<WalkthroughWorld> {
    const sandbox = await startSandbox({
      scenario: 'walkthrough',
      programInterval: 150,
      delays: { schedule: 5, createContainer: 20, stop: 5 },
    });
    const [account] = sandbox.accounts;
    const config = { ...walkthroughConfig(sandbox), ...settings };
    const rootConfig = new ConfigReader({
      aws: {
        accounts: [
          {
            accountId: ACCOUNT,
            accessKeyId: account.portalAccessKey!.accessKeyId,
            secretAccessKey: account.portalAccessKey!.secretAccessKey,
          },
        ],
      },
    });
    const database = given ?? (await sqliteInMemory());
    return new WalkthroughWorld(sandbox, config, rootConfig, database);
  }

  readonly logger = mockLogger();
  readonly clusters;
  readonly accounts;
  readonly root: IAMClient;
  readonly marks: MigrationMark[] = [];
  offset = 0;
  private readonly services: DefaultMigrationService[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly config: IrsaConfig,
    rootConfig: ConfigReader,
    readonly database: Knex,
  ) {
    const { logger } = this;
    this.clusters = DefaultClusterRegistry.create({
      config,
      rootConfig,
      logger,
    });
    this.accounts = DefaultAccountRegistry.create({
      config,
      rootConfig,
      logger,
      // The engine repeats calls, too, and sees outages for as long as it takes.
      attempts: 2,
    });
    const [account] = sandbox.accounts;
    this.root = new IAMClient({
      endpoint: account.endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: account.rootAccessKeyId,
        secretAccessKey: account.rootSecretAccessKey,
      },
    });
  }

  get cluster() {
    return this.clusters.get(WORKLOAD.cluster);
  }

  /** The workload as the cluster has it now. */
  deployment(): Promise<WorkloadObject> {
    return this.cluster.request({ path: DEPLOYMENT_PATH });
  }

  /** Waits until both of its Pods are available. */
  healthy(): Promise<WorkloadObject> {
    return until('a healthy workload', async () => {
      const found = await this.deployment();
      return found.status?.availableReplicas === 2 ? found : undefined;
    });
  }

  readonly now = () => Date.now() + this.offset;

  async service(
    options: Partial<MigrationServiceOptions> = {},
  ): Promise<DefaultMigrationService> {
    const service = DefaultMigrationService.create({
      database: this.database,
      clusters: this.clusters,
      accounts: this.accounts,
      plans: this.plans,
      inventory: this.inventory,
      config: this.config,
      logger: this.logger,
      now: this.now,
      speed: 10,
      ...options,
    });
    this.services.push(service);
    return service;
  }

  /** Abandons a service, as if its process had ended. */
  abandon(service: DefaultMigrationService): void {
    this.services.splice(this.services.indexOf(service), 1);
    void service.stopWorker();
  }

  /** Leaves one process of the portal. */
  async stopOthers(than: DefaultMigrationService): Promise<void> {
    const others = this.services.filter(service => service !== than);
    await Promise.all(others.map(service => service.stopWorker()));
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map(service => service.stopWorker()));
    await this.database.destroy();
    this.root.destroy();
    await this.sandbox.close();
  }

  execution!: PlanExecution;

  /** The plan's execution for the walk-through. */
  async makePlan(changes: Partial<PlanExecution> = {}): Promise<void> {
    const [{ issuer }] = this.sandbox.clusters;
    const snapshot = await this.accounts.get(ACCOUNT).snapshot({ maxAgeMs: 0 });
    const [key] = snapshot.users.find(({ name }) => name === USER)!.keys;
    this.execution = {
      ...walkthroughExecution(
        issuer,
        { fingerprint: key.fingerprint, last4: key.last4, userName: USER },
        this.config.soak.durationMs,
      ),
      ...changes,
    };
  }

  drift: { object: string; before: string; after: string }[] = [];

  /** Returns the plan made above for any id. */
  readonly plans: PlanService = {
    create: async () => ({ id: 'plan-2' } as Plan),
    get: async id => {
      if (!id.startsWith('plan-')) {
        throw new NotFoundError(id);
      }
      const { execution } = this;
      return {
        request: { workload: WORKLOAD },
        execution,
        plan: walkthroughPlan(id, execution, this.now()),
      };
    },
    discard: async () => undefined,
    markUsed: async () => undefined,
    drift: async () => this.drift,
  };

  workload(): Workload {
    return walkthroughWorkload(this.execution, this.now());
  }

  /** As the detector would see it now: with the key only while its Secret is in the template. */
  private async seen(): Promise<Workload> {
    const found = await this.cluster.request<WorkloadObject>({
      path: workloadPath(WORKLOAD),
    });
    const [container] = listOf(podSpec(found), 'containers');
    return listOf(container, 'envFrom').length > 0
      ? this.workload()
      : { ...this.workload(), status: 'keyless', keys: [] };
  }

  others: Workload[] = [];
  /** Names of clusters that cannot be read. */
  unread: string[] = [];
  /** Ids of what the last look saw naming the Secret. */
  readers: string[] = [];

  private async *pages(): AsyncGenerator<Workload[]> {
    yield (await this.inventory.list({ offset: 0, limit: 100 })).items;
  }

  readonly inventory: Inventory = {
    list: async () => ({
      items: [this.workload(), ...this.others],
      totalCount: 1 + this.others.length,
      coverage: {
        clusters: this.unread.map(name => ({
          name,
          state: 'unreachable',
          workloads: 0,
        })),
        accounts: [],
      },
      facets: { clusters: [], namespaces: [], owners: [] },
    }),
    each: () => this.pages(),
    get: async () => this.seen(),
    named: async ids => ({
      items: [await this.seen(), ...this.others].filter(({ id }) =>
        ids.includes(id),
      ),
      hidden: 0,
    }),
    refresh: async () => this.seen(),
    readersOf: async () => this.readers,
    mark: async (_, mark) => void this.marks.push(mark),
    notePlan: async () => {},
    summary: async () => {
      throw new Error('not used');
    },
    coverage: async () =>
      (await this.inventory.list({ offset: 0, limit: 100 })).coverage,
    heatMap: async () => ({ rows: [] }),
    trends: async () => ({ days: [] }),
    scan: async () => ({ clusters: [], accounts: [] }),
  };

  fingerprintOf = accessKeyFingerprint;
}
