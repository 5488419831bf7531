import { toTime } from '../../policy/conditionOperators';
import { ConditionTest } from '../types';

const KEY = /^aws:(currenttime|epochtime)$/i;
const SECOND = 1000;
/** By operator without Date or Numeric; a negated one is turned round afterwards. NaN compares as false with everything. */
const COMPARE = new Map<string, (given: number, wanted: number) => boolean>([
  ['equals', (given, wanted) => given === wanted],
  ['notequals', (given, wanted) => given === wanted],
  ['lessthan', (given, wanted) => given < wanted],
  ['lessthanequals', (given, wanted) => given <= wanted],
  ['greaterthan', (given, wanted) => given > wanted],
  ['greaterthanequals', (given, wanted) => given >= wanted],
]);

/**
 * Whether a test asks when the request is made, with dates that are written in the policy. The key is always there, so IfExists and
 * quantifiers change nothing. Source: IAM User Guide, "AWS global condition context keys", aws:CurrentTime and aws:EpochTime.
 */
export function isOfTime({ key, base, values }: ConditionTest): boolean {
  return (
    KEY.test(key) &&
    /^(date|numeric)/.test(base) &&
    COMPARE.has(withoutKind(base)) &&
    values.length > 0 &&
    !values.some(value => value.includes('${'))
  );
}

/** @param at - milliseconds since 1970 */
export function holdsAt(test: ConditionTest, at: number): boolean {
  const { key, base, negated } = test;
  const compare = COMPARE.get(withoutKind(base))!;
  const given = givenAt(key, base, at);
  return momentsOf(test).some(wanted => compare(given, wanted)) !== negated;
}

function withoutKind(base: string): string {
  return base.replace(/^(date|numeric)/, '');
}

function givenAt(key: string, base: string, at: number): number {
  if (isEpoch(key)) {
    return Math.floor(at / SECOND) * SECOND;
  }
  return base.startsWith('numeric') ? NaN : at;
}

const moments = new WeakMap<ConditionTest, number[]>();

/** The values in milliseconds since 1970, read once; NaN for what is none. */
function momentsOf(test: ConditionTest): number[] {
  const known = moments.get(test);
  if (known) {
    return known;
  }
  const read = test.values.map(value => timeOf(value, test.base));
  moments.set(test, read);
  return read;
}

/** What conditions on the time see of a request. @param at - milliseconds since 1970 */
export function timeKeys(at: number) {
  return {
    'aws:CurrentTime': new Date(at).toISOString(),
    'aws:EpochTime': String(Math.floor(at / SECOND)),
  };
}

/** Moments around which the test may change its answer, in milliseconds since 1970. */
export function turnsOf(test: ConditionTest): number[] {
  return momentsOf(test)
    .filter(at => !Number.isNaN(at))
    .flatMap(at => [at - SECOND, at, at + SECOND]);
}

/** Why the test holds at no time, whatever its dates; undefined when it may. */
export function flawOf(
  test: ConditionTest,
): { ruleId: string; message: string; fix: string } | undefined {
  const { key, base, operator, values, negated } = test;
  if (base.startsWith('numeric') && !isEpoch(key) && !negated) {
    return {
      ruleId: 'operator-invalid',
      message: `${operator} compares numbers, and ${key} is a date.`,
      fix: 'Use a Date operator, or aws:EpochTime.',
    };
  }
  return !negated && momentsOf(test).every(Number.isNaN)
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
