import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { IAMClient } from '@aws-sdk/client-iam';
import { Plan, Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import { Sandbox, startSandbox } from '@internal/sandbox';
import knexFactory, { Knex } from 'knex';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../../clusters/DefaultClusterRegistry';
import { IrsaConfig } from '../../config/IrsaConfig';
import { migrations } from '../../__testUtils__/onEachDatabase';
import { Inventory, MigrationMark } from '../../inventory/types';
import { PlanExecution, PlanService } from '../../plan/types';
import { listOf, podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import {
  DefaultMigrationService,
  MigrationServiceOptions,
} from '../DefaultMigrationService';

export { until } from '@internal/sandbox/until';

export const WORKLOAD: WorkloadRef = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};
const ACCOUNT = '111122223333';
const ROLE = 'irsa-production-test-0a1b2c3d';

/** The sandbox of the walk-through, the portal's identity in it, and a hand-made plan for its only workload. */
export class WalkthroughWorld {
  /** Without `given`, it uses SQLite in memory. `given` must have the plugin's tables; it is closed with the rest. */
  static async start(given?: Knex): Promise<WalkthroughWorld> {
    const sandbox = await startSandbox({
      scenario: 'walkthrough',
      programInterval: 150,
      delays: { schedule: 5, createContainer: 20, stop: 5 },
    });
    const [cluster] = sandbox.clusters;
    const [account] = sandbox.accounts;
    const config: IrsaConfig = {
      clusters: [
        {
          name: cluster.name,
          auth: { kind: 'token', token: cluster.portalToken! },
          server: cluster.server,
          caData: Buffer.from(cluster.caPem).toString('base64'),
          accountId: ACCOUNT,
          region: 'eu-west-1',
          audience: 'sts.amazonaws.com',
        },
      ],
      aws: { region: 'eu-west-1', endpoint: account.endpoint, endpoints: {} },
      role: {
        path: '/irsa/',
        namePrefix: 'irsa-',
        maxSessionDurationSeconds: 3600,
      },
      readLevel: 2,
      catalogue: [],
      scan: { intervalMs: 60_000, timeoutMs: 10_000, helmReleases: true },
      plan: { lifeMs: 900_000 },
      migration: {
        concurrency: 2,
        staleAfterMs: 3_000,
        injectionWaitMs: 20,
        propagationTimeoutMs: 1_500,
        rolloutTimeoutMs: 5_000,
        longestPauseMs: 300,
      },
      trust: {
        ownAccounts: [],
        vendorAccounts: {},
        ownIssuers: [],
        owners: {},
      },
      soak: { durationMs: 7 * 86_400_000, coolingMs: 7 * 86_400_000 },
      notifications: { enabled: false, unusedDays: 90, keyAgeDays: 365 },
      preview: { maxExpirySeconds: 3600, probePrefix: 'irsa-probe/' },
      pagePath: '/credentials',
    };
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
    const database = given ?? (await openSqlite());
    return new WalkthroughWorld(sandbox, config, rootConfig, database);
  }

  readonly logger = mockServices.logger.mock();
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
    this.clusters = DefaultClusterRegistry.create({ config, logger });
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
    const host = issuer.replace('https://', '');
    const providerArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;
    const user = 'profile-images-reader';
    const snapshot = await this.accounts.get(ACCOUNT).snapshot({ maxAgeMs: 0 });
    const key = snapshot.users.find(({ name }) => name === user)!.keys[0];
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/irsa/${ROLE}`;
    this.execution = {
      workload: WORKLOAD,
      apiVersion: 'apps/v1',
      accountId: ACCOUNT,
      partition: 'aws',
      region: 'eu-west-1',
      provider: {
        action: 'create',
        arn: providerArn,
        url: issuer,
        audience: 'sts.amazonaws.com',
      },
      policy: {
        arn: `arn:aws:iam::${ACCOUNT}:policy/irsa/${ROLE}`,
        name: ROLE,
        path: '/irsa/',
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:ListBucket',
              Resource: 'arn:aws:s3:::profile-images',
            },
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::profile-images/*',
            },
          ],
        }),
      },
      role: {
        arn: roleArn,
        name: ROLE,
        path: '/irsa/',
        boundaryArn: `arn:aws:iam::${ACCOUNT}:policy/IrsaBoundary`,
        maxSessionDuration: 3600,
        trustDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Federated: providerArn },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: {
                  [`${host}:aud`]: 'sts.amazonaws.com',
                  [`${host}:sub`]: 'system:serviceaccount:production:test',
                },
              },
            },
          ],
        }),
      },
      tags: {
        'managed-by': 'backstage-irsa',
        workload: 'eks-prod-eu/production/Deployment/test',
        plan: 'plan-1',
      },
      serviceAccount: {
        action: 'annotate',
        name: 'test',
        annotations: { 'eks.amazonaws.com/role-arn': roleArn },
        previous: {},
      },
      detach: {
        removed: [
          {
            list: 'envFrom',
            container: 'test',
            containerType: 'container',
            index: 0,
            element: { secretRef: { name: 'aws-secrets' } },
          },
        ],
        added: [],
      },
      key: { fingerprint: key.fingerprint, last4: key.last4, userName: user },
      secrets: [{ name: 'aws-secrets', onlyAwsKeys: true }],
      preImages: [],
      soakMs: this.config.soak.durationMs,
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
        plan: {
          id,
          hash: 'hash',
          workload: WORKLOAD,
          ownerRef: 'group:default/media',
          status: 'ready',
          createdAt: new Date(this.now()).toISOString(),
          expiresAt: new Date(this.now() + 900_000).toISOString(),
          createdBy: 'user:default/guest',
          sentences: [],
          checks: [
            {
              id: 'links-shorter',
              state: 'warning',
              key: 'k',
              params: {},
              evidence: 'e',
            },
          ],
          diffs: [],
          warnings: [],
          soakDays: 7,
          target: {
            accountId: ACCOUNT,
            roleName: ROLE,
            roleArn: execution.role.arn,
            providerUrl: execution.provider.url,
            audience: execution.provider.audience,
            subject: 'system:serviceaccount:production:test',
            serviceAccountName: 'test',
            keyLast4: execution.key?.last4,
          },
        },
      };
    },
    discard: async () => undefined,
    markUsed: async () => undefined,
    drift: async () => this.drift,
  };

  workload(): Workload {
    const { key } = this.execution;
    return {
      id: 'eks-prod-eu/production/Deployment/test',
      ...WORKLOAD,
      status: 'static',
      references: [],
      keys: [
        {
          last4: key!.last4,
          fingerprint: key!.fingerprint,
          state: 'active',
          accountId: ACCOUNT,
          userName: key!.userName,
        },
      ],
      serviceAccount: { name: 'test', isDefault: false, sharedWith: [] },
      health: { desired: 2, ready: 2, state: 'healthy' },
      manager: { kind: 'kubectl', livePatchAllowed: true, evidence: 'e' },
      readLevel: 2,
      asOf: new Date(this.now()).toISOString(),
    };
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
    each: () => {
      throw new Error('not used');
    },
    get: async () => this.seen(),
    refresh: async () => this.seen(),
    readersOf: async () => this.readers,
    mark: async (_, mark) => void this.marks.push(mark),
    summary: async () => {
      throw new Error('not used');
    },
    coverage: async () => ({ clusters: [], accounts: [] }),
    heatMap: async () => ({ rows: [] }),
    trends: async () => ({ days: [] }),
    scan: async () => ({ clusters: [], accounts: [] }),
  };

  fingerprintOf = accessKeyFingerprint;
}

/** With the plugin's tables. */
async function openSqlite(): Promise<Knex> {
  const database = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await database.migrate.latest(migrations);
  return database;
}
