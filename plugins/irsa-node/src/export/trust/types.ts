import { Role, RoleReviewSummary } from 'backstage-plugin-irsa-common';

/** A trust policy with its review, as the exports want it: of a role, or of a file. */
export interface ReviewedTrust
  extends Pick<
    Role,
    | 'name'
    | 'accountId'
    | 'verdict'
    | 'findings'
    | 'reach'
    | 'reachReason'
    | 'ways'
    | 'proposal'
  > {
  /** Absent: a policy from a file, whose role is not known. */
  arn?: string;
  /** What the evidence of the findings counts in. */
  policy: string;
  /** Where it was read, relative to the working directory; `isWhole` when `policy` is the file's text as it stands. */
  source?: { file: string; isWhole: boolean };
  /** How its sign-off stands, where there is one who keeps them. */
  review?: RoleReviewSummary;
}

/** What could not be read, so that no export looks complete that is not. */
export interface UnreadAccount {
  accountId: string;
  /** Why. */
  message: string;
}
