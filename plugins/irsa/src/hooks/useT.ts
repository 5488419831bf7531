import { createContext, useContext } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { irsaTranslationRef } from '../translation';

type Messages = (typeof irsaTranslationRef)['T'];

/** What stands between braces in a text; undefined when nothing does. */
type NamesIn<Text> = Text extends `${string}{{${infer Inside}}}${infer Rest}`
  ? NameOf<Inside> | NamesIn<Rest>
  : never;

/** `count` of `count, number`: what follows the comma is how it is written. */
type NameOf<Inside extends string> = Inside extends `${infer Name},${string}`
  ? Name
  : Inside;

type Plural<Key> = Key extends `${infer Stem}_${'one' | 'other' | 'zero'}`
  ? Stem
  : never;

type Parameters<Names extends string> = [Names] extends [never]
  ? []
  : [values: { [Name in Names]: string | number }];

/** By key, made once: plural forms are asked for by the key without their ending, and with `count`. */
type Texts = {
  [Key in keyof Messages as Plural<Key> extends never
    ? Key
    : never]: Parameters<NamesIn<Messages[Key]>>;
} & {
  [Key in keyof Messages as Plural<Key>]: [
    values: { count: number } & {
      [Name in Exclude<NamesIn<Messages[Key]>, 'count'>]: string | number;
    },
  ];
};

/**
 * Gives a text by its key. Says the same as `TranslationFunction`, which looks at all texts anew wherever one is asked for: with some
 * hundred texts that is most of the time of a type check.
 */
export type T = <Key extends keyof Texts>(
  key: Key,
  ...values: Texts[Key]
) => string;

/** The texts of what stands above; see `AskedOnce`. */
export const TextsContext = createContext<T | undefined>(undefined);

/** Looks up each text that nothing is put into once: a look-up costs more than to draw a cell. */
export function remembering(t: T): T {
  const said = new Map<string, string>();
  const find = t as unknown as (key: string, ...values: object[]) => string;
  return ((key: string, ...values: object[]) => {
    const known = values.length === 0 ? said.get(key) : undefined;
    if (known !== undefined) {
      return known;
    }
    const text = find(key, ...values);
    if (values.length === 0) {
      said.set(key, text);
    }
    return text;
  }) as unknown as T;
}

/** The plugin's texts in the language of the portal, followed by the caller itself. */
export function useOwnT(): T {
  return useTranslationRef(irsaTranslationRef).t as unknown as T;
}

/** The plugin's texts in the language of the portal. */
export function useT(): T {
  const shared = useContext(TextsContext);
  // What is drawn stays below the same provider, or below none, so that the same hooks run each time.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  return shared ?? useOwnT();
}

/**
 * A text whose key comes from the backend (`role.add`, `roll-out`…). A newer backend may send keys or leave out
 * parameters that this version does not know: then the fallback is shown.
 */
export function translateKey(
  t: T,
  key: string,
  params: Record<string, string | number | string[]>,
  fallback: string,
): string {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const translate = t as unknown as (
    key: string,
    values: Record<string, string | number>,
  ) => string;
  const text = translate(key, values);
  return text === key || text.includes('{{') ? fallback : text;
}
