import { Clock } from '../clock';
import { IssuerAddress } from '../issuers';
import { FailureOptions } from './http/Faults';
import { ContainerRuntime } from './runtime';
import { ObjectStore } from './store/ObjectStore';
import { KubeObject, User } from './types';

/** How long things take, in milliseconds of real time. */
export interface Delays {
  /** From a Pod's creation until it is on a node. */
  schedule: number;
  /** Pulling the image and creating a container. */
  createContainer: number;
  /** Delay of the first restart after an exit. It doubles with each restart. */
  backoff: number;
  /** The longest delay of a restart. */
  maximumBackoff: number;
  /** From the stop of a container until it has ended. */
  stop: number;
  /** Time between two checks of a CronJob. */
  cron: number;
}

export interface ClusterOptions {
  name: string;
  clock: Clock;
  runtime: ContainerRuntime;
  /** Default 0: a free port. */
  port?: number;
  host?: string;
  /** For example `https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF`; default the server itself. */
  issuer?: string;
  /** Given to the pod identity webhook (`--aws-default-region`): Pods then get AWS_REGION. */
  region?: string;
  /** Age of the ServiceAccounts that the pod identity webhook sees, in milliseconds of real time; default 0. */
  webhookCacheDelay?: number;
  /** Which ServiceAccounts have an EKS Pod Identity association; none when absent. */
  podIdentity?: { has(namespace: string, serviceAccount: string): boolean };
  /** Base URLs on loopback of the webhooks' Services, by `namespace/name`. */
  webhookServices?: Record<string, string>;
  /** PEM of the authority that signs the server's certificate; one is made when absent. */
  ca?: { key: string; cert: string };
  /** Answers 401 to every request from the start. */
  tokenAuthenticationBroken?: boolean;
  delays?: Partial<Delays>;
  adminToken?: string;
  users?: { token: string; user: User }[];
}

export interface ApplyOptions {
  /** Default `kubectl-client-side-apply`, which also records the last applied configuration as kubectl does. */
  fieldManager?: string;
  /** Server-side apply (`operation: Apply`) instead of create or merge patch. */
  serverSide?: boolean;
  /** Default the administrator. */
  as?: User;
}

/** One request and its answer, without bodies. */
export interface RequestRecord {
  id: string;
  /** By the cluster's clock, RFC 3339. */
  time: string;
  /** Empty when authentication failed. */
  user: string;
  groups: string[];
  impersonatedUser?: string;
  /** `list`, `watch`, `deletecollection`, … for resources; the HTTP method in lower case otherwise. */
  verb: string;
  /** With group, version, namespace, name and subresource: only for requests of resources. */
  resource?: string;
  group?: string;
  version?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  /** Path and query. */
  url: string;
  /** 0 when the connection ended before an answer. */
  code: number;
  userAgent: string;
  sourceIP: string;
  accept: string;
  /** Size of the answer's body, as sent. */
  bytes: number;
  dryRun: boolean;
  /** False when the connection was cut before the end of the answer. */
  complete: boolean;
  /** Milliseconds of real time until the end of the answer. */
  milliseconds: number;
  /** Warnings and annotations of webhooks. */
  annotations: Record<string, string>;
}

export interface RequestTrail {
  /** The latest requests (at least 10,000), oldest first. A watch is added when it has ended. */
  all(): RequestRecord[];
  clear(): void;
  /** Called with each request when it has ended, until the returned function is called. */
  subscribe(listener: (record: RequestRecord) => void): () => void;
}

export interface ClusterSandbox {
  name: string;
  /** `https://127.0.0.1:PORT`. */
  server: string;
  /** Certificate authority to trust. */
  caPem: string;
  issuer: string;
  issuerAddress: IssuerAddress;
  /**
   * Signs any claims with the issuer's key, such as those of expired tokens or tokens without audience, for tests of
   * verifiers.
   */
  signToken(claims: object): string;
  /** Bearer token of a member of system:masters. */
  adminToken: string;
  /** YAML: one context, named like the cluster. */
  kubeconfig(): string;
  /** Creates or changes the objects, in order, through the API of the server. */
  apply(manifests: object[], options?: ApplyOptions): Promise<KubeObject[]>;
  addUser(token: string, user: User): void;
  store: ObjectStore;
  /** Requests over HTTPS. */
  requests: RequestTrail;
  faults: {
    latency: number;
    failNext(count: number, options?: FailureOptions): void;
    clear(): void;
  };
  /** While true every request is answered 401. */
  setUnauthorized(unauthorized: boolean): void;
  /** Closes all open connections, watches included, as a restart of the server would. */
  dropConnections(): void;
  /** See `ClusterOptions.webhookCacheDelay`; may be changed while the cluster runs. */
  webhookCacheDelay: number;
  close(): Promise<void>;
}
