import { stringify } from 'yaml';

/** YAML with sorted keys, for people to compare; empty for nothing. */
export function canonicalYaml(value: unknown): string {
  return value === undefined
    ? ''
    : stringify(value, {
        sortMapEntries: true,
        lineWidth: 0,
        aliasDuplicateObjects: false,
      });
}
