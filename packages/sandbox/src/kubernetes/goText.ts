import { isObject } from './json';
import { Json } from './types';

/** A value as Go prints it with %v. Error messages of the real server contain such texts. */
export function goText(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map(goText).join(' ')}]`;
  }
  if (!isObject(value)) {
    return value === null ? '<nil>' : String(value);
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${key}:${goText(member)}`);
  return `map[${members.join(' ')}]`;
}
