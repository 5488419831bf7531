import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  irsaTrustPolicyReadPermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { pageLinks } from '../config/pageLinks';
import { clientOf } from '../shared/clientOf';
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
