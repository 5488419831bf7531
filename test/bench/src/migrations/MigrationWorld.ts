import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Sandbox, startSandbox } from '../../../../packages/sandbox/src';
import { inMemoryCatalog } from '../../../../plugins/irsa-backend/src/__testUtils__/inMemoryCatalog';
import { DefaultAccountRegistry } from '../../../../plugins/irsa-backend/src/accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../../../../plugins/irsa-backend/src/clusters/DefaultClusterRegistry';
import { IrsaConfig } from '../../../../plugins/irsa-backend/src/config/IrsaConfig';
import { readIrsaConfig } from '../../../../plugins/irsa-backend/src/config/readIrsaConfig';
import { DatabaseInventory } from '../../../../plugins/irsa-backend/src/inventory/DatabaseInventory';
import { DefaultMigrationService } from '../../../../plugins/irsa-backend/src/migration/DefaultMigrationService';
import { DefaultPlanService } from '../../../../plugins/irsa-backend/src/plan/DefaultPlanService';
import { keyedDeployment } from '../../../../plugins/irsa-backend/src/plan/__testUtils__/PlanBench';
import { BenchDatabase } from '../portal/openDatabase';

const ACCOUNT = '111122223333';
export const CLUSTER = 'eks-prod-eu';

const quiet = {
  debug() {},
  info() {},
  warn: (message: string) => process.stderr.write(`${message}\n`),
  error: (message: unknown) => process.stderr.write(`${message}\n`),
  child: () => quiet,
} as unknown as LoggerService;

export interface MigrationWorld {
  /** Of namespaces, and of the Deployment in each. */
  names: string[];
  sandbox: Sandbox;
  accounts: DefaultAccountRegistry;
  plans: DefaultPlanService;
  /** Users of the account with a key each and no migration. */
  bystanders: number;
  config: IrsaConfig;
  /** Another process of the portal, as far as the database can tell. */
  replica(): DefaultMigrationService;
  close(): Promise<void>;
}

/** A cluster with workloads that have a key each, and the portal's services on one database, with their default settings,
 * but for the time that new Pods are watched: it is chosen, and the same for each. */
export async function startMigrationWorld(
  count: number,
  database: BenchDatabase,
  watchSeconds: number,
): Promise<MigrationWorld> {
  const sandbox = await startSandbox({ scenario: 'walkthrough' });
  const rootConfig = new ConfigReader(configOf(sandbox, watchSeconds));
  const config = readIrsaConfig(rootConfig);
  const common = { config, rootConfig, logger: quiet };
  const clusters = DefaultClusterRegistry.create(common);
  const accounts = DefaultAccountRegistry.create(common);
  const auth = {
    getOwnServiceCredentials: async () => ({}),
  } as unknown as AuthService;
  const shared = {
    ...common,
    database: database.knex,
    clusters,
    accounts,
    auth,
    catalog: inMemoryCatalog([]),
  };
  const inventory = await DatabaseInventory.create(shared);
  const plans = await DefaultPlanService.create({ ...shared, inventory });
  const names = Array.from({ length: count }, (_, at) => `bench-${at}`);
  for (let at = 0; at < count; at += 1) {
    sandbox.aws.account(ACCOUNT)!.importUser({
      name: `bystander-${at}`,
      accessKeys: [accessKey()],
    });
  }
  for (const namespace of names) {
    const { accessKeyId: id, secretAccessKey: secret } = accessKey();
    sandbox.aws.account(ACCOUNT)!.importUser({
      name: namespace,
      accessKeys: [{ accessKeyId: id, secretAccessKey: secret }],
      inlinePolicies: {
        reads: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: `arn:aws:s3:::${namespace}/*`,
            },
          ],
        },
      },
    });
    await sandbox
      .cluster(CLUSTER)
      .apply(keyedDeployment({ namespace }, { id, secret }) as never);
  }
  await healthy(clusters, names);
  const replicas: DefaultMigrationService[] = [];
  return {
    names,
    sandbox,
    accounts,
    plans,
    bystanders: count,
    config,
    replica(): DefaultMigrationService {
      const made = DefaultMigrationService.create({
        ...shared,
        inventory,
        plans,
      });
      replicas.push(made);
      return made;
    },
    async close(): Promise<void> {
      await Promise.all(replicas.map(each => each.stopWorker()));
      await sandbox.close();
    },
  };
}

function accessKey() {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
}

/** Waits until each workload has its Pod. */
async function healthy(
  clusters: DefaultClusterRegistry,
  names: string[],
): Promise<void> {
  for (const namespace of names) {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${namespace}`;
    const isReady = async () => {
      const { status } = await clusters.get(CLUSTER).request<{
        status?: { readyReplicas?: number };
      }>({ path });
      return status?.readyReplicas === 1;
    };
    while (!(await isReady())) {
      await pause(200);
    }
  }
}

function configOf(sandbox: Sandbox, watchSeconds: number) {
  return {
    aws: {
      accounts: sandbox.accounts.map(({ id, portalAccessKey }) => ({
        accountId: id,
        accessKeyId: portalAccessKey!.accessKeyId,
        secretAccessKey: portalAccessKey!.secretAccessKey,
      })),
    },
    irsa: {
      clusters: sandbox.clusters.map(cluster => ({
        name: cluster.name,
        server: cluster.server,
        token: cluster.portalToken,
        caData: Buffer.from(cluster.caPem).toString('base64'),
        accountId: cluster.account,
        region: cluster.region,
      })),
      role: {
        permissionsBoundary: 'arn:aws:iam::{accountId}:policy/IrsaBoundary',
      },
      aws: { endpoint: sandbox.aws.endpoint, region: 'eu-west-1' },
      migration: { watch: { seconds: watchSeconds } },
    },
  };
}
