import { IncomingMessage, ServerResponse } from 'node:http';
import {
  badRequest,
  methodNotAllowed,
  noSuchResource,
  notFound,
} from '../ApiError';
import { answerReview } from '../auth/reviews';
import { isObject } from '../json';
import { KubeObject } from '../types';
import { contextOf } from './contextOf';
import { duplicateFields } from './duplicateFields';
import { contentTypeOf, decodeBody, readBody } from './readBody';
import { negotiate, representObject } from './representation';
import type { ResourceRequest } from './ResourceRequest';
import { sendJson } from './respond';
import { serveDelete, serveDeleteCollection } from './serveDelete';
import { serveList } from './serveList';
import type { ServerParts } from './ServerParts';
import { servePodLog } from './servePodLog';
import { serveSubresource } from './serveSubresource';
import { serveWatch } from './serveWatch';
import { serveCreate, servePatch, serveUpdate } from './serveWrite';

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
  const answering = {
    ...{ parts, asked: resourceRequest, context, request, response },
    ...{ accepted, body, contentType, decoded, reply },
  };
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
    case 'create':
      await serveCreate(answering);
      return;
    case 'update':
      await serveUpdate(answering);
      return;
    case 'patch':
      await servePatch(answering);
      return;
    case 'delete':
      await serveDelete(answering);
      return;
    case 'deletecollection':
      await serveDeleteCollection(answering);
      return;
    default:
      throw notFound(type, name ?? '');
  }
}
