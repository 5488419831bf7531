import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { Coverage } from 'backstage-plugin-irsa-common';
import { clientOf } from '../shared/clientOf';
import { WorkloadsByEntity } from './stateOf';

/** As many as the API gives at once. */
const LIMIT = 100;
/** For the whole reading, in milliseconds. */
const LONGEST_MS = 5 * 60_000;

/** What the backend of the plugin says of all workloads. */
export interface Fleet {
  workloads: WorkloadsByEntity;
  coverage: Pick<Coverage, 'clusters'>;
}

/**
 * Reads all workloads, as the plugin that asks.
 *
 * @returns undefined in a portal without our backend
 * @throws what the request threw: ResponseError when our backend refuses or cannot answer, other errors when it cannot be reached
 */
export async function readFleet(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<Fleet | undefined> {
  const client = await clientOf(options);
  const signal = AbortSignal.timeout(LONGEST_MS);
  const workloads = new WorkloadsByEntity();
  let coverage: Fleet['coverage'] = { clusters: [] };
  let cursor: string | undefined;
  do {
    const page = await client
      .GET('/workloads', {
        params: { query: { limit: LIMIT, cursor } },
        signal,
      })
      .catch(orWithoutBackend);
    if (!page?.data) {
      return undefined;
    }
    page.data.items.forEach(workload => workloads.add(workload));
    coverage = page.data.coverage;
    cursor = page.data.nextCursor;
  } while (cursor);
  return { workloads, coverage };
}

function orWithoutBackend(error: unknown): undefined {
  if (error instanceof ResponseError && error.statusCode === 404) {
    return undefined;
  }
  throw error;
}
