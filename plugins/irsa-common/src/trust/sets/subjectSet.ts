import { matchesAction, matchPrincipal, toArray } from '../../policy';
import { isSubjectForm } from '../issuers/claims';
import { TrustStatement } from '../statements';
import { isSameHost, Outcome, outcomeOf, TokenView } from './outcome';
import {
  Cell,
  hasWildcard,
  isEmptyCell,
  isInCell,
  isLiteral,
  matches,
  SearchBudget,
} from './pattern';
import { Pattern } from './types';

export const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';
const TAG_SESSION = 'sts:TagSession';

/** Combinations of values above this number are not looked at one by one. */
const MAX_CELLS = 500;
/** What the searches for empty cells of one set may cost together: a few milliseconds. */
const SEARCHES = 20_000;

/**
 * Subjects whose tokens may assume the role: `members` by name, `cells` by patterns. Both empty: nobody.
 * An upper bound where `isConditional`: other things that the request or the token says decide too.
 */
export interface SubjectSet {
  members: string[];
  cells: Cell[];
  isConditional: boolean;
}

export interface SetRequest {
  /** ARN, or name, of the provider. */
  provider: string;
  host: string;
  version: string | undefined;
  /** Audiences that the provider is registered for; undefined when they are not known. */
  audiences?: string[];
}

interface Answered {
  about: TrustStatement[];
  request: SetRequest;
  set: SubjectSet;
}

/** Answers by the first Allow statement. Rules and reach ask for the same sets of one reading of a policy. */
const answered = new WeakMap<TrustStatement, Answered[]>();

/** Subjects of the provider's tokens that the Allow statements let in and no Deny keeps out. */
export function subjectSet(
  allows: TrustStatement[],
  denies: TrustStatement[],
  request: SetRequest,
): SubjectSet {
  if (allows.length === 0) {
    return { members: [], cells: [], isConditional: false };
  }
  const about = [...allows, ...denies];
  const before = answered.get(allows[0]) ?? [];
  const known = before.find(
    each =>
      isSameList(each.about, about) && isSameRequest(each.request, request),
  );
  if (known) {
    return known.set;
  }
  const set = computed(allows, denies, request);
  answered.set(allows[0], [...before, { about, request, set }]);
  return set;
}

function isSameRequest(left: SetRequest, right: SetRequest): boolean {
  return (
    left.provider === right.provider &&
    left.host === right.host &&
    left.version === right.version &&
    (left.audiences && right.audiences
      ? isSameList(left.audiences, right.audiences)
      : left.audiences === right.audiences)
  );
}

function isSameList<T>(left: T[], right: T[]): boolean {
  return (
    left.length === right.length &&
    left.every((each, index) => each === right[index])
  );
}

function computed(
  allows: TrustStatement[],
  denies: TrustStatement[],
  request: SetRequest,
): SubjectSet {
  const relevant = (statement: TrustStatement) =>
    hasAction(statement, WEB_IDENTITY) && names(statement, request.provider);
  const view: TokenView = {
    host: request.host,
    version: request.version,
    mayTag: allows.some(
      statement =>
        hasAction(statement, TAG_SESSION) && names(statement, request.provider),
    ),
    unknownValues: 'widest',
  };
  const allowed = allows
    .filter(relevant)
    .map(({ tests }) => tests.map(test => outcomeOf(test, view)));
  const denied = denies
    .filter(relevant)
    .map(({ tests }) =>
      tests.map(test =>
        outcomeOf(test, { ...view, unknownValues: 'left out' }),
      ),
    );
  const members = new Set<string>();
  const cells = new Map<string, Cell>();
  const budget = { left: SEARCHES };
  for (const audience of audiencesOf(allows, denies, request)) {
    const before = allowed.flatMap(outcomes => allowCells(outcomes, audience));
    const after = denied.reduce(
      (rest, outcomes) => subtract(rest, outcomes, audience),
      before,
    );
    after.forEach(cell => add(cell, members, cells, budget));
  }
  return {
    members: [...members].sort(),
    cells: [...cells.values()],
    isConditional: [...allowed, ...denied].some(outcomes =>
      outcomes.some(({ kind }) => kind === 'depends'),
    ),
  };
}

export function isInSet({ members, cells }: SubjectSet, subject: string) {
  return (
    members.includes(subject) || cells.some(cell => isInCell(cell, subject))
  );
}

export function isEmptySet({ members, cells }: SubjectSet): boolean {
  return members.length === 0 && cells.length === 0;
}

export function hasAction({ statement }: TrustStatement, action: string) {
  const isIt = (pattern: string) => matchesAction(pattern, action);
  return statement.NotAction === undefined
    ? toArray(statement.Action).some(isIt)
    : !toArray(statement.NotAction).some(isIt);
}

function names({ statement }: TrustStatement, provider: string): boolean {
  const { Principal } = statement;
  if (Principal !== undefined && Principal !== '*') {
    const { Federated } = Principal;
    // Most name one provider, and it is this one.
    if (Federated === provider) {
      return true;
    }
  }
  const caller = { type: 'Federated' as const, value: provider };
  if (Principal !== undefined) {
    return matchPrincipal(Principal, caller) !== undefined;
  }
  return (
    statement.NotPrincipal !== undefined &&
    matchPrincipal(statement.NotPrincipal, caller) === undefined
  );
}

/** Audiences to try. Where the provider's are not known: those that the policy names, and one that it does not. */
function audiencesOf(
  allows: TrustStatement[],
  denies: TrustStatement[],
  { audiences, host }: SetRequest,
): string[] {
  if (audiences) {
    return audiences;
  }
  const named = [...allows, ...denies].flatMap(({ tests }) =>
    tests.flatMap(test =>
      test.claim === 'aud' && isSameHost(test.host, host)
        ? test.values
            .filter(value => !isSubjectForm(value))
            .flatMap(value => [value, value.replace(/[*?]/g, 'x')])
        : [],
    ),
  );
  return [...new Set([...named, 'sts.amazonaws.com', '\uFFFE'])];
}

function allowCells(outcomes: Outcome[], audience: string): Cell[] {
  if (!outcomes.every(outcome => mayHold(outcome, audience))) {
    return [];
  }
  const none = outcomes.flatMap(each =>
    each.kind === 'subject-none' ? each.none : [],
  );
  const lists = outcomes.flatMap(each =>
    each.kind === 'subject-any' ? [each.any] : [],
  );
  return combine(lists).map(all => ({ all, none }));
}

function mayHold(outcome: Outcome, audience: string): boolean {
  return outcome.kind === 'audience'
    ? outcome.holds(audience)
    : outcome.kind !== 'never';
}

/** One pattern of each list, in all ways; beyond the limit only of the shortest list, which lets more in. */
function combine(lists: Pattern[][]): Pattern[][] {
  const count = lists.reduce((product, { length }) => product * length, 1);
  if (count > MAX_CELLS) {
    const shortest = [...lists].sort((a, b) => a.length - b.length)[0];
    return shortest.map(pattern => [pattern]);
  }
  return lists.reduce<Pattern[][]>(
    (made, list) => made.flatMap(all => list.map(each => [...all, each])),
    [[]],
  );
}

/** What of the cells is left when everything is refused for which all outcomes hold. */
function subtract(
  cells: Cell[],
  outcomes: Outcome[],
  audience: string,
): Cell[] {
  const isCertain = outcomes.every(
    outcome => outcome.kind !== 'depends' && mayHold(outcome, audience),
  );
  const ways = outcomes.reduce(
    (sum, each) => sum + (each.kind === 'subject-none' ? each.none.length : 1),
    0,
  );
  if (!isCertain) {
    return cells;
  }
  const isOpen = (cell: Cell) => !cell.all.some(isLiteral);
  // Too many to look at one by one: what the Deny takes away is left in, so the set is too large and never too small.
  if (cells.filter(isOpen).length * ways > MAX_CELLS) {
    return cells;
  }
  return cells.flatMap(cell => {
    const name = cell.all.find(isLiteral);
    if (name) {
      return outcomes.every(outcome => isMet(outcome, name.text)) ? [] : [cell];
    }
    return outcomes.flatMap((outcome): Cell[] => {
      if (outcome.kind === 'subject-any') {
        return [{ all: cell.all, none: [...cell.none, ...outcome.any] }];
      }
      return outcome.kind === 'subject-none'
        ? outcome.none.map(each => ({
            all: [...cell.all, each],
            none: cell.none,
          }))
        : [];
    });
  });
}

/** Whether the outcome, which holds in all else, also holds for this subject. */
function isMet(outcome: Outcome, subject: string): boolean {
  if (outcome.kind === 'subject-any') {
    return outcome.any.some(pattern => matches(pattern, subject));
  }
  return (
    outcome.kind !== 'subject-none' ||
    !outcome.none.some(pattern => matches(pattern, subject))
  );
}

function add(
  cell: Cell,
  members: Set<string>,
  cells: Map<string, Cell>,
  budget: SearchBudget,
) {
  const literal = cell.all.find(isLiteral);
  if (literal) {
    if (isInCell(cell, literal.text)) {
      members.add(literal.text);
    }
    return;
  }
  const key = `${keyOf(cell.all)}\0${keyOf(cell.none)}`;
  const isAlone = cell.all.length === 1 && cell.none.length === 0;
  if (
    !cells.has(key) &&
    (cell.all.length === 0 || isAlone || !isEmptyCell(cell, budget))
  ) {
    cells.set(key, cell);
  }
}

/** Patterns, each with its length before it, so that no two lists have one key. */
function keyOf(patterns: Pattern[]): string {
  let key = '';
  for (const { text, ignoreCase } of patterns) {
    key += `${ignoreCase ? 'i' : 'c'}${text.length}:${text}`;
  }
  return key;
}

/** The name of which only the letter case is left open. */
export function exactButCase({ all }: Cell): Pattern | undefined {
  return all.find(pattern => pattern.ignoreCase && !hasWildcard(pattern));
}
