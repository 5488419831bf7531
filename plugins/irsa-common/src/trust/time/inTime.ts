import { TrustPolicy } from '../readTrustPolicy';
import { hasAction } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { TrustReviewContext } from '../types';
import { Spell, spellOf } from './spell';
import { holdsAt, isOfTime, turnsOf } from './timeTests';

/** One statement with conditions on the time. */
export interface TimedStatement {
  statement: TrustStatement;
  spell: Spell;
  /** A Deny of everybody whose dates decide about this Allow; absent where they are its own. */
  by?: TrustStatement;
}

/** A policy as the time of day leaves it. */
export interface PolicyInTime {
  /** Who gets in now. */
  now: TrustPolicy;
  /** Who gets in now or later: without what is over, and as if what is still to come had begun. */
  ever: TrustPolicy;
  /** Statements that depend on the time. */
  timed: TimedStatement[];
}

const ASSUME = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoleWithSAML',
];

const known = new WeakMap<TrustPolicy, { at: number; answer: PolicyInTime }>();

/**
 * Applies the conditions on aws:CurrentTime and aws:EpochTime. Without `context.now`, and where a policy has none, it stays as it is.
 * Statements keep their index.
 */
export function inTime(
  policy: TrustPolicy,
  { now: given }: TrustReviewContext,
): PolicyInTime {
  const at = instantOf(given);
  const hasTime = policy.statements.some(({ tests }) => tests.some(isOfTime));
  if (at === undefined || !hasTime) {
    return { now: policy, ever: policy, timed: [] };
  }
  const before = known.get(policy);
  if (before?.at === at) {
    return before.answer;
  }
  const answer = applied(policy, at);
  known.set(policy, { at, answer });
  return answer;
}

/** Milliseconds since 1970; undefined when no time, or none that can be read, is given. */
export function instantOf(now: TrustReviewContext['now']): number | undefined {
  const at = now === undefined ? NaN : new Date(now).getTime();
  return Number.isNaN(at) ? undefined : at;
}

function applied(policy: TrustPolicy, at: number): PolicyInTime {
  const totals = policy.statements.filter(isTotalDeny);
  const now: TrustStatement[] = [];
  const ever: TrustStatement[] = [];
  const timed: TimedStatement[] = [];
  for (const statement of policy.statements) {
    const isAllow = statement.statement.Effect === 'Allow';
    const one = isAllow
      ? allowed(statement, totals, at)
      : { statement, spell: spellOfTests(statement, at) };
    const { spell } = one;
    const untimed = withoutTime(statement);
    if (untimed !== statement || spell.kind !== 'always') {
      timed.push(one);
    }
    if (spell.kind === 'always' || spell.kind === 'ends') {
      now.push(untimed);
    }
    if (spell.kind === 'always' || (isAllow && mayHold(spell))) {
      ever.push(untimed);
    } else if (!isAllow && mayHold(spell)) {
      // It refuses some of the time, so nobody is refused for ever.
      ever.push(statement);
    }
  }
  return {
    now: { ...policy, statements: now },
    ever: { ...policy, statements: ever },
    timed,
  };
}

function mayHold({ kind }: Spell): boolean {
  return kind === 'ends' || kind === 'notYet';
}

/** An Allow holds within its own dates, and outside those of a Deny of everybody. */
function allowed(
  statement: TrustStatement,
  totals: TrustStatement[],
  at: number,
): TimedStatement {
  const own = spellOfTests(statement, at);
  const deciding = totals.filter(deny =>
    ASSUME.every(
      action => !hasAction(statement, action) || hasAction(deny, action),
    ),
  );
  if (own.kind === 'over' || own.kind === 'never' || deciding.length === 0) {
    return { statement, spell: own };
  }
  const spell = spellOf(
    when =>
      testsHold(statement, when) &&
      deciding.every(deny => !testsHold(deny, when)),
    [statement, ...deciding].flatMap(turns),
    at,
  );
  const isOwn = JSON.stringify(spell) === JSON.stringify(own);
  return { statement, spell, by: isOwn ? undefined : deciding[0] };
}

/** A Deny of everybody that depends on nothing but the time. */
function isTotalDeny({ statement, principals, tests }: TrustStatement) {
  return (
    statement.Effect === 'Deny' &&
    principals.some(({ kind, value }) => kind === 'AWS' && value === '*') &&
    tests.length > 0 &&
    tests.every(isOfTime)
  );
}

function spellOfTests(statement: TrustStatement, at: number): Spell {
  return spellOf(when => testsHold(statement, when), turns(statement), at);
}

function testsHold({ tests }: TrustStatement, at: number): boolean {
  return tests.filter(isOfTime).every(test => holdsAt(test, at));
}

function turns({ tests }: TrustStatement): number[] {
  return tests.filter(isOfTime).flatMap(turnsOf);
}

function withoutTime(statement: TrustStatement): TrustStatement {
  return statement.tests.some(isOfTime)
    ? { ...statement, tests: statement.tests.filter(test => !isOfTime(test)) }
    : statement;
}
