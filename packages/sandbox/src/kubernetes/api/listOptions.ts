import { ResourceType } from '../resources/resourceTypes';
import { ApiError, Cause, badRequest, invalid } from '../ApiError';

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

const NOT_WITH_CONTINUE =
  'resourceVersionMatch is forbidden when continue is provided';

/** The options of a list or watch request; 422 for combinations that the real server refuses. */
export function listOptionsOf(
  query: URLSearchParams,
  watching = false,
): ListOptions {
  const options: ListOptions = {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
    limit: Number(query.get('limit') ?? 0) || undefined,
    continueToken: query.get('continue') || undefined,
    resourceVersion: query.get('resourceVersion') || undefined,
    resourceVersionMatch: query.get('resourceVersionMatch') || undefined,
  };
  const streamed = Boolean(query.get('sendInitialEvents'));
  const causes = watching
    ? watchCauses(options, streamed)
    : listCauses(options, streamed);
  if (causes.length) {
    throw invalid(
      { group: 'meta.k8s.io', kind: 'ListOptions' } as ResourceType,
      '',
      causes,
    );
  }
  const { continueToken, resourceVersion } = options;
  requireNumber(resourceVersion, watching);
  if (continueToken && resourceVersion && resourceVersion !== '0') {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  return options;
}

function forbidden(why: string, field = 'resourceVersionMatch'): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field };
}

function notSupported(value: string, supported: string[]): Cause {
  const quoted = supported.map(each => `"${each}"`).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: "${value}": supported values: ${quoted}`,
    field: 'resourceVersionMatch',
  };
}

function listCauses(
  { resourceVersion, resourceVersionMatch, continueToken }: ListOptions,
  streamed: boolean,
): Cause[] {
  const causes: Cause[] = [];
  if (resourceVersionMatch) {
    if (!resourceVersion) {
      causes.push(
        forbidden(
          'resourceVersionMatch is forbidden unless resourceVersion is provided',
        ),
      );
    }
    if (continueToken) {
      causes.push(forbidden(NOT_WITH_CONTINUE));
    }
    if (!['Exact', 'NotOlderThan'].includes(resourceVersionMatch)) {
      causes.push(
        notSupported(resourceVersionMatch, ['Exact', 'NotOlderThan', '']),
      );
    }
    if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
      causes.push(
        forbidden(
          'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
        ),
      );
    }
  }
  if (streamed) {
    causes.push(
      forbidden('sendInitialEvents is forbidden for list', 'sendInitialEvents'),
    );
  }
  return causes;
}

function watchCauses(
  { resourceVersionMatch, continueToken }: ListOptions,
  streamed: boolean,
): Cause[] {
  const causes: Cause[] = [];
  const fits = resourceVersionMatch === 'NotOlderThan';
  if (streamed && !fits) {
    causes.push(
      forbidden(
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    );
  }
  if (!resourceVersionMatch) {
    return causes;
  }
  if (!streamed) {
    causes.push(
      forbidden(
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    );
  }
  if (!fits) {
    causes.push(notSupported(resourceVersionMatch, ['NotOlderThan']));
  }
  if (continueToken) {
    causes.push(forbidden(NOT_WITH_CONTINUE));
  }
  return causes;
}

/** The number in a resource version; undefined when there is none. */
export function revisionOf(
  resourceVersion: string | undefined,
): number | undefined {
  if (resourceVersion === undefined || resourceVersion === '') {
    return undefined;
  }
  requireNumber(resourceVersion, false);
  return Number(resourceVersion);
}

/** The real server answers 500 to a watch of such a version. */
function requireNumber(text: string | undefined, watching: boolean): void {
  if (text === undefined || /^\d{1,15}$/.test(text)) {
    return;
  }
  const why = `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`;
  throw watching
    ? new ApiError(500, '', why)
    : badRequest(`invalid resource version: ${why}`);
}

/** The caller has seen a later state than this server has. */
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
