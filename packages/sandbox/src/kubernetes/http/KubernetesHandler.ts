import { IncomingMessage, ServerResponse } from 'node:http';
import {
  ApiError,
  forbidden,
  methodNotAllowed,
  noSuchResource,
  pageNotFound,
  unauthorized,
} from '../api/ApiError';
import { ResourceApi } from '../api/ResourceApi';
import { ANONYMOUS, Authenticator } from '../auth/Authenticator';
import { Authorizer } from '../auth/Authorizer';
import { PodLogs } from '../kubelet/PodLogs';
import { TokenIssuer } from '../oidc/TokenIssuer';
import { ResourceType, qualifiedName } from '../resources/resourceTypes';
import { User } from '../types';
import { Faults } from './Faults';
import { ResourcePath, parsePath } from './parsePath';
import { RecordedRequest, recordRequest } from './recordRequest';
import { RequestLog } from './RequestLog';
import { sendError } from './respond';
import { serveNonResource } from './serveNonResource';
import { serveResource } from './serveResource';

export interface ServerParts {
  api: ResourceApi;
  authenticator: Authenticator;
  authorizer: Authorizer;
  issuer: TokenIssuer;
  /** Audiences of tokens asked for without any. */
  audiences: string[];
  logs: PodLogs;
  faults: Faults;
  requests: RequestLog;
  /** `https://127.0.0.1:PORT`, known once listening. */
  server(): string;
}

export interface ResourceRequest {
  path: ResourcePath;
  type: ResourceType;
  query: URLSearchParams;
  user: User;
  verb: string;
  /** Adds to the request's record. */
  annotate(key: string, value: string): void;
}

function verbOf(method: string, path: ResourcePath, query: URLSearchParams) {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (path.name) return 'get';
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

function refusal(user: User, request: ResourceRequest): ApiError {
  const { path, type, verb } = request;
  const named = path.subresource
    ? `${type.plural}/${path.subresource}`
    : type.plural;
  const scope = path.namespace
    ? ` in the namespace "${path.namespace}"`
    : ' at the cluster scope';
  const error = forbidden(type, path.name ?? '', '');
  return new ApiError(
    403,
    'Forbidden',
    `${qualifiedName(type)}${
      path.name ? ` "${path.name}"` : ''
    } is forbidden: User "${
      user.name
    }" cannot ${verb} resource "${named}" in API group "${type.group}"${scope}`,
    error.details,
  );
}

/** From a request to its answer: faults, authentication, authorisation, then the resource or the document asked for. */
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
      if (!(await faults.before(url.pathname, request, response))) return;
      const user = this.#authenticate(request, noted);
      const path = parsePath(url.pathname);
      if (!path) {
        this.#authorizePath(user, request.method ?? 'GET', url.pathname);
        serveNonResource(this.parts, request, response, url);
        return;
      }
      const { group, version, plural } = path;
      const { namespace, name, subresource } = path;
      Object.assign(noted, { group, version, namespace, name, subresource });
      noted.resource = plural;
      const type = this.parts.api.registry.find(group, version, plural);
      if (!type) {
        this.#authorizePath(user, request.method ?? 'GET', url.pathname);
        throw this.#unknown(group);
      }
      const query = url.searchParams;
      const verb = verbOf(request.method ?? 'GET', path, query);
      noted.verb = verb;
      const annotate = (key: string, value: string) => {
        noted.annotations[key] = value;
      };
      const resourceRequest = { path, type, query, user, verb, annotate };
      this.#authorizeResource(resourceRequest);
      await serveResource(this.parts, resourceRequest, request, response);
    } catch (error) {
      sendError(request, response, error);
    }
  };

  #unknown(group: string): ApiError {
    const { registry } = this.parts.api;
    return registry.all().some(type => type.group === group)
      ? noSuchResource()
      : pageNotFound();
  }

  #authenticate(request: IncomingMessage, noted: RecordedRequest): User {
    if (this.parts.faults.unauthorized) throw unauthorized();
    const header = request.headers.authorization;
    const note = (user: User) => {
      noted.user = user.name;
      noted.groups = user.groups;
      return user;
    };
    if (!header) return note(ANONYMOUS);
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
    const user = token && this.parts.authenticator.user(token);
    if (!user) throw unauthorized();
    const acting = this.#impersonated(request, note(user));
    if (acting !== user) noted.impersonatedUser = acting.name;
    return acting;
  }

  #impersonated(request: IncomingMessage, user: User): User {
    const name = request.headers['impersonate-user'];
    if (typeof name !== 'string') return user;
    const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
    const { allowed } = this.parts.authorizer.decide(user, {
      verb: 'impersonate',
      group: '',
      resource: account ? 'serviceaccounts' : 'users',
      name: account ? account[2] : name,
      namespace: account?.[1],
    });
    if (!allowed) {
      throw new ApiError(
        403,
        'Forbidden',
        `users "${name}" is forbidden: User "${user.name}" cannot impersonate resource "users" in API group "" at the cluster scope`,
        { name, kind: 'users' },
      );
    }
    const header = request.headers['impersonate-group'] ?? [];
    const groups = Array.isArray(header) ? header : header.split(/,\s*/);
    const implied = account
      ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
      : [];
    return { name, groups: [...groups, ...implied, 'system:authenticated'] };
  }

  #authorizePath(user: User, method: string, path: string): void {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    if (this.parts.authorizer.decide(user, { verb, path }).allowed) return;
    throw new ApiError(
      403,
      'Forbidden',
      `forbidden: User "${user.name}" cannot ${verb} path "${path}"`,
      {},
    );
  }

  #authorizeResource(request: ResourceRequest): void {
    const { path, type, verb, user } = request;
    const own = type.plural === 'namespaces' ? path.name : undefined;
    const { allowed } = this.parts.authorizer.decide(user, {
      verb,
      group: type.group,
      resource: type.plural,
      subresource: path.subresource,
      namespace: path.namespace ?? own,
      name: path.name,
    });
    if (!allowed) throw refusal(user, request);
  }
}
