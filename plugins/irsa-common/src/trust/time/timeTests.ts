import { findOperator, toTime } from '../../policy/conditionOperators';
import { createTextReader, ContextLookup } from '../../policy';
import { ConditionTest } from '../types';

const KEY = /^aws:(currenttime|epochtime)$/i;
const NO_VARIABLES = createTextReader('2012-10-17', new ContextLookup({}));
const SECOND = 1000;

/**
 * Whether a test asks when the request is made, with dates that are written in the policy. The key is always there, so IfExists and
 * quantifiers change nothing. Source: IAM User Guide, "AWS global condition context keys", aws:CurrentTime and aws:EpochTime.
 */
export function isOfTime({ key, base, values }: ConditionTest): boolean {
  return (
    KEY.test(key) &&
    /^(date|numeric)/.test(base) &&
    values.length > 0 &&
    !values.some(value => value.includes('${'))
  );
}

/** @param at - milliseconds since 1970 */
export function holdsAt(
  { key, base, values }: ConditionTest,
  at: number,
): boolean {
  const operator = findOperator(base)!;
  const given =
    timeKeys(at)[isEpoch(key) ? 'aws:EpochTime' : 'aws:CurrentTime'];
  return (
    values.some(value => operator.compare(value, given, NO_VARIABLES)) !==
    operator.negated
  );
}

/** What conditions on the time see of a request. @param at - milliseconds since 1970 */
export function timeKeys(at: number) {
  return {
    'aws:CurrentTime': new Date(at).toISOString(),
    'aws:EpochTime': String(Math.floor(at / SECOND)),
  };
}

/** Moments around which the test may change its answer, in milliseconds since 1970. */
export function turnsOf({ base, values }: ConditionTest): number[] {
  return values
    .map(value => timeOf(value, base))
    .filter(at => !Number.isNaN(at))
    .flatMap(at => [at - SECOND, at, at + SECOND]);
}

/** Why the test holds at no time, whatever its dates; undefined when it may. */
export function flawOf({
  key,
  base,
  operator,
  values,
  negated,
}: ConditionTest):
  | { ruleId: string; message: string; fix: string }
  | undefined {
  if (base.startsWith('numeric') && !isEpoch(key) && !negated) {
    return {
      ruleId: 'operator-invalid',
      message: `${operator} compares numbers, and ${key} is a date.`,
      fix: 'Use a Date operator, or aws:EpochTime.',
    };
  }
  return !negated && values.every(value => Number.isNaN(timeOf(value, base)))
    ? {
        ruleId: 'condition-date-malformed',
        message: `${values[0]} is no date, so the condition on ${key} never holds.`,
        fix: 'Write the date as 2030-01-31T00:00:00Z.',
      }
    : undefined;
}

function isEpoch(key: string): boolean {
  return /epoch/i.test(key);
}

function timeOf(value: string, base: string): number {
  const number = value.trim() === '' ? NaN : Number(value);
  return base.startsWith('numeric') ? number * SECOND : toTime(value);
}
