import { JsonObject, KubeObject } from '../types';
import type { Answering } from './Answering';
import { deleteOptionsOf } from './deleteOptions';
import { representList } from './representation';
import { sendJson } from './respond';

/** Answers a DELETE of one object. */
export async function serveDelete(answering: Answering): Promise<void> {
  const { parts, asked, context, contentType, body, reply } = answering;
  const { request, response } = answering;
  const { api } = parts;
  const { path, type, query } = asked;
  const { namespace, name } = path;
  const options = deleteOptionsOf(body, contentType, query);
  const dryRun = Boolean(options.dryRun?.length);
  const { object, gone } = await api.delete(
    type,
    namespace,
    name as string,
    options,
    { ...context, dryRun },
  );
  if (gone && type.plural !== 'pods') {
    const status: JsonObject = deleteStatus(object, type.plural, type.group);
    sendJson(request, response, 200, status);
  } else {
    reply(200, object);
  }
}

/** Answers a DELETE of a list. */
export async function serveDeleteCollection(
  answering: Answering,
): Promise<void> {
  const { parts, asked, context, contentType, body, accepted } = answering;
  const { request, response } = answering;
  const { api } = parts;
  const { path, type, query } = asked;
  const { namespace } = path;
  const options = deleteOptionsOf(body, contentType, query);
  const dryRun = Boolean(options.dryRun?.length);
  const { items } = api.list(type, namespace, {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  for (const item of items) {
    await api.delete(
      type,
      item.metadata.namespace,
      item.metadata.name,
      options,
      { ...context, dryRun },
    );
  }
  sendJson(
    request,
    response,
    200,
    representList(type, items, {}, accepted, api.clock.now()),
  );
}

function deleteStatus(object: KubeObject, plural: string, group: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(group ? { group } : {}),
      kind: plural,
      uid: object.metadata.uid,
    },
  };
}
