/** A request to an API server that failed. The message says what to do, and contains nothing of an answer's body. */
export class ClusterError extends Error {
  readonly name = 'ClusterError';

  constructor(
    readonly kind:
      | 'forbidden'
      | 'notFound'
      | 'gone'
      | 'throttled'
      | 'credentials'
      | 'unreachable'
      | 'server',
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

const TLS =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|DEPTH_ZERO|SSL|EPROTO/;

/** Makes the error from an answer with status 400 and above. */
export function errorOfStatus(
  status: number,
  path: string,
  retryAfter: string | undefined,
): ClusterError {
  switch (status) {
    case 401:
      return new ClusterError(
        'credentials',
        'The cluster does not accept the credentials of the kubeconfig (401). Log in again.',
      );
    case 403:
      return new ClusterError('forbidden', `No right to read ${path} (403).`);
    case 404:
      return new ClusterError('notFound', `The cluster has no ${path} (404).`);
    case 410:
      return new ClusterError('gone', `The list of ${path} has expired (410).`);
    case 429:
      return new ClusterError(
        'throttled',
        'The cluster is busy (429). Try again later.',
        Number(retryAfter) || undefined,
      );
    default:
      return new ClusterError(
        'server',
        `The cluster failed to answer for ${path} (${status}). Look at the API server, and try again.`,
      );
  }
}

/** Makes the error from a failure without an answer: network, TLS, credential plug-in, timeout. */
export function errorOfFailure(failure: unknown, server: string): ClusterError {
  if (failure instanceof ClusterError) {
    return failure;
  }
  const { code, name } = (failure ?? {}) as { code?: string; name?: string };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new ClusterError(
      'unreachable',
      `The cluster at ${server} did not answer in time. Check the network, or give it longer with --timeout.`,
    );
  }
  if (code && TLS.test(code)) {
    return new ClusterError(
      'credentials',
      `The cluster at ${server} shows a certificate that the kubeconfig does not trust (${code}). Get a newer kubeconfig.`,
    );
  }
  return new ClusterError(
    'unreachable',
    `The cluster at ${server} cannot be reached${
      code ? ` (${code})` : ''
    }. Check the network, and the server and credential plug-in of the kubeconfig.`,
  );
}
