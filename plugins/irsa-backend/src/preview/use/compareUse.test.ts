import { PolicyDocument, Statement } from 'backstage-plugin-irsa-common';
import { ServiceUse } from '../../accounts/readServiceUse';
import { compareUse } from './compareUse';
import { smallerPolicy } from './smallerPolicy';

const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  more: Partial<Statement> = {},
): Statement => ({ Effect: 'Allow', Action, Resource, ...more });
const document = (...statements: Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});
const policies = (...statements: Statement[]) => ({
  documents: [document(...statements)],
  unreadable: [],
});
const use = (service: string, overrides?: Partial<ServiceUse>): ServiceUse => ({
  service,
  title: service,
  lastUsedAt: '2026-11-29T10:00:00.000Z',
  actions: [],
  ...overrides,
});

const BUCKET = 'arn:aws:s3:::photos/*';
const MFA = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } };

const WHO = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const TEAM = 'arn:aws:s3:::photos/${aws:PrincipalTag/team}/*';
const allowAllBut = (NotAction: string): Statement => ({
  Effect: 'Allow',
  NotAction,
  Resource: '*',
});

describe('a service that the key was used for', () => {
  it.each<[string, string, Statement[], Statement[], Partial<ServiceUse>?]>([
    [
      'same',
      'the same entry',
      [allow('s3:GetObject', BUCKET)],
      [allow('s3:GetObject', BUCKET)],
    ],
    [
      'same',
      'names in other letters',
      [allow('S3:getobject', BUCKET)],
      [allow('s3:GetObject', BUCKET)],
    ],
    ['same', 'a wider entry', [allow('s3:Get*', BUCKET)], [allow('*')]],
    ['same', 'a `*` of the user', [allow('*')], [allow('s3:*')]],
    [
      'same',
      'a wildcard in the name of the service',
      [allow('s*:Get*')],
      [allow('s3:Get*')],
    ],
    [
      'same',
      'the same condition',
      [allow('s3:*', '*', MFA)],
      [allow('s3:*', '*', MFA)],
    ],
    [
      'same',
      'a Deny of both',
      [allow('s3:*'), { ...allow('s3:Delete*'), Effect: 'Deny' }],
      [allow('s3:*'), { ...allow('s3:Delete*'), Effect: 'Deny' }],
    ],
    [
      'same',
      'the same NotAction',
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    ],
    [
      'less',
      'one entry of two',
      [allow(['s3:Get*', 's3:Put*'], BUCKET)],
      [allow('s3:Get*', BUCKET)],
    ],
    [
      'less',
      'another bucket',
      [allow('s3:*', BUCKET)],
      [allow('s3:*', 'arn:aws:s3:::other/*')],
    ],
    [
      'less',
      'a condition that the user does not have',
      [allow('s3:*')],
      [allow('s3:*', '*', MFA)],
    ],
    ['none', 'nothing of it', [allow('s3:*')], [allow('sqs:*')]],
    ['notAllowed', 'what no policy allows', [allow('sqs:*')], [allow('s3:*')]],
    [
      'notAllowed',
      'what NotAction leaves out',
      [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
      [allow('s3:*')],
    ],
    [
      'notKnown',
      'a Deny of the role alone',
      [allow('s3:*')],
      [allow('s3:*'), { ...allow('s3:Put*'), Effect: 'Deny' }],
    ],
    [
      'notKnown',
      'a NotAction that the role does not have',
      [allowAllBut('s3:Delete*')],
      [allow('s3:*')],
    ],
    [
      'same',
      'a NotAction of other services in the user',
      [allowAllBut('iam:*')],
      [allow('s3:*')],
    ],
    [
      'same',
      'a NotAction of other services in the role',
      [allow('s3:GetObject', BUCKET)],
      [allowAllBut('iam:*')],
    ],
    [
      'notKnown',
      'a NotAction of the role that may allow it',
      [allow('s3:GetObject', BUCKET)],
      [allowAllBut('s3:Delete*')],
    ],
    [
      'notKnown',
      'the same condition on who asks',
      [allow('s3:*', '*', WHO)],
      [allow('s3:*', '*', WHO)],
    ],
    [
      'notKnown',
      'the same variable about who asks',
      [allow('s3:*', TEAM)],
      [allow('s3:*', TEAM)],
    ],
    [
      'same',
      'all that the user has under a condition on who asks',
      [allow('s3:*', TEAM, WHO)],
      [allow('s3:*')],
    ],
    [
      'less',
      'less of what does not depend on who asks',
      [allow('s3:*', TEAM), allow('s3:Get*', BUCKET)],
      [allow('s3:*', TEAM)],
    ],
    [
      'notKnown',
      'the same Deny that depends on who asks',
      [allow('s3:*'), { ...allow('s3:*', '*', WHO), Effect: 'Deny' }],
      [allow('s3:*'), { ...allow('s3:*', '*', WHO), Effect: 'Deny' }],
    ],
    [
      'notKnown',
      'the same NotResource that depends on who asks',
      [{ Effect: 'Allow', Action: 's3:*', NotResource: TEAM }],
      [{ Effect: 'Allow', Action: 's3:*', NotResource: TEAM }],
    ],
  ])('is %s with %s', (verdict, _, before, after) => {
    expect(
      compareUse(use('s3'), policies(...before), policies(...after)),
    ).toMatchObject({ service: 's3', verdict });
  });

  it('names what is missing, and an action that AWS has seen', () => {
    const before = policies(allow(['s3:Get*', 's3:Put*'], BUCKET));
    expect(
      compareUse(use('s3'), before, policies(allow('s3:Get*', BUCKET))).missing,
    ).toEqual([{ action: 's3:put*', resource: BUCKET }]);

    const seen = use('s3', {
      actions: [
        { action: 's3:CreateBucket', lastUsedAt: '2026-11-29T10:00:00.000Z' },
      ],
    });
    expect(
      compareUse(
        seen,
        policies(allowAllBut('s3:Delete*')),
        policies(allow('s3:Get*')),
      ),
    ).toMatchObject({
      verdict: 'less',
      missing: [{ action: 's3:CreateBucket', resource: '*' }],
    });
  });

  it('names once what several policies say, or say under other conditions', () => {
    const before = policies(
      allow(['s3:Get*', 'S3:get*'], BUCKET),
      allow('s3:Get*', BUCKET, MFA),
    );
    expect(
      compareUse(use('s3'), before, policies(allow('sqs:*'))).missing,
    ).toEqual([{ action: 's3:get*', resource: BUCKET }]);
  });

  it('lists a few of many, and says how many there are', () => {
    const many = Array.from({ length: 50 }, (_, index) => `s3:Get${index}`);
    const { missing, reason } = compareUse(
      use('s3'),
      policies(allow(many)),
      policies(allow('sqs:*')),
    );
    expect(missing).toHaveLength(20);
    expect(reason).toMatch(/^50 entries are missing/);
  });

  it('is not known where policies are not', () => {
    const reason = 'There is no role yet.';
    expect(
      compareUse(use('s3'), policies(allow('s3:*')), {
        verdict: 'noRole',
        reason,
      }),
    ).toMatchObject({ verdict: 'noRole', reason });
    expect(
      compareUse(
        use('s3'),
        { documents: [], unreadable: ['broken'] },
        policies(allow('s3:*')),
      ),
    ).toMatchObject({
      verdict: 'notKnown',
      reason: 'Not read or not understood: broken.',
    });
  });
});

describe('permissions boundaries of user and role', () => {
  const get = allow('s3:GetObject', BUCKET);
  const put = allow('s3:PutObject', BUCKET);
  const boundary = (...statements: Statement[]) => ({
    arn: `arn:aws:iam::111122223333:policy/${statements.length}`,
    document: document(...statements),
  });
  const unread = { arn: 'arn:aws:iam::111122223333:policy/hidden' };
  const compared = (
    before: Parameters<typeof boundary>[0][],
    after: Parameters<typeof boundary>[0][],
    of: { user?: object; role?: object },
  ) =>
    compareUse(
      use('s3'),
      { ...policies(...before), boundary: of.user as never },
      { ...policies(...after), boundary: of.role as never },
    );

  it('lets only what both allow through', () => {
    expect(
      compared([get, put], [get, put], { role: boundary(allow('s3:Get*')) }),
    ).toMatchObject({
      verdict: 'less',
      missing: [{ action: 's3:putobject', resource: BUCKET }],
      reason: expect.stringContaining('boundary'),
    });
    expect(
      compared([get, put], [get], { user: boundary(allow('s3:Get*')) }),
    ).toMatchObject({ verdict: 'same' });
    expect(
      compared([get], [get], { role: boundary(allow('sqs:*')) }),
    ).toMatchObject({ verdict: 'none' });
    expect(
      compared([get], [allowAllBut('s3:Delete*'), get], {
        role: boundary(allow('sqs:*')),
      }),
    ).toMatchObject({ verdict: 'less' });
  });

  it.each<[string, object]>([
    ['a condition of the role’s', { role: boundary(allow('s3:*', '*', MFA)) }],
    ['one of the role that was not read', { role: unread }],
    ['one of both that was not read', { user: unread, role: unread }],
    [
      'one of both that depends on who asks',
      {
        user: boundary(allow('s3:*', '*', WHO)),
        role: boundary(allow('s3:*', '*', WHO)),
      },
    ],
  ])('is not known with %s', (_, of) => {
    expect(compared([get], [get], of)).toMatchObject({ verdict: 'notKnown' });
  });

  it('is not known where what is missing may be refused to the user too', () => {
    for (const user of [unread, boundary(allow('s3:*', '*', MFA))]) {
      expect(compared([get, put], [get], { user })).toMatchObject({
        verdict: 'notKnown',
      });
    }
  });

  it('makes no difference where both have the same', () => {
    const both = boundary(allow('sqs:*'), allow('s3:Get*', '*', MFA));
    expect(compared([get], [get], { user: both, role: both })).toMatchObject({
      verdict: 'same',
    });
  });
});

describe('a smaller policy', () => {
  const services = [use('s3'), use('sqs', { lastUsedAt: undefined })];
  const actionsOf = (...statements: Statement[]) =>
    smallerPolicy([document(...statements)], services)?.document.Statement.map(
      ({ Action, NotAction }) => Action ?? NotAction,
    );

  it('is without the services that were never used', () => {
    expect(
      smallerPolicy(
        [document(allow(['s3:GetObject', 'sqs:SendMessage'], '*'))],
        services,
      ),
    ).toEqual({
      document: document(allow('s3:GetObject')),
      removed: ['sqs:SendMessage'],
    });
  });

  it('turns a `*` into what was used, and keeps what it cannot narrow', () => {
    expect(actionsOf(allow('*'))).toEqual(['s3:*']);
    expect(actionsOf(allow('*:Get*'))).toEqual(['s3:Get*']);
    expect(
      actionsOf(allow('sqs:*'), {
        Effect: 'Allow',
        NotAction: 'iam:*',
        Resource: '*',
      }),
    ).toEqual(['iam:*']);
    expect(actionsOf(allow('s*:Get*'))).toBeUndefined();
  });

  it('keeps what the report knows nothing of, and is none of Deny alone', () => {
    expect(actionsOf(allow(['kms:Decrypt', 'SQS:*']))).toEqual(['kms:Decrypt']);
    expect(
      actionsOf(allow('sqs:*'), { ...allow('s3:Put*'), Effect: 'Deny' }),
    ).toBeUndefined();
  });

  it('is none where nothing would go, or no use was seen', () => {
    expect(actionsOf(allow('s3:*'))).toBeUndefined();
    expect(
      smallerPolicy(
        [document(allow('*'))],
        [use('s3', { lastUsedAt: undefined })],
      ),
    ).toBeUndefined();
    // All would go: then the report is no ground for a policy.
    expect(actionsOf(allow('sqs:*'))).toBeUndefined();
  });
});
