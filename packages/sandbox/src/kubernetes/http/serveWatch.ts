import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../ApiError';
import { asVersion, selectorFilter } from '../api/listObjects';
import {
  listOptionsOf,
  revisionOf,
  tooLargeResourceVersion,
} from '../api/listOptions';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { StoreEvent } from '../store/StoreEvent';
import { ObjectStore, namespaceRange, storageKey } from '../store/ObjectStore';
import { JsonObject, KubeObject } from '../types';
import { objectJson, partialMetadataJson } from './objectJson';
import { Accepted, representObject } from './representation';
import { writeAtPace } from './streamText';

const BOOKMARK_INTERVAL = 60_000;
const DEFAULT_TIMEOUT = 1800;
/** A watcher that is this many bytes behind is disconnected, as on the real server. It can resume where it was. */
const MOST_BEHIND = 32 * 1024 * 1024;

export interface WatchRequest {
  type: ResourceType;
  namespace?: string;
  query: URLSearchParams;
  accepted: Accepted;
  /** Milliseconds between bookmarks. Default a minute, about what the real server does. */
  bookmarkInterval?: number;
}

type Filter = ((object: KubeObject) => boolean) | undefined;

function inScope(
  object: KubeObject | undefined,
  namespace: string | undefined,
  filter: Filter,
): boolean {
  return Boolean(
    object &&
      (namespace === undefined || object.metadata.namespace === namespace) &&
      (!filter || filter(object)),
  );
}

/** The event that one watcher gets for a change: an object may start or stop matching its selectors. */
function watcherEvent(
  event: StoreEvent,
  namespace: string | undefined,
  filter: Filter,
): string | undefined {
  const before = inScope(event.previous, namespace, filter);
  const after =
    event.type !== 'DELETED' && inScope(event.object, namespace, filter);
  if (after) {
    return before ? 'MODIFIED' : 'ADDED';
  }
  return before ? 'DELETED' : undefined;
}

/** An object that stops matching is sent in its last matching state, with the version of the change. */
function shownBy(kind: string, event: StoreEvent): KubeObject {
  const { type, object, previous, revision } = event;
  if (kind !== 'DELETED' || type === 'DELETED' || !previous) {
    return object;
  }
  const metadata = { ...previous.metadata, resourceVersion: String(revision) };
  return { ...previous, metadata };
}

/**
 * Streams changes, one JSON document per line.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function serveWatch(
  request: IncomingMessage,
  response: ServerResponse,
  store: ObjectStore,
  watch: WatchRequest,
  now: () => number,
): void {
  const { type, namespace, query, accepted } = watch;
  const options = listOptionsOf(query, true);
  const filter = selectorFilter(type, options);
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const initial = query.get('sendInitialEvents') === 'true';
  const from = revisionOf(options.resourceVersion) ?? 0;
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();

  const line = (kind: string, json: string) =>
    `{"type":"${kind}","object":${json}}\n`;
  let columnsSaid = false;
  const objectLine = (kind: string, object: KubeObject) => {
    if (accepted.as === 'full') {
      return line(kind, objectJson(type, object));
    }
    if (accepted.as === 'metadata') {
      return line(kind, partialMetadataJson(object));
    }
    const table = representObject(
      type,
      asVersion(type, object),
      accepted,
      now(),
    );
    // Later rows have the same columns.
    if (columnsSaid) {
      table.columnDefinitions = null;
    }
    columnsSaid = true;
    return line(kind, JSON.stringify(table));
  };
  const bookmark = (revision: number, annotations?: Record<string, string>) => {
    const object: JsonObject = {
      kind: accepted.as === 'metadata' ? 'PartialObjectMetadata' : type.kind,
      apiVersion:
        accepted.as === 'metadata' ? 'meta.k8s.io/v1' : apiVersionOf(type),
      metadata: {
        resourceVersion: String(revision),
        creationTimestamp: null,
        ...(annotations ? { annotations } : {}),
      },
    };
    return line('BOOKMARK', JSON.stringify(object));
  };
  /** Sends the state at `revision`, then the bookmark that marks its end. */
  function* initialLines(revision: number): Generator<string> {
    const snapshot = store.snapshot(type, revision);
    for (const [, object] of snapshot.entries(...namespaceRange(namespace))) {
      if (!filter || filter(object)) {
        yield objectLine('ADDED', object);
      }
    }
    if (initial && bookmarks) {
      yield bookmark(revision, { 'k8s.io/initial-events-end': 'true' });
    }
  }
  function* missedLines(events: StoreEvent[]): Generator<string> {
    for (const event of events) {
      const kind = watcherEvent(event, namespace, filter);
      if (kind) {
        yield objectLine(kind, shownBy(kind, event));
      }
    }
  }

  let lines: Generator<string>;
  try {
    if (initial && from > store.revision) {
      throw tooLargeResourceVersion(from, store.revision);
    }
    lines =
      from === 0 || initial
        ? initialLines(store.revision)
        : missedLines(store.eventsSince(type, from));
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    response.end(line('ERROR', JSON.stringify(error.toStatus())));
    return;
  }

  // Changes that happen while the initial state is sent wait here, in order.
  let waiting: StoreEvent[] | undefined = [];
  const deliver = (event: StoreEvent) => {
    if (event.revision <= from || response.writableEnded) {
      return;
    }
    if (waiting) {
      waiting.push(event);
      return;
    }
    const kind = watcherEvent(event, namespace, filter);
    if (!kind) {
      return;
    }
    response.write(objectLine(kind, shownBy(kind, event)));
    if (response.writableLength > MOST_BEHIND) {
      response.destroy();
    }
  };
  const unsubscribe = store.subscribe(deliver, storageKey(type));
  const begin = async () => {
    for (const each of lines) {
      if (!(await writeAtPace(response, each))) {
        return;
      }
    }
    const events = waiting ?? [];
    waiting = undefined;
    events.forEach(deliver);
  };
  void begin();

  const seconds = Number(query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT);
  const sendBookmark = () => {
    // An earlier bookmark would mean that everything was sent.
    if (bookmarks && !waiting) {
      response.write(bookmark(store.revision));
    }
  };
  const timeout = setTimeout(() => {
    sendBookmark();
    response.end();
  }, (seconds || DEFAULT_TIMEOUT) * 1000);
  const interval = setInterval(
    sendBookmark,
    watch.bookmarkInterval ?? BOOKMARK_INTERVAL,
  );
  const finish = () => {
    unsubscribe();
    clearTimeout(timeout);
    clearInterval(interval);
  };
  request.on('close', finish);
  response.on('close', finish);
}
