import { whoIsIn, Who } from './whoIsIn';
import { TrustPolicy } from '../readTrustPolicy';
import { Cell, isEmptyCell, SearchBudget } from '../sets/pattern';
import { isInSet, SubjectSet } from '../sets/subjectSet';
import { TrustReviewContext } from '../types';
import { TrustEffect } from './types';

/** What the search for one answer may cost; a change that cannot be shown to be narrower in this time is not proposed. */
const SEARCHES = 50_000;

/** Whom the change removes, keeps and adds, from the sets of both policies. */
export function effectOf(
  before: TrustPolicy,
  after: TrustPolicy,
  context: TrustReviewContext,
): TrustEffect {
  const old = whoIsIn(before, context);
  const next = whoIsIn(after, context);
  const kept = next.names.filter(name => isAmong(name, old));
  const names = new Set(next.names.map(({ label }) => label));
  return {
    removed: sorted(old.names.filter(({ label }) => !names.has(label))),
    kept: sorted(kept),
    added: sorted(next.names.filter(name => !kept.includes(name))),
  };
}

function sorted(names: Who['names']): string[] {
  return [...new Set(names.map(({ label }) => label))].sort();
}

function isAmong(
  { label, provider, subject, cell }: Who['names'][0],
  old: Who,
) {
  if (provider === undefined) {
    return old.names.some(each => each.label === label);
  }
  const set = old.sets.get(provider);
  if (!set) {
    return false;
  }
  return cell ? isWithin(cell, set) : isInSet(set, subject!);
}

/** Whether every subject of the cell is in one cell of the set. `false` may mean that it could not be shown. */
function isWithin(cell: Cell, set: SubjectSet): boolean {
  const budget: SearchBudget = { left: SEARCHES };
  const { all, none } = cell;
  return set.cells.some(
    wide =>
      wide.all.every(each =>
        isEmptyCell({ all, none: [...none, each] }, budget),
      ) &&
      wide.none.every(each =>
        isEmptyCell({ all: [...all, each], none }, budget),
      ),
  );
}
