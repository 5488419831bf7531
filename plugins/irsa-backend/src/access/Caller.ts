import { Permission } from '@backstage/plugin-permission-common';
import { Access } from './Access';

/** Who sent a request. */
export interface Caller {
  /** Entity ref of the user, or the subject of a service token, for example `external:scripts`. */
  ref: string;
  /** The user and their groups, as entity refs; a service owns nothing but its own subject. */
  ownershipRefs(): Promise<readonly string[]>;
  /** What the portal's policy lets the caller do with the permission; undefined = nothing. */
  access(permission: Permission): Promise<Access | undefined>;
}
