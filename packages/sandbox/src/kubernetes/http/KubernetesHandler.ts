import { IncomingMessage, ServerResponse } from 'node:http';
import {
  ApiError,
  methodNotAllowed,
  noSuchResource,
  pageNotFound,
  unauthorized,
} from '../ApiError';
import { ANONYMOUS } from '../auth/Authenticator';
import { actingUser } from '../auth/impersonation';
import { nameJudged, requireRight } from '../auth/requireRight';
import { User } from '../types';
import { ResourcePath, parsePath } from './parsePath';
import { RecordedRequest, recordRequest } from './recordRequest';
import { sendError } from './respond';
import { serveNonResource } from './serveNonResource';
import { serveResource } from './serveResource';
import { ServerParts } from './ServerParts';

function verbOf(method: string, path: ResourcePath, query: URLSearchParams) {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (path.name) {
        return 'get';
      }
      return ['true', '1'].includes(query.get('watch') ?? '')
        ? 'watch'
        : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return path.name ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}

/** Handles a request: faults, authentication, authorisation, then the requested resource or document. */
export class KubernetesHandler {
  constructor(private readonly parts: ServerParts) {}

  handle = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const noted = recordRequest(
      request,
      response,
      () => this.parts.api.clock.now(),
      record => this.parts.requests.add(record),
    );
    try {
      const url = new URL(request.url ?? '/', 'https://localhost');
      const { faults } = this.parts;
      if (!(await faults.before(url.pathname, request, response))) {
        return;
      }
      const user = this.authenticate(request, noted);
      const path = parsePath(url.pathname);
      if (!path) {
        this.authorizePath(user, request.method ?? 'GET', url.pathname);
        serveNonResource(this.parts, request, response, url);
        return;
      }
      const { group, version, plural } = path;
      const { namespace, name, subresource } = path;
      Object.assign(noted, { group, version, namespace, name, subresource });
      noted.resource = plural;
      const type = this.parts.api.registry.find(group, version, plural);
      const query = url.searchParams;
      const verb = verbOf(request.method ?? 'GET', path, query);
      noted.verb = verb;
      this.authorizeResource(user, verb, path, query);
      if (!type) {
        throw this.unknown(group);
      }
      const annotate = (key: string, value: string) => {
        noted.annotations[key] = value;
      };
      const resourceRequest = { path, type, query, user, verb, annotate };
      await serveResource(this.parts, resourceRequest, request, response);
    } catch (error) {
      sendError(request, response, error);
    }
  };

  private unknown(group: string): ApiError {
    const { registry } = this.parts.api;
    return registry.all().some(type => type.group === group)
      ? noSuchResource()
      : pageNotFound();
  }

  private authenticate(request: IncomingMessage, noted: RecordedRequest): User {
    if (this.parts.faults.unauthorized) {
      throw unauthorized();
    }
    const header = request.headers.authorization;
    const note = (user: User) => {
      noted.user = user.name;
      noted.groups = user.groups;
      return user;
    };
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1];
    if (!token) {
      return note(ANONYMOUS);
    }
    const user = this.parts.authenticator.user(token);
    if (!user) {
      throw unauthorized();
    }
    const acting = actingUser(note(user), request, this.parts.authorizer);
    if (acting !== user) {
      noted.impersonatedUser = acting.name;
    }
    return acting;
  }

  private authorizePath(user: User, method: string, path: string): void {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    if (this.parts.authorizer.decide(user, { verb, path }).allowed) {
      return;
    }
    throw new ApiError(
      403,
      'Forbidden',
      `forbidden: User "${user.name}" cannot ${verb} path "${path}"`,
      {},
    );
  }

  private authorizeResource(
    user: User,
    verb: string,
    path: ResourcePath,
    query: URLSearchParams,
  ): void {
    const { group, plural, namespace, name, subresource } = path;
    requireRight(this.parts.authorizer, user, {
      verb,
      group,
      resource: plural,
      subresource,
      // The namespace of a Namespace is itself.
      namespace: namespace ?? (plural === 'namespaces' ? name : undefined),
      name: nameJudged(verb, name, query.get('fieldSelector')),
    });
  }
}
