import {
  AccountCoverage,
  ChainRole,
  KnownCluster,
  Role,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';

/** A role with what its review was made from. */
export interface RoleInView {
  role: Role;
  /** Parsed, as IAM has it. */
  policy: unknown;
  context: TrustReviewContext;
  /** When the policy was read from IAM: ISO 8601. */
  asOf: string;
}

/**
 * When the policy of a role is read from IAM: `lately` may be a minute ago, as for lists. `now with clusters`: the ServiceAccounts around
 * it are read now too, for what may break one of them.
 */
export type ReadPolicy =
  | 'now with clusters'
  | 'now'
  | 'now if possible'
  | 'lately';

/** Reviews of roles. Service-linked roles, whose trust AWS itself sets, are left out. */
export interface TrustService {
  /** Worst finding first. Accounts that could not be read are listed too. */
  list(): Promise<{ items: Role[]; accounts: AccountCoverage[] }>;
  /** Throws NotFoundError. */
  get(accountId: string, roleName: string): Promise<Role>;
  /** Throws NotFoundError, and ServiceUnavailableError when the policy must be read `now` and cannot be. */
  look(
    accountId: string,
    roleName: string,
    read: ReadPolicy,
  ): Promise<RoleInView>;
  /** Roles as the search for chains wants them; `clusters`: those whose issuer was read. */
  chains(): Promise<{
    roles: ChainRole[];
    clusters: KnownCluster[];
    accounts: AccountCoverage[];
  }>;
  /** Policies of all roles that were read lately, by ARN. `asOf`: ISO 8601. */
  policies(): Promise<Map<string, { policy: unknown; asOf: string }>>;
}
