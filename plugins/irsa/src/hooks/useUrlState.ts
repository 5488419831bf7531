import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export type UrlValues = Record<string, string | string[] | undefined>;

/**
 * Reads and writes the query string. Setting a filter makes a history entry, typing replaces it,
 * so that Back undoes decisions and not keystrokes.
 */
export function useUrlState() {
  const [params, setParams] = useSearchParams();

  const set = useCallback(
    (values: UrlValues, options?: { replace?: boolean }) => {
      setParams(
        old => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(values)) {
            next.delete(name);
            for (const item of [value ?? []].flat()) {
              if (item !== '') {
                next.append(name, item);
              }
            }
          }
          return next;
        },
        { replace: options?.replace },
      );
    },
    [setParams],
  );

  /** Puts a whole query string in the place of this one. */
  const replaceAll = useCallback(
    (query: string) => setParams(new URLSearchParams(query)),
    [setParams],
  );

  return useMemo(
    () => ({ params, set, replaceAll }),
    [params, set, replaceAll],
  );
}
