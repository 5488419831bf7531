import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { blocksOf } from './blocks';
import { endpointOf } from './endpoints';
import { withVariables } from './environmentReferences';
import { pairsIn } from './pairs';

/** What a file says of stores, without having a key of its own. */
export interface StoresInText {
  /** Variables that the file takes a key from, with the store that the key is for. */
  variables: ReadonlyMap<string, 'aws' | 'other'>;
  /** What those variables are that the file takes both halves of a key from, by the names of its own settings. */
  names?: ReadonlyMap<string, CataloguedName>;
  /** The store of its bucket, when that is the only one. */
  bucket?: 'aws' | 'other';
}

const MAY_NAME_STORE = /endpoint|host|s3[_-]?url|service[_-]?url/i;
const BUCKET = /bucket/i;
/** A key's name before a variable. */
const MAY_NAME_VARIABLES =
  /key[\w.-]{0,20}["']?\s{0,3}[:=>][^\n]{0,20}(\$|%\{|\benv\b|getenv)/i;
const ABOUT_KEYS = /bucket|key|secret/i;
/** `${NAME}`, `${ENV:NAME}`, `${NAME:-}`, `$NAME`, `%{NAME}`, `{{ env "NAME" }}`, `ENV["NAME"]`, `getenv('NAME')`. */
const VARIABLE =
  /[$%]\{?(?:env[:.])?([A-Za-z_]\w{2,80})|\benv[ .(["']{1,3}([A-Za-z_]\w{2,80})|getenv\(["']([A-Za-z_]\w{2,80})/i;
const LONGEST = 60_000;

/** The stores that a file of settings names. `undefined` when it names none. Pure; no value is in the answer. */
export function storesInText(given: string): StoresInText | undefined {
  const text = given.length > LONGEST ? given : withVariables(given);
  if (
    text.length > LONGEST ||
    !/\n|^\s*[{<]/.test(text) ||
    !ABOUT_KEYS.test(text)
  ) {
    return undefined;
  }
  const hasStore =
    MAY_NAME_STORE.test(text) &&
    [...pairsIn(text)].some(({ name, value }) => endpointOf(name, value));
  if (!hasStore && !MAY_NAME_VARIABLES.test(text)) {
    return undefined;
  }
  const blocks = blocksOf(text);
  const names = new Map<string, CataloguedName>();
  const variables = new Map<string, 'aws' | 'other'>();
  const buckets = new Set<'aws' | 'other'>();
  for (const block of blocks.length > 0 ? blocks : [text]) {
    const pairs = [...pairsIn(block)];
    namedBothIn(pairs).forEach(([variable, known]) =>
      names.set(variable, known),
    );
    const kinds = new Set(
      pairs.flatMap(({ name, value }) => endpointOf(name, value) ?? []),
    );
    if (kinds.size !== 1) {
      continue;
    }
    const [kind] = kinds;
    for (const { name, value } of pairs) {
      const variable = variableIn(value);
      if (variable && lookUpName(name)) {
        variables.set(variable, kind);
      }
    }
    if (pairs.some(({ name }) => BUCKET.test(name))) {
      buckets.add(kind);
    }
  }
  const [bucket] = buckets.size === 1 ? buckets : [];
  return variables.size > 0 || bucket || names.size > 0
    ? { variables, bucket, ...(names.size > 0 ? { names } : {}) }
    : undefined;
}

function variableIn(value: string): string | undefined {
  const [, ...found] = VARIABLE.exec(value) ?? [];
  return found.find(Boolean);
}

/** One half alone has a name that many other things have: `secret_key: ${SESSION_SECRET}`. */
function namedBothIn(
  pairs: readonly { name: string; value: string }[],
): [variable: string, known: CataloguedName][] {
  const found = pairs.flatMap(({ name, value }): [string, CataloguedName][] => {
    const known = lookUpName(name);
    const variable = known && variableIn(value);
    return variable ? [[variable, known]] : [];
  });
  const has = (part: CataloguedName['part']) =>
    found.some(([, known]) => known.part === part);
  return has('id') && has('secret') ? found : [];
}
