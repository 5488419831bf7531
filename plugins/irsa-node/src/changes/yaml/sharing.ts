import { isMap, isScalar, isSeq, YAMLMap } from 'yaml';
import { ChangeImpossibleError } from '../types';
import { isMerged, isShared, pairOf } from './nodes';
import { asMap } from './TextEditor';

/** Walks down, and refuses what an anchor shares with other places. */
export function guardOf(path: string, used: ReadonlySet<string>) {
  const refuse = (field: string): never => {
    throw new ChangeImpossibleError(
      'anchor',
      `In ${path}, ${field} is shared with other places by an anchor, an alias or a merge key. Write it out there first.`,
      { path },
    );
  };
  const map = (owner: YAMLMap, field: string): YAMLMap => {
    const found = pairOf(owner, field)?.value;
    const next = asMap(found);
    return !next || isShared(next, used, false) ? refuse(field) : next;
  };
  return {
    refuse,
    map,
    item(owner: YAMLMap, field: string, index: number): YAMLMap {
      const list = pairOf(owner, field)?.value;
      const item = isSeq(list) ? asMap(list.items[index]) : undefined;
      return !item || isShared(list, used, false) || isShared(item, used, false)
        ? refuse(field)
        : item;
    },
    list(owner: YAMLMap, field: string, removed: readonly number[]): void {
      const list = pairOf(owner, field)?.value;
      if (list === undefined || list === null) {
        if (isMerged(owner)) {
          refuse(field);
        }
        return;
      }
      if (isScalar(list) && list.value === null) {
        return;
      }
      if (!isSeq(list) || isShared(list, used, false)) {
        refuse(field);
        return;
      }
      if (
        removed.some(
          at =>
            isShared(list.items[at], used, true) &&
            !isAliasOnly(list.items[at]),
        )
      ) {
        refuse(field);
      }
    },
    scalar(owner: YAMLMap, field: string): void {
      const value = pairOf(owner, field)?.value;
      if (
        value
          ? isShared(value, used, false) || !isScalar(value)
          : isMerged(owner)
      ) {
        refuse(field);
      }
    },
  };
}

/** An alias can be taken out; the anchor that it names stays. */
function isAliasOnly(node: unknown): boolean {
  return !isMap(node) && !isScalar(node) && !isSeq(node);
}
