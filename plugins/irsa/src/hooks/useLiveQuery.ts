import { DependencyList } from 'react';
import { useFreshness } from './useFreshness';
import { Query, useQuery } from './useQuery';

/** A query that follows the inventory by itself. */
export function useLiveQuery<T>(
  load: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
): Query<T> {
  const query = useQuery(load, dependencies);
  useFreshness(query.refresh, query.isBehind);
  return query;
}
