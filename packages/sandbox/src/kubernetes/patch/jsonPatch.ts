import { ApiError, badRequest } from '../ApiError';
import { deepClone, deepEqual, isObject } from '../json';
import { Json, JsonObject } from '../types';

const MAX_OPERATIONS = 10_000;

/** An operation that cannot be applied. The server shows the reason only to the author of a webhook. */
export class PatchFailure extends ApiError {
  constructor(readonly why: string) {
    super(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
      {},
    );
  }
}

type Container = JsonObject | Json[];

/** The target of a pointer: the map or list, and the key or index in it. */
interface Place {
  container: Container;
  key: string;
}

const isContainer = (value: unknown): value is Container =>
  isObject(value) || Array.isArray(value);

function place(document: Json, path: string, operation: string): Place {
  const [, ...keys] = path
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = keys.pop();
  let container: Json | undefined = document;
  for (const part of keys) {
    container = isContainer(container) ? read(container, part) : undefined;
  }
  if (key === undefined || !isContainer(container)) {
    const shown = ['add', 'remove'].includes(operation) ? `"${path}"` : path;
    throw new PatchFailure(
      `${operation} operation does not apply: doc is missing path: ${shown}: missing value`,
    );
  }
  return { container, key };
}

/** Negative indices count from the end, as in the library that the real server uses. */
function indexIn(list: Json[], key: string, size = list.length): number {
  const index = /^[-+]?\d+$/.test(key) ? Number(key) : NaN;
  const found = index < 0 ? index + size : index;
  if (found >= 0 && found < size) {
    return found;
  }
  throw new PatchFailure(
    `Unable to access invalid index: ${key}: invalid index referenced`,
  );
}

function read(container: Container, key: string): Json | undefined {
  return Array.isArray(container)
    ? container[indexIn(container, key)]
    : container[key];
}

function add({ container, key }: Place, value: Json): void {
  if (!Array.isArray(container)) {
    container[key] = value;
  } else if (key === '-') {
    container.push(value);
  } else {
    container.splice(indexIn(container, key, container.length + 1), 0, value);
  }
}

function remove({ container, key }: Place): void {
  if (Array.isArray(container)) {
    container.splice(indexIn(container, key), 1);
  } else if (key in container) {
    delete container[key];
  } else {
    throw new PatchFailure(
      `Unable to remove nonexistent key: ${key}: missing value`,
    );
  }
}

/** Unlike RFC 6902, a key that a map does not have is accepted. Only lists are strict. */
function replace({ container, key }: Place, value: Json): void {
  if (Array.isArray(container)) {
    container[indexIn(container, key)] = value;
  } else {
    container[key] = value;
  }
}

function test(found: Json | undefined, value: Json, path: string): void {
  if (deepEqual(found ?? null, value)) {
    return;
  }
  throw new PatchFailure(`testing value ${path} failed: test failed`);
}

function applyOne(document: Json, operation: JsonObject): Json {
  const { op, path, from } = operation;
  const value = deepClone(operation.value ?? null);
  if (typeof path !== 'string') {
    throw new PatchFailure(`${op} operation failed to decode path`);
  }
  if (path === '' && op === 'replace' && isContainer(value)) {
    return value;
  }
  if (path === '' && op === 'test') {
    test(document, value, path);
    return document;
  }
  const at = (pointer: Json | undefined) =>
    place(document, String(pointer ?? ''), String(op));
  const source = () => {
    const { container, key } = at(from);
    return deepClone(read(container, key) ?? null);
  };
  switch (op) {
    case 'add':
      add(at(path), value);
      break;
    case 'remove':
      remove(at(path));
      break;
    case 'replace':
      replace(at(path), value);
      break;
    case 'move': {
      const moved = source();
      remove(at(from));
      add(at(path), moved);
      break;
    }
    case 'copy':
      add(at(path), source());
      break;
    case 'test': {
      const { container, key } = at(path);
      test(read(container, key), value, path);
      break;
    }
    default:
      throw new PatchFailure(`Unexpected kind: ${op}`);
  }
  return document;
}

/**
 * JSON Patch, https://www.rfc-editor.org/rfc/rfc6902, with the peculiarities of the library behind the real server.
 * Either all operations apply or none: one that cannot be applied is answered with 422.
 */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch) || !patch.every(isObject)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []interface {}',
    );
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  return patch.reduce<Json>(applyOne, deepClone(target));
}
