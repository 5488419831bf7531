import { canonicalJson, isObject } from '../json';
import {
  KEY_DEFAULTS,
  applyListKeys,
  isAtomicMap,
  isMergedPrimitiveList,
  ownsItself,
} from '../patch/listSchema';
import { Json, JsonObject } from '../types';

/** A set of paths; a path is its fieldsV1 elements (`f:spec`, `k:{"name":"x"}`, `v:"y"`) joined by this character. */
const SEPARATOR = '\u0000';

export type FieldSet = Set<string>;

export interface Shape {
  kind: string;
  custom: boolean;
}

const UNOWNED = new Set(
  [
    ['f:apiVersion'],
    ['f:kind'],
    ['f:metadata', 'f:name'],
    ['f:metadata', 'f:namespace'],
    ['f:metadata', 'f:uid'],
    ['f:metadata', 'f:resourceVersion'],
    ['f:metadata', 'f:generation'],
    ['f:metadata', 'f:creationTimestamp'],
    ['f:metadata', 'f:deletionTimestamp'],
    ['f:metadata', 'f:deletionGracePeriodSeconds'],
    ['f:metadata', 'f:managedFields'],
    ['f:metadata', 'f:selfLink'],
  ].map(path => path.join(SEPARATOR)),
);

export function joinPath(elements: string[]): string {
  return elements.join(SEPARATOR);
}

function splitPath(path: string): string[] {
  return path.split(SEPARATOR);
}

/** The element that names a member of an associative list. */
export function listElement(item: JsonObject, keys: string[]): string {
  const key: JsonObject = {};
  for (const name of [...keys].sort()) {
    const value = item[name] ?? KEY_DEFAULTS[name];
    if (value !== undefined) {
      key[name] = value;
    }
  }
  return `k:${canonicalJson(key)}`;
}

/** The keys by which this list merges; undefined when it does not. */
export function listKeysOf(
  list: Json[],
  fields: string[],
  shape: Shape,
): string[] | undefined {
  const keys = applyListKeys(fields, shape.kind, shape.custom);
  return keys && list.every(isObject) ? keys : undefined;
}

interface Visitor {
  /** A value that can only be owned as a whole. */
  leaf(path: string[], value: Json): void;
  /** A map or list with parts. `self` when the map or list itself can be owned too. */
  node(path: string[], self: boolean): void;
}

/** Visits the parts of an object that can be owned. */
function walkFields(
  value: Json,
  shape: Shape,
  visitor: Visitor,
  path: string[] = [],
  fields: string[] = [],
): void {
  if (UNOWNED.has(joinPath(path))) {
    return;
  }
  const inList = path[path.length - 1]?.startsWith('k:');
  if (isObject(value)) {
    const entries = Object.entries(value).filter(
      ([, member]) => member !== undefined,
    );
    // An empty status comes from the server, and nobody owns it.
    if (!entries.length && fields.length === 1 && fields[0] === 'status') {
      return;
    }
    if ((!entries.length && path.length) || isAtomicMap(fields, shape.custom)) {
      visitor.leaf(path, value);
      return;
    }
    if (path.length) {
      visitor.node(path, inList || ownsItself(fields));
    }
    for (const [field, member] of entries) {
      walkFields(
        member as Json,
        shape,
        visitor,
        [...path, `f:${field}`],
        [...fields, field],
      );
    }
    return;
  }
  if (Array.isArray(value) && value.length) {
    const keys = listKeysOf(value, fields, shape);
    if (keys) {
      visitor.node(path, ownsItself(fields));
      for (const item of value as JsonObject[]) {
        walkFields(
          item,
          shape,
          visitor,
          [...path, listElement(item, keys)],
          fields,
        );
      }
      return;
    }
    if (isMergedPrimitiveList(fields)) {
      visitor.node(path, true);
      for (const item of value) {
        visitor.leaf([...path, `v:${JSON.stringify(item)}`], item);
      }
      return;
    }
  }
  visitor.leaf(path, value);
}

/** Every owned path with its value as text. For maps and lists the text only says that they are present. */
export function fieldValues(value: Json, shape: Shape): Map<string, string> {
  const result = new Map<string, string>();
  walkFields(value, shape, {
    leaf: (path, leaf) => result.set(joinPath(path), canonicalJson(leaf)),
    node: (path, self) => {
      if (self) {
        result.set(joinPath(path), '.');
      }
    },
  });
  return result;
}

/** The paths that an apply configuration owns: its leaves and the members of its associative lists. */
export function appliedFields(value: Json, shape: Shape): FieldSet {
  const result: FieldSet = new Set();
  walkFields(value, shape, {
    leaf: path => result.add(joinPath(path)),
    node: path => {
      if (path[path.length - 1].startsWith('k:')) {
        result.add(joinPath(path));
      }
    },
  });
  return result;
}

export function toFieldsV1(set: FieldSet): JsonObject {
  const root: JsonObject = {};
  for (const path of [...set].sort()) {
    let node = root;
    for (const element of splitPath(path)) {
      node = (node[element] ??= {}) as JsonObject;
    }
    node['.'] = {};
  }
  const tidy = (node: JsonObject): JsonObject => {
    const keys = Object.keys(node);
    if (keys.length === 1 && keys[0] === '.') {
      return {};
    }
    return Object.fromEntries(
      keys
        .sort()
        .map(key => [key, key === '.' ? {} : tidy(node[key] as JsonObject)]),
    );
  };
  return tidy(root);
}

export function fromFieldsV1(fields: JsonObject): FieldSet {
  const result: FieldSet = new Set();
  const visit = (node: JsonObject, path: string[]) => {
    const keys = Object.keys(node);
    if (path.length && (!keys.length || keys.includes('.'))) {
      result.add(joinPath(path));
    }
    for (const key of keys) {
      if (key !== '.') {
        visit(node[key] as JsonObject, [...path, key]);
      }
    }
  };
  visit(fields, []);
  return result;
}

/** `.spec.replicas`, `.spec.template.spec.containers[name="web"].image`, as conflicts are reported. */
export function describePath(path: string): string {
  return splitPath(path)
    .map(element => {
      if (element.startsWith('f:')) {
        return `.${element.slice(2)}`;
      }
      if (element.startsWith('v:')) {
        return `[=${element.slice(2)}]`;
      }
      const key = JSON.parse(element.slice(2)) as Record<string, unknown>;
      const parts = Object.entries(key).map(
        ([name, value]) => `${name}=${JSON.stringify(value)}`,
      );
      return `[${parts.join(',')}]`;
    })
    .join('');
}
