import { methodNotAllowed, noSuchResource } from '../ApiError';
import { RequestContext } from '../api/RequestContext';
import { JsonObject } from '../types';
import type { ServerParts } from './ServerParts';
import type { ResourceRequest } from './ResourceRequest';
import { Body } from './subresources/Body';
import { serveEviction } from './subresources/serveEviction';
import { serveScale } from './subresources/serveScale';
import { serveToken } from './subresources/serveToken';

type Reply = (code: number, object: JsonObject) => void;

/** Answers requests for the subresources scale, token and eviction. */
export async function serveSubresource(
  parts: ServerParts,
  request: ResourceRequest,
  context: RequestContext,
  sent: Body,
  reply: Reply,
): Promise<void> {
  const { path, type, verb } = request;
  if (!type.subresources.includes(path.subresource ?? '')) {
    throw noSuchResource();
  }
  switch (path.subresource) {
    case 'scale':
      reply(200, await serveScale(parts, request, context, sent));
      return;
    case 'token':
      if (verb !== 'create') {
        throw methodNotAllowed();
      }
      reply(201, await serveToken(parts, request, context, sent));
      return;
    case 'eviction':
      if (verb !== 'create') {
        throw methodNotAllowed();
      }
      reply(201, await serveEviction(parts, request, context, sent));
      return;
    default:
      throw methodNotAllowed();
  }
}
