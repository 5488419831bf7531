import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

export type AccountErrorKind =
  | 'noCredentials'
  | 'denied'
  | 'throttled'
  | 'unreachable'
  | 'notFound'
  | 'conflict'
  | 'limit'
  | 'invalid'
  | 'failed';

export interface AccountErrorDetails {
  accountId: string;
  kind: AccountErrorKind;
  /** The requested action, for example `iam:ListUsers`. */
  action?: string;
  /** AWS's own error code, for example `AccessDenied`. */
  code?: string;
}

/**
 * AWS refused a request or did not answer. The error has the matching class of `@backstage/errors`, and `details`.
 * Messages are our own, because those of AWS may quote a request.
 */
export type AccountError = Error & { details: AccountErrorDetails };

/** Whether an error came from an AWS account; optionally of one of these kinds. */
export function isAccountError(
  error: unknown,
  ...kinds: AccountErrorKind[]
): error is AccountError {
  const details = (error as Partial<AccountError> | undefined)?.details;
  return (
    error instanceof Error &&
    typeof details?.accountId === 'string' &&
    typeof details.kind === 'string' &&
    (kinds.length === 0 || kinds.includes(details.kind))
  );
}

const CLASSES: Record<AccountErrorKind, new (message: string) => Error> = {
  noCredentials: ServiceUnavailableError,
  denied: NotAllowedError,
  throttled: ServiceUnavailableError,
  unreachable: ServiceUnavailableError,
  notFound: NotFoundError,
  conflict: ConflictError,
  limit: ConflictError,
  invalid: InputError,
  failed: ServiceUnavailableError,
};

const NO_CREDENTIALS =
  /^(CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|ExpiredToken|ExpiredTokenException|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidAccessKeyId|TokenRefreshRequired)$/;
const THROTTLED =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequests|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/;
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError|AbortError|.*CERT.*|.*SELF_SIGNED.*|EPROTO)$/;

/**
 * Turns what an AWS SDK client throws into an AccountError.
 *
 * @param action - the IAM action that was needed, for example `iam:CreateRole`
 */
export function toAccountError(
  accountId: string,
  action: string,
  error: unknown,
): AccountError {
  if (isAccountError(error)) {
    return error;
  }
  const { name = '', cause } = (error ?? {}) as {
    name?: string;
    cause?: { code?: string };
  };
  // Network errors are sometimes wrapped. Then only their cause has the code.
  const code = (error as { code?: string })?.code ?? cause?.code ?? '';
  const status = (error as { $metadata?: { httpStatusCode?: number } })
    ?.$metadata?.httpStatusCode;
  const word = (kind: AccountErrorKind, message: string) =>
    accountError({ accountId, kind, action, code: code || name }, message);

  if (NO_CREDENTIALS.test(name)) {
    return word(
      'noCredentials',
      name === 'CredentialsProviderError'
        ? `The portal has no AWS credentials for account ${accountId}. Add the account under aws.accounts, or give the portal a role.`
        : `AWS account ${accountId} does not accept the portal's credentials (${name}). Renew what aws.accounts says for it.`,
    );
  }
  if (/^AccessDenied|^UnauthorizedOperation/.test(name)) {
    return word(
      'denied',
      `AWS account ${accountId} does not allow the portal ${action}. Add that action to the policy of the portal's identity there.`,
    );
  }
  if (THROTTLED.test(name) || status === 429) {
    return word(
      'throttled',
      `AWS account ${accountId} limits the rate of requests (${action}). Try again in a minute.`,
    );
  }
  if (
    UNREACHABLE.test(code) ||
    UNREACHABLE.test(name) ||
    // There was no answer, for whatever reason.
    (error instanceof Error && status === undefined && name === 'Error')
  ) {
    return word(
      'unreachable',
      `AWS cannot be reached for account ${accountId} (${
        code || name
      }). Check the portal's network and irsa.aws.endpoint.`,
    );
  }
  if (/^NoSuch|NotFound/.test(name)) {
    return word(
      'notFound',
      `AWS account ${accountId} does not have what ${action} was asked for. Read the account again and decide anew.`,
    );
  }
  if (/^LimitExceeded/.test(name)) {
    return word(
      'limit',
      `A quota of AWS account ${accountId} is used up (${action}). Ask AWS to raise it or remove what is not needed.`,
    );
  }
  if (
    /AlreadyExists|DeleteConflict|ConcurrentModification|EntityTemporarilyUnmodifiable/.test(
      name,
    )
  ) {
    return word(
      'conflict',
      `AWS account ${accountId} was changed by somebody else meanwhile (${action}, ${name}). Read it again and decide anew.`,
    );
  }
  if (/^Malformed|^Invalid|ValidationError/.test(name)) {
    return word(
      'invalid',
      `AWS account ${accountId} refused ${action} as invalid (${name}). Check names and policy documents.`,
    );
  }
  return word(
    'failed',
    `${action} failed in AWS account ${accountId} (${
      name || code || 'unknown error'
    }${
      status ? `, ${status}` : ''
    }). Try again; if it stays, look at the AWS health page.`,
  );
}

export function accountError(
  details: AccountErrorDetails,
  message: string,
): AccountError {
  return Object.assign(new CLASSES[details.kind](message), { details });
}
