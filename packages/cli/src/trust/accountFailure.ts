/** Names of the SDK's errors for a right that is missing. */
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;
/** Credentials that AWS does not take. */
const REFUSED =
  /^(InvalidClientTokenId|ExpiredToken|ExpiredTokenException|SignatureDoesNotMatch|UnrecognizedClientException|AuthFailure)$/;
const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const THROTTLED =
  /^(Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded)$/;

type Failure = Partial<Error> & {
  code?: string;
  $metadata?: { httpStatusCode?: number };
};

/** Whether AWS refused the action for want of a right. */
export function isDenied(error: unknown): boolean {
  return DENIED.test((error as Failure)?.name ?? '');
}

/** A failure of AWS, or of the way to it, in words that say what to do; without the answer's text, which may quote credentials. */
export function describeAccountFailure(error: unknown, action: string): string {
  const { name = 'error', code, $metadata } = (error ?? {}) as Failure;
  if (isDenied(error)) {
    return `AWS does not allow ${action} with these credentials. Ask for that right; docs/audit.md lists those that are needed.`;
  }
  if (REFUSED.test(name)) {
    return `AWS does not accept these credentials (${name}). Sign in again.`;
  }
  if (NO_CREDENTIALS.test(name)) {
    return 'There are no credentials for AWS. Sign in (aws sso login), set AWS_PROFILE, or name a profile with --profile.';
  }
  if (THROTTLED.test(name)) {
    return `AWS is busy (${name}). Try again later.`;
  }
  const status = $metadata?.httpStatusCode;
  return status === undefined
    ? `AWS could not be reached for ${action} (${
        code ?? name
      }). Check the network, and AWS_ENDPOINT_URL if it is set.`
    : `AWS failed to answer ${action} (${status} ${name}). Try again.`;
}
