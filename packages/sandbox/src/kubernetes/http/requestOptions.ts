import { ApiError } from '../ApiError';
import { FieldValidation } from '../api/RequestContext';

function invalidOption(
  kind: string,
  field: string,
  reason: string,
  message: string,
): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `${kind}.meta.k8s.io "" is invalid: ${field}: ${message}`,
    { group: 'meta.k8s.io', kind, causes: [{ reason, message, field }] },
  );
}

/** Throws 422 for a server-side apply without a manager, and for force with anything else. */
export function requirePatchOptions(
  query: URLSearchParams,
  applying: boolean,
): void {
  if (applying && !query.get('fieldManager')) {
    throw invalidOption(
      'PatchOptions',
      'fieldManager',
      'FieldValueRequired',
      'Required value: is required for apply patch',
    );
  }
  if (!applying && query.has('force')) {
    throw invalidOption(
      'PatchOptions',
      'force',
      'FieldValueForbidden',
      'Forbidden: may not be specified for non-apply patch',
    );
  }
}

const FIELD_VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn'];
const OPTIONS: Record<string, string> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
};

function notSupported(
  kind: string,
  field: string,
  value: string,
  supported: string[],
): ApiError {
  const quoted = supported.map(each => `"${each}"`).join(', ');
  return invalidOption(
    kind,
    field,
    'FieldValueNotSupported',
    `Unsupported value: ${value}: supported values: ${quoted}`,
  );
}

/** Throws 422 for a dry run with a value other than `All`. */
export function requireDryRun(values: string[], kind: string): void {
  if (values.every(value => value === 'All')) {
    return;
  }
  throw notSupported(kind, 'dryRun', JSON.stringify(values), ['All']);
}

/** Whether the request is a dry run. */
export function dryRunOf(query: URLSearchParams, verb: string): boolean {
  const values = query.getAll('dryRun').filter(Boolean);
  requireDryRun(values, OPTIONS[verb] ?? 'CreateOptions');
  return values.length > 0;
}

/** How the request wants unknown fields to be treated. Default: `Warn`. */
export function fieldValidationOf(
  query: URLSearchParams,
  verb: string,
): FieldValidation {
  const wanted = query.get('fieldValidation') ?? '';
  if (!FIELD_VALIDATIONS.includes(wanted)) {
    throw notSupported(
      OPTIONS[verb] ?? 'CreateOptions',
      'fieldValidation',
      `"${wanted}"`,
      FIELD_VALIDATIONS,
    );
  }
  return (wanted || 'Warn') as FieldValidation;
}
