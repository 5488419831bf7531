import { Knex } from 'knex';
import { settledClusters } from './SettledLinks';

/** In the place of an owner: it has none, or who it is is not known. */
const WITHOUT = ['none', 'unknown'] as const;

/** Whether a filter asks for workloads without a known owner, and for which owners it asks. Pure. */
export function splitOwners(owner: readonly string[]) {
  const [none, unknown] = WITHOUT.map(word => owner.includes(word));
  const named = owner.filter(each => !WITHOUT.some(word => word === each));
  return { named, none, unknown };
}

/**
 * Keeps the rows of `workloads as w` with one of these owners. `none` is said of a workload only where everything was read
 * that could name its owner; all others without an owner are `unknown`.
 */
export function whereOwner(
  knex: Knex,
  query: Knex.QueryBuilder,
  owner: readonly string[],
): void {
  const { named, none, unknown } = splitOwners(owner);
  const settled = () => settledClusters(knex);
  query.where(any => {
    any.whereIn('w.owner_ref', named);
    if (none) {
      any.orWhere(row =>
        row
          .whereNull('w.owner_ref')
          .where('w.owner_in_doubt', false)
          .whereIn('w.cluster', settled()),
      );
    }
    if (unknown) {
      any.orWhere(row =>
        row
          .whereNull('w.owner_ref')
          .where(why =>
            why
              .where('w.owner_in_doubt', true)
              .orWhereNotIn('w.cluster', settled()),
          ),
      );
    }
  });
}
