import { conditionHolds } from './conditions';
import { isKnownOperator } from './conditionOperators';
import { ContextLookup } from './context';
import { ConditionValue, OneOrMany } from './types';
import { createTextReader } from './variables';

const KEY = 'a:k';

function holds(
  operator: string,
  wanted: OneOrMany<ConditionValue>,
  given: string | string[] | undefined,
): boolean {
  const lookup = new ContextLookup(given === undefined ? {} : { [KEY]: given });
  return conditionHolds(
    { [operator]: { [KEY]: wanted } },
    lookup,
    createTextReader('2012-10-17', lookup),
  );
}

/** An operator, a value of the policy, a value of the request that meets it, and one that does not. */
interface Row {
  operator: string;
  wanted: ConditionValue;
  yes: string;
  no: string;
  negated?: true;
}

const ARN = 'arn:aws:iam::111122223333:role/app';
const rows: Row[] = [
  { operator: 'StringEquals', wanted: 'v*', yes: 'v*', no: 'vx' },
  {
    operator: 'StringNotEquals',
    wanted: 'v',
    yes: 'V',
    no: 'v',
    negated: true,
  },
  { operator: 'StringEqualsIgnoreCase', wanted: 'V', yes: 'v', no: 'w' },
  {
    operator: 'StringNotEqualsIgnoreCase',
    wanted: 'V',
    yes: 'w',
    no: 'v',
    negated: true,
  },
  { operator: 'StringLike', wanted: 'v?*', yes: 'vx', no: 'v' },
  { operator: 'StringNotLike', wanted: 'v*', yes: 'w', no: 'v', negated: true },
  { operator: 'NumericEquals', wanted: 10, yes: '10.0', no: '11' },
  {
    operator: 'NumericNotEquals',
    wanted: 10,
    yes: '11',
    no: '10',
    negated: true,
  },
  { operator: 'NumericLessThan', wanted: 10, yes: '9', no: '10' },
  { operator: 'NumericLessThanEquals', wanted: 10, yes: '10', no: '10.5' },
  { operator: 'NumericGreaterThan', wanted: 10, yes: '11', no: '10' },
  { operator: 'NumericGreaterThanEquals', wanted: 10, yes: '10', no: '9' },
  {
    operator: 'DateEquals',
    wanted: '2026-01-02T00:00:00Z',
    yes: '2026-01-02T01:00:00+01:00',
    no: '2026-01-02T00:00:01Z',
  },
  {
    operator: 'DateNotEquals',
    wanted: '2026-01-02',
    yes: '2026-01-03',
    no: '2026-01-02',
    negated: true,
  },
  {
    operator: 'DateLessThan',
    wanted: '2026-01-02T00:00:00Z',
    yes: '2026-01-01T23:59:59Z',
    no: '2026-01-02T00:00:00Z',
  },
  {
    operator: 'DateLessThanEquals',
    wanted: '2026-01-02T00:00:00Z',
    yes: '2026-01-02T00:00:00Z',
    no: '2026-01-02T00:00:01Z',
  },
  {
    operator: 'DateGreaterThan',
    wanted: '1700000000',
    yes: '1700000001',
    no: '1700000000',
  },
  {
    operator: 'DateGreaterThanEquals',
    wanted: '1700000000',
    yes: '1700000000',
    no: '1699999999',
  },
  { operator: 'Bool', wanted: true, yes: 'TRUE', no: 'false' },
  { operator: 'BinaryEquals', wanted: 'QQ==', yes: 'QQ==', no: 'qq==' },
  {
    operator: 'IpAddress',
    wanted: '10.1.0.0/16',
    yes: '10.1.255.255',
    no: '10.2.0.0',
  },
  {
    operator: 'NotIpAddress',
    wanted: '2001:db8::/33',
    yes: '2001:db8:8000::1',
    no: '2001:db8::1',
    negated: true,
  },
  {
    operator: 'ArnEquals',
    wanted: 'arn:aws:iam::*:role/a??',
    yes: ARN,
    no: ARN.replace('iam', 'sts'),
  },
  { operator: 'ArnLike', wanted: 'arn:*:iam::*:*', yes: ARN, no: 'role/app' },
  {
    operator: 'ArnNotEquals',
    wanted: 'arn:aws:iam::*:role/b*',
    yes: ARN,
    no: ARN.replace('app', 'b'),
    negated: true,
  },
  {
    operator: 'ArnNotLike',
    wanted: 'arn:aws:iam::*:role/b*',
    yes: ARN,
    no: ARN.replace('app', 'b'),
    negated: true,
  },
];

/** Source: IAM User Guide, "Condition operators" and "Set operators for multi-valued context keys". */
describe.each(rows)('$operator', ({ operator, wanted, yes, no, negated }) => {
  it('compares one value, and without one holds only where it is negated', () => {
    expect({
      yes: holds(operator, wanted, yes),
      no: holds(operator, wanted, no),
      absent: holds(operator, wanted, undefined),
    }).toEqual({ yes: true, no: false, absent: negated === true });
  });

  it('takes one of several wanted values for positive, none of them for negated', () => {
    // Every value that meets the second also meets the first.
    const several = [wanted, wanted];
    expect(holds(operator, several, yes)).toBe(true);
    expect(holds(operator, several, no)).toBe(false);
  });

  it('holds with IfExists where the key is absent, and compares where it is there', () => {
    const name = `${operator}IfExists`;
    expect({
      yes: holds(name, wanted, yes),
      no: holds(name, wanted, no),
      absent: holds(name, wanted, undefined),
    }).toEqual({ yes: true, no: false, absent: true });
  });

  it('needs every value with ForAllValues, which holds of none', () => {
    const name = `ForAllValues:${operator}`;
    expect({
      all: holds(name, wanted, [yes, yes]),
      one: holds(name, wanted, [no, yes]),
      none: holds(name, wanted, [no]),
      empty: holds(name, wanted, []),
      absent: holds(name, wanted, undefined),
    }).toEqual({
      all: true,
      one: false,
      none: false,
      empty: true,
      absent: true,
    });
  });

  it('needs one value with ForAnyValue, which does not hold of none', () => {
    const name = `ForAnyValue:${operator}`;
    expect({
      all: holds(name, wanted, [yes, yes]),
      one: holds(name, wanted, [no, yes]),
      none: holds(name, wanted, [no]),
      empty: holds(name, wanted, []),
      absent: holds(name, wanted, undefined),
    }).toEqual({
      all: true,
      one: true,
      none: false,
      empty: false,
      absent: false,
    });
  });

  it('has a name that is known in any case, with set and IfExists', () => {
    for (const name of [
      operator,
      operator.toUpperCase(),
      `${operator}IfExists`,
      `ForAnyValue:${operator}`,
      `forallvalues:${operator}ifexists`,
    ]) {
      expect([name, isKnownOperator(name)]).toEqual([name, true]);
    }
    expect(isKnownOperator(`${operator}s`)).toBe(false);
    expect(isKnownOperator(`ForSomeValues:${operator}`)).toBe(false);
  });
});

describe('Null', () => {
  it.each([
    ['true', undefined, true],
    ['true', [], true],
    ['true', 'v', false],
    ['true', '', false],
    [true, undefined, true],
    ['false', undefined, false],
    ['false', 'v', true],
    [false, ['v', 'w'], true],
  ])('%s of %j: %s', (wanted, given, expected) => {
    expect(holds('Null', wanted, given)).toBe(expected);
  });

  it('has no IfExists', () => {
    expect(isKnownOperator('Null')).toBe(true);
    expect(isKnownOperator('NullIfExists')).toBe(false);
    expect(holds('NullIfExists', 'true', undefined)).toBe(false);
  });
});

describe('values that are not what their operator compares', () => {
  it.each([
    ['NumericEquals', '10', 'ten'],
    ['NumericLessThan', 'ten', '1'],
    ['NumericGreaterThan', '', '1'],
    ['DateLessThan', '2026-01-02', 'yesterday'],
    ['DateGreaterThan', 'yesterday', '2026-01-02'],
    ['IpAddress', '10.0.0.0/33', '10.0.0.1'],
    ['IpAddress', '10.0.0.0/8', '10.0.0'],
    ['IpAddress', '10.0.0.0/8', '::ffff:10.0.0.1'],
    ['ArnLike', '*', ARN],
  ])('%s %s of %s does not hold', (operator, wanted, given) => {
    expect(holds(operator, wanted, given)).toBe(false);
  });

  it.each([
    ['NumericNotEquals', '10', 'ten'],
    ['DateNotEquals', '2026-01-02', 'yesterday'],
    ['NotIpAddress', '10.0.0.0/8', 'nowhere'],
    ['ArnNotLike', ARN, 'no-arn'],
  ])('%s %s of %s holds', (operator, wanted, given) => {
    expect(holds(operator, wanted, given)).toBe(true);
  });
});
