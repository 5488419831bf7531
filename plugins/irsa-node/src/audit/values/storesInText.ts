import { lookUpName } from '../../detect/credentialCatalogue';
import { blocksOf } from './blocks';
import { endpointOf } from './endpoints';
import { pairsIn } from './pairs';

/** What a file says of stores, without having a key of its own. */
export interface StoresInText {
  /** Variables that the file takes a key from, with the store that the key is for. */
  variables: ReadonlyMap<string, 'aws' | 'other'>;
  /** The store of its bucket, when that is the only one. */
  bucket?: 'aws' | 'other';
}

const MAY_NAME_STORE = /endpoint|host|s3[_-]?url|service[_-]?url/i;
const BUCKET = /bucket/i;
const ABOUT_KEYS = /bucket|key|secret/i;
/** `${NAME}`, `${ENV:NAME}`, `${NAME:-}`, `$NAME`, `%{NAME}`, `{{ env "NAME" }}`, `ENV["NAME"]`, `getenv('NAME')`. */
const VARIABLE =
  /[$%]\{?(?:env[:.])?([A-Za-z_]\w{2,80})|\benv[ .(["']{1,3}([A-Za-z_]\w{2,80})|getenv\(["']([A-Za-z_]\w{2,80})/i;
const LONGEST = 60_000;

/** The stores that a file of settings names. `undefined` when it names none. Pure; no value is in the answer. */
export function storesInText(text: string): StoresInText | undefined {
  if (
    text.length > LONGEST ||
    !/\n|^\s*\{/.test(text) ||
    !MAY_NAME_STORE.test(text) ||
    !ABOUT_KEYS.test(text) ||
    ![...pairsIn(text)].some(({ name, value }) => endpointOf(name, value))
  ) {
    return undefined;
  }
  const blocks = blocksOf(text);
  const variables = new Map<string, 'aws' | 'other'>();
  const buckets = new Set<'aws' | 'other'>();
  for (const block of blocks.length > 0 ? blocks : [text]) {
    const pairs = [...pairsIn(block)];
    const kinds = new Set(
      pairs.flatMap(({ name, value }) => endpointOf(name, value) ?? []),
    );
    if (kinds.size !== 1) {
      continue;
    }
    const [kind] = kinds;
    for (const { name, value } of pairs) {
      const [, ...found] = VARIABLE.exec(value) ?? [];
      const variable = found.find(Boolean);
      if (variable && lookUpName(name)) {
        variables.set(variable, kind);
      }
    }
    if (pairs.some(({ name }) => BUCKET.test(name))) {
      buckets.add(kind);
    }
  }
  const [bucket] = buckets.size === 1 ? buckets : [];
  return variables.size > 0 || bucket ? { variables, bucket } : undefined;
}
