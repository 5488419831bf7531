import { TrustFinding } from '../api';

/** A cluster whose tokens may be exchanged, as far as it was read. */
export interface KnownCluster {
  name: string;
  /** With `https://`. */
  issuer: string;
  /** For example `prod`. */
  environment?: string;
  /** Absent: not read, so nothing is said about what does not exist. */
  namespaces?: string[];
  /** Absent: not read. `roleArn`: the role that its annotation names; null when it has none. */
  serviceAccounts?: {
    namespace: string;
    name: string;
    roleArn?: string | null;
  }[];
}

/** What is known about the surroundings of a role. Without a list, its rules are skipped. */
export interface TrustReviewContext {
  accountId: string;
  /**
   * The moment of the review (a Date, or a text in ISO 8601), for conditions on the time. Absent: nothing is said about them, and they may
   * hold or not.
   */
  now?: Date | string;
  /**
   * Names of services that IAM was seen to take. `all`: those of the policy itself, because it is the one that IAM has stored and not one of
   * a file or a proposal. Absent: only the names that are known anyway.
   */
  acceptedServices?: readonly string[] | 'all';
  /** Default: that of the role's ARN, else the one that all principals of the policy have, else `aws`. */
  partition?: string;
  /** OpenID Connect providers of the role's account. */
  providers?: {
    arn: string;
    url: string;
    clientIds: string[];
    /** Whether the registered thumbprint is no longer that of the issuer's certificate. */
    hasStaleThumbprint?: boolean;
  }[];
  clusters?: KnownCluster[];
  /** Whether `clusters` are all that there are; default true. If not, no issuer is called unknown. */
  hasAllClusters?: boolean;
  /** Issuers of the company itself that are no cluster, with or without `https://`. */
  ownIssuers?: string[];
  /** Maximum size that the account allows, in characters without white space. Default 2048. */
  quota?: number;
  role?: {
    arn: string;
    maxSessionSeconds?: number;
    unusedDays?: number;
    /** Whether its permissions are those of an administrator, or lead to them. */
    isPrivileged?: boolean;
    tags?: Record<string, string>;
  };
  /** Accounts of the company itself, the role's own among them or not. */
  ownAccounts?: string[];
  /** Accounts of known third parties, with the name of each. */
  vendorAccounts?: Record<string, string>;
  /** Owners (organisations, groups, workspaces) that are the company's own at shared issuers. */
  owners?: Partial<Record<SharedIssuerKind, string[]>>;
  /** Ids of owners at GitHub, by name. An owner without one is not compared. */
  githubOwnerIds?: Record<string, string>;
  /** Projects of these owners that exist: `owner/repository`, `organisation/project/workspace`. */
  projects?: Partial<Record<SharedIssuerKind, OwnProject[]>>;
  /** EKS Pod Identity associations with the role. */
  associations?: {
    cluster: string;
    namespace: string;
    serviceAccount: string;
    hasSessionTags: boolean;
  }[];
}

export type SharedIssuerKind = 'github' | 'gitlab' | 'terraform';

export interface OwnProject {
  name: string;
  /** GitHub: its id, which it keeps when it is renamed. */
  id?: string;
  /** GitHub: whether its tokens name owner and repository with their ids (`owner@id/repository@id`). */
  hasImmutableSubject?: boolean;
}

/**
 * `safe`; `risky`: somebody can assume the role who should not; `dangerous`: almost anybody can; `broken`: nobody can.
 */
export type TrustVerdict = 'safe' | 'risky' | 'dangerous' | 'broken';

export interface TrustReview {
  verdict: TrustVerdict;
  /** Worst first. */
  findings: TrustFinding[];
}

/** `exposure` lets somebody in, `broken` keeps somebody out, `hygiene` does neither. */
export type FindingCategory = 'exposure' | 'broken' | 'hygiene';

export interface ReviewFinding extends TrustFinding {
  category: FindingCategory;
  /** Names and values of the policy that are the reason, where these are less than all of their place. */
  about?: string[];
}

/** One key under one operator. */
export interface ConditionTest {
  operator: string;
  base: string;
  quantifier?: 'ForAllValues' | 'ForAnyValue';
  ifExists: boolean;
  negated: boolean;
  key: string;
  /** Issuer part of the key, when it has one. */
  host?: string;
  /** Claim part of the key in lower case: `sub`, `aud`. */
  claim?: string;
  values: string[];
}

/**
 * What an assessment is for.
 *
 * @public
 */
export interface AssessOptions {
  /** Whether each finding says where its reason stands in the text; default true. A list of many roles does without. */
  withEvidence?: boolean;
}
