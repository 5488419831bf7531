import { isRecord, textOf } from '../objects/records';

/** What a provider of configuration takes values from. */
export type Provider =
  | 'Secret'
  | 'ConfigMap'
  | 'variable'
  | 'file'
  | 'directory';

/** `${secrets:shop/aws:id}` and `${env:AWS_ACCESS_KEY_ID}`; a path may have no colon. */
const REFERENCE = /\$\{([\w.-]{1,60}):([^:${}]{1,300})(?::([^${}]{1,200}))?\}/g;
const LONGEST = 20_000;

const CLASSES: readonly [RegExp, Provider][] = [
  [/KubernetesSecretConfigProvider$/, 'Secret'],
  [/KubernetesConfigMapConfigProvider$/, 'ConfigMap'],
  [/Env\w*ConfigProvider$/, 'variable'],
  [/FileConfigProvider$/, 'file'],
  [/DirectoryConfigProvider$/, 'directory'],
];
/** How the providers are called where their classes are not known. */
const ALIASES: readonly [RegExp, Provider][] = [
  [/secret/i, 'Secret'],
  [/config-?maps?/i, 'ConfigMap'],
  [/^env/i, 'variable'],
  [/^file/i, 'file'],
  [/^dir/i, 'directory'],
];

/** The references to providers in a text. */
export function referencesIn(
  text: string,
): { alias: string; at: string; key: string }[] {
  return text.length > LONGEST
    ? []
    : [...text.matchAll(REFERENCE)].map(([, alias, at, key = '']) => ({
        alias,
        at,
        key,
      }));
}

/**
 * What a provider is, by its class in the configuration of Connect, else by its name.
 *
 * @param config - `undefined` when it is not known
 */
export function providerOf(
  alias: string,
  config: unknown,
): Provider | undefined {
  const name = textOf(
    isRecord(config) ? config[`config.providers.${alias}.class`] : undefined,
  );
  return name
    ? CLASSES.find(([words]) => words.test(name))?.[1]
    : ALIASES.find(([words]) => words.test(alias))?.[1];
}
