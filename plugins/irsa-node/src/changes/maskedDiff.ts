import { createTwoFilesPatch } from 'diff';
import { parseAllDocuments } from 'yaml';
import {
  isTellingVariable,
  sensitiveValues,
  urlsWithPassword,
} from './helm/sensitiveValues';
import { podTemplatesOf } from '../audit/objects/podTemplates';
import { Json } from './detach/podFields';
import { terraformTexts } from './terraform/terraformTexts';

const MASK = '********';
/** Words of YAML itself, which texts as they are written hold too. */
const WORD = /^(true|false|null|yes|no)$/i;
/** What an access key id looks like, and the secret that belongs to one. */
const KEY_FORMS =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

/** User and password of a URL, also in a comment. */
const IN_URL = /(?<=:\/\/)[^\s/:@]*:[^\s@]{1,2048}@/g;

/** Whether 40 characters can be a secret: a hash of a commit or a long name is not one. */
function isMixed(text: string): boolean {
  return (
    /^(?:AKIA|ASIA)/.test(text) ||
    (/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))
  );
}

/** Kinds that hold values of a chart. */
const RELEASES = /^(HelmRelease|Application|ApplicationSet|HelmChart)$/;

/**
 * A unified diff in which no value of a Secret and no literal of a variable with a credential's name can be read: a removed line would
 * show it, and so would a line beside one.
 */
export function maskedDiff(
  shown: string,
  before: string,
  after: string,
  values: readonly string[],
): string {
  const masked = (text: string) =>
    values
      .reduce((masking, value) => masking.replaceAll(value, MASK), text)
      .replace(KEY_FORMS, found => (isMixed(found) ? MASK : found))
      .replace(IN_URL, `${MASK}@`);
  return masked(
    createTwoFilesPatch(
      `a/${shown}`,
      `b/${shown}`,
      before,
      after,
      undefined,
      undefined,
      {
        context: 3,
      },
    ).replace(/^=+\n/, ''),
  );
}

/**
 * Texts in files that must not be shown. They are taken as they are written: a number that is parsed has another text, which would not be
 * found in the diff.
 *
 * @param objects - what is known beside the files
 */
export function secretTextsOf(
  files: readonly string[],
  objects: readonly unknown[] = [],
): string[] {
  return secretTexts([
    ...objects,
    ...files.flatMap(documentsOf),
    ...files.flatMap(terraformTexts),
  ]);
}

/** What the documents of a file say; what cannot be read says nothing. */
function documentsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    logLevel: 'silent',
    schema: 'failsafe',
  });
  return (Array.isArray(documents) ? documents : []).flatMap(document => {
    const value = document.errors.length > 0 ? undefined : document.toJS();
    // Values of a chart may have a list of this name too.
    return Array.isArray(value?.items) ? [value, ...value.items] : [value];
  });
}

/** Texts of the objects that must not be shown. */
export function secretTexts(objects: readonly unknown[]): string[] {
  const found = new Set<string>();
  const add = (value: unknown) => {
    const text = String(value ?? '');
    const lines = text.split(/\r?\n/).map(line => line.trim());
    // A text that is folded stands in the file in pieces, one in quotation marks with its signs escaped.
    const words = text.split(/\s+/).filter(({ length }) => length >= 8);
    const escaped = lines.map(line => JSON.stringify(line).slice(1, -1));
    [...lines, ...words, ...escaped]
      .filter(each => each.length >= 4 && !WORD.test(each))
      .forEach(each => found.add(each));
  };
  for (const object of objects.filter(isObject)) {
    [...urlsWithPassword(object)].forEach(add);
    for (const values of valuesIn(object)) {
      [...sensitiveValues(values)].forEach(add);
    }
    if (object.kind === 'Secret') {
      for (const field of [object.data, object.stringData]) {
        Object.values(isObject(field) ? field : {}).forEach(add);
      }
    }
    for (const { spec } of podTemplatesOf(object as never)) {
      const { containers, initContainers, ephemeralContainers } = spec;
      for (const { env } of [
        ...containers,
        ...(initContainers ?? []),
        ...(ephemeralContainers ?? []),
      ]) {
        (env ?? [])
          .filter(({ name }) => isTellingVariable(name))
          .forEach(({ value }) => add(value));
      }
    }
  }
  return [...found].sort((a, b) => b.length - a.length);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of charts: a file of them, which may have a `kind` of its own, or those in an object that makes a release. */
function valuesIn(object: Record<string, unknown>): unknown[] {
  const isManifest =
    typeof object.apiVersion === 'string' && object.kind !== undefined;
  if (!isManifest) {
    return [object];
  }
  return RELEASES.test(String(object.kind)) ? [object.spec] : [];
}
