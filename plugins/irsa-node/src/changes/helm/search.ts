import { Difference } from './compare';
import { Candidate } from './known';
import { joinEdits, ValueEdit } from './values';

/** What of a rendering with edits is not as planned; undefined when it fails, or the edits cannot be written. */
export type Evaluate = (
  edits: readonly ValueEdit[],
) => Promise<readonly Difference[] | undefined>;

export interface Found {
  edits: ValueEdit[];
  /** What is left; none when the edits are as planned. */
  left: readonly Difference[];
  /** What an edit that does some of what is left changes too, though it is not to. */
  spoilt?: readonly string[];
}

/** Each is a rendering. */
const MAX_TRIES = 90;
const MAX_COVERS = 400;
const COVERS_TRIED = 16;
const MAX_PARTS = 16;

interface Effect {
  candidate: Candidate;
  solves: ReadonlySet<string>;
  breaks: ReadonlySet<string>;
}

/**
 * Looks for the smallest set of candidates with which a chart renders what is planned. Each is tried alone, sets that together do all are
 * tried by size, and when none is right, they are added one by one as long as less is left.
 *
 * @param start - what is not as planned without any edit
 */
export async function searchEdits(
  candidates: readonly Candidate[],
  start: readonly Difference[],
  evaluate: Evaluate,
): Promise<Found> {
  const tried = new Map<string, Promise<readonly Difference[] | undefined>>();
  const attempt = (edits: readonly ValueEdit[]) => {
    const id = JSON.stringify(edits);
    const known = tried.get(id);
    if (known || tried.size >= MAX_TRIES) {
      return known ?? Promise.resolve(undefined);
    }
    const made = evaluate(edits);
    tried.set(id, made);
    return made;
  };
  if (start.length === 0) {
    return { edits: [], left: [] };
  }
  const { effects, others, silent } = await effectsOf(
    candidates,
    start,
    attempt,
  );
  const covers = coversOf(start, effects).slice(0, COVERS_TRIED);
  const tryCovers = async (isNarrow: boolean) => {
    for (const { edits, collateral } of covers) {
      const isTried = (collateral === 0) === isNarrow;
      if (isTried && (await attempt(edits))?.length === 0) {
        return smallest(edits, attempt);
      }
    }
    return undefined;
  };
  const narrow = await tryCovers(true);
  if (narrow) {
    return narrow;
  }
  if (covers.some(({ collateral }) => collateral > 0)) {
    // A value may do nothing alone, since another one stands in for it.
    const found = await climb(
      start,
      effects.filter(({ candidate }) => !candidate.collateral),
      silent,
      attempt,
    );
    const wide =
      found.left.length === 0
        ? await smallest(found.edits, attempt)
        : await tryCovers(false);
    if (wide) {
      return wide;
    }
  }
  const best = await climb(start, effects, others, attempt);
  return best.left.length === 0
    ? smallest(best.edits, attempt)
    : { ...best, spoilt: spoiltBy(effects, best.left) };
}

/** What the least harmful edit for what is left changes too. */
function spoiltBy(
  effects: readonly Effect[],
  left: readonly Difference[],
): string[] {
  const [least] = effects
    .filter(({ solves }) => left.some(({ place }) => solves.has(place)))
    .sort((a, b) => a.breaks.size - b.breaks.size);
  return least ? [...least.breaks] : [];
}

type Attempt = (
  edits: readonly ValueEdit[],
) => Promise<readonly Difference[] | undefined>;

/** What each candidate does alone. */
async function effectsOf(
  candidates: readonly Candidate[],
  start: readonly Difference[],
  attempt: Attempt,
): Promise<{
  effects: Effect[];
  /** Those that cannot be tried alone, or only do harm alone. */
  others: Candidate[];
  /** Of what is to go, those that do nothing alone. */
  silent: Candidate[];
}> {
  const before = new Set(start.map(({ place }) => place));
  const effects: Effect[] = [];
  const others: Candidate[] = [];
  const silent: Candidate[] = [];
  const done = new Set<Candidate['goal']>();
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const { goal, edits } = candidate;
    // A place for an account or a variable that does no more than planned is not bettered by another one.
    const left = done.has(goal) ? undefined : await attempt(edits);
    if (!left) {
      if (!done.has(goal)) {
        others.push(candidate);
      }
      continue;
    }
    const now = new Set(left.map(({ place }) => place));
    const solves = new Set([...before].filter(place => !now.has(place)));
    const breaks = new Set(
      left.flatMap(({ place, kind }) => (kind === 'other' ? [place] : [])),
    );
    const id = JSON.stringify([
      [...solves],
      [...breaks],
      edits.length,
      candidate.collateral ?? 0,
    ]);
    const isSilent = solves.size + breaks.size === 0;
    if (seen.has(id) && !isSilent) {
      continue;
    }
    seen.add(id);
    if (solves.size > 0) {
      effects.push({ candidate, solves, breaks });
      if (
        breaks.size === 0 &&
        goal !== 'remove' &&
        isWhole(goal, solves, start)
      ) {
        done.add(goal);
      }
    } else if (breaks.size > 0) {
      others.push(candidate);
    } else if (goal === 'remove' && !candidate.collateral) {
      silent.push(candidate);
    }
  }
  return { effects, others, silent };
}

function isWhole(
  goal: Candidate['goal'],
  solves: ReadonlySet<string>,
  start: readonly Difference[],
): boolean {
  const account = (place: string) =>
    place.startsWith('ServiceAccount ') ||
    /\.serviceAccount(Name)?$/.test(place);
  const own = start.filter(({ place }) =>
    goal === 'account' ? account(place) : /\.env\[/.test(place),
  );
  return own.length > 0 && own.every(({ place }) => solves.has(place));
}

interface Cover {
  edits: ValueEdit[];
  /** Of its candidates together. */
  collateral: number;
}

/** Sets that together solve all, the smallest and likeliest first. */
function coversOf(
  start: readonly Difference[],
  effects: readonly Effect[],
): Cover[] {
  const covers: (Cover & { breaks: number; rank: number })[] = [];
  const all = start.map(({ place }) => place);
  const visit = (chosen: readonly Effect[]) => {
    if (covers.length >= MAX_COVERS) {
      return;
    }
    const open = all.find(
      place => !chosen.some(({ solves }) => solves.has(place)),
    );
    if (open === undefined) {
      const edits = joinEdits(
        chosen.flatMap(({ candidate }) => candidate.edits),
      );
      if (edits) {
        covers.push({
          edits,
          breaks: chosen.reduce((sum, { breaks }) => sum + breaks.size, 0),
          collateral: chosen.reduce(
            (sum, { candidate }) => sum + (candidate.collateral ?? 0),
            0,
          ),
          rank: chosen.reduce((sum, { candidate }) => sum + candidate.rank, 0),
        });
      }
      return;
    }
    if (chosen.length < MAX_PARTS) {
      effects
        .filter(({ solves }) => solves.has(open))
        .forEach(each => visit([...chosen, each]));
    }
  };
  visit([]);
  return covers.sort(
    (a, b) =>
      Math.sign(a.breaks) - Math.sign(b.breaks) ||
      a.collateral - b.collateral ||
      a.edits.length - b.edits.length ||
      a.rank - b.rank,
  );
}

/** Adds candidates one by one, as long as less is left. */
async function climb(
  start: readonly Difference[],
  effects: readonly Effect[],
  others: readonly Candidate[],
  attempt: Attempt,
): Promise<Found> {
  const order = [
    ...[...effects]
      .sort(
        (a, b) =>
          a.breaks.size - b.breaks.size ||
          (a.candidate.collateral ?? 0) - (b.candidate.collateral ?? 0) ||
          b.solves.size - a.solves.size,
      )
      .map(({ candidate }) => candidate),
    ...others,
  ];
  let best: Found = { edits: [], left: start };
  for (let round = 0; round < 2 && best.left.length > 0; round += 1) {
    for (const { edits } of order) {
      const together = joinEdits([...best.edits, ...edits]);
      const left = together && (await attempt(together));
      if (together && left && weightOf(left) < weightOf(best.left)) {
        best = { edits: together, left };
      }
    }
  }
  return best;
}

/** What was not to change is worse than what has not changed yet. */
function weightOf(left: readonly Difference[]): number {
  return left.reduce((sum, { kind }) => sum + (kind === 'other' ? 2 : 1), 0);
}

/** Without the edits that are not needed. */
async function smallest(
  edits: readonly ValueEdit[],
  attempt: Attempt,
): Promise<Found> {
  let kept = [...edits];
  for (const edit of [...edits].reverse()) {
    const fewer = kept.filter(each => each !== edit);
    if (fewer.length > 0 && (await attempt(fewer))?.length === 0) {
      kept = fewer;
    }
  }
  return { edits: kept, left: [] };
}
