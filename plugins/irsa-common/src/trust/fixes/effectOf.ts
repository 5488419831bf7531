import { clustersOf } from '../known';
import { TrustPolicy } from '../readTrustPolicy';
import { Cell, isEmptyCell, SearchBudget } from '../sets/pattern';
import { isInSet, SubjectSet } from '../sets/subjectSet';
import { TrustReviewContext } from '../types';
import { TrustEffect } from './types';
import { Name, Who, whoIsIn } from './whoIsIn';

/** What the search for one answer may cost; a change that cannot be shown to be narrower in this time is not proposed. */
const SEARCHES = 50_000;

/** As `TrustEffect`, with what tells those of one name apart. */
interface Difference {
  removed: Name[];
  kept: Name[];
  added: Name[];
}

/** Whom the change removes, keeps and adds, from the sets of both policies. */
export function differenceOf(
  before: TrustPolicy,
  after: TrustPolicy,
  context: TrustReviewContext,
): Difference {
  const old = whoIsIn(before, context);
  const next = whoIsIn(after, context);
  const keys = new Set(next.names.map(keyOf));
  const kept = next.names.filter(name => isAmong(name, old));
  const toldApart = tellApart([...old.names, ...next.names], context);
  return {
    removed: old.names.filter(name => !keys.has(keyOf(name))).map(toldApart),
    kept: kept.map(toldApart),
    added: next.names.filter(name => !kept.includes(name)).map(toldApart),
  };
}

export function effectOf(
  before: TrustPolicy,
  after: TrustPolicy,
  context: TrustReviewContext,
): TrustEffect {
  const { removed, kept, added } = differenceOf(before, after, context);
  return {
    removed: labelsOf(removed),
    kept: labelsOf(kept),
    added: labelsOf(added),
  };
}

/** Sorted, each once. */
export function labelsOf(names: Name[]): string[] {
  return [...new Set(names.map(({ label }) => label))].sort();
}

/** One name of two clusters is two identities. */
function keyOf({ provider = '', label }: Name): string {
  return `${provider} ${label}`;
}

/** Adds to a name that several providers have of which cluster it is, or of which issuer. */
function tellApart(
  names: Name[],
  context: TrustReviewContext,
): (name: Name) => Name {
  const providers = new Map<string, Set<string | undefined>>();
  for (const { label, provider } of names) {
    providers.set(label, (providers.get(label) ?? new Set()).add(provider));
  }
  return name => {
    const { label, host } = name;
    if (host === undefined || providers.get(label)!.size < 2) {
      return name;
    }
    const known = clustersOf(context, host).map(cluster => cluster.name);
    return { ...name, label: `${label} (${known.join(', ') || host})` };
  };
}

function isAmong({ label, provider, subject, cell }: Name, old: Who) {
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
