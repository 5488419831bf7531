import { ACCOUNT, fleet, policy } from './__testUtils__/fleet';
import { whoMayAssume } from './reach/whoMayAssume';
import { reviewTrustPolicy } from './reviewTrustPolicy';

const allow = (Principal: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition ? { Condition } : {}),
});
const deny = (Condition: unknown, others: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:*',
  Condition,
  ...others,
});
const ANYONE = allow({ AWS: '*' });
const OUTSIDERS = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const NO_SERVICE = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };

const review = (...statements: unknown[]) => {
  const { verdict, findings } = reviewTrustPolicy(policy(...statements), fleet);
  return [verdict, findings.map(({ ruleId }) => ruleId)];
};
const reach = (...statements: unknown[]) =>
  whoMayAssume(policy(...statements), fleet).reach;

describe('a Deny of who is not what it names', () => {
  it.each<[string, unknown]>([
    ['outside the organisation', OUTSIDERS],
    [
      'outside the organisation, where the key may be missing',
      {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      },
    ],
    [
      'outside the organisation and no service',
      { ...OUTSIDERS, BoolIfExists: NO_SERVICE.Bool },
    ],
    [
      'outside a part of the organisation',
      {
        'ForAllValues:StringNotLike': {
          'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*',
        },
      },
    ],
  ])('leaves everybody in it, and no more: %s', (_, condition) => {
    expect(review(ANYONE, deny(condition))).toEqual([
      'risky',
      ['principal-org-wide'],
    ]);
    expect(reach(ANYONE, deny(condition))).toBe('bounded');
  });

  it.each<[string, object]>([
    ['account', { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] } }],
    [
      'role',
      {
        ArnNotEquals: {
          'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/deployer`,
        },
      },
    ],
  ])('leaves an own %s of everybody', (_, condition) => {
    const [verdict] = review(ANYONE, deny(condition));
    expect(verdict).toBe('safe');
  });

  it('leaves nobody of the accounts that the Allow names, when it names another', () => {
    const statements = [
      allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      deny({ StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } }),
    ];
    expect(review(...statements)).toEqual([
      'broken',
      ['condition-contradiction'],
    ]);
    expect(reach(...statements)).toBe('dead');
  });

  it('refuses services too, which are in no organisation, unless it leaves them out', () => {
    const lambda = allow({ Service: 'lambda.amazonaws.com' });
    expect(review(lambda, deny(OUTSIDERS))).toEqual([
      'broken',
      ['condition-contradiction'],
    ]);
    expect(review(lambda, deny({ ...OUTSIDERS, ...NO_SERVICE }))).toEqual([
      'safe',
      [],
    ]);
  });

  it.each<[string, object]>([
    ['of another action', deny(OUTSIDERS, { Action: 'sts:TagSession' })],
    [
      'of one account only',
      deny(OUTSIDERS, { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
    ],
    [
      'with a second condition',
      deny({
        ...OUTSIDERS,
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
      }),
    ],
    [
      'of those who are in the organisation',
      deny({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    ],
    [
      'that holds for one path of several',
      deny({
        'ForAnyValue:StringNotLike': {
          'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*',
        },
      }),
    ],
  ])('says nothing of the others %s', (_, statement) => {
    expect(review(ANYONE, statement)[0]).toBe('dangerous');
    expect(reach(ANYONE, statement)).toBe('open');
  });
});
