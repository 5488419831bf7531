import { isObject } from '../json';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import { ResourceType } from '../resources/resourceTypes';
import { Json, KubeObject } from '../types';
import { ApiError, badRequest } from './ApiError';

export interface PatchRequest {
  /** Without parameters, such as `application/json-patch+json`. */
  contentType: string;
  body: Json;
  /** Server-side apply takes conflicting fields over. */
  force?: boolean;
}

export const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];

function unsupported(contentType: string, allowed: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${allowed.join(
      ', ',
    )} (got ${contentType})`,
  );
}

export function patchedObject(
  type: ResourceType,
  live: KubeObject,
  patch: PatchRequest,
): KubeObject {
  const { contentType, body } = patch;
  if (contentType === 'application/json-patch+json') {
    return jsonPatch(live, body) as KubeObject;
  }
  if (!isObject(body)) throw badRequest('a patch must be an object');
  if (contentType === 'application/merge-patch+json') {
    return mergePatch(live, body) as KubeObject;
  }
  if (
    contentType === 'application/strategic-merge-patch+json' &&
    !type.custom
  ) {
    return strategicMergePatch(live, body, type.kind) as KubeObject;
  }
  throw unsupported(
    contentType,
    PATCH_TYPES.filter(
      allowed => !type.custom || !allowed.includes('strategic'),
    ),
  );
}
