import { ApiError } from '../ApiError';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { tableOf } from '../table/tableOf';
import { JsonObject, KubeObject } from '../types';

/** The form in which the client wants objects. */
export type Representation = 'full' | 'table' | 'metadata';

export interface Accepted {
  as: Representation;
  /** The rows of the Table contain the whole object, its metadata, or nothing. */
  includeObject: string;
  /** The requested metadata-only kind. */
  kind?: string;
}

const METADATA_KINDS = ['PartialObjectMetadata', 'PartialObjectMetadataList'];

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources */
export function negotiate(
  accept: string | undefined,
  includeObject: string | null,
): Accepted {
  const choices = (accept ?? '*/*').split(',').map(part => part.trim());
  for (const choice of choices) {
    const [mediaType, ...rest] = choice.split(';').map(part => part.trim());
    const parameters = Object.fromEntries(
      rest.map(part => part.split('=') as [string, string]),
    );
    if (!['application/json', 'application/*', '*/*'].includes(mediaType)) {
      continue;
    }
    const shared = { includeObject: includeObject ?? 'Metadata' };
    const { as: kind, g, v } = parameters;
    // The real server has v1beta1 too. Nothing here uses it.
    if (g === 'meta.k8s.io' && v === 'v1') {
      if (kind === 'Table') {
        return { as: 'table', ...shared };
      }
      if (METADATA_KINDS.includes(kind)) {
        return { as: 'metadata', kind, ...shared };
      }
    }
    if (!kind) {
      return { as: 'full', ...shared };
    }
  }
  throw notAcceptable(
    'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  );
}

function notAcceptable(message: string): ApiError {
  return new ApiError(406, 'NotAcceptable', message);
}

/** Throws 406 when the metadata of a list was asked for and this is one object, or the other way round. */
export function requireShape({ as, kind }: Accepted, isList: boolean): void {
  if (as !== 'metadata' || kind?.endsWith('List') === isList) {
    return;
  }
  throw notAcceptable(
    `you requested ${kind}, but the requested object is ${
      isList ? 'a list' : 'not a list'
    }`,
  );
}

const META = 'meta.k8s.io/v1';

function metadataOnly(object: KubeObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: META,
    metadata: object.metadata,
  };
}

export function representObject(
  type: ResourceType,
  object: KubeObject,
  accepted: Accepted,
  now: number,
): JsonObject {
  requireShape(accepted, false);
  switch (accepted.as) {
    case 'metadata':
      return metadataOnly(object);
    case 'table':
      return tableOf(
        type,
        [object],
        { resourceVersion: object.metadata.resourceVersion },
        accepted.includeObject,
        now,
      );
    default:
      return object;
  }
}

export function representList(
  type: ResourceType,
  items: KubeObject[],
  metadata: JsonObject,
  accepted: Accepted,
  now: number,
): JsonObject {
  switch (accepted.as) {
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: META,
        metadata,
        items: items.map(metadataOnly),
      };
    case 'table':
      return tableOf(type, items, metadata, accepted.includeObject, now);
    default:
      return {
        kind: `${type.kind}List`,
        apiVersion: apiVersionOf(type),
        metadata,
        // As on the real server, items in a list of built-in kinds have no kind.
        items: type.custom
          ? items
          : items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
      };
  }
}
