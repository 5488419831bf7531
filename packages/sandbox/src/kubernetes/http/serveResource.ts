import { IncomingMessage, ServerResponse } from 'node:http';
import {
  badRequest,
  methodNotAllowed,
  noSuchResource,
  notFound,
} from '../ApiError';
import { PatchRequest } from '../api/patchedObject';
import { RequestContext } from '../api/RequestContext';
import { answerReview } from '../auth/reviews';
import { isObject } from '../json';
import { JsonObject, KubeObject } from '../types';
import { isCreatedByUpdate, requireVersion } from '../api/updateRules';
import { requireRight } from '../auth/requireRight';
import { deleteOptionsOf } from './deleteOptions';
import { duplicateFields } from './duplicateFields';
import type { ServerParts } from './ServerParts';
import type { ResourceRequest } from './ResourceRequest';
import { contentTypeOf, decodeBody, readBody } from './readBody';
import { negotiate, representList, representObject } from './representation';
import {
  dryRunOf,
  fieldValidationOf,
  requirePatchOptions,
} from './requestOptions';
import { sendJson } from './respond';
import { serveList } from './serveList';
import { servePodLog } from './servePodLog';
import { serveSubresource } from './serveSubresource';
import { serveWatch } from './serveWatch';

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

/** The warnings of an answer without duplicates, in the form of RFC 9111 without a date. */
function warningHeaders(response: ServerResponse) {
  const said: string[] = [];
  return (message: string) => {
    const header = `299 - ${JSON.stringify(message)}`;
    if (said.includes(header) || response.headersSent) {
      return;
    }
    said.push(header);
    response.setHeader('warning', said);
  };
}

function contextOf(
  request: IncomingMessage,
  response: ServerResponse,
  { query, user, verb, annotate }: ResourceRequest,
): RequestContext {
  const agent = String(request.headers['user-agent'] ?? 'unknown');
  return {
    user,
    manager: query.get('fieldManager') || agent.split('/')[0] || 'unknown',
    fieldManager: query.get('fieldManager') || undefined,
    // A delete has its own options.
    dryRun: !verb.startsWith('delete') && dryRunOf(query, verb),
    fieldValidation: fieldValidationOf(query, verb),
    warn: warningHeaders(response),
    annotate,
  };
}

/** Subresources that return the whole object and write a part of it. */
const PARTS = ['status', 'finalize', 'ephemeralcontainers'];

/** Answers the verbs on one resource type. */
export async function serveResource(
  parts: ServerParts,
  resourceRequest: ResourceRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { api } = parts;
  const { path, type, query, verb } = resourceRequest;
  const { namespace, name, subresource } = path;
  const now = () => api.clock.now();
  const context = contextOf(request, response, resourceRequest);
  if (type.plural === 'pods' && subresource === 'log' && verb === 'get') {
    servePodLog(parts, resourceRequest, request, response);
    return;
  }
  const accepted = negotiate(
    request.headers.accept,
    query.get('includeObject'),
  );
  const reply = (code: number, object: KubeObject) =>
    sendJson(
      request,
      response,
      code,
      representObject(type, object, accepted, now()),
    );
  const body = ['GET', 'HEAD'].includes(request.method ?? 'GET')
    ? Buffer.alloc(0)
    : await readBody(request);
  const contentType = contentTypeOf(request);
  const decoded = () => {
    const object = decodeBody(body, contentType);
    if (contentType === 'application/json') {
      context.duplicateFields = duplicateFields(body.toString());
    }
    if (isObject(object)) {
      return object as KubeObject;
    }
    throw badRequest('the request body is not an API object');
  };

  if (type.virtual) {
    if (verb !== 'create') {
      throw methodNotAllowed();
    }
    const review = answerReview(
      type,
      decoded(),
      resourceRequest.user,
      parts.authorizer,
      parts.authenticator,
    );
    sendJson(request, response, 201, review);
    return;
  }
  if (subresource && !PARTS.includes(subresource)) {
    const patch = { contentType, body: () => decodeBody(body, contentType) };
    await serveSubresource(
      parts,
      resourceRequest,
      context,
      patch,
      (code, object) => sendJson(request, response, code, object),
    );
    return;
  }
  if (subresource && !type.subresources.includes(subresource)) {
    throw noSuchResource();
  }
  if (subresource && !['get', 'update', 'patch'].includes(verb)) {
    throw methodNotAllowed();
  }
  // A write that creates an object needs the right to create.
  const mayCreate = () =>
    requireRight(parts.authorizer, resourceRequest.user, {
      ...{ verb: 'create', group: type.group, resource: type.plural },
      ...{ namespace, name },
    });
  switch (verb) {
    case 'get':
      reply(200, api.get(type, namespace, name as string));
      return;
    case 'list':
      await serveList(
        request,
        response,
        api.store,
        { type, namespace, query, accepted },
        now,
      );
      return;
    case 'watch':
      serveWatch(
        request,
        response,
        api.store,
        { type, namespace, query, accepted },
        now,
      );
      return;
    case 'create': {
      if (name) {
        throw methodNotAllowed();
      }
      if (type.namespaced && !namespace) {
        throw methodNotAllowed();
      }
      reply(201, await api.create(type, namespace, decoded(), context));
      return;
    }
    case 'update': {
      if (!name) {
        throw methodNotAllowed();
      }
      const existed = Boolean(api.store.get(type, namespace, name));
      const object = decoded();
      if (!existed && !subresource && isCreatedByUpdate(type)) {
        mayCreate();
      }
      if (existed) {
        requireVersion(type, {
          ...object,
          metadata: { ...object.metadata, name },
        });
      }
      reply(
        existed ? 200 : 201,
        await api.update(type, namespace, name, object, context, subresource),
      );
      return;
    }
    case 'patch': {
      if (!name) {
        throw methodNotAllowed();
      }
      const apply = contentType === 'application/apply-patch+yaml';
      requirePatchOptions(query, apply);
      const existed = Boolean(api.store.get(type, namespace, name));
      if (!existed && !subresource && apply) {
        mayCreate();
      }
      const patch: PatchRequest = {
        contentType,
        body: decodeBody(body, contentType),
        force: query.get('force') === 'true',
      };
      const object = await api.patch(
        type,
        namespace,
        name,
        patch,
        context,
        subresource,
      );
      reply(existed ? 200 : 201, object);
      return;
    }
    case 'delete': {
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
        const status: JsonObject = deleteStatus(
          object,
          type.plural,
          type.group,
        );
        sendJson(request, response, 200, status);
      } else {
        reply(200, object);
      }
      return;
    }
    case 'deletecollection': {
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
        representList(type, items, {}, accepted, now()),
      );
      return;
    }
    default:
      throw notFound(type, name ?? '');
  }
}
