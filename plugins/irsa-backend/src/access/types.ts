import { PermissionCriteria } from '@backstage/plugin-permission-common';

/**
 * What the portal's policy may decide by: where an object is, and whose it is.
 *
 * @public
 */
export interface Place {
  clusters: readonly string[];
  /** Empty text for objects without one. */
  namespaces: readonly string[];
  /** AWS account ids, 12 digits each. */
  accounts: readonly string[];
  /** Entity refs; none where no owner is known. */
  owners: readonly string[];
}

/**
 * Holds for objects of which one of the values is among the named part of their place.
 *
 * @public
 */
export interface PlaceCondition {
  part: keyof Place;
  values: readonly string[];
}

/**
 * A decision of the policy, as a filter of lists.
 *
 * @public
 */
export type PlaceCriteria = PermissionCriteria<PlaceCondition>;
