import { secret } from './audit';

export const INI =
  '"[default]\\naws_access_key_id = @KEY@\\naws_secret_access_key = @SECRET@\\n"';
export const head = (
  apiVersion: string,
  kind: string,
  spec: string,
  scope = 'namespace: shop',
) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, ${scope} }\nspec: ${spec}\n---\n`;
/** One Secret with an id and a secret under these keys. */
export const pairSecret = (id: string, key: string, name = 's') =>
  secret(name, `{ ${id}: "@KEY@", ${key}: "@SECRET@" }`);
export const selector = (key: string, name = 's') =>
  `{ name: ${name}, key: ${key} }`;

export interface Row {
  manifest: string;
  /** Expected findings as text, at levels 2, 1 and 0. Levels that are left out expect the findings of level 2. */
  levels: [string[], (string[] | undefined)?, string[]?];
}
export const one = (
  kind: string,
  object: string,
  keys: string,
  verdict: string,
) => [`${kind}/x - other ${object} [${keys}] ${verdict}`];

/** Name, level, manifest and findings, for each row at each level. */
export function casesOf(
  rows: Record<string, Row>,
): [string, 0 | 1 | 2, string, string[]][] {
  return Object.entries(rows).flatMap(([name, { manifest, levels }]) =>
    ([2, 1, 0] as const).map((level): [string, 0 | 1 | 2, string, string[]] => [
      name,
      level,
      manifest,
      levels[2 - level] ?? levels[0],
    ]),
  );
}
