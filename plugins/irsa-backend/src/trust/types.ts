import { AccountCoverage, Role } from 'backstage-plugin-irsa-common';

/** Reviews of roles. Service-linked roles, whose trust AWS itself sets, are left out. */
export interface TrustService {
  /** Worst finding first. Accounts that could not be read are listed too. */
  list(): Promise<{ items: Role[]; accounts: AccountCoverage[] }>;
  /** Throws NotFoundError. */
  get(accountId: string, roleName: string): Promise<Role>;
}
