import { ApiError, badRequest } from './ApiError';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list */
export interface ListOptions {
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continueToken?: string;
  /** Absent or empty: the newest. */
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

/** The options of a list or watch request; 422 for combinations that the real server refuses. */
export function listOptionsOf(query: URLSearchParams): ListOptions {
  const options: ListOptions = {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
    limit: Number(query.get('limit') ?? 0) || undefined,
    continueToken: query.get('continue') || undefined,
    resourceVersion: query.get('resourceVersion') || undefined,
    resourceVersionMatch: query.get('resourceVersionMatch') || undefined,
  };
  const { continueToken, resourceVersion, resourceVersionMatch } = options;
  revisionOf(resourceVersion);
  if (continueToken && resourceVersion && resourceVersion !== '0') {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  if (query.get('sendInitialEvents')) {
    if (resourceVersionMatch !== 'NotOlderThan') {
      throw invalidMatch(
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      );
    }
    return options;
  }
  if (!resourceVersionMatch) return options;
  if (continueToken) {
    throw invalidMatch(
      'resourceVersionMatch is forbidden when continue is set',
    );
  }
  if (!resourceVersion) {
    throw invalidMatch(
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (!['Exact', 'NotOlderThan'].includes(resourceVersionMatch)) {
    throw invalidMatch(
      `Unsupported value: "${resourceVersionMatch}": supported values: "Exact", "NotOlderThan"`,
    );
  }
  if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
    throw invalidMatch(
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
  return options;
}

/** The number in a resource version; undefined when there is none. */
export function revisionOf(
  resourceVersion: string | undefined,
): number | undefined {
  if (resourceVersion === undefined || resourceVersion === '') return undefined;
  if (!/^\d{1,15}$/.test(resourceVersion)) {
    throw badRequest(`Invalid value: "${resourceVersion}": invalid syntax`);
  }
  return Number(resourceVersion);
}

/** The caller knows a later state than this server. */
export function tooLargeResourceVersion(
  wanted: number,
  current: number,
): ApiError {
  return new ApiError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  );
}

function invalidMatch(why: string): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: ${why}`,
    {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: [
        {
          reason: 'FieldValueForbidden',
          message: `Forbidden: ${why}`,
          field: 'resourceVersionMatch',
        },
      ],
    },
  );
}
