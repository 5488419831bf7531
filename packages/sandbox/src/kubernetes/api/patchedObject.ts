import { isObject } from '../json';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import { ResourceType } from '../resources/resourceTypes';
import { Json, KubeObject } from '../types';
import { ApiError, badRequest } from '../ApiError';

export interface PatchRequest {
  /** The media type without parameters, such as `application/json-patch+json`. */
  contentType: string;
  body: Json;
  /** Lets server-side apply take over conflicting fields. */
  force?: boolean;
}

const CUSTOM_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/apply-patch+yaml',
];

/** The router refuses built-in resources, and a handler of its own refuses custom ones, with a different message. */
function unsupported({ custom }: ResourceType): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    custom
      ? `the body of the request was in an unknown format - accepted media types include: ${CUSTOM_TYPES.join(
          ', ',
        )}`
      : '415: Unsupported Media Type',
    custom ? undefined : {},
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
  const merge = contentType === 'application/merge-patch+json';
  const strategic =
    contentType === 'application/strategic-merge-patch+json' && !type.custom;
  if (!merge && !strategic) {
    throw unsupported(type);
  }
  if (!isObject(body)) {
    throw badRequest('a patch must be an object');
  }
  if (merge) {
    return mergePatch(live, body) as KubeObject;
  }
  return strategicMergePatch(live, body, type.kind) as KubeObject;
}
