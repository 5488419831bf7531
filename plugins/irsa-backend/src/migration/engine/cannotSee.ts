import { isClusterError } from 'backstage-plugin-irsa-node';
import { isAccountError } from '../../accounts/AccountError';
import { isFromDatabase } from '../../shared/databaseOutage';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { isTransient } from '../../shared/isTransient';
import { scrub } from '../../shared/scrub';
import { statusOf } from '../../shared/statusOf';

/** Something that cannot be reached, or that does not let the portal in. */
export interface Unreachable {
  /** For example `cluster eks-prod-eu`. */
  what: string;
  /** Why, in words that stay the same while the reason does. */
  words: string;
}

/** Errors of AWS that speak of the portal's own credentials or of the load. Source: common errors of the IAM and STS APIs. */
const OF_AWS =
  /^(CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|RequestExpired)$/;
const NETWORK = /^(ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/;
/** STS cannot reach the issuer of the cluster: that is a finding about the issuer. */
const OF_ISSUER = /^IDPCommunicationError/;

/**
 * Whether an error only means that the portal cannot see: no answer, an overload, or its own credentials. Such an error
 * says nothing about the change that the call was part of. Undefined for an answer, be it a refusal.
 */
export function cannotSee(
  error: unknown,
  accountId: string,
): Unreachable | undefined {
  // Of another party: who waits for it holds no worker.
  if (isChangeHostError(error)) {
    return undefined;
  }
  if (isClusterError(error)) {
    const { kind, cluster } = error.details;
    return /^(unreachable|timeout|untrusted|credentials|throttled|server)$/.test(
      kind,
    )
      ? { what: `cluster ${cluster}`, words: scrub(error.message) }
      : undefined;
  }
  const {
    name = '',
    code,
    message,
  } = (error ?? {}) as Error & {
    code?: unknown;
  };
  if (OF_ISSUER.test(name) || isFromDatabase(error)) {
    return undefined;
  }
  if (isAccountError(error)) {
    return /^(noCredentials|throttled|unreachable|failed)$/.test(
      error.details.kind,
    )
      ? { what: `AWS account ${error.details.accountId}`, words: message }
      : undefined;
  }
  // What `fetch` throws has its reason as its cause.
  const { code: reason } = ((error as Error | undefined)?.cause ?? {}) as {
    code?: unknown;
  };
  if (
    isTransient(error) ||
    OF_AWS.test(name) ||
    NETWORK.test(String(code)) ||
    NETWORK.test(String(reason))
  ) {
    const status = statusOf(error);
    return {
      what: `AWS account ${accountId}`,
      words: scrub(
        [name === 'Error' ? code ?? message : name, status]
          .filter(Boolean)
          .join(', '),
      ),
    };
  }
  return undefined;
}
