import { isRecord } from '../objects/records';
import { CredentialPlace, CustomResourceRule } from './types';

/** A catalogue of an adopter that is invalid. The message names the rule and the expected value. */
export class CatalogueError extends Error {
  constructor(place: string, expected: string) {
    super(`Catalogue: ${place} must be ${expected}.`);
    this.name = 'CatalogueError';
  }
}

const PARTS = ['id', 'secret', 'token', 'file', 'any'];
const KINDS_OF_PLACE = ['value', 'selector', 'secret'];
const FAMILIES = ['aws', 's3', 'otherStore'];

/**
 * Checks rules that come from configuration or a file: a list, or a record with the list under `rules`.
 * Throws CatalogueError.
 */
export function readCatalogue(value: unknown): CustomResourceRule[] {
  const list = isRecord(value) ? value.rules : value;
  if (!Array.isArray(list)) {
    throw new CatalogueError('it', 'a list of rules');
  }
  return list.map((rule, at) => readRule(rule, `rule ${at + 1}`));
}

function readRule(value: unknown, place: string): CustomResourceRule {
  if (!isRecord(value)) {
    throw new CatalogueError(place, 'a record');
  }
  const text = (name: string) => {
    const found = value[name];
    if (typeof found !== 'string' || found === '') {
      throw new CatalogueError(`${name} of ${place}`, 'a text');
    }
    return found;
  };
  const software = text('software');
  const named = `${place} (${software})`;
  const places = value.places;
  if (!Array.isArray(places) || places.length === 0) {
    throw new CatalogueError(`places of ${named}`, 'a list with at least one');
  }
  return {
    software,
    group: text('group'),
    kinds: readTexts(value.kinds, `kinds of ${named}`),
    family: oneOf(value.family, FAMILIES, `family of ${named}`),
    places: places.map((each, at) =>
      readPlace(each, `place ${at + 1} of ${named}`),
    ),
    endpoints:
      value.endpoints === undefined
        ? []
        : readTexts(value.endpoints, `endpoints of ${named}`),
    ...(value.endpointKeys === undefined
      ? {}
      : {
          endpointKeys: readTexts(
            value.endpointKeys,
            `endpointKeys of ${named}`,
          ),
        }),
    when: value.when === undefined ? [] : readConditions(value.when, named),
    ...readOptionalText(value, 'keyless', named),
    ...readOptionalText(value, 'source', named),
  };
}

function readPlace(value: unknown, place: string): CredentialPlace {
  if (!isRecord(value)) {
    throw new CatalogueError(place, 'a record');
  }
  if (
    typeof value.path !== 'string' ||
    !/^[\w*-]+(\.[\w*-]+)*$/.test(value.path)
  ) {
    throw new CatalogueError(
      `path of ${place}`,
      'names with dots between them, * for each element, such as spec.items.*.key',
    );
  }
  return {
    path: value.path,
    as: oneOf(value.as, KINDS_OF_PLACE, `as of ${place}`),
    part: oneOf(value.part, PARTS, `part of ${place}`),
    ...(value.keys === undefined
      ? {}
      : { keys: readTexts(value.keys, `keys of ${place}`) }),
    ...(value.where === undefined
      ? {}
      : { where: readWhere(value.where, `where of ${place}`) }),
  };
}

function readConditions(value: unknown, named: string) {
  if (!Array.isArray(value)) {
    throw new CatalogueError(`when of ${named}`, 'a list');
  }
  return value.map((each, at) => {
    const place = `condition ${at + 1} of ${named}`;
    if (!isRecord(each) || typeof each.path !== 'string') {
      throw new CatalogueError(place, 'a record with path and oneOf');
    }
    return {
      path: each.path,
      oneOf: readTexts(each.oneOf, `oneOf of ${place}`),
    };
  });
}

function readWhere(value: unknown, place: string) {
  if (
    !isRecord(value) ||
    typeof value.field !== 'string' ||
    typeof value.is !== 'string'
  ) {
    throw new CatalogueError(place, 'a record with field and is');
  }
  return { field: value.field, is: value.is };
}

function readOptionalText<K extends string>(
  value: Record<string, unknown>,
  name: K,
  named: string,
): Partial<Record<K, string>> {
  const text = value[name];
  if (text === undefined) {
    return {};
  }
  if (typeof text !== 'string' || text === '') {
    throw new CatalogueError(`${name} of ${named}`, 'a text');
  }
  return { [name]: text } as Partial<Record<K, string>>;
}

function readTexts(value: unknown, place: string): string[] {
  if (!Array.isArray(value) || value.some(each => typeof each !== 'string')) {
    throw new CatalogueError(place, 'a list of texts');
  }
  return value;
}

function oneOf<T extends string>(
  value: unknown,
  allowed: readonly string[],
  place: string,
): T {
  if (!allowed.includes(value as string)) {
    throw new CatalogueError(place, `one of ${allowed.join(', ')}`);
  }
  return value as T;
}
