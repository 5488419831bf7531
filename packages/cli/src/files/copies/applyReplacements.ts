import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../../json';
import { selected, Version } from '../names/Version';
import {
  changeAtPath,
  FieldPathError,
  stepsOf,
  valuesAtPath,
} from './fieldPath';
import { Replacement } from './replacementsOf';

/** Copies fields from one object into others, as a kustomization says. @param say - called for what cannot be copied */
export function withReplacements(
  replacements: readonly Replacement[],
  versions: readonly Version[],
  say: (text: string) => void,
): readonly Version[] {
  return replacements.reduce(
    (all, replacement) => withReplacement(replacement, all, say),
    versions,
  );
}

function withReplacement(
  { source, text, targets }: Replacement,
  versions: readonly Version[],
  say: (text: string) => void,
): readonly Version[] {
  const unread = (what: string, why: string) =>
    say(`a replacement was not read: ${what} ${why}`);
  const value = text ?? valueOf(source ?? {}, versions);
  if (value === undefined) {
    unread(
      wordsOf(source ?? {}),
      'is not here, is there several times, or has no such field, so what is copied is not known',
    );
    return versions;
  }
  return targets.reduce(
    (all, target) => withTarget(target, value, all, unread),
    versions,
  );
}

function withTarget(
  target: JsonObject,
  value: unknown,
  versions: readonly Version[],
  unread: (what: string, why: string) => void,
): readonly Version[] {
  const select = isObject(target.select) ? target.select : {};
  const rejects = Array.isArray(target.reject)
    ? target.reject.filter(isObject)
    : [];
  const rejected = new Set(rejects.flatMap(each => selected(versions, each)));
  const chosen = new Set(
    selected(versions, select).filter(each => !rejected.has(each)),
  );
  // Definitions hold no key, and are not read.
  if (chosen.size === 0 && select.kind !== 'CustomResourceDefinition') {
    unread(wordsOf(select), 'is not here, so nothing is copied into it');
  }
  return versions.map(version => {
    try {
      return chosen.has(version)
        ? { ...version, now: copied(version.now, target, value) }
        : version;
    } catch (error) {
      if (!(error instanceof FieldPathError)) {
        throw error;
      }
      const { kind, metadata } = version.now;
      unread(
        `${kind} ${metadata?.name}`,
        'has no such field, so what comes of it is not known',
      );
      return version;
    }
  });
}

/** `undefined` when it cannot be told. */
function valueOf(source: JsonObject, versions: readonly Version[]): unknown {
  const [version, ...more] = selected(versions, source);
  if (!version || more.length > 0) {
    return undefined;
  }
  const path = textOf(source.fieldPath) || 'metadata.name';
  const [value, ...others] = valuesAtPath(version.now, stepsOf(path));
  const { delimiter, index } = optionsOf(source);
  if (others.length > 0) {
    return undefined;
  }
  return delimiter && value !== undefined
    ? String(value).split(delimiter)[index]
    : value;
}

function copied(
  object: KubernetesObject,
  target: JsonObject,
  value: unknown,
): KubernetesObject {
  const { delimiter, index, creates } = optionsOf(target);
  const changed = structuredClone(object);
  const paths = Array.isArray(target.fieldPaths)
    ? target.fieldPaths
    : ['metadata.name'];
  for (const path of paths.map(textOf)) {
    changeAtPath(
      changed,
      stepsOf(path),
      before => (delimiter ? inPart(before, value, delimiter, index) : value),
      creates,
    );
  }
  return changed;
}

function inPart(
  before: unknown,
  value: unknown,
  delimiter: string,
  index: number,
): string {
  const parts = String(before ?? '').split(delimiter);
  if (index < 0) {
    parts.unshift(String(value));
  } else if (index >= parts.length) {
    parts.push(String(value));
  } else {
    parts[index] = String(value);
  }
  return parts.join(delimiter);
}

function optionsOf({ options }: JsonObject): {
  delimiter: string;
  index: number;
  creates: boolean;
} {
  const { delimiter, index, create } = isObject(options) ? options : {};
  return {
    delimiter: textOf(delimiter),
    index: Number(index ?? 0),
    creates: create === true,
  };
}

function wordsOf({ kind, name }: JsonObject): string {
  return [textOf(kind) || 'an object', textOf(name)].filter(Boolean).join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
