import {
  clusterError,
  ClusterError,
  ClusterErrorDetails,
  isClusterError,
} from './ClusterError';
import { describeRequest } from './describeRequest';

/** Which request it was that failed. */
export interface Attempt {
  cluster: string;
  server?: string;
  method: string;
  path: string;
}

/** The part of a Kubernetes `Status` that is safe to use. */
interface Status {
  reason?: string;
  message?: string;
  metadata?: { continue?: string };
  details?: {
    causes?: { field?: string; reason?: string }[];
    retryAfterSeconds?: number;
  };
}

/**
 * The words of the quota admission, whole: a webhook that quotes them in a refusal of its own begins otherwise. Source: checkRequest in
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/resourcequota/controller.go
 */
const QUOTA =
  /^[a-z0-9.-]+ "[^"]*" is forbidden: (?:exceeded quota: ([a-z0-9.-]+), requested: [^ ]+, used: [^ ]+, limited: [^ ]+|failed quota: ([a-z0-9.-]+): must specify .*)$/;

/**
 * Turns an HTTP answer of an API server (status 400 and above) into an error. Only the reason, the names of fields
 * and the name of a quota are taken from the body, because its message may quote values.
 */
export function errorFromResponse(
  attempt: Attempt,
  status: number,
  body: unknown,
  retryAfter?: string,
): ClusterError {
  const { cluster } = attempt;
  const { reason, message, details, metadata } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Status;
  const { verb, resource, object } = describeRequest(
    attempt.method,
    attempt.path,
  );
  const common: Omit<ClusterErrorDetails, 'kind'> = {
    cluster,
    status,
    path: attempt.path.split('?')[0],
    reason,
    retryAfterSeconds:
      Number(retryAfter) || details?.retryAfterSeconds || undefined,
  };
  const fields = (details?.causes ?? [])
    .map(cause => [cause.field, cause.reason].filter(Boolean).join(': '))
    .filter(Boolean)
    .join(', ');

  const [, exceeded, lacking] =
    (status === 403 && reason === 'Forbidden' && QUOTA.exec(message ?? '')) ||
    [];
  if (exceeded || lacking) {
    return clusterError(
      { ...common, kind: 'quota' },
      exceeded
        ? `ResourceQuota ${exceeded} leaves no room on cluster ${cluster} to ${verb} ${resource} (403). Raise the quota or free something of it, then try again.`
        : `ResourceQuota ${lacking} on cluster ${cluster} refuses to ${verb} ${resource} (403): it wants requests or limits that the object does not give. Add them, or a LimitRange with defaults.`,
    );
  }

  switch (status) {
    case 401:
      return clusterError(
        { ...common, kind: 'credentials' },
        `Cluster ${cluster} does not accept the portal's credentials (401): they have expired or are of another cluster. Renew the token or kubeconfig named under irsa.clusters.`,
      );
    case 403:
      return clusterError(
        { ...common, kind: 'forbidden' },
        `Cluster ${cluster} does not allow the portal to ${verb} ${resource} (403). Give its identity that right with a Role or ClusterRole.`,
      );
    case 404:
      return clusterError(
        { ...common, kind: 'notFound' },
        `Cluster ${cluster} has no ${object} (404). It was deleted, or the cluster does not know that API.`,
      );
    case 409:
      return clusterError(
        { ...common, kind: 'conflict' },
        reason === 'AlreadyExists'
          ? `Cluster ${cluster} already has ${object} (409). Read it and decide anew.`
          : `${object} on cluster ${cluster} was changed by somebody else in the meantime (409). Read it again and decide anew.`,
      );
    case 410:
      return clusterError(
        {
          ...common,
          kind: 'gone',
          continueToken: metadata?.continue || undefined,
        },
        `Cluster ${cluster} forgot the point from which ${resource} were being read (410). Begin the list again.`,
      );
    case 400:
    case 405:
    case 415:
    case 422:
      return clusterError(
        { ...common, kind: 'invalid' },
        `Cluster ${cluster} refused to ${verb} ${object} as invalid (${status}${
          fields ? `; ${fields}` : ''
        }). Make a new plan; if it stays, an admission rule of the cluster forbids the change.`,
      );
    case 429:
      return clusterError(
        { ...common, kind: 'throttled' },
        `Cluster ${cluster} is busy and asks to wait${
          common.retryAfterSeconds
            ? ` ${common.retryAfterSeconds} seconds`
            : ' a little'
        } (429). Try again later.`,
      );
    default:
      return clusterError(
        { ...common, kind: 'server' },
        `Cluster ${cluster} failed to ${verb} ${object} (${status}). Look at the API server's health and try again.`,
      );
  }
}

const TLS_CODE =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|DEPTH_ZERO|SSL|EPROTO/;

/** Turns a failure without an answer (network, TLS, credentials, timeout) into an error. */
export function errorFromFailure(
  attempt: Attempt,
  failure: unknown,
): ClusterError {
  if (isClusterError(failure)) {
    return failure;
  }
  const { cluster, server } = attempt;
  const where = server ? ` at ${server}` : '';
  const { code, name } = (failure ?? {}) as { code?: string; name?: string };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return clusterError(
      { cluster, kind: 'timeout' },
      `Cluster ${cluster}${where} did not answer in time. Check the network between the portal and its API server.`,
    );
  }
  if (code && TLS_CODE.test(code)) {
    return clusterError(
      { cluster, kind: 'untrusted', code },
      `Cluster ${cluster}${where} shows a certificate that the portal does not trust (${code}). Set caData or caFile of the cluster's own CA, or a newer kubeconfig.`,
    );
  }
  return clusterError(
    { cluster, kind: 'unreachable', code },
    `Cluster ${cluster}${where} cannot be reached${
      code ? ` (${code})` : ''
    }. Check that the API server runs, its address in irsa.clusters, and the network.`,
  );
}

/** The portal could not get credentials for the cluster. */
export function credentialsError(cluster: string, why: string): ClusterError {
  return clusterError(
    { cluster, kind: 'credentials' },
    `The portal has no credentials for cluster ${cluster}: ${why}`,
  );
}
