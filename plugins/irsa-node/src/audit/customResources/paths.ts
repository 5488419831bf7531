import { isRecord } from '../objects/records';

export interface Place {
  value: unknown;
  path: string;
  /** The concrete path, with one step for each part of the requested path. */
  steps: readonly string[];
}

/** All values at a path, with their concrete paths: `*` gives one for each element of a list or map. */
export function valuesAt(root: unknown, path: string): Place[] {
  let found: Place[] = [{ value: root, path: '', steps: [] }];
  for (const name of path.split('.')) {
    found = found.flatMap(({ value, path: before, steps }): Place[] => {
      const join = (part: string) => (before ? `${before}.${part}` : part);
      if (name === '*') {
        if (Array.isArray(value)) {
          return value.map((each, at) => ({
            value: each,
            path: `${before}[${at}]`,
            steps: [...steps, String(at)],
          }));
        }
        return isRecord(value)
          ? Object.entries(value).map(([key, each]) => ({
              value: each,
              path: join(key),
              steps: [...steps, key],
            }))
          : [];
      }
      return isRecord(value) && name in value
        ? [{ value: value[name], path: join(name), steps: [...steps, name] }]
        : [];
    });
  }
  return found;
}
