import { isObject, JsonObject } from '../../json';
import { parseDocument } from '../parseDocument';
import { splitDocuments } from '../splitDocuments';

/** An operation of RFC 6902. */
export type Operation = JsonObject & { op: string; path: string };

/** One patch of a kustomization. */
export interface Patch {
  /** Absent: the patch itself says kind and name. */
  target?: JsonObject;
  /** A strategic merge patch, or operations. */
  body: JsonObject | Operation[];
  /** The file that it stands in, as the kustomization names it; absent when it stands in the kustomization. */
  file?: string;
  /** Path of the patch in the kustomization. */
  path: (string | number)[];
}

/** What a kustomization's patches are read with. */
export interface PatchSource {
  /** The text of a file; `undefined` when it cannot be read, which the caller says. */
  readPatch: (named: string) => string | undefined;
  /** Says what is not known, in words. */
  say: (text: string) => void;
}

/**
 * The patches of a kustomization, in the order in which they are applied.
 * {@link https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/}
 */
export function patchesOf(
  kustomization: JsonObject,
  source: PatchSource,
): Patch[] {
  const found: Patch[] = [];
  for (const field of [
    'patches',
    'patchesStrategicMerge',
    'patchesJson6902',
  ] as const) {
    const list = kustomization[field];
    for (const [at, entry] of Array.isArray(list) ? list.entries() : []) {
      found.push(
        ...patchesIn(entry, field, source).map(each => ({
          ...each,
          path: [field, at],
        })),
      );
    }
  }
  return found;
}

function patchesIn(
  entry: unknown,
  field: string,
  source: PatchSource,
): Omit<Patch, 'path'>[] {
  const isText = typeof entry === 'string';
  const record = isObject(entry) ? entry : {};
  // A patch may stand in the list itself, in place of its file's name.
  const inline = isText && entry.includes('\n') ? entry : record.patch;
  const named = isText ? entry : record.path;
  const file =
    typeof inline === 'string' || typeof named !== 'string' ? undefined : named;
  const text =
    typeof inline === 'string' ? inline : file && source.readPatch(file);
  if (typeof text !== 'string') {
    return [];
  }
  const target = isObject(record.target) ? record.target : undefined;
  const bodies = bodiesIn(text);
  if (!bodies) {
    source.say(
      `${
        file ? `the patch ${file}` : `a patch under ${field}`
      } is not valid YAML, so what it changes is not known`,
    );
    return [];
  }
  return bodies.map(body => ({ target, body, file }));
}

function bodiesIn(text: string): Patch['body'][] | undefined {
  try {
    return [...splitDocuments(text)]
      .flatMap(document => parseDocument(document))
      .flatMap((value): Patch['body'][] => {
        if (Array.isArray(value)) {
          return value.every(isOperation) ? [value] : value.filter(isObject);
        }
        return isObject(value) ? [value] : [];
      });
  } catch {
    return undefined;
  }
}

function isOperation(value: unknown): value is Operation {
  return (
    isObject(value) &&
    typeof value.op === 'string' &&
    typeof value.path === 'string'
  );
}
