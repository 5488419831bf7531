import { useMemo } from 'react';
import { paths as apiPaths } from 'backstage-plugin-irsa-common';
import { useUrlState } from '../../../hooks';

type Query = NonNullable<
  apiPaths['/exports/{format}']['get']['parameters']['query']
>;

/** What the list shows; the address holds it under the same names. */
export interface FilterValues {
  q: string;
  status: string[];
  severity: string[];
  keyAge: string[];
  cluster: string[];
  namespace: string[];
  owner: string[];
  location: string[];
  /** `true`, `false`, or empty for both. */
  accepted: string[];
}

export const noFilter: FilterValues = {
  q: '',
  status: [],
  severity: [],
  keyAge: [],
  cluster: [],
  namespace: [],
  owner: [],
  location: [],
  accepted: [],
};

const lists = Object.keys(noFilter).filter(name => name !== 'q') as Exclude<
  keyof FilterValues,
  'q'
>[];

/** The filter as the address has it, and as the backend wants it. */
export function useWorkloadFilter() {
  const url = useUrlState();
  const { params } = url;
  return useMemo(() => {
    const values = { ...noFilter, q: params.get('q') ?? '' };
    for (const name of lists) {
      values[name] = params.getAll(name);
    }
    const { q, accepted, ...rest } = values;
    const query = {
      ...rest,
      q: q || undefined,
      // Both at once is the same as neither.
      accepted: accepted.length === 1 ? accepted[0] === 'true' : undefined,
    } as Query;
    const isFiltered = q !== '' || lists.some(name => values[name].length > 0);
    return { values, query, isFiltered, ...url };
  }, [params, url]);
}
