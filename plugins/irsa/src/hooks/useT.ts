import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { irsaTranslationRef } from '../translation';

type Messages = (typeof irsaTranslationRef)['T'];

export type T = TranslationFunction<Messages>;

/** The plugin's texts in the language of the portal. */
export function useT(): T {
  return useTranslationRef(irsaTranslationRef).t;
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
