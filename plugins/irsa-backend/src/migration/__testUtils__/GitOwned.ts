import { mergePatch } from 'backstage-plugin-irsa-node';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { customDefinition } from '../../__testUtils__/customDefinition';
import { PlanExecution } from '../../plan/types';
import { MemoryHost } from '../../requests/__testUtils__/MemoryHost';
import { planRequest } from '../../requests/planRequest';
import {
  DEPLOYMENT_PATH,
  SERVICE_ACCOUNT_PATH,
  WalkthroughWorld,
} from './walkthroughWorld';

const URL = 'https://git.example.com/acme/deploy';
const CLUSTER = 'eks-prod-eu';
export const FILE = 'production/test.yaml';
const ROLE = 'eks.amazonaws.com/role-arn';
const STS = 'eks.amazonaws.com/sts-regional-endpoints';

/** The workload of the walk-through as Git owns it: its manifests in a repository, and something that applies them. */
export class GitOwned {
  static async start(world: WalkthroughWorld): Promise<GitOwned> {
    const [workload, account] = await Promise.all([
      world.cluster.request<Record<string, any>>({ path: DEPLOYMENT_PATH }),
      world.cluster.request<Record<string, any>>({
        path: SERVICE_ACCOUNT_PATH,
      }),
    ]);
    const objects = [workload, account].map(
      ({ status, metadata: { name, namespace, labels }, ...rest }) => ({
        ...rest,
        metadata: { name, namespace, ...(labels ? { labels } : {}) },
      }),
    );
    const [deployment, serviceAccount] = objects as Record<string, any>[];
    const host = new MemoryHost(URL, {
      [FILE]: [
        { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment },
        { apiVersion: 'v1', kind: 'ServiceAccount', ...serviceAccount },
      ]
        .map(each => stringify(each))
        .join('---\n'),
    });
    await world.makePlan();
    const { request, delivery } = await planRequest(
      {
        state: 'found',
        keeper: 'Argo CD Application argocd/test',
        places: [
          {
            role: 'manifests',
            host: 'git',
            url: URL,
            path: 'production',
            format: 'manifests',
          },
        ],
        evidence: [],
        lookedAt: [],
        missing: [],
      },
      world.execution,
      {
        repositories: host,
        catalogue: [],
        feeders: async () => ({ feeders: [], notRead: [] }),
      },
    );
    if (!request) {
      throw new Error(delivery.reason);
    }
    await world.makePlan({ request } as Partial<PlanExecution>);
    return new GitOwned(world, host);
  }

  private applied?: string;
  private following?: Promise<void>;

  private constructor(
    private readonly world: WalkthroughWorld,
    readonly host: MemoryHost,
  ) {
    this.applied = this.text;
  }

  get text(): string {
    return this.host.files().get(FILE)!;
  }

  /** Somebody writes to the file. */
  write(text: string): void {
    this.host.push({ [FILE]: text });
  }

  /** Brings what the branch has into the cluster. */
  async apply(): Promise<void> {
    const { text } = this;
    if (text === this.applied) {
      return;
    }
    const [deployment, account] = parseAllDocuments(text).map(
      each => parse(String(each)) as Record<string, any>,
    );
    const { annotations = {} } = account.metadata;
    await mergePatch(this.world.cluster, SERVICE_ACCOUNT_PATH, {
      metadata: {
        annotations: {
          [ROLE]: annotations[ROLE] ?? null,
          [STS]: annotations[STS] ?? null,
        },
      },
    });
    await mergePatch(this.world.cluster, DEPLOYMENT_PATH, {
      spec: { template: deployment.spec.template },
    });
    this.applied = text;
  }

  /** Lets an Application of Argo CD say which commit it has applied. */
  async report(revision: string): Promise<void> {
    const status = { sync: { status: 'Synced', revision } };
    await mergePatch(this.world.cluster, DEPLOYMENT_PATH, {
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'test:apps/Deployment:production/test',
        },
      },
    });
    await applyApplication(this.world, 'test', {
      spec: {
        source: { repoURL: URL, path: 'production', targetRevision: 'main' },
        destination: { server: 'https://kubernetes.default.svc' },
      },
      status: {
        ...status,
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'production',
            name: 'test',
          },
        ],
      },
    });
  }

  /** Something applies the same folder elsewhere too. */
  alsoFeed(destination: Record<string, string>): Promise<void> {
    return applyApplication(this.world, 'test-too', {
      spec: { source: { repoURL: URL, path: 'production' }, destination },
    });
  }

  /** From now on, what is merged is applied. */
  async follow(): Promise<void> {
    this.host.onMerge = () => {
      this.following = this.apply();
    };
    await this.apply();
  }

  async stop(): Promise<void> {
    await this.following;
  }
}

/** An Application of Argo CD in the cluster of the walk-through. */
export async function applyApplication(
  world: WalkthroughWorld,
  name: string,
  fields: { spec: object; status?: object },
): Promise<void> {
  const cluster = world.sandbox.cluster(CLUSTER);
  await cluster.apply([
    customDefinition('argoproj.io', 'Application'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
  ]);
  await cluster.apply(
    [
      {
        apiVersion: 'argoproj.io/v1',
        kind: 'Application',
        metadata: { name, namespace: 'argocd' },
        ...fields,
      },
    ],
    { serverSide: true },
  );
}
