import {
  AccountCoverage,
  Role,
  RoleReview,
} from 'backstage-plugin-irsa-common';
import { RoleRef } from '../reviews/types';
import { RoleInView } from '../types';

/** One role as it was read, with its review. */
export interface RoleEvidence {
  view: RoleInView;
  review: RoleReview;
}

/** Who made an export, and when: ISO 8601. */
export interface Making {
  by: string;
  at: string;
}

export type TrustExportFormat = 'csv' | 'sarif' | 'zip';

export interface TrustFile {
  contentType: string;
  /** With extension and without folder. */
  fileName: string;
  data: Uint8Array;
  /** SHA-256 of `data`, 64 hex digits. */
  sha256: string;
}

/** What reviewers hand on: files about the trust policies of roles. None holds a key id or a secret value. */
export interface TrustExports {
  /** The evidence of one role, as a ZIP. Throws NotFoundError. */
  evidence(
    role: RoleRef,
    by: string,
  ): Promise<TrustFile & { policyHash: string }>;
  /**
   * Roles of the list. Accounts that could not be read are named in the file. Throws InputError when there are too many roles for the
   * format.
   */
  list(
    format: TrustExportFormat,
    listed: { items: Role[]; accounts: AccountCoverage[] },
    by: string,
  ): Promise<TrustFile>;
}
