import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { Entity } from '@backstage/catalog-model';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import {
  Check,
  Plan,
  PlanRequest,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { parseAllDocuments } from 'yaml';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { sandboxConfig } from '../../__testUtils__/sandboxConfig';
import { mockAuth } from '../../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../../__testUtils__/inMemoryCatalog';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { AccountRegistry } from '../../accounts/types';
import { DefaultClusterRegistry } from '../../clusters/DefaultClusterRegistry';
import { ClusterRegistry } from '../../clusters/types';
import { readIrsaConfig } from '../../config/readIrsaConfig';
import { DatabaseInventory } from '../../inventory/DatabaseInventory';
import { ChangeRepositories } from '../../requests/types';
import { DefaultPlanService, PlanServiceOptions } from '../DefaultPlanService';

const CLUSTER = 'eks-prod-eu';

/** Plans about workloads of the sandbox, each in a namespace of its own. */
export class PlanBench {
  private constructor(
    readonly sandbox: Sandbox,
    readonly clusters: ClusterRegistry,
    readonly accounts: AccountRegistry,
    readonly inventory: DatabaseInventory,
    readonly plans: DefaultPlanService,
    readonly iam: IAMClient,
  ) {}

  static async start(
    database: Knex,
    irsa: Record<string, unknown> = {},
    entities: Entity[] = [],
    changes?: ChangeRepositories,
    readiness?: PlanServiceOptions['readiness'],
    /** Settings of each cluster. */
    cluster: Record<string, unknown> = {},
    /** Accounts beside those of the sandbox, and the portal's keys in them. */
    ...others: Record<string, unknown>[]
  ): Promise<PlanBench> {
    const sandbox = await startSandbox({ scenario: 'walkthrough' });
    const logger = mockLogger();
    const rootConfig = sandboxConfig(sandbox, irsa, cluster, others);
    const config = readIrsaConfig(rootConfig);
    const common = { config, rootConfig, logger };
    const clusters = DefaultClusterRegistry.create(common);
    const accounts = DefaultAccountRegistry.create(common);
    const inventory = await DatabaseInventory.create({
      database,
      clusters,
      accounts,
      catalog: inMemoryCatalog(entities),
      auth: mockAuth(),
      logger,
      config,
    });
    const plans = await DefaultPlanService.create({
      database,
      clusters,
      accounts,
      inventory,
      catalog: inMemoryCatalog(entities),
      auth: mockAuth(),
      config,
      logger,
      changes,
      readiness,
    });
    const [{ rootAccessKeyId, rootSecretAccessKey }] = sandbox.accounts;
    const iam = new IAMClient({
      endpoint: sandbox.aws.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    return new PlanBench(sandbox, clusters, accounts, inventory, plans, iam);
  }

  async close(): Promise<void> {
    this.iam.destroy();
    await this.sandbox.close();
  }

  /** An IAM user that may read one bucket, or do with `resource` what `actions` say, and its key. */
  async user(
    name: string,
    actions: string[] = ['s3:GetObject'],
    resource = 'arn:aws:s3:::bench-data/*',
  ): Promise<{ id: string; secret: string }> {
    await this.iam.send(new CreateUserCommand({ UserName: name }));
    const { Policy } = await this.iam.send(
      new CreatePolicyCommand({
        PolicyName: `${name}-rights`,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: actions,
              Resource: resource,
            },
          ],
        }),
      }),
    );
    await this.iam.send(
      new AttachUserPolicyCommand({ UserName: name, PolicyArn: Policy?.Arn }),
    );
    const { AccessKey } = await this.iam.send(
      new CreateAccessKeyCommand({ UserName: name }),
    );
    return {
      id: AccessKey!.AccessKeyId!,
      secret: AccessKey!.SecretAccessKey!,
    };
  }

  /** Applies manifests, which may be written as YAML. */
  async apply(
    ...manifests: (string | object)[]
  ): Promise<{ metadata: { uid?: string } }[]> {
    const objects = manifests.flatMap(each =>
      typeof each === 'string'
        ? (parseAllDocuments(each) as { toJS(): object }[]).map(document =>
            document.toJS(),
          )
        : [each],
    );
    return this.sandbox.cluster(CLUSTER).apply(objects);
  }

  /** Waits until the one Pod of a Deployment is available: before, no plan is ready. */
  async healthy(namespace: string, name = namespace): Promise<void> {
    const { store } = this.sandbox.cluster(CLUSTER);
    const type = { group: 'apps', plural: 'deployments' };
    await until(`Deployment ${namespace}/${name} to be healthy`, () => {
      const status = store.get(type, namespace, name)?.status as
        | { availableReplicas?: number }
        | undefined;
      return status?.availableReplicas === 1;
    });
  }

  async plan(
    namespace: string,
    name = namespace,
    kind = 'Deployment',
    request: Partial<PlanRequest> = {},
  ): Promise<Plan> {
    const workload: WorkloadRef = { cluster: CLUSTER, namespace, kind, name };
    return this.plans.create({ ...request, workload }, 'user:default/guest');
  }

  /** The answer of one check of a plan. */
  async check(
    id: string,
    namespace: string,
    name = namespace,
    kind = 'Deployment',
  ): Promise<Check | undefined> {
    const { checks } = await this.plan(namespace, name, kind);
    return checks.find(check => check.id === id);
  }
}

/** Parts of a Deployment that tests change. */
export interface DeploymentParts {
  namespace: string;
  name?: string;
  labels?: Record<string, string>;
  spec?: object;
  podSpec?: object;
  container?: object;
}

/** A namespace with a Deployment, its ServiceAccount, and a Secret with the key that the container takes whole. */
export function keyedDeployment(
  parts: DeploymentParts,
  key: { id: string; secret: string },
): object[] {
  const { namespace, name = namespace } = parts;
  const metadata = { name, namespace };
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `${name}-aws`, namespace },
      stringData: {
        AWS_ACCESS_KEY_ID: key.id,
        AWS_SECRET_ACCESS_KEY: key.secret,
      },
    },
    deployment({
      ...parts,
      container: {
        envFrom: [{ secretRef: { name: `${name}-aws` } }],
        ...parts.container,
      },
    }),
  ];
}

/** A Deployment with one container, without a key. */
export function deployment(parts: DeploymentParts): object {
  const { namespace, name = namespace } = parts;
  const labels = { app: name, ...parts.labels };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name: 'main',
              image: 'registry.example.com/idle:1',
              ...parts.container,
            },
          ],
          ...parts.podSpec,
        },
      },
      ...parts.spec,
    },
  };
}
