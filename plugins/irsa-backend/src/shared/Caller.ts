import { BasicPermission } from '@backstage/plugin-permission-common';

/** Who sent a request. */
export interface Caller {
  /** Entity ref of the user, or the subject of a service token, for example `external:scripts`. */
  ref: string;
  /** The user and their groups, as entity refs; a service owns nothing but its own subject. */
  ownershipRefs(): Promise<readonly string[]>;
  /** Whether the portal's policy gives the permission. */
  may(permission: BasicPermission): Promise<boolean>;
}
