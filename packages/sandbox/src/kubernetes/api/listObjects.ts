import { expired, badRequest } from './ApiError';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import {
  ObjectFilter,
  parseFieldSelector,
  parseLabelSelector,
} from '../store/selectors';
import { JsonObject, KubeObject } from '../types';

export interface ListOptions {
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continueToken?: string;
}

interface Continuation {
  rv: number;
  start: string;
}

export interface ObjectList {
  metadata: JsonObject;
  items: KubeObject[];
}

export function selectorFilter(
  type: ResourceType,
  options: Pick<ListOptions, 'labelSelector' | 'fieldSelector'>,
): ObjectFilter | undefined {
  const { labelSelector, fieldSelector } = options;
  const filters: ObjectFilter[] = [];
  if (labelSelector) filters.push(parseLabelSelector(labelSelector));
  if (fieldSelector) {
    filters.push(parseFieldSelector(fieldSelector, type.plural));
  }
  return filters.length
    ? object => filters.every(filter => filter(object))
    : undefined;
}

function sortKey(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function decodeToken(token: string): Continuation {
  try {
    const decoded = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof decoded.rv === 'number' && typeof decoded.start === 'string') {
      return decoded;
    }
  } catch {
    // Falls through to the answer below.
  }
  throw badRequest('continue key is not valid: illegal base64 data');
}

/** One page. https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
export function listObjects(
  store: ObjectStore,
  type: ResourceType,
  namespace: string | undefined,
  options: ListOptions,
): ObjectList {
  const filter = selectorFilter(type, options);
  let items = store.list(type, namespace);
  let revision = store.revision;
  if (options.continueToken) {
    const { rv, start } = decodeToken(options.continueToken);
    if (store.isCompacted(rv)) {
      throw expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    revision = rv;
    items = items.filter(item => sortKey(item) > start);
  }
  if (filter) items = items.filter(filter);
  const metadata: JsonObject = { resourceVersion: String(revision) };
  const { limit } = options;
  if (limit && items.length > limit) {
    const page = items.slice(0, limit);
    metadata.continue = Buffer.from(
      JSON.stringify({ rv: revision, start: sortKey(page[page.length - 1]) }),
    ).toString('base64url');
    // With a selector the real server does not know how many are left.
    if (!filter) metadata.remainingItemCount = items.length - limit;
    items = page;
  }
  return { metadata, items };
}

/** The object as this version of the API serves it. */
export function asVersion(type: ResourceType, object: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(type);
  const { kind: _kind, apiVersion: _version, ...rest } = object;
  return { kind: type.kind, apiVersion, ...rest } as KubeObject;
}
