import { AwsSandbox, startAws } from './aws';
import { SettableClock } from './clock';
import { generateFleet, loadFleet } from './fleet';
import { ClusterSandbox, startCluster } from './kubernetes';
import { ProgramRuntime } from './programs/ProgramRuntime';
import { AccessKeyPair, makeAccessKey } from './scenarios/accessKeyIds';
import { accountDocumentOf } from './scenarios/accountDocumentOf';
import { loadScenario } from './scenarios/loadScenario';
import { Placeholders } from './scenarios/placeholders';
import {
  portalAccountDocument,
  portalManifests,
} from './scenarios/portalIdentity';
import { issuerOf, Scenario, ScenarioCluster } from './scenarios/scenario';
import { installManifests } from './scenarios/install';
import { requestPortalToken } from './scenarios/portalToken';
import { kubeconfigOf, writeState } from './state';

export interface SandboxOptions {
  /** Name of a scenario that comes with the sandbox, or the path of a folder. */
  scenario: string;
  /** Ports to listen on; free ones are taken where none is given. */
  ports?: { aws?: number; clusters?: Record<string, number> };
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  clock?: SettableClock;
  /** Milliseconds between two calls of one Pod's program. Default 7000. */
  programInterval?: number;
  /** How far the pod identity webhooks lag behind with ServiceAccounts, in milliseconds of real time, once the scenario is up. Default 0. */
  webhookCacheDelay?: number;
  /**
   * How long a change of IAM takes to reach STS, S3 and lists, in milliseconds of the sandbox's clock. Default 0.
   * What the scenario brings is there at once.
   */
  iamPropagation?: number;
  /** Whether to give the portal an identity of its own. Default: as the scenario says, which is yes but for `empty`. */
  portalIdentity?: boolean;
  /** So many made-up workloads more in the first cluster, with IAM users and catalog entities; the same for the same seed (default 1). */
  fleet?: { workloads: number; seed?: number };
}

export interface SandboxAccount {
  id: string;
  endpoint: string;
  rootAccessKeyId: string;
  rootSecretAccessKey: string;
  /** The key of the IAM user `irsa-portal`, if the portal has an identity here. */
  portalAccessKey?: AccessKeyPair;
}

export interface SandboxCluster {
  name: string;
  region: string;
  /** Account the cluster runs in. */
  account: string;
  server: string;
  caPem: string;
  /** Issuer of its ServiceAccount tokens, `https://oidc.eks.…`. */
  issuer: string;
  adminToken: string;
  /** Token of ServiceAccount `irsa-system/irsa-portal`, if the portal has an identity here. */
  portalToken?: string;
  /** A kubeconfig with this cluster only, for its administrator. */
  kubeconfig: string;
}

export interface Sandbox {
  scenario: Scenario;
  clock: SettableClock;
  aws: AwsSandbox;
  accounts: SandboxAccount[];
  clusters: SandboxCluster[];
  /** The made-up fleet, if one was asked for: how many objects in the cluster, and how long it took to make and store them. */
  fleet?: { workloads: number; objects: number; seconds: number };
  /** The running cluster: faults, apply. Throws when there is none of that name. */
  cluster(name: string): ClusterSandbox;
  /** Writes kubeconfigs, credentials, catalog and portal configuration into a folder; see the README. */
  writeState(
    directory: string,
    control?: { url: string; token: string },
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the accounts and clusters of a scenario on loopback, with everything in them.
 * Resolves when every object is there; Pods become ready a little later.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const scenario = loadScenario(options.scenario);
  const clock = options.clock ?? new SettableClock();
  const placeholders = new Placeholders(scenario);
  const portal = options.portalIdentity ?? scenario.portalIdentity;
  const closers: (() => Promise<void>)[] = [];

  async function close() {
    for (const each of closers.splice(0).reverse()) {
      await each();
    }
  }

  try {
    const running = new Map<string, ClusterSandbox>();
    const aws = await startAws({
      clock,
      host: options.host,
      port: options.ports?.aws,
      region: scenario.region,
      iamPropagation: options.iamPropagation,
      issuers: issuer =>
        [...running.values()].find(each => each.issuer === issuer)
          ?.issuerAddress,
    });
    closers.push(() => aws.close());

    const accounts = scenario.accounts.map(account => {
      const created = aws.createAccount({
        id: account.id,
        alias: account.alias,
        region: scenario.region,
        rootAccessKey: makeAccessKey(account.id),
      });
      const document = accountDocumentOf(account, placeholders, {
        now: clock.now(),
        region: scenario.region,
      });
      const own = portal ? portalAccountDocument(account.id) : undefined;
      created.import({
        ...document,
        policies: [
          ...(document.policies ?? []),
          ...(own?.document.policies ?? []),
        ],
        users: [...(document.users ?? []), ...(own?.document.users ?? [])],
      });
      return {
        id: account.id,
        endpoint: aws.endpoint,
        rootAccessKeyId: created.rootAccessKeyId,
        rootSecretAccessKey: created.rootSecretAccessKey,
        portalAccessKey: own?.accessKey,
      };
    });

    const startOne = async (
      cluster: ScenarioCluster,
    ): Promise<SandboxCluster> => {
      const runtime = new ProgramRuntime({
        clock,
        endpoint: aws.endpoint,
        region: cluster.region,
        images: scenario.images,
        interval: options.programInterval,
      });
      const started = await startCluster({
        name: cluster.name,
        clock,
        runtime,
        region: cluster.region,
        issuer: `https://${issuerOf(cluster)}`,
        host: options.host,
        port: options.ports?.clusters?.[cluster.name],
      });
      closers.push(async () => {
        await started.close();
        await runtime.close();
      });
      running.set(cluster.name, started);
      const manifests = placeholders.fill(cluster.manifests, cluster.account);
      await installManifests(started, [
        ...(portal ? portalManifests() : []),
        ...manifests,
      ]);
      const portalToken = portal
        ? await requestPortalToken(started)
        : undefined;
      aws.account(cluster.account)?.import({
        eksClusters: [
          {
            name: cluster.name,
            region: cluster.region,
            endpoint: started.server,
            issuer: started.issuer,
          },
        ],
      });
      started.webhookCacheDelay = options.webhookCacheDelay ?? 0;
      if (cluster.unauthorized) {
        started.setUnauthorized(true);
      }
      const known = {
        name: cluster.name,
        region: cluster.region,
        account: cluster.account,
        server: started.server,
        caPem: started.caPem,
        issuer: started.issuer,
        adminToken: started.adminToken,
        portalToken,
      };
      return { ...known, kubeconfig: kubeconfigOf([known]) };
    };

    const clusters: SandboxCluster[] = [];
    for (const cluster of scenario.clusters) {
      clusters.push(await startOne(cluster));
    }
    let fleetReport: Sandbox['fleet'];
    if (options.fleet) {
      const startedAt = Date.now();
      const { name, account, region } = scenario.clusters[0];
      const fleet = generateFleet({
        ...options.fleet,
        account,
        region,
        now: clock.now(),
      });
      aws.account(account)?.import({ users: fleet.users });
      loadFleet(running.get(name) as ClusterSandbox, fleet);
      scenario.catalog.push({ name: 'fleet.yaml', text: fleet.catalog });
      const lists = [...fleet.objects.values()];
      fleetReport = {
        workloads: options.fleet.workloads,
        objects: lists.reduce((sum, { length }) => sum + length, 0),
        seconds: (Date.now() - startedAt) / 1000,
      };
    }

    const sandbox: Sandbox = {
      scenario,
      clock,
      aws,
      accounts,
      clusters,
      fleet: fleetReport,
      cluster(name) {
        const found = running.get(name);
        if (!found) {
          throw new Error(
            `no cluster ${name} in scenario ${scenario.name}; there are ${[
              ...running.keys(),
            ].join(', ')}`,
          );
        }
        return found;
      },
      writeState: (directory, control) =>
        writeState(sandbox, directory, control),
      close,
    };
    return sandbox;
  } catch (error) {
    await close();
    throw error;
  }
}
