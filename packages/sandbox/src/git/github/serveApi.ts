import { GitHost, HostUser } from '../GitHost';
import { Refusal } from '../HostedRepository';
import { ApiAnswer } from './route';
import { ROUTES } from './routes';

export interface ApiRequest {
  origin: string;
  method: string;
  /** Below `/api/v3`, as it came. */
  path: string;
  query: URLSearchParams;
  user: HostUser | undefined;
  body: Record<string, unknown>;
}

/** Answers one call of the REST API as GitHub does. */
export async function serveApi(
  host: GitHost,
  request: ApiRequest,
): Promise<ApiAnswer> {
  try {
    return await answerOf(host, request);
  } catch (error) {
    if (error instanceof Refusal) {
      return { status: error.status, body: { message: error.message } };
    }
    throw error;
  }
}

async function answerOf(
  host: GitHost,
  { method, path, query, user, body, origin }: ApiRequest,
): Promise<ApiAnswer> {
  if (!user) {
    throw new Refusal(401, 'Bad credentials');
  }
  const [, owner, name, rest] =
    /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const repository = name
    ? host.repository(decodeURIComponent(owner), decodeURIComponent(name))
    : undefined;
  const right = repository ? host.rightOf(user, repository) : 'none';
  if (!repository || right === 'none') {
    throw new Refusal(404, 'Not Found');
  }
  // Clients write the slashes of a branch as %2F.
  const below = decodeURIComponent(rest ?? '');
  for (const route of ROUTES) {
    const match = route.path.exec(below);
    if (match && route.method === method) {
      if (method !== 'GET') {
        requireWrite(right, repository.archived);
      }
      return route.answer({
        origin,
        repository,
        user,
        users: () => host.users.map(({ login }) => login),
        mayWrite: right === 'write',
        parts: match.slice(1),
        query,
        body,
      });
    }
  }
  throw new Refusal(404, 'Not Found');
}

function requireWrite(right: string, archived: boolean): void {
  if (right !== 'write') {
    throw new Refusal(403, 'Resource not accessible by personal access token');
  }
  if (archived) {
    throw new Refusal(403, 'Repository was archived so is read-only.');
  }
}
