import { DeleteOptions } from '../api/deletion';
import { ApiError } from '../ApiError';
import { isObject } from '../json';
import { decodeBody } from './readBody';
import { requireDryRun } from './requestOptions';

const POLICIES = ['Foreground', 'Background', 'Orphan'];

/**
 * Reads the options from the body, or from the query when there is no body. With a body the query is ignored, `dryRun`
 * included.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/
 */
export function deleteOptionsOf(
  body: Buffer,
  contentType: string,
  query: URLSearchParams,
): DeleteOptions {
  const sent = body.length ? decodeBody(body, contentType) : fromQuery(query);
  const options = (isObject(sent) ? sent : {}) as DeleteOptions;
  const { propagationPolicy, orphanDependents, dryRun } = options;
  const wrong = (reason: string, message: string) =>
    new ApiError(
      422,
      'Invalid',
      `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: ${message}`,
      {
        group: 'meta.k8s.io',
        kind: 'DeleteOptions',
        causes: [{ reason, message, field: 'propagationPolicy' }],
      },
    );
  if (propagationPolicy && orphanDependents !== undefined) {
    throw wrong(
      'FieldValueInvalid',
      `Invalid value: "${propagationPolicy}": orphanDependents and deletionPropagation cannot be both set`,
    );
  }
  if (propagationPolicy && !POLICIES.includes(propagationPolicy)) {
    const supported = [...POLICIES, 'nil'].map(policy => `"${policy}"`);
    throw wrong(
      'FieldValueNotSupported',
      `Unsupported value: "${propagationPolicy}": supported values: ${supported.join(
        ', ',
      )}`,
    );
  }
  requireDryRun(dryRun ?? [], 'DeleteOptions');
  return options;
}

function fromQuery(query: URLSearchParams) {
  const grace = query.get('gracePeriodSeconds');
  const orphan = query.get('orphanDependents');
  const dryRun = query.getAll('dryRun').filter(Boolean);
  return {
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(orphan === null ? {} : { orphanDependents: orphan === 'true' }),
    ...(query.get('propagationPolicy')
      ? { propagationPolicy: query.get('propagationPolicy') as string }
      : {}),
    ...(dryRun.length ? { dryRun } : {}),
  };
}
