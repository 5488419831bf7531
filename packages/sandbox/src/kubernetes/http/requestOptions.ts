import { ApiError, badRequest } from '../api/ApiError';
import { isObject } from '../json';
import { KubeObject } from '../types';

/** Server-side apply without a manager is refused, in the real server's words. */
export function requiredFieldManager(query: URLSearchParams): void {
  if (query.get('fieldManager')) return;
  throw new ApiError(
    422,
    'Invalid',
    'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    {
      group: 'meta.k8s.io',
      kind: 'PatchOptions',
      causes: [
        {
          reason: 'FieldValueRequired',
          message: 'Required value: is required for apply patch',
          field: 'fieldManager',
        },
      ],
    },
  );
}

const TOP_LEVEL: Record<string, string[]> = {
  Secret: ['data', 'stringData', 'type', 'immutable'],
  ConfigMap: ['data', 'binaryData', 'immutable'],
  Deployment: ['spec', 'status'],
  StatefulSet: ['spec', 'status'],
  DaemonSet: ['spec', 'status'],
  CronJob: ['spec', 'status'],
  Job: ['spec', 'status'],
  Pod: ['spec', 'status'],
};

/** `fieldValidation=Strict` finds unknown fields at the top level of the common kinds. */
export function strictFields(
  object: KubeObject,
  query: URLSearchParams,
): KubeObject {
  if (!isObject(object)) {
    throw badRequest('the request body is not an API object');
  }
  const known = TOP_LEVEL[object.kind ?? ''];
  if (query.get('fieldValidation') !== 'Strict' || !known) return object;
  const unknown = Object.keys(object).filter(
    field => !['apiVersion', 'kind', 'metadata', ...known].includes(field),
  );
  if (!unknown.length) return object;
  throw badRequest(
    `${object.kind} in version "v1" cannot be handled as a ${
      object.kind
    }: strict decoding error: ${unknown
      .map(field => `unknown field "${field}"`)
      .join(', ')}`,
  );
}
