import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { clientOf } from '../shared/clientOf';
import { factsOf, IrsaFacts } from './factsOf';

/** As many as the API gives at once. */
const LIMIT = 100;

/**
 * Facts on static AWS keys of each entity, for `@backstage-community/plugin-tech-insights-backend`: a `FactRetriever` of its
 * `-node` package 2.x, in shape. That package is not needed here, so portals without it install nothing more.
 *
 * The handler reads the list of workloads as the plugin that calls it. It throws ResponseError when our backend refuses or
 * cannot answer: no fact is written then, rather than a wrong one.
 *
 * @public
 */
export const irsaFactRetriever = {
  id: 'irsa-static-keys',
  version: '1.0.0',
  title: 'Static AWS keys',
  description:
    'How many workloads of an entity get a static AWS key, how old and how bad, and whether everything was read',
  schema: {
    staticKeys: {
      type: 'integer' as const,
      description: 'Workloads that get a static AWS key',
    },
    notRead: {
      type: 'integer' as const,
      description: 'Workloads that could not be read; in no other number',
    },
    isAllRead: {
      type: 'boolean' as const,
      description:
        'Whether every cluster and account was read; otherwise 0 does not mean none',
    },
    soaking: {
      type: 'integer' as const,
      description:
        'Workloads on their role while the old key is watched, or off',
    },
    oldestKeyDays: {
      type: 'integer' as const,
      description: 'Age of the oldest key in days; 0 where none is known',
    },
    severity: {
      type: 'string' as const,
      description: 'Of the worst workload: none, low, medium, high or critical',
    },
  },
  /** Shape: one element for each entity that has a workload with a key or a role. */
  async handler(context: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): Promise<
    {
      entity: { kind: string; namespace: string; name: string };
      facts: IrsaFacts;
    }[]
  > {
    const client = await clientOf(context);
    const workloads: Workload[] = [];
    let coverage: Coverage | undefined;
    let cursor: string | undefined;
    do {
      const { data } = await client.GET('/workloads', {
        params: { query: { limit: LIMIT, cursor } },
      });
      workloads.push(...(data?.items ?? []));
      coverage = data?.coverage ?? coverage;
      cursor = data?.nextCursor;
    } while (cursor);
    return coverage ? factsOf(workloads, coverage) : [];
  },
};
