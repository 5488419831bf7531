import { startTransition, useCallback, useMemo, useRef } from 'react';
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
  // What was written last, until the page is drawn with it: the next value is added to it.
  const written = useRef(params);
  const drawn = useRef(params);
  if (drawn.current !== params) {
    drawn.current = params;
    written.current = params;
  }
  const write = useCallback((next: URLSearchParams, replace?: boolean) => {
    written.current = next;
    // What was pressed shows that first; the page follows without holding up the next press.
    startTransition(() => latest.current(next, { replace }));
  }, []);

  const set = useCallback(
    (values: UrlValues, options?: { replace?: boolean }) => {
      const next = new URLSearchParams(written.current);
      for (const [name, value] of Object.entries(values)) {
        next.delete(name);
        for (const item of [value ?? []].flat()) {
          if (item !== '') {
            next.append(name, item);
          }
        }
      }
      write(next, options?.replace);
    },
    [write],
  );

  /** Puts a whole query string in the place of this one. */
  const replaceAll = useCallback(
    (query: string) => write(new URLSearchParams(query)),
    [write],
  );

  return useMemo(
    () => ({ params, set, replaceAll }),
    [params, set, replaceAll],
  );
}
