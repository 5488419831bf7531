import {
  ChangeHostError,
  ChangeHostErrorKind,
} from 'backstage-plugin-irsa-node';

interface Failed {
  status?: number;
  response?: {
    headers?: Record<string, string | number | undefined>;
    data?: unknown;
  };
}

const WORDS: Record<ChangeHostErrorKind, string> = {
  notFound:
    "it is not there, or the portal's credentials do not see it. Check the name, and that the app or token of integrations.github has access",
  forbidden:
    "the portal's credentials may not do this. The app or token of integrations.github needs to write contents and pull requests",
  archived: 'the repository is archived, so nothing can be changed in it',
  protected:
    'a rule of the repository protects this branch. Allow the portal to make branches that begin with irsa/',
  changed: 'the branch has moved in the meantime. Ask again',
  invalid: 'the host refuses the request as it is',
  throttled: 'the host asks for a pause',
  unreachable: 'the host does not answer',
};

/**
 * What a failed call means. Neither the host's words nor the cause are passed on: they may quote the request.
 *
 * @param what - host, repository and what was asked, for people
 */
export function hostError(what: string, error: unknown): ChangeHostError {
  if (error instanceof ChangeHostError) {
    return error;
  }
  const { status, response } = (error ?? {}) as Failed;
  if (!response || status === undefined) {
    return new ChangeHostError('unreachable', `${what}: ${WORDS.unreachable}.`);
  }
  const headers = response.headers ?? {};
  const kind = kindOf(status, headers, wordsOf(response.data));
  if (kind === 'throttled') {
    const retryAfterSeconds = pauseOf(headers);
    return new ChangeHostError(
      kind,
      `${what}: ${WORDS.throttled} of ${retryAfterSeconds} seconds.`,
      { status, retryAfterSeconds },
    );
  }
  return new ChangeHostError(
    kind,
    status === 401
      ? `${what}: the host does not accept the portal's credentials. Renew the app or token of integrations.github.`
      : `${what}: ${WORDS[kind]} (${status}).`,
    { status },
  );
}

function kindOf(
  status: number,
  headers: Record<string, string | number | undefined>,
  words: string,
): ChangeHostErrorKind {
  if (status === 429 || (status === 403 && isThrottled(headers, words))) {
    return 'throttled';
  }
  if (/\barchived\b/i.test(words)) {
    return 'archived';
  }
  if (/rule violation|protected branch|ruleset/i.test(words)) {
    return 'protected';
  }
  if (/fast.forward|reference already exists/i.test(words)) {
    return 'changed';
  }
  if (status >= 500) {
    return 'unreachable';
  }
  switch (status) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
    case 410:
    case 451:
      return 'notFound';
    case 409:
      return 'changed';
    default:
      return 'invalid';
  }
}

function isThrottled(
  headers: Record<string, string | number | undefined>,
  words: string,
): boolean {
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(words)
  );
}

/** Seconds; a host that does not say gets a minute, as GitHub's documentation asks. */
function pauseOf(headers: Record<string, string | number | undefined>): number {
  const after = Number(headers['retry-after']);
  if (after > 0) {
    return Math.ceil(after);
  }
  const reset = Number(headers['x-ratelimit-reset']);
  const wait = Math.ceil(reset - Date.now() / 1000);
  return wait > 0 ? wait : 60;
}

/** Only looked at, never passed on. */
function wordsOf(data: unknown): string {
  const { message, errors } = (data ?? {}) as {
    message?: unknown;
    errors?: unknown;
  };
  return `${message ?? ''} ${errors ? JSON.stringify(errors) : ''}`;
}
