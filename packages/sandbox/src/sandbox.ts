import { AwsSandbox } from './aws';
import { SettableClock } from './clock';
import { RunningGitHost } from './git';
import { ClusterSandbox, Delays } from './kubernetes';
import { AccessKeyPair } from './aws/model/accessKeyIds';
import { Scenario } from './scenarios/scenario';

export interface SandboxOptions {
  /** Name of a scenario that comes with the sandbox, or the path of a folder. */
  scenario: string;
  /** Ports to listen on. Default: free ports. */
  ports?: { aws?: number; git?: number; clusters?: Record<string, number> };
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  clock?: SettableClock;
  /** Milliseconds between two calls of one Pod's program. Default 7000. */
  programInterval?: number;
  /**
   * Age of the ServiceAccounts that the pod identity webhooks see, in milliseconds of real time, once the scenario is
   * up. Default 0.
   */
  webhookCacheDelay?: number;
  /** How long the parts of a cluster take for their work, in milliseconds of real time. */
  delays?: Partial<Delays>;
  /**
   * How long a change of IAM takes to reach STS, S3 and lists, in milliseconds of the sandbox's clock. Default 0.
   * Entities of the scenario are there at once.
   */
  iamPropagation?: number;
  /** Whether to give the portal an identity of its own. Default: as the scenario says; all but `empty` say yes. */
  portalIdentity?: boolean;
  /**
   * Adds this many made-up workloads to the first cluster, with IAM users and catalog entities. The same seed (default
   * 1) gives the same fleet.
   */
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
  /** The Git host, if the scenario has repositories. */
  git?: RunningGitHost;
  accounts: SandboxAccount[];
  clusters: SandboxCluster[];
  /** The made-up fleet, if there is one: its number of objects, and how long it took to make and store them. */
  fleet?: { workloads: number; objects: number; seconds: number };
  /** The running cluster, for faults and apply. Throws when there is none of that name. */
  cluster(name: string): ClusterSandbox;
  /** Writes kubeconfigs, credentials, catalog and portal configuration into a folder; see the README. */
  writeState(
    directory: string,
    control?: { url: string; token: string },
  ): Promise<void>;
  close(): Promise<void>;
}
