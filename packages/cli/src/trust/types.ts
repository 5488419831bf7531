import { NamedPolicy, TrustReviewContext } from 'backstage-plugin-irsa-common';

/** A trust policy as it was read, before its review. */
export interface TrustSubject {
  /** Of the role, or of the file. */
  name: string;
  role?: {
    arn: string;
    maxSessionSeconds?: number;
    tags?: Record<string, string>;
    /** What it may do. Absent: not read, or not all of it. */
    policies?: NamedPolicy[];
    hasBoundary?: boolean;
  };
  /** Shown path, and whether `policy` is the whole file as it stands. */
  source?: { file: string; isWhole: boolean };
  policy: string;
}

/** What is known around the policies: the fields of `irsa.trust` in the portal, clusters and providers. */
export type Known = Partial<
  Pick<
    TrustReviewContext,
    | 'clusters'
    | 'providers'
    | 'ownAccounts'
    | 'vendorAccounts'
    | 'ownIssuers'
    | 'owners'
    | 'quota'
  >
>;
