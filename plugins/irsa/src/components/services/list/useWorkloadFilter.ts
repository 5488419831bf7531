import { useMemo, useRef } from 'react';
import { paths as apiPaths } from 'backstage-plugin-irsa-common';
import { shareEqual, useUrlState } from '../../../hooks';

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
  /** `true`, `false`, or empty for both: keys that were not used for 90 days. */
  unused: string[];
  /** What the last plan said: `ready`, `blocked`, or `none` where there is none of the present state. */
  plan: string[];
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
  unused: [],
  plan: [],
};

const lists = Object.keys(noFilter).filter(name => name !== 'q') as Exclude<
  keyof FilterValues,
  'q'
>[];

/** Both at once is the same as neither. */
function only(values: string[]): boolean | undefined {
  return values.length === 1 ? values[0] === 'true' : undefined;
}

/** The filter as the address has it, and as the backend wants it. */
export function useWorkloadFilter() {
  const url = useUrlState();
  const { params } = url;
  const last = useRef(noFilter);
  return useMemo(() => {
    const next = { ...noFilter, q: params.get('q') ?? '' };
    for (const name of lists) {
      next[name] = params.getAll(name);
    }
    // Only the filter that was changed is drawn again.
    const values = shareEqual(last.current, next);
    last.current = values;
    const { q, accepted, unused, ...rest } = values;
    const query = {
      ...rest,
      q: q || undefined,
      accepted: only(accepted),
      unused: only(unused),
    } as Query;
    const isFiltered = q !== '' || lists.some(name => values[name].length > 0);
    return { values, query, isFiltered, ...url };
  }, [params, url]);
}
