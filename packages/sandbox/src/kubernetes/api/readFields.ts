import { goText } from '../goText';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { DecodingError } from '../schema/DecodingError';
import { modelNameOf } from '../schema/builtInModels';
import { decodeBuiltIn } from '../schema/decodeBuiltIn';
import { pruneCustom } from '../schema/structural';
import { JsonObject, KubeObject } from '../types';
import { ApiError, badRequest } from '../ApiError';
import { PatchRequest } from './patchedObject';
import { RequestContext } from './RequestContext';

/**
 * Refuses a patch whose result cannot be decoded. As on the real server, the message contains the patch or the whole
 * patched object, values of Secrets included.
 */
function patchError(
  object: JsonObject,
  patch: PatchRequest,
  why: string,
): ApiError {
  const shown = patch.contentType.includes('strategic')
    ? goText(patch.body)
    : JSON.stringify(object);
  const message = `Invalid value: ${JSON.stringify(shown)}: ${why}`;
  return new ApiError(422, 'Invalid', ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
  });
}

function applyError(
  type: ResourceType,
  { metadata }: KubeObject,
  problems: string[],
): ApiError {
  const place = `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
  const list =
    problems.length === 1
      ? problems[0]
      : `errors:\n${problems.map(problem => `  ${problem}`).join('\n')}`;
  return new ApiError(
    500,
    '',
    `failed to create typed patch object (${place}; ${apiVersionOf(
      type,
    )}, Kind=${type.kind}): ${list}`,
  );
}

function decode(type: ResourceType, object: JsonObject) {
  if (type.schema) {
    return pruneCustom(object, type.schema);
  }
  const model = type.custom ? undefined : modelNameOf(type);
  return model ? decodeBuiltIn(object, model) : { object, unknown: [] };
}

/**
 * The object with the fields of its schema. Unknown fields are dropped, with a warning or an error, depending on
 * `fieldValidation`. Values of a wrong type are always an error.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields
 */
export function readFields(
  type: ResourceType,
  object: KubeObject,
  context: RequestContext,
  patch?: PatchRequest,
): KubeObject {
  const applying = patch?.contentType === 'application/apply-patch+yaml';
  const cannot = `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: `;
  let decoded: { object: JsonObject; unknown: string[] };
  try {
    decoded = decode(type, object);
  } catch (error) {
    if (!(error instanceof DecodingError)) {
      throw error;
    }
    if (applying) {
      throw applyError(type, object, [error.message]);
    }
    throw patch
      ? patchError(object, patch, error.message)
      : badRequest(`${cannot}${error.message}`);
  }
  const { unknown } = decoded;
  const twice = patch ? [] : context.duplicateFields ?? [];
  if (!unknown.length && !twice.length) {
    return decoded.object as KubeObject;
  }
  if (applying) {
    const problems = unknown.map(
      path => `.${path}: field not declared in schema`,
    );
    throw applyError(type, object, problems);
  }
  const named = [
    ...unknown.map(path => `unknown field "${path}"`),
    ...twice.map(path => `duplicate field "${path}"`),
  ];
  if (context.fieldValidation === 'Strict') {
    const why = `strict decoding error: ${named.join(', ')}`;
    throw patch
      ? patchError(object, patch, why)
      : badRequest(`${cannot}${why}`);
  }
  if (context.fieldValidation === 'Warn') {
    named.forEach(message => context.warn?.(message));
  }
  return decoded.object as KubeObject;
}
