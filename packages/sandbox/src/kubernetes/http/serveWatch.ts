import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../api/ApiError';
import { asVersion, selectorFilter } from '../api/listObjects';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore, StoreEvent, storageKey } from '../store/ObjectStore';
import { JsonObject, KubeObject } from '../types';
import { Accepted, representObject } from './representation';

const BOOKMARK_INTERVAL = 60_000;
const DEFAULT_TIMEOUT = 1800;

export interface WatchRequest {
  type: ResourceType;
  namespace?: string;
  query: URLSearchParams;
  accepted: Accepted;
}

function inScope(
  object: KubeObject | undefined,
  namespace: string | undefined,
  filter: ((object: KubeObject) => boolean) | undefined,
): boolean {
  return Boolean(
    object &&
      (namespace === undefined || object.metadata.namespace === namespace) &&
      (!filter || filter(object)),
  );
}

/** What a change means to one watcher: an object may come into or fall out of what it selected. */
export function watcherEvent(
  event: StoreEvent,
  namespace: string | undefined,
  filter: ((object: KubeObject) => boolean) | undefined,
): string | undefined {
  const before = inScope(event.previous, namespace, filter);
  const after =
    event.type !== 'DELETED' && inScope(event.object, namespace, filter);
  if (after) return before ? 'MODIFIED' : 'ADDED';
  return before ? 'DELETED' : undefined;
}

/** Streams changes, one JSON document a line. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export function serveWatch(
  request: IncomingMessage,
  response: ServerResponse,
  store: ObjectStore,
  watch: WatchRequest,
  now: () => number,
): void {
  const { type, namespace, query, accepted } = watch;
  const filter = selectorFilter(type, {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const initial = query.get('sendInitialEvents') === 'true';
  const from = query.get('resourceVersion') ?? '';
  const resource = storageKey(type);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  const send = (kind: string, object: JsonObject) =>
    response.write(`${JSON.stringify({ type: kind, object })}\n`);
  const sendObject = (kind: string, object: KubeObject) =>
    send(kind, representObject(type, asVersion(type, object), accepted, now()));
  const sendBookmark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', {
      kind: type.kind,
      apiVersion: apiVersionOf(type),
      metadata: {
        resourceVersion: String(store.revision),
        creationTimestamp: null,
        ...(annotations ? { annotations } : {}),
      },
    });
  const deliver = (event: StoreEvent) => {
    if (event.resource !== resource) return;
    const kind = watcherEvent(event, namespace, filter);
    if (kind) sendObject(kind, event.object);
  };

  try {
    if (from === '' || from === '0' || initial) {
      store
        .list(type, namespace)
        .filter(object => !filter || filter(object))
        .forEach(object => sendObject('ADDED', object));
      if (initial) sendBookmark({ 'k8s.io/initial-events-end': 'true' });
    } else {
      store.eventsSince(Number(from)).forEach(deliver);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    send('ERROR', error.toStatus());
    response.end();
    return;
  }
  const unsubscribe = store.subscribe(deliver);
  const seconds = Number(query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT);
  const timers: NodeJS.Timeout[] = [];
  const finish = () => {
    unsubscribe();
    timers.forEach(timer => clearTimeout(timer));
  };
  timers.push(
    setTimeout(() => {
      if (bookmarks) sendBookmark();
      response.end();
    }, (seconds || DEFAULT_TIMEOUT) * 1000),
  );
  if (bookmarks) {
    timers.push(setInterval(() => sendBookmark(), BOOKMARK_INTERVAL));
  }
  request.on('close', finish);
  response.on('close', finish);
}
