import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { KubeObject } from '../types';

/** Maximum number of cached characters of JSON, over all clusters of the process. */
const CAPACITY = 96 * 1024 * 1024;

interface Parts {
  metadata?: string;
  /** Everything but metadata, kind and apiVersion: `,"spec":…`, or nothing. */
  rest?: string;
}

/**
 * A cache of the JSON of stored objects. Stored objects never change, so the text of one is made once and used for
 * lists, watches and metadata-only reads. The oldest texts are dropped first.
 */
class JsonCache {
  private parts = new Map<KubeObject, Parts>();
  private size = 0;

  constructor(private readonly capacity: number) {}

  metadata(object: KubeObject): string {
    const parts = this.of(object);
    if (parts.metadata === undefined) {
      parts.metadata = JSON.stringify(object.metadata);
      this.grow(parts.metadata.length);
    }
    return parts.metadata;
  }

  rest(object: KubeObject): string {
    const parts = this.of(object);
    if (parts.rest === undefined) {
      const {
        kind: _kind,
        apiVersion: _version,
        metadata: _,
        ...rest
      } = object;
      const text = JSON.stringify(rest);
      parts.rest = text === '{}' ? '' : `,${text.slice(1, -1)}`;
      this.grow(parts.rest.length);
    }
    return parts.rest;
  }

  private of(object: KubeObject): Parts {
    let parts = this.parts.get(object);
    if (!parts) {
      parts = {};
      this.parts.set(object, parts);
    }
    return parts;
  }

  private grow(length: number): void {
    this.size += length;
    for (const [object, { metadata, rest }] of this.parts) {
      if (this.size <= this.capacity) {
        return;
      }
      this.size -= (metadata?.length ?? 0) + (rest?.length ?? 0);
      this.parts.delete(object);
    }
  }
}

const cache = new JsonCache(CAPACITY);

/** A stored object in this version of the API. */
export function objectJson(type: ResourceType, object: KubeObject): string {
  const kind = JSON.stringify(type.kind);
  const version = JSON.stringify(apiVersionOf(type));
  return `{"kind":${kind},"apiVersion":${version},"metadata":${cache.metadata(
    object,
  )}${cache.rest(object)}}`;
}

/** As on the real server, items in a list of built-in kinds have no kind. */
export function listItemJson(type: ResourceType, object: KubeObject): string {
  return type.custom
    ? objectJson(type, object)
    : `{"metadata":${cache.metadata(object)}${cache.rest(object)}}`;
}

/** Only the metadata, as `PartialObjectMetadata`. */
export function partialMetadataJson(object: KubeObject): string {
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${cache.metadata(
    object,
  )}}`;
}
