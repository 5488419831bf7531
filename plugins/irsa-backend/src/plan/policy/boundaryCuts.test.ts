import { PolicyDocument, Statement } from 'backstage-plugin-irsa-common';
import { boundaryCuts } from './boundaryCuts';

const document = (...statements: Partial<Statement>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map(each => ({
    Effect: 'Allow',
    Resource: '*',
    ...each,
  })),
});
const BUCKET = 'arn:aws:s3:::data/*';
const policy = document({
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: BUCKET,
});

describe('what a boundary leaves of a policy', () => {
  it.each<[string, PolicyDocument, string[], string[]]>([
    ['everything', document({ Action: '*' }), [], []],
    ['the service', document({ Action: 's3:*' }), [], []],
    ['names in other letters', document({ Action: 'S3:*object' }), [], []],
    [
      'another service',
      document({ Action: 'sqs:*' }),
      ['s3:GetObject', 's3:PutObject'],
      [],
    ],
    ['reading', document({ Action: 's3:Get*' }), ['s3:PutObject'], []],
    [
      'all but what it denies',
      document({ Action: '*' }, { Effect: 'Deny', Action: 's3:Put*' }),
      ['s3:PutObject'],
      [],
    ],
    [
      'all but what it does not name',
      document({ NotAction: ['iam:*', 's3:Put*'] }),
      ['s3:PutObject'],
      [],
    ],
    [
      'nothing but what a denial leaves out',
      document({ Action: '*' }, { Effect: 'Deny', NotAction: 's3:Get*' }),
      ['s3:PutObject'],
      [],
    ],
    [
      'one folder',
      document({ Action: 's3:*', Resource: 'arn:aws:s3:::data/in/*' }),
      [],
      ['s3:GetObject', 's3:PutObject'],
    ],
    [
      'another bucket',
      document({ Action: 's3:*', Resource: 'arn:aws:s3:::other/*' }),
      ['s3:GetObject', 's3:PutObject'],
      [],
    ],
    [
      'a region',
      document({
        Action: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
      [],
      ['s3:GetObject', 's3:PutObject'],
    ],
    [
      'what a denial takes in some cases',
      document(
        { Action: '*' },
        {
          Effect: 'Deny',
          Action: 's3:Put*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ),
      [],
      ['s3:PutObject'],
    ],
    [
      'a folder of a variable',
      document({
        Action: 's3:*',
        Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}/*',
      }),
      [],
      ['s3:GetObject', 's3:PutObject'],
    ],
    ['nothing', document(), ['s3:GetObject', 's3:PutObject'], []],
  ])('%s', (_name, boundary, cut, partly) => {
    expect(boundaryCuts(policy, boundary)).toEqual({ cut, partly });
  });

  it('names a pattern that is allowed for some of its actions', () => {
    expect(
      boundaryCuts(
        document({ Action: 's3:*' }),
        document({ Action: 's3:Get*' }),
      ),
    ).toEqual({ cut: [], partly: ['s3:*'] });
  });

  it('does not look at what the policy denies itself', () => {
    const denied = document({ Effect: 'Deny', Action: 'sqs:*' });
    expect(boundaryCuts(denied, document({ Action: 's3:*' }))).toEqual({
      cut: [],
      partly: [],
    });
  });
});
