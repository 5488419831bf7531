import { GitHost, HostUser } from './GitHost';
import { Refusal } from './HostedRepository';
import { ApiAnswer, Dialect } from './route';

export interface ApiRequest {
  origin: string;
  method: string;
  /** Below the dialect's prefix, as it came. */
  path: string;
  query: URLSearchParams;
  user: HostUser | undefined;
  body: Record<string, unknown>;
}

/** Answers one call of a REST API as its host does. */
export async function serveApi(
  host: GitHost,
  dialect: Dialect,
  request: ApiRequest,
): Promise<ApiAnswer> {
  try {
    return await answerOf(host, dialect, request);
  } catch (error) {
    if (error instanceof Refusal) {
      return { status: error.status, body: { message: error.message } };
    }
    throw error;
  }
}

async function answerOf(
  host: GitHost,
  dialect: Dialect,
  { method, path, query, user, body, origin }: ApiRequest,
): Promise<ApiAnswer> {
  const { words } = dialect;
  if (!user) {
    throw new Refusal(401, words.badCredentials);
  }
  const place = dialect.locate(path);
  const general = place ? undefined : dialect.general?.(host, path, query);
  if (general) {
    return { status: 200, body: general };
  }
  const repository = place && host.repositoryOf(place.fullName);
  const right = repository ? host.rightOf(user, repository) : 'none';
  if (!place || !repository || right === 'none') {
    throw new Refusal(404, words.notFound);
  }
  for (const route of dialect.routes) {
    const match = route.path.exec(place.below);
    if (match && route.method === method) {
      if (method !== 'GET' && right !== 'write') {
        throw new Refusal(403, words.forbidden);
      }
      if (method !== 'GET' && repository.archived) {
        throw new Refusal(words.archived.status, words.archived.message);
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
  throw new Refusal(404, words.notFound);
}
