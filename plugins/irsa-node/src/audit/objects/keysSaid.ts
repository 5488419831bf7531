import { lookUpName } from '../../detect/credentialCatalogue';
import { Fields, isRecord, recordsOf, textOf } from './records';

/** A data key of a Secret, and what the resource that names it calls this. */
export interface SaidKey {
  key: string;
  becomes: string;
}

/** `accessKeyName`, `secretAccessKeyRef`, `accessKeyIDSelector`: fields with the name of a data key. */
const NAMES_KEY = /^(.*?)[_.-]?(key[_.-]?(name|ref)|name|ref|field|selector)$/i;
const DATA_KEY = /^[\w.-]{1,253}$/;
const LISTS = ['entries', 'items'];

/**
 * What the fields of a record say of the data keys of the Secret that it names: Elasticsearch's `entries` with the setting as
 * `path`, names of keys beside the name of the Secret as RisingWave and Weights & Biases write them, and records with
 * a `key` alone. Only what is called like a part of an access key. Pure.
 */
export function keysSaidIn(record: Fields): SaidKey[] {
  return [
    ...LISTS.flatMap(list => recordsOf(record[list])).map(({ key, path }) => ({
      key: textOf(key),
      becomes: textOf(path),
    })),
    ...Object.entries(record).map(([field, value]) => ({
      key: textOf(isRecord(value) && !value.name ? value.key : value),
      becomes: partOf(field),
    })),
  ].filter(({ key, becomes }) => DATA_KEY.test(key) && isPart(becomes));
}

/** What the field of a selector calls its data key: `accessKey: { name, key }`. Pure. */
export function keySaidBy(field: string, key: unknown): SaidKey[] {
  return isPart(field) && DATA_KEY.test(textOf(key))
    ? [{ key: textOf(key), becomes: field }]
    : [];
}

/** Both halves: `secretKeyName` alone names the key of any Secret. */
export function areBothHalves(said: readonly SaidKey[]): boolean {
  const parts = said.map(({ becomes }) => lookUpName(becomes)?.part);
  return parts.includes('id') && parts.includes('secret');
}

function isPart(name: string): boolean {
  return name !== '' && lookUpName(name) !== undefined;
}

/** `secretAccessKeyRef` without its ending; the shortest that leaves the name of a part. */
function partOf(field: string): string {
  const [, rest = '', ending = ''] = NAMES_KEY.exec(field) ?? [];
  const withKey = /^key/i.test(ending) ? `${rest}Key` : '';
  return [withKey, rest].find(isPart) ?? '';
}
