import { finding } from '../finding';
import { TrustStatement } from '../statements';
import { TimedStatement } from '../time/inTime';
import { flawOf, isOfTime } from '../time/timeTests';
import { ReviewFinding } from '../types';

const DAY = 86_400_000;
const SOON_DAYS = 30;

type Draft = Pick<ReviewFinding, 'ruleId' | 'severity' | 'message' | 'fix'> & {
  category?: ReviewFinding['category'];
};

/**
 * Rules about statements that hold only for a time. One that is over, or has not begun, breaks the policy only when no other lets anybody
 * in: a grant for a limited time is meant to end.
 *
 * @param timed - statements with conditions on the time
 * @param allows - all Allow statements
 * @param now - milliseconds since 1970
 */
export function timeRules(
  timed: TimedStatement[],
  allows: TrustStatement[],
  now: number,
): ReviewFinding[] {
  const spellOf = (allow: TrustStatement) =>
    timed.find(({ statement }) => statement === allow)?.spell.kind ?? 'always';
  const standing = {
    hasOpen: allows.some(each => ['always', 'ends'].includes(spellOf(each))),
    hasHope: allows.some(each => !['over', 'never'].includes(spellOf(each))),
  };
  return timed.flatMap(each => {
    const draft =
      each.statement.statement.Effect === 'Allow'
        ? allowDraft(each, standing, now)
        : denyDraft(each);
    const { index, tests } = each.by ?? each.statement;
    return draft
      ? [
          finding({
            category: 'hygiene',
            ...draft,
            statement: index,
            about: tests.filter(isOfTime).map(({ key }) => key),
          }),
        ]
      : [];
  });
}

function allowDraft(
  { statement, spell }: TimedStatement,
  { hasOpen, hasHope }: { hasOpen: boolean; hasHope: boolean },
  now: number,
): Draft | undefined {
  switch (spell.kind) {
    case 'over':
      return {
        ruleId: 'time-expired',
        severity: hasHope ? 'low' : 'high',
        category: hasHope ? 'hygiene' : 'broken',
        message: `The statement ended on ${written(
          spell.end,
        )}, so it lets nobody in any more.`,
        fix: 'Remove the statement, or set a later date.',
      };
    case 'notYet':
      return {
        ruleId: 'time-not-yet',
        severity: hasOpen ? 'info' : 'medium',
        category: hasOpen ? 'hygiene' : 'broken',
        message: `The statement lets nobody in before ${written(spell.start)}.`,
        fix: 'Wait until then, or set an earlier date.',
      };
    case 'ends': {
      const days = Math.ceil((spell.end - now) / DAY);
      return days <= SOON_DAYS
        ? {
            ruleId: 'time-ends-soon',
            severity: 'low',
            message: `The statement lets nobody in from ${written(
              spell.end,
            )}: that is in ${days === 1 ? 'one day' : `${days} days`}.`,
            fix: 'Set a later date if it is still needed then.',
          }
        : undefined;
    }
    case 'never':
      return {
        severity: hasHope ? 'medium' : 'high',
        category: 'broken',
        ...(flawIn(statement) ?? {
          ruleId: 'condition-contradiction',
          message: 'No moment is within all dates of the statement.',
          fix: 'Set a first date that is before the last.',
        }),
      };
    default:
      return undefined;
  }
}

function denyDraft({ statement, spell }: TimedStatement): Draft | undefined {
  if (spell.kind === 'over' || spell.kind === 'never') {
    return {
      ruleId: 'deny-ineffective',
      severity: 'medium',
      fix: 'Remove the statement, or correct its date.',
      message:
        spell.kind === 'over'
          ? `The Deny ended on ${written(
              spell.end,
            )}, so it refuses nobody any more.`
          : flawIn(statement)?.message ??
            'No moment is within all dates of the Deny, so it refuses nobody.',
    };
  }
  return undefined;
}

function flawIn({ tests }: TrustStatement) {
  return tests
    .filter(isOfTime)
    .map(flawOf)
    .find(flaw => flaw !== undefined);
}

/** For people, to the minute, in UTC. */
function written(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
