import { isObject, JsonObject } from '../../json';
import { parseDocument } from '../parseDocument';
import { splitDocuments } from '../splitDocuments';
import { PatchSource } from '../patches/patchesOf';

/** A field that a kustomization copies into others. */
export interface Replacement {
  /** Absent: `text` is copied. */
  source?: JsonObject;
  text?: string;
  targets: JsonObject[];
}

/** A field that a kustomization puts in place of `$(NAME)`. */
export interface Variable {
  name: string;
  /** The object that has it. */
  from: JsonObject;
  fieldPath: string;
}

/**
 * The replacements of a kustomization, inline and from files.
 * {@link https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/}
 */
export function replacementsOf(
  { replacements }: JsonObject,
  source: PatchSource,
): Replacement[] {
  return listOf(replacements)
    .flatMap((each): JsonObject[] =>
      typeof each.path === 'string' ? inFile(each.path, source) : [each],
    )
    .map(each => ({
      source: isObject(each.source) ? each.source : undefined,
      text: typeof each.sourceValue === 'string' ? each.sourceValue : undefined,
      targets: listOf(each.targets),
    }));
}

/** {@link https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/} */
export function variablesOf({ vars }: JsonObject): Variable[] {
  return listOf(vars).flatMap(({ name, objref, fieldref }) => {
    const { fieldPath, fieldpath } = isObject(fieldref) ? fieldref : {};
    return typeof name === 'string' && isObject(objref)
      ? {
          name,
          from: objref,
          fieldPath: String(fieldPath ?? fieldpath ?? 'metadata.name'),
        }
      : [];
  });
}

function inFile(file: string, source: PatchSource): JsonObject[] {
  const text = source.readPatch(file);
  if (text === undefined) {
    return [];
  }
  try {
    return [...splitDocuments(text)]
      .flatMap(document => parseDocument(document))
      .flat()
      .filter(isObject);
  } catch {
    source.say(
      `the replacements of ${file} are not valid YAML, so what they change is not known`,
    );
    return [];
  }
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
