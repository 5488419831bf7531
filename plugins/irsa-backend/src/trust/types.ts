import { AccountCoverage, Role } from 'backstage-plugin-irsa-common';

/** Roles that trust an OpenID Connect provider, reviewed. */
export interface TrustService {
  /** Worst finding first. Accounts that could not be read are named, not left out. */
  list(): Promise<{ items: Role[]; accounts: AccountCoverage[] }>;
  /** Throws NotFoundError. */
  get(accountId: string, roleName: string): Promise<Role>;
}
