import { conditionHolds } from './conditions';
import { ContextLookup } from './context';
import { ConditionBlock, ContextValues } from './types';
import { createTextReader } from './variables';

function holds(
  block: ConditionBlock,
  context: ContextValues,
  version = '2012-10-17',
) {
  const lookup = new ContextLookup(context);
  return conditionHolds(block, lookup, createTextReader(version, lookup));
}

const rows: [string, ConditionBlock, ContextValues, boolean][] = [
  ['StringEquals', { StringEquals: { 'a:k': 'v' } }, { 'a:k': 'v' }, true],
  ['keys ignore case', { StringEquals: { 'A:K': 'v' } }, { 'a:k': 'v' }, true],
  ['values do not', { StringEquals: { 'a:k': 'V' } }, { 'a:k': 'v' }, false],
  [
    'StringEquals takes * literally',
    { StringEquals: { 'a:k': 'v*' } },
    { 'a:k': 'vx' },
    false,
  ],
  [
    'StringEqualsIgnoreCase',
    { StringEqualsIgnoreCase: { 'a:k': 'V' } },
    { 'a:k': 'v' },
    true,
  ],
  ['StringLike *', { StringLike: { 'a:k': 'v*x' } }, { 'a:k': 'v:/x' }, true],
  ['StringLike ?', { StringLike: { 'a:k': 'v?' } }, { 'a:k': 'v' }, false],
  ['StringNotLike', { StringNotLike: { 'a:k': 'v*' } }, { 'a:k': 'x' }, true],
  ['missing key, positive', { StringLike: { 'a:k': '*' } }, {}, false],
  ['missing key, negated', { StringNotEquals: { 'a:k': 'v' } }, {}, true],
  ['missing key, IfExists', { StringEqualsIfExists: { 'a:k': 'v' } }, {}, true],
  [
    'present key, IfExists',
    { StringEqualsIfExists: { 'a:k': 'v' } },
    { 'a:k': 'w' },
    false,
  ],
  [
    'any of the values',
    { StringEquals: { 'a:k': ['x', 'v'] } },
    { 'a:k': 'v' },
    true,
  ],
  [
    'none of the values',
    { StringNotEquals: { 'a:k': ['x', 'v'] } },
    { 'a:k': 'v' },
    false,
  ],
  [
    'all keys',
    { StringEquals: { 'a:k': 'v', 'a:l': 'w' } },
    { 'a:k': 'v' },
    false,
  ],
  [
    'empty list of values',
    { StringEquals: { 'a:k': [] } },
    { 'a:k': 'v' },
    false,
  ],
  ['NumericLessThan', { NumericLessThan: { 'a:n': 10 } }, { 'a:n': '9' }, true],
  [
    'NumericEquals compares numbers',
    { NumericEquals: { 'a:n': '10' } },
    { 'a:n': '10.0' },
    true,
  ],
  [
    'NumericEquals on text',
    { NumericEquals: { 'a:n': '10' } },
    { 'a:n': 'ten' },
    false,
  ],
  [
    'NumericGreaterThanEquals',
    { NumericGreaterThanEquals: { 'a:n': '10' } },
    { 'a:n': '10' },
    true,
  ],
  [
    'DateGreaterThan',
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { 'aws:CurrentTime': '2026-11-23T10:00:00Z' },
    true,
  ],
  [
    'DateLessThan, epoch',
    { DateLessThan: { 'aws:EpochTime': '1700000000' } },
    { 'aws:EpochTime': '1600000000' },
    true,
  ],
  [
    'Bool',
    { Bool: { 'aws:SecureTransport': 'false' } },
    { 'aws:SecureTransport': 'false' },
    true,
  ],
  [
    'Bool, written as boolean',
    { Bool: { 'aws:SecureTransport': true } },
    { 'aws:SecureTransport': 'false' },
    false,
  ],
  [
    'BinaryEquals',
    { BinaryEquals: { 'a:b': 'QmluYXJ5' } },
    { 'a:b': 'QmluYXJ5' },
    true,
  ],
  [
    'IpAddress',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { 'aws:SourceIp': '10.9.8.7' },
    true,
  ],
  [
    'IpAddress outside',
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { 'aws:SourceIp': '11.0.0.1' },
    false,
  ],
  [
    'IpAddress v6',
    { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } },
    { 'aws:SourceIp': '2001:db8:1::5' },
    true,
  ],
  [
    'NotIpAddress',
    { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { 'aws:SourceIp': '11.0.0.1' },
    true,
  ],
  [
    'ArnLike',
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } },
    { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app-1' },
    true,
  ],
  [
    'ArnEquals takes wildcards too',
    { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
    { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' },
    true,
  ],
  [
    'ArnLike stays within a part',
    { ArnLike: { 'aws:PrincipalArn': 'arn:*:role/a' } },
    { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' },
    false,
  ],
  [
    'ArnNotLike',
    { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } },
    { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' },
    true,
  ],
  ['Null true, absent', { Null: { 'a:k': 'true' } }, {}, true],
  ['Null true, present', { Null: { 'a:k': 'true' } }, { 'a:k': 'v' }, false],
  ['Null false, present', { Null: { 'a:k': false } }, { 'a:k': 'v' }, true],
  [
    'ForAllValues, all',
    { 'ForAllValues:StringEquals': { 'a:k': ['v', 'w'] } },
    { 'a:k': ['v'] },
    true,
  ],
  [
    'ForAllValues, one not',
    { 'ForAllValues:StringEquals': { 'a:k': ['v'] } },
    { 'a:k': ['v', 'x'] },
    false,
  ],
  [
    'ForAllValues, absent',
    { 'ForAllValues:StringEquals': { 'a:k': ['v'] } },
    {},
    true,
  ],
  [
    'ForAllValues, empty',
    { 'ForAllValues:StringEquals': { 'a:k': ['v'] } },
    { 'a:k': [] },
    true,
  ],
  [
    'ForAnyValue, one',
    { 'ForAnyValue:StringLike': { 'a:k': ['v*'] } },
    { 'a:k': ['x', 'v1'] },
    true,
  ],
  [
    'ForAnyValue, absent',
    { 'ForAnyValue:StringNotEquals': { 'a:k': ['v'] } },
    {},
    false,
  ],
  [
    'ForAnyValue, negated',
    { 'ForAnyValue:StringNotEquals': { 'a:k': ['v'] } },
    { 'a:k': ['v', 'x'] },
    true,
  ],
  [
    'unknown operator',
    { StringSomething: { 'a:k': 'v' } },
    { 'a:k': 'v' },
    false,
  ],
  [
    'variable',
    { StringEquals: { 'a:k': '${aws:username}' } },
    { 'a:k': 'ann', 'aws:UserName': 'ann' },
    true,
  ],
  [
    'variable without value',
    { StringEquals: { 'a:k': '${aws:username}' } },
    { 'a:k': '${aws:username}' },
    false,
  ],
  [
    'variable with default',
    { StringEquals: { 'a:k': "${aws:PrincipalTag/team, 'all'}" } },
    { 'a:k': 'all' },
    true,
  ],
  [
    'wildcard from a variable is text',
    { StringLike: { 'a:k': '${aws:username}' } },
    { 'a:k': 'ann', 'aws:username': '*' },
    false,
  ],
  [
    'escaped wildcard',
    { StringLike: { 'a:k': 'a${*}' } },
    { 'a:k': 'a*' },
    true,
  ],
  [
    'escaped wildcard is text',
    { StringLike: { 'a:k': 'a${*}' } },
    { 'a:k': 'ab' },
    false,
  ],
];

describe('conditionHolds', () => {
  it.each(rows)('%s', (_name, block, context, expected) => {
    expect(holds(block, context)).toBe(expected);
  });

  it('reads no variables before version 2012-10-17', () => {
    const block = { StringEquals: { 'a:k': '${aws:username}' } };
    const context = { 'a:k': '${aws:username}', 'aws:username': 'ann' };
    expect(holds(block, context, '2008-10-17')).toBe(true);
  });
});
