import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore, Snapshot, namespaceRange } from '../store/ObjectStore';
import {
  ObjectFilter,
  parseFieldSelector,
  parseLabelSelector,
} from '../store/selectors';
import { JsonObject, KubeObject } from '../types';
import { ApiError } from '../ApiError';
import {
  ExpiredContinuation,
  decodeContinuation,
  encodeContinuation,
} from './continueToken';
import {
  ListOptions,
  revisionOf,
  tooLargeResourceVersion,
} from './listOptions';

export type { ListOptions } from './listOptions';

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
  if (labelSelector) {
    filters.push(parseLabelSelector(labelSelector));
  }
  if (fieldSelector) {
    filters.push(parseFieldSelector(fieldSelector, type.plural));
  }
  return filters.length
    ? object => filters.every(filter => filter(object))
    : undefined;
}

interface Beginning {
  snapshot: Snapshot;
  revision: number;
  /** Key of the last object on the previous page. */
  after?: string;
}

/** The state that a page shows. A continued list shows the state of its first page. */
function beginningOf(
  store: ObjectStore,
  type: ResourceType,
  options: ListOptions,
): Beginning {
  const current = store.revision;
  if (options.continueToken) {
    const { rv, start } = decodeContinuation(options.continueToken);
    if (rv < 0) {
      return {
        snapshot: store.snapshot(type),
        revision: current,
        after: start,
      };
    }
    try {
      return { snapshot: store.snapshot(type, rv), revision: rv, after: start };
    } catch (error) {
      const expired = error instanceof ApiError && error.code === 410;
      throw expired ? new ExpiredContinuation(start) : error;
    }
  }
  const wanted = revisionOf(options.resourceVersion) ?? 0;
  if (wanted > current) {
    throw tooLargeResourceVersion(wanted, current);
  }
  const exact =
    options.resourceVersionMatch === 'Exact' ||
    // The behaviour without resourceVersionMatch, which is older than that parameter.
    (!options.resourceVersionMatch && Boolean(options.limit) && wanted > 0);
  return exact
    ? { snapshot: store.snapshot(type, wanted), revision: wanted }
    : { snapshot: store.snapshot(type), revision: current };
}

/** One page. https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
export function listObjects(
  store: ObjectStore,
  type: ResourceType,
  namespace: string | undefined,
  options: ListOptions,
): ObjectList {
  const filter = selectorFilter(type, options);
  const { snapshot, revision, after } = beginningOf(store, type, options);
  const metadata: JsonObject = { resourceVersion: String(revision) };
  const [first, before] = namespaceRange(namespace);
  // The smallest key after `after`.
  const from = after === undefined ? first : `${after}\u0000`;
  const { limit } = options;
  const items: KubeObject[] = [];
  let last: string | undefined;
  for (const [key, object] of snapshot.entries(
    from > first ? from : first,
    before,
  )) {
    if (limit && items.length === limit) {
      store.remember(type, revision, snapshot);
      metadata.continue = encodeContinuation({
        rv: revision,
        start: last as string,
      });
      // With a selector, the real server does not know how many objects are left.
      if (!filter) {
        metadata.remainingItemCount = snapshot.count(key, before);
      }
      break;
    }
    if (!filter || filter(object)) {
      items.push(object);
    }
    last = key;
  }
  return { metadata, items };
}

/** The object in this version of the API. */
export function asVersion(type: ResourceType, object: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(type);
  const { kind: _kind, apiVersion: _version, ...rest } = object;
  return { kind: type.kind, apiVersion, ...rest } as KubeObject;
}
