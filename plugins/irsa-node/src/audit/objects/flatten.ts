import { KubernetesObject } from '../types';
import { isRecord } from './records';

const DEPTH = 5;

/** Single objects: items of lists are returned one by one, and other values are left out. */
export function* flatten(
  objects: Iterable<unknown>,
  depth = 0,
): Generator<KubernetesObject> {
  for (const object of objects) {
    if (!isRecord(object)) {
      continue;
    }
    if (
      Array.isArray(object.items) &&
      typeof object.kind === 'string' &&
      object.kind.endsWith('List') &&
      depth < DEPTH
    ) {
      // Items of a typed list do not say their kind.
      const kind = object.kind.slice(0, -'List'.length);
      for (const item of flatten(object.items, depth + 1)) {
        yield kind && !item.kind
          ? { apiVersion: String(object.apiVersion ?? ''), kind, ...item }
          : item;
      }
    } else if (typeof object.kind === 'string' || isRecord(object.metadata)) {
      yield object as KubernetesObject;
    }
  }
}
