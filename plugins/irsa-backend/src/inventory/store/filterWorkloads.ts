import { AgeBand, severityScores } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { whereWithin } from '../../access/whereWithin';
import { createdWithin } from '../ageBands';
import { STATIC_STATUSES } from '../statuses';
import { WorkloadFilter } from '../types';
import { isShown } from './isShown';
import { whereOwner } from './whereOwner';
import { whereFound } from './whereFound';

const UNUSED_DAYS = 90;
const DAY_MS = 86_400_000;

/** Selects the rows of `workloads as w` that match a filter, without order and limit. */
export function filterWorkloads(
  knex: Knex,
  filter: Partial<WorkloadFilter>,
): Knex.QueryBuilder {
  const query = knex('workloads as w').whereRaw(isShown(knex, 'w.'));
  whereWithin(query, filter.within);
  whereFound(query, filter.q);
  if (filter.status?.length) {
    query.whereIn('w.shown_status', filter.status);
  }
  if (filter.cluster?.length) {
    query.whereIn('w.cluster', filter.cluster);
  }
  if (filter.namespace?.length) {
    query.whereIn('w.namespace', filter.namespace);
  }
  if (filter.owner?.length) {
    whereOwner(knex, query, filter.owner);
  }
  if (filter.entityRef) {
    query.where('w.entity_ref', filter.entityRef.toLocaleLowerCase('en-US'));
  }
  if (filter.severity?.length) {
    const ranges = filter.severity.map(severityScores);
    query.where(any =>
      ranges.forEach(range => any.orWhereBetween('w.severity', range)),
    );
  }
  if (filter.keyAge?.length) {
    const bands = filter.keyAge;
    query.where(any => bands.forEach(band => any.orWhere(inBand(band))));
  }
  if (filter.location?.length) {
    const places = filter.location;
    query.where(any =>
      places.forEach(place =>
        any.orWhere('w.locations', 'like', `% ${place} %`),
      ),
    );
  }
  if (filter.accepted !== undefined) {
    const accepted = acceptedNow(knex);
    if (filter.accepted) {
      query.whereExists(accepted);
    } else {
      query.whereNotExists(accepted);
    }
  }
  if (filter.unused !== undefined) {
    const unused = unusedKeyOf(knex);
    if (filter.unused) {
      query.whereExists(unused);
    } else {
      query.whereNotExists(unused);
    }
  }
  if (filter.plan?.length) {
    const { plan } = filter;
    query.whereIn('w.shown_status', STATIC_STATUSES).where(any => {
      const said = plan.filter(status => status !== 'none');
      any.whereExists(lastPlanOf(knex).whereIn('p.status', said));
      if (said.length < plan.length) {
        any.orWhereNotExists(lastPlanOf(knex));
      }
    });
  }
  return query;
}

/** The last plan of the workload `w` as it is now, for use with `exists`. */
function lastPlanOf(knex: Knex): Knex.QueryBuilder {
  return knex('workload_plans as p')
    .select(knex.raw('1'))
    .whereRaw('p.workload_id = w.id and p.content_hash = w.content_hash');
}

/** The active keys of the workload `w` that were not used for long, for use with `exists`. */
function unusedKeyOf(knex: Knex): Knex.QueryBuilder {
  return knex('workload_keys as k')
    .select(knex.raw('1'))
    .whereRaw('k.workload_id = w.id')
    .whereRaw('w.shown_status <> ?', ['unknown'])
    .where('k.state', 'active')
    .whereRaw(...unusedSince(Date.now()));
}

/** The condition on keys `k`, never used ones by their creation. @param now - milliseconds */
export function unusedSince(now: number): [sql: string, bindings: string[]] {
  return [
    'coalesce(k.last_used_at, k.created_at) <= ?',
    [new Date(now - UNUSED_DAYS * DAY_MS).toISOString()],
  ];
}

/** The accepted risk in force of the workload `w`, for use with `exists`. */
export function acceptedNow(knex: Knex): Knex.QueryBuilder {
  return knex('accepted_risks as r')
    .select(knex.raw('1'))
    .whereRaw('r.open_key = w.id and r.content_hash = w.content_hash')
    .where('r.ends_at', '>', new Date().toISOString());
}

function inBand(band: AgeBand) {
  return (query: Knex.QueryBuilder) => {
    if (band === 'unknown') {
      query.whereNull('w.key_created_at');
      return;
    }
    const { after, until } = createdWithin(band, Date.now());
    query.whereNotNull('w.key_created_at');
    if (after) {
      query.where('w.key_created_at', '>', after);
    }
    if (until) {
      query.where('w.key_created_at', '<=', until);
    }
  };
}
