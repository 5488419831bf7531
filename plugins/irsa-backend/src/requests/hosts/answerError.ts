import {
  ChangeHostError,
  ChangeHostErrorKind,
} from 'backstage-plugin-irsa-node';

type Headers = Record<string, string | number | undefined>;

/** An answer that is no success. */
export interface FailedAnswer {
  status: number;
  headers: Headers;
  /** Only looked at, never passed on. */
  words: string;
}

/** What a host is called, and where the portal's credentials for it are. */
export interface Asked {
  /** Repository and host, for people. */
  title: string;
  /** For example `integrations.github`. */
  settings: string;
  /** What is in the settings, for example `app or token`. */
  credentials: string;
}

const WORDS: Record<ChangeHostErrorKind, (asked: Asked) => string> = {
  notFound: ({ credentials, settings }) =>
    `it is not there, or the portal's credentials do not see it. Check the name, and that the ${credentials} of ${settings} has access`,
  forbidden: ({ credentials, settings }) =>
    `the portal's credentials may not do this. The ${credentials} of ${settings} needs to write contents and ${
      settings === 'integrations.gitlab' ? 'merge' : 'pull'
    } requests`,
  archived: () => 'the repository is archived, so nothing can be changed in it',
  protected: () =>
    'a rule of the repository protects this branch. Allow the portal to make branches that begin with irsa/',
  changed: () => 'the branch has moved in the meantime. Ask again',
  invalid: () => 'the host refuses the request as it is',
  throttled: () => 'the host asks for a pause',
  unreachable: () => 'the host does not answer',
};

/** What a failed answer means. Neither the host's words nor the cause are passed on: they may quote the request. */
export function answerError(
  asked: Asked,
  { status, headers, words }: FailedAnswer,
): ChangeHostError {
  const kind = kindOf(status, headers, words);
  if (kind === 'throttled') {
    const retryAfterSeconds = pauseOf(headers);
    return new ChangeHostError(
      kind,
      `${asked.title}: ${WORDS.throttled(
        asked,
      )} of ${retryAfterSeconds} seconds.`,
      { status, retryAfterSeconds },
    );
  }
  return new ChangeHostError(
    kind,
    status === 401
      ? `${asked.title}: the host does not accept the portal's credentials. Renew the ${asked.credentials} of ${asked.settings}.`
      : `${asked.title}: ${WORDS[kind](asked)} (${status}).`,
    { status },
  );
}

/** No answer came. */
export function noAnswer(asked: Asked): ChangeHostError {
  return new ChangeHostError(
    'unreachable',
    `${asked.title}: ${WORDS.unreachable(asked)}.`,
  );
}

/** An answer that leads elsewhere: credentials stay with the host of the settings. */
export function movedAway(asked: Asked, status: number): ChangeHostError {
  return new ChangeHostError(
    'notFound',
    `${asked.title}: the repository has moved. Write its new address at the source.`,
    { status },
  );
}

function kindOf(
  status: number,
  headers: Headers,
  words: string,
): ChangeHostErrorKind {
  if (status === 429 || (status === 403 && isThrottled(headers, words))) {
    return 'throttled';
  }
  if (status === 423 || /\barchived\b/i.test(words)) {
    return 'archived';
  }
  if (
    /rule violation|protected branch|branch (is )?protected|ruleset|not allowed to (push|create)|user cannot commit to repo/i.test(
      words,
    )
  ) {
    return 'protected';
  }
  if (
    /fast.forward|(reference|branch) already exists|has changed since|sha does not match/i.test(
      words,
    )
  ) {
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
    case 412:
      return 'changed';
    default:
      return 'invalid';
  }
}

function isThrottled(headers: Headers, words: string): boolean {
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(words)
  );
}

/** Seconds; a host that does not say gets a minute, as GitHub's documentation asks. */
function pauseOf(headers: Headers): number {
  const after = Number(headers['retry-after']);
  if (after > 0) {
    return Math.ceil(after);
  }
  const reset = Number(
    headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'],
  );
  const wait = Math.ceil(reset - Date.now() / 1000);
  return wait > 0 ? wait : 60;
}
