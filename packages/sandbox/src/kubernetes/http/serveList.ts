import { IncomingMessage, ServerResponse } from 'node:http';
import { asVersion, listObjects } from '../api/listObjects';
import { listOptionsOf } from '../api/listOptions';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { JsonObject, KubeObject } from '../types';
import { listItemJson, partialMetadataJson } from './objectJson';
import { Accepted, representList, requireShape } from './representation';
import { sendJson } from './respond';
import { streamJson } from './streamText';

export interface ListRequest {
  type: ResourceType;
  namespace?: string;
  query: URLSearchParams;
  accepted: Accepted;
}

/** Answers with a list or one page of it. */
export async function serveList(
  request: IncomingMessage,
  response: ServerResponse,
  store: ObjectStore,
  list: ListRequest,
  now: () => number,
): Promise<void> {
  const { type, namespace, query, accepted } = list;
  requireShape(accepted, true);
  const { items, metadata } = listObjects(
    store,
    type,
    namespace,
    listOptionsOf(query),
  );
  if (accepted.as === 'table') {
    const rows = items.map(item => asVersion(type, item));
    const table = representList(type, rows, metadata, accepted, now());
    sendJson(request, response, 200, table);
    return;
  }
  const partial = accepted.as === 'metadata';
  const head = {
    kind: partial ? 'PartialObjectMetadataList' : `${type.kind}List`,
    apiVersion: partial ? 'meta.k8s.io/v1' : apiVersionOf(type),
    metadata,
  };
  const item = partial
    ? partialMetadataJson
    : (object: KubeObject) => listItemJson(type, object);
  await streamJson(request, response, listJson(head, items, item));
}

function* listJson(
  head: JsonObject,
  items: KubeObject[],
  json: (object: KubeObject) => string,
): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  let separator = '';
  for (const item of items) {
    yield `${separator}${json(item)}`;
    separator = ',';
  }
  yield ']}\n';
}
