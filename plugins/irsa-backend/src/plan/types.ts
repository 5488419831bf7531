import {
  Drift,
  Plan,
  PlanRequest,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { DetachIntent, RemovedElement } from 'backstage-plugin-irsa-node';

export type { DetachIntent, RemovedElement };

/** RFC 6902. */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'test';
  path: string;
  value?: unknown;
}

/** An object that a plan depends on, as it was when the plan was made. It names only what the plan relies on. */
export interface PreImage {
  object: string;
  /** SHA-256 of the canonical JSON. */
  digest: string;
  /** For people, without values. */
  summary: string;
  /** Digests of other states in which the plan does the same, such as those that another migration brings about. */
  alsoFine?: string[];
}

/** The change of files that a change request proposes. It names contents by their digests, for files may hold secrets. */
export interface PlannedRequest {
  /** Address of the repository, without user and password. */
  repository: string;
  /** The branch that the manager follows, and its commit that was read. */
  base: string;
  baseCommit: string;
  /** Below the root; `''` is the root. */
  folder: string;
  /** Where Helm makes the workload: the release in whose values the change is. Its chart is in `folder`. */
  chart?: PlannedChart;
  /** What keeps the workload, such as `Argo CD Application argocd/orders`. */
  keeper?: string;
  /** The owner's name at the host, who is asked to review beside those of the settings. */
  reviewers?: string[];
  /** Where else these files come to. Absent when nowhere. */
  alsoFed?: AlsoFed[];
  /** SHA-256 of the contents, in hex; null where there is no file. */
  files: { path: string; before: string | null; after: string }[];
}

/** Something else that the files of a change request come to. */
export interface AlsoFed {
  /** Of the portal; absent where the portal knows none by that address. */
  cluster?: string;
  namespace: string;
  /** Cluster, keeper and namespace for people. The same as long as it is the same place. */
  words: string;
  /** False when whether, or what, it takes is not known. */
  isRead: boolean;
  /** What was in the way of reading. */
  why?: string;
}

/** What a change does in another place that its files come to. */
export interface OtherPlace extends AlsoFed {
  /**
   * - `served`: the planned role lets its ServiceAccount in.
   * - `refused`: it does not, so Pods there would have neither key nor role.
   */
  state: 'served' | 'refused' | 'notKnown';
  /** For people. */
  evidence: string;
}

/** The release of a chart, and where its values are written. */
export interface PlannedChart {
  release: { name: string; namespace: string };
  /** Files of values, from the root; the last one wins. */
  valueFiles: string[];
  /** The object that names the release, when it holds values of its own: `HelmRelease` or `Application`, and the folder it is kept in. */
  definition?: {
    kind: string;
    namespace: string;
    name: string;
    folder: string;
  };
}

/** Everything that the runner needs. It is stored with the plan, covered by its hash, and has no secret values. */
export interface PlanExecution {
  workload: WorkloadRef;
  apiVersion: string;
  accountId: string;
  partition: string;
  region: string;
  provider: {
    action: 'create' | 'addAudience' | 'exists';
    arn: string;
    /** With `https://`. */
    url: string;
    audience: string;
  };
  policy: { arn: string; name: string; path: string; document: string };
  role: {
    arn: string;
    name: string;
    path: string;
    trustDocument: string;
    boundaryArn?: string;
    maxSessionDuration: number;
    /** Somebody adopted it while it carries the tags of others: it is used as it is, and never written. */
    isAdopted?: boolean;
  };
  /**
   * Set when EKS Pod Identity gives the role, by an association of the ServiceAccount. Then the provider is not touched, and its
   * `audience` is that of the token for the agent.
   */
  podIdentity?: {
    clusterName: string;
    clusterArn: string;
    /**
     * Set when the role is in another account than the cluster: the role there that the association names first, and its policy, which
     * lets it become the planned role.
     */
    first?: {
      accountId: string;
      role: PlanExecution['role'];
      policy: PlanExecution['policy'];
    };
  };
  /**
   * Set when code makes provider, policy and role: the migration waits for them, compares and proves them, and writes none of them.
   * Their tags, and whether the policy is one of its own or within the role, are up to the code.
   */
  awsHalf?: 'code';
  /** On provider (created), policy and role; `managed-by`, `cluster`, `issuer`, `workload`, plan id. */
  tags: Record<string, string>;
  serviceAccount: {
    action: 'create' | 'annotate' | 'none';
    name: string;
    /** Annotations to set; `previous` has the previous values of the same keys (undefined = absent). */
    annotations: Record<string, string>;
    previous: Record<string, string | undefined>;
    /** For `create`: imagePullSecrets and automountServiceAccountToken copied from the old one. */
    copied?: Record<string, unknown>;
  };
  detach: DetachIntent;
  key?: { fingerprint: string; last4: string; userName: string };
  /** Detached Secrets: name, and whether they hold only AWS keys. */
  secrets: {
    name: string;
    onlyAwsKeys: boolean;
    /** Data keys with the parts of the key, where their names do not say so; absent in older plans. */
    awsKeys?: string[];
  }[];
  /** Each object that the plan depends on, compared at the start. */
  preImages: PreImage[];
  soakMs: number;
  /** One Pod with the role is proven beside the others, before the workload is changed. Absent: without. */
  canary?: true;
  /** For a workload that Git owns: the cluster is not written to; this change of files is proposed. */
  request?: PlannedRequest;
}

/** A stored plan: the part that people read, and the part that the runner carries out. */
export interface StoredPlan {
  plan: Plan;
  request: PlanRequest;
  execution?: PlanExecution;
}

/** Makes, stores and checks plans. */
export interface PlanService {
  /** Throws NotFoundError (workload gone), ServiceUnavailableError (cluster or account unreadable), InputError. */
  create(request: PlanRequest, createdBy: string): Promise<Plan>;
  get(id: string): Promise<StoredPlan>;
  discard(id: string): Promise<void>;
  markUsed(id: string): Promise<void>;
  /** Reads the world again. Returns the differences, or an empty list. */
  drift(stored: StoredPlan): Promise<Drift[]>;
}
