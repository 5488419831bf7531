import { AccountCoverage, Role } from 'backstage-plugin-irsa-common';

/** Reviews of roles that trust an OpenID Connect provider. */
export interface TrustService {
  /** Worst finding first. Accounts that could not be read are listed too. */
  list(): Promise<{ items: Role[]; accounts: AccountCoverage[] }>;
  /** Throws NotFoundError. */
  get(accountId: string, roleName: string): Promise<Role>;
}
