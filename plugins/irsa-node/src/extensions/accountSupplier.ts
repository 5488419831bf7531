import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * AWS credentials as SDK v3 has them.
 *
 * @public
 */
export interface SuppliedCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** When they end; they are asked for again before that. */
  expiration?: Date;
}

/**
 * An AWS account that code supplies.
 *
 * @public
 */
export interface SuppliedAccount {
  /** 12 digits. */
  accountId: string;
  /** Of the portal's identity in that account, with the policies of docs/permissions.md. */
  credentials: () => Promise<SuppliedCredentials>;
}

/**
 * Knows AWS accounts, for example of an organization or of a broker of sessions.
 *
 * @public
 */
export interface AccountSupplier {
  /** For people, for example `organization`. */
  name: string;
  /** How often it is asked; 300 by default, at least 5. */
  refreshSeconds?: number;
  /** Throws an error whose message is for people when it cannot tell; what it said before then holds. */
  accounts(): Promise<readonly SuppliedAccount[]>;
}

/** @public */
export interface AccountSupplierExtensionPoint {
  addAccountSupplier(supplier: AccountSupplier): void;
}

/**
 * Adds AWS accounts beside those of `aws.accounts`, whose credentials win where both know an account.
 *
 * @public
 */
export const accountSupplierExtensionPoint =
  createExtensionPoint<AccountSupplierExtensionPoint>({
    id: 'irsa.account-suppliers',
  });
