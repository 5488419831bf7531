import {
  JsonPatchError,
  Operation,
  applyPatch as applyOperations,
} from 'fast-json-patch';
import { ApiError, badRequest } from '../api/ApiError';
import { deepClone, isObject } from '../json';
import { Json } from '../types';

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];
const MAX_OPERATIONS = 10_000;

function goQuote(text: string): string {
  return JSON.stringify(text);
}

function describeFailure(error: JsonPatchError): string {
  const operation = error.operation as { op?: string; path?: string };
  const path = operation?.path ?? '';
  if (error.name === 'TEST_OPERATION_FAILED') {
    return `testing value ${path} failed: test failed`;
  }
  if (operation?.op === 'remove') {
    return `remove operation does not apply: doc is missing path: ${goQuote(
      path,
    )}: missing value`;
  }
  return `${
    operation?.op ?? 'operation'
  } operation does not apply: doc is missing path: ${path}: missing value`;
}

/**
 * JSON Patch, RFC 6902. An operation that does not apply is answered with 422, as the API server does
 * ("the server rejected our request due to an error in our request").
 */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  for (const operation of patch) {
    if (!isObject(operation) || !OPERATIONS.includes(String(operation.op))) {
      throw badRequest('error decoding patch: Unexpected kind of operation');
    }
  }
  try {
    return applyOperations(
      deepClone(target),
      deepClone(patch) as unknown as Operation[],
      true,
    ).newDocument;
  } catch (error) {
    if (error instanceof JsonPatchError) {
      throw new ApiError(
        422,
        'Invalid',
        `the server rejected our request due to an error in our request: ${describeFailure(
          error,
        )}`,
        {},
      );
    }
    throw error;
  }
}
