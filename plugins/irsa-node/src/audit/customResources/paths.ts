import { isRecord } from '../objects/records';

/** Everything at a path, with the path as it is: lists and maps at `*` give one each. */
export function valuesAt(
  root: unknown,
  path: string,
): { value: unknown; path: string }[] {
  let found = [{ value: root, path: '' }];
  for (const name of path.split('.')) {
    found = found.flatMap(({ value, path: before }) => {
      const join = (part: string) => (before ? `${before}.${part}` : part);
      if (name === '*') {
        if (Array.isArray(value)) {
          return value.map((each, at) => ({
            value: each,
            path: `${before}[${at}]`,
          }));
        }
        return isRecord(value)
          ? Object.entries(value).map(([key, each]) => ({
              value: each,
              path: join(key),
            }))
          : [];
      }
      return isRecord(value) && name in value
        ? [{ value: value[name], path: join(name) }]
        : [];
    });
  }
  return found;
}
