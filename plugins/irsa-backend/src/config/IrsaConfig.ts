import {
  AwsHalf,
  PreviewMethod,
  SharedIssuerKind,
} from 'backstage-plugin-irsa-common';
import { CustomResourceRule } from 'backstage-plugin-irsa-node';

/** How the portal signs in to a cluster. */
export type ClusterAuth =
  | { kind: 'kubeconfig'; file: string; context?: string }
  | { kind: 'inCluster' }
  | { kind: 'token'; token: string }
  | { kind: 'tokenFile'; file: string }
  | {
      kind: 'eks';
      clusterName: string;
      /** ARN of a role that is assumed before the portal signs in. */
      assumeRole?: string;
      externalId?: string;
    }
  /**
   * A token from code: a module of the portal, or the sign-in of another cloud. It is requested before each request.
   */
  | { kind: 'supplied'; token: () => Promise<string> }
  /** Without sign-in: `kubectl proxy` adds the credentials. */
  | { kind: 'anonymous' };

/** One cluster, from `irsa.clusters` or another source. */
export interface ClusterConfig {
  name: string;
  /** Where it is configured, for people: `irsa.clusters[0]`, `resource:default/prod`. */
  key?: string;
  auth: ClusterAuth;
  /** API server URL; from the kubeconfig or EKS when absent. */
  server?: string;
  caData?: string;
  caFile?: string;
  dangerouslyAllowSkipTLSVerify?: boolean;
  /** Name in EKS, for facts that only EKS has; absent for other clusters. */
  eksCluster?: string;
  /** How plans give roles to Pods unless they are asked otherwise; `irsa` when absent. */
  identity?: 'irsa' | 'podIdentity';
  /** AWS account in which roles for this cluster's workloads are made when the key does not tell. */
  accountId?: string;
  region?: string;
  /** OpenID Connect issuer; read from the cluster's discovery document when absent. */
  issuer?: string;
  /** Audience that the pod identity webhook projects; `sts.amazonaws.com` when absent. */
  audience: string;
}

/** A known cluster that cannot be used. */
export interface LeftOutCluster {
  /** Key of app-config, or an entity. */
  key: string;
  name?: string;
  /** Why, and what to do. */
  reason: string;
}

export interface FoundClusters {
  clusters: ClusterConfig[];
  leftOut: LeftOutCluster[];
}

/** A setting that has a wrong value, or does not exist. */
export interface SettingProblem {
  /** Key of app-config, for example `irsa.role.path`. */
  key: string;
  /** What is wrong and what is expected; begins with the key. */
  message: string;
}

/** Names of labels and annotations whose value is an owner: an entity ref, or the name of a group. */
export interface OwnerNames {
  labels: readonly string[];
  annotations: readonly string[];
}

export interface OwnershipSettings {
  /** On the workload itself. */
  workload: OwnerNames;
  namespace: OwnerNames;
  /** Patterns of the locations whose entities count, such as `url:https://github.com/acme/*`; all when absent. */
  catalogLocations?: readonly string[];
}

/** The `irsa` block of app-config, checked and with defaults filled in. Durations in milliseconds. */
/** What the review of trust policies takes as the company's own. */
export interface TrustSettings {
  ownAccounts: string[];
  /** Names by account. */
  vendorAccounts: Record<string, string>;
  ownIssuers: string[];
  /** A kind without a list is not judged. */
  owners: Partial<Record<SharedIssuerKind, string[]>>;
  /** Entity refs of who is told when a role is not as it was signed off. */
  reviewers: string[];
}

export interface IrsaConfig {
  /** Clusters of `irsa.clusters`; without that block, those of `kubernetes.clusterLocatorMethods` of type `config`. */
  clusters: ClusterConfig[];
  /** Clusters of that list that cannot be used. */
  leftOut?: LeftOutCluster[];
  /** Settings that do not exist and resemble none, perhaps of another version of this plugin. */
  unknown?: SettingProblem[];
  /** Settings whose value is allowed and dangerous, in words that say why. */
  doubtful?: SettingProblem[];
  aws: {
    region: string;
    /** One endpoint for all services (an emulator, a proxy); AWS's own when absent. */
    endpoint?: string;
    endpoints: { iam?: string; sts?: string; s3?: string };
  };
  /** Accounts whose event history is read, by their ids. */
  cloudTrail?: Readonly<Record<string, { regions?: string[] }>>;
  role: {
    path: string;
    namePrefix: string;
    /** ARN with `{accountId}` filled in per account. */
    permissionsBoundary?: string;
    maxSessionDurationSeconds: number;
  };
  /** 0 names in workloads, 1 Secret metadata, 2 named Secrets are read for their access key id. */
  readLevel: 0 | 1 | 2;
  scan: {
    intervalMs: number;
    timeoutMs: number;
    /** Follow clusters between scans. */
    watch?: boolean;
    /** For how long one replica follows a cluster before another one may. */
    holdMs?: number;
    /** Time between two full lists of a cluster that is followed. */
    relistMs?: number;
    /** Whether the records of Helm releases are read (at read level 2). */
    helmReleases: boolean;
  };
  /** Rules for custom resources beside the built-in ones. */
  catalogue: readonly CustomResourceRule[];
  /** How many days of the fleet's history are kept. */
  history?: { days: number };
  plan: { lifeMs: number };
  migration: {
    concurrency: number;
    /** A migration without a heartbeat for this time is taken over. */
    staleAfterMs: number;
    /** How long the webhook's cache may take to see a new annotation. */
    injectionWaitMs: number;
    /** How long IAM may take to know a new role. */
    propagationTimeoutMs: number;
    /** Added to the workload's own progress deadline. */
    rolloutTimeoutMs: number;
    /** The longest pause between two tries while a cluster, AWS or the database cannot be reached. */
    longestPauseMs: number;
    /** Whether one Pod is tried before the others, where it can be. */
    canary?: boolean;
    /** Who makes role, policy and provider: as a rule, and by account. Without either, tags of the role say, or the migration makes them. */
    awsHalf?: {
      usual?: AwsHalf['madeBy'];
      accounts: Readonly<Record<string, AwsHalf['madeBy']>>;
    };
    /** How long new Pods are watched before they count as healthy. */
    watchMs: number;
    /** Writes to IAM in each account, of all replicas together; absent = no limit. */
    iamWritesPerSecond?: number;
    /** Whether what cannot be undone needs two people: one who asks, another who confirms. */
    secondPerson?: boolean;
    /** For how long a request waits for its second person. */
    secondPersonWithinMs: number;
    /** Entity refs that are told of it, beside the owner. */
    secondPersonTold: readonly string[];
    /** How many migrations may be on their way forward at the same time; absent = no limit. */
    limits?: { cluster?: number; account?: number; owner?: number };
  };
  trust: TrustSettings;
  changeRequests: ChangeRequestSettings;
  soak: { durationMs: number; coolingMs: number };
  preview: {
    maxExpirySeconds: number;
    probePrefix: string;
    methods: PreviewMethod[];
    /** Previews that a person may make in a minute. */
    perMinute: number;
    /** Whether harmless calls beyond S3 may be made with key and role. */
    calls: boolean;
    /** Narrows the buckets that may be previewed; absent = no further limit. */
    buckets?: string[];
    /** Who may preview every service, beside its owners: entity refs, and subjects of service tokens. */
    signers?: string[];
  };
  /** Which sources say whose a workload is; the catalog alone, from anywhere, when absent. */
  ownership?: OwnershipSettings;
  notifications: {
    enabled: boolean;
    /** A key that was unused for this time is reported to its owner. */
    unusedDays: number;
    /** A key that is older than this is reported to its owner. */
    keyAgeDays: number;
  };
  /** Address of the portal, `app.baseUrl`; texts that are read elsewhere link to it. */
  portalUrl?: string;
  /** Path of the page in the portal, without a slash at its end; links of notifications begin with it. */
  pagePath: string;
  /** Whom to ask for rights, shown to users who are denied. */
  contact?: string;
  /** Set when an emulator stands in for AWS; shown with each answer. */
  emulator?: string;
}

/** `irsa.changeRequests`. */
export interface ChangeRequestSettings {
  /** What is read of a repository's folder for one change. */
  limits: ReadLimits;
  /** Put on each request. */
  labels?: string[];
  /** Users and teams of the host who are asked to review each request, beside the owner of the service. */
  reviewers?: string[];
  /** Author of commits. Default: the account whose credentials the portal uses. */
  author?: { name: string; email: string };
}

export interface ReadLimits {
  /** Text files. */
  files: number;
  bytesPerFile: number;
  /** Bytes of all files together. */
  bytes: number;
}
