import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

export type UrlValues = Record<string, string | string[] | undefined>;

/**
 * Reads and writes the query string. Setting a filter makes a history entry, typing replaces it,
 * so that Back undoes decisions and not keystrokes.
 */
export function useUrlState() {
  const [params, setParams] = useSearchParams();
  // The router gives another function for each address; who is handed `set` should not be drawn again for it.
  const latest = useRef(setParams);
  latest.current = setParams;

  const set = useCallback(
    (values: UrlValues, options?: { replace?: boolean }) => {
      latest.current(
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
    [],
  );

  /** Puts a whole query string in the place of this one. */
  const replaceAll = useCallback(
    (query: string) => latest.current(new URLSearchParams(query)),
    [],
  );

  return useMemo(
    () => ({ params, set, replaceAll }),
    [params, set, replaceAll],
  );
}
