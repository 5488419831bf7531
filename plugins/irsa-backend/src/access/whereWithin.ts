import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { Knex } from 'knex';
import { Place, PlaceCondition, PlaceCriteria } from './types';

const COLUMNS: Record<keyof Place, string> = {
  clusters: 'w.cluster',
  namespaces: 'w.namespace',
  owners: 'w.owner_ref',
  accounts: 'w.accounts',
};

/**
 * Keeps the rows of `workloads as w` that a decision of the policy covers. Each condition is false, and never null, where
 * a value is missing, so that `not` means the same as for a single object. For SQLite and PostgreSQL.
 *
 * @param within - everything when absent
 */
export function whereWithin(
  query: Knex.QueryBuilder,
  within: PlaceCriteria | undefined,
): Knex.QueryBuilder {
  return within ? query.where(holds(within)) : query;
}

function holds(
  criteria: PermissionCriteria<PlaceCondition>,
): (query: Knex.QueryBuilder) => void {
  return query => {
    if (isAndCriteria(criteria)) {
      criteria.allOf.forEach(each => query.where(holds(each)));
    } else if (isOrCriteria(criteria)) {
      criteria.anyOf.forEach(each => query.orWhere(holds(each)));
    } else if (isNotCriteria(criteria)) {
      query.whereNot(holds(criteria.not));
    } else {
      isAmong(query, criteria);
    }
  };
}

function isAmong(
  query: Knex.QueryBuilder,
  { part, values }: PlaceCondition,
): void {
  const column = COLUMNS[part];
  query.whereNotNull(column);
  if (part !== 'accounts' || values.length === 0) {
    query.whereIn(column, [...values]);
    return;
  }
  query.where(any =>
    values.forEach(value => any.orWhere(column, 'like', `% ${value} %`)),
  );
}

/** Whether the decision asks for nothing but these parts, which counts of past days have. */
export function asksOnlyFor(
  criteria: PlaceCriteria,
  parts: readonly (keyof Place)[],
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(each => asksOnlyFor(each, parts));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.every(each => asksOnlyFor(each, parts));
  }
  return isNotCriteria(criteria)
    ? asksOnlyFor(criteria.not, parts)
    : parts.includes(criteria.part);
}
