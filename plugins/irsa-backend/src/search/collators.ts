import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  createIrsaClient,
  IrsaClient,
  irsaTrustPolicyReadPermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { pageLinks } from '../config/pageLinks';
import { roleDocument, workloadDocument } from './documents';

/** As many as the API gives at once. */
const LIMIT = 100;

interface CollatorOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  links: ReturnType<typeof pageLinks>;
}

/** Reads the fleet by the REST API, as the search plugin itself. What a person finds is decided when they search. */
export function irsaCollators(
  options: CollatorOptions,
): DocumentCollatorFactory[] {
  return [
    {
      type: 'irsa-workload',
      visibilityPermission: irsaWorkloadReadPermission,
      getCollator: async () => Readable.from(workloads(options)),
    },
    {
      type: 'irsa-role',
      visibilityPermission: irsaTrustPolicyReadPermission,
      getCollator: async () => Readable.from(roles(options)),
    },
  ];
}

async function* workloads(
  options: CollatorOptions,
): AsyncGenerator<IndexableDocument> {
  const client = await clientOf(options);
  let cursor: string | undefined;
  do {
    const { data } = await client.GET('/workloads', {
      params: { query: { limit: LIMIT, cursor } },
    });
    for (const workload of data?.items ?? []) {
      yield workloadDocument(workload, options.links);
    }
    cursor = data?.nextCursor;
  } while (cursor);
}

async function* roles(
  options: CollatorOptions,
): AsyncGenerator<IndexableDocument> {
  const client = await clientOf(options);
  const { data } = await client.GET('/roles');
  for (const role of data?.items ?? []) {
    yield roleDocument(role, options.links);
  }
}

async function clientOf({
  auth,
  discovery,
}: CollatorOptions): Promise<IrsaClient> {
  return createIrsaClient({
    baseUrl: await discovery.getBaseUrl('irsa'),
    fetch: async (url, init) => {
      // A token for each request: reading a large fleet may take longer than one lives.
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'irsa',
      });
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(url, { ...init, headers });
      if (!response.ok) {
        // Then the search plugin keeps the index that it has.
        throw await ResponseError.fromResponse(response);
      }
      return response;
    },
  });
}
