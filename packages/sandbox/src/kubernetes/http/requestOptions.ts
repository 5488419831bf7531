import { ApiError } from '../api/ApiError';
import { FieldValidation } from '../api/RequestContext';

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

const FIELD_VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn'];
const OPTIONS: Record<string, string> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
};

/** What the request wants done with unknown fields; `Warn` when it does not say. */
export function fieldValidationOf(
  query: URLSearchParams,
  verb: string,
): FieldValidation {
  const wanted = query.get('fieldValidation') ?? '';
  if (!FIELD_VALIDATIONS.includes(wanted)) {
    const supported = FIELD_VALIDATIONS.map(value => `"${value}"`).join(', ');
    const message = `Unsupported value: "${wanted}": supported values: ${supported}`;
    const kind = OPTIONS[verb] ?? 'CreateOptions';
    throw new ApiError(
      422,
      'Invalid',
      `${kind}.meta.k8s.io "" is invalid: fieldValidation: ${message}`,
      {
        group: 'meta.k8s.io',
        kind,
        causes: [
          {
            reason: 'FieldValueNotSupported',
            message,
            field: 'fieldValidation',
          },
        ],
      },
    );
  }
  return (wanted || 'Warn') as FieldValidation;
}
