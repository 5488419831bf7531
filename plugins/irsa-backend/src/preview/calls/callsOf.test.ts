import { callsOf } from './callsOf';

const ACCOUNT = '111122223333';
const calls = (
  Resource: string | string[],
  options: { Effect?: string; isWanted?: () => boolean } = {},
) =>
  callsOf(
    [
      {
        name: 'p',
        via: 'user',
        document: {
          Version: '2012-10-17',
          Statement: [
            { Effect: options.Effect ?? 'Allow', Action: '*', Resource },
          ],
        },
      },
    ],
    {
      accountId: ACCOUNT,
      region: 'eu-west-1',
      isWanted: options.isWanted ?? (() => true),
    },
  );
const named = (...given: Parameters<typeof calls>) =>
  calls(...given)
    .calls.slice(1)
    .map(({ action, region }) => `${action} ${region}`);

describe('harmless calls for what policies name', () => {
  it('begins with who one is, which needs no right', () => {
    expect(calls('*')).toEqual({
      calls: [
        { action: 'sts:GetCallerIdentity', resource: '*', region: 'eu-west-1' },
      ],
      left: 0,
    });
  });

  it.each([
    [`arn:aws:sqs:eu-west-2:${ACCOUNT}:orders`, 'sqs:GetQueueAttributes'],
    [`arn:aws:sns:eu-west-2:${ACCOUNT}:orders.fifo`, 'sns:GetTopicAttributes'],
    [`arn:aws:kms:eu-west-2:${ACCOUNT}:key/1a-2b`, 'kms:DescribeKey'],
    [
      `arn:aws:secretsmanager:eu-west-2:${ACCOUNT}:secret:shop/db-AbCdEf`,
      'secretsmanager:DescribeSecret',
    ],
    [
      `arn:aws:dynamodb:eu-west-2:${ACCOUNT}:table/orders`,
      'dynamodb:DescribeTable',
    ],
  ])('asks for %s by %s in its region', (resource, action) => {
    expect(named(resource)).toEqual([`${action} eu-west-2`]);
  });

  it('asks for buckets and objects', () => {
    expect(
      named(['arn:aws:s3:::images', 'arn:aws:s3:::images/a/b.png']),
    ).toEqual(['s3:ListBucket eu-west-1', 's3:GetObject eu-west-1']);
  });

  it.each([
    ['a pattern', `arn:aws:sqs:eu-west-2:${ACCOUNT}:orders-*`],
    ['a pattern of one sign', `arn:aws:sqs:eu-west-2:${ACCOUNT}:orders-?`],
    ['a variable', 'arn:aws:s3:::images/${aws:username}/a'],
    ['another account', 'arn:aws:sqs:eu-west-2:999999999999:orders'],
    ['any account', 'arn:aws:sqs:eu-west-2::orders'],
    ['another service', `arn:aws:rds:eu-west-2:${ACCOUNT}:db:orders`],
    [
      'a host in place of a region',
      `arn:aws:sqs:evil.example/x:${ACCOUNT}:orders`,
    ],
    [
      'a host behind a region',
      `arn:aws:kms:eu-west-1.evil.example:${ACCOUNT}:key/1`,
    ],
    [
      'a name that leads elsewhere',
      `arn:aws:sqs:eu-west-2:${ACCOUNT}:../../a/b`,
    ],
    ['a bucket that leads elsewhere', 'arn:aws:s3:::../a'],
    ['a key that leads elsewhere', 'arn:aws:s3:::images/../other/a'],
    [
      'an index of a table',
      `arn:aws:dynamodb:eu-west-2:${ACCOUNT}:table/a/index/b`,
    ],
    ['a name of Object', `arn:aws:constructor:eu-west-2:${ACCOUNT}:a`],
  ])('makes none for %s', (_, resource) => {
    expect(named(resource)).toEqual([]);
  });

  it('makes none for what is only denied, and none that is not wanted', () => {
    const queue = `arn:aws:sqs:eu-west-2:${ACCOUNT}:orders`;
    expect(named(queue, { Effect: 'Deny' })).toEqual([]);
    expect(named(queue, { isWanted: () => false })).toEqual([]);
  });

  it('makes each once, and ten at most', () => {
    const many = Array.from(
      { length: 14 },
      (_, at) => `arn:aws:sqs:eu-west-2:${ACCOUNT}:q${at}`,
    );
    const { calls: made, left } = calls([...many, ...many]);
    expect([made.length, left]).toEqual([11, 4]);
  });
});
