import { IamUser } from '../../accounts/types';
import { POLICY_LISTS } from '../../accounts/policyReads';
import { blastRadiusOf } from './blastRadiusOf';

const ALLOW_S3 = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
};

const user = (document: unknown = ALLOW_S3): IamUser => ({
  name: 'orders',
  arn: 'arn:aws:iam::111122223333:user/orders',
  path: '/',
  userId: 'AIDAEXAMPLE',
  tags: {},
  keys: [],
  groups: [],
  policies: [{ name: 'orders', document, via: 'user' }],
});

test('what all policies give is known, without and with a boundary', () => {
  const known = blastRadiusOf(user(), { missing: [] });
  expect(known).toMatchObject({ services: ['s3'], conditional: false });
  expect(
    blastRadiusOf(
      { ...user(), boundaryArn: 'arn:aws:iam::111122223333:policy/limit' },
      { missing: [] },
    ),
  ).toEqual({ ...known, conditional: true });
});

test.each(POLICY_LISTS.user)(
  'without %s some policies may be missing, so nothing is known',
  call => {
    expect(blastRadiusOf(user(), { missing: [call] }).level).toBe('unknown');
  },
);

test('without iam:GetUser there may be a boundary, which only takes away', () => {
  const { level } = blastRadiusOf(user(), { missing: [] });
  expect(blastRadiusOf(user(), { missing: ['iam:GetUser'] })).toMatchObject({
    level,
    services: ['s3'],
    conditional: true,
  });
});

test('a policy that could not be read leaves its own users unknown, and no others', () => {
  const missing = ['iam:GetPolicy', 'iam:GetPolicyVersion'];
  expect(blastRadiusOf(user(), { missing }).services).toEqual(['s3']);
  // As an unread document is kept.
  const unread = { ...user(), policies: [{ name: 'shared', via: 'user' }] };
  expect(blastRadiusOf(unread as unknown as IamUser, { missing }).level).toBe(
    'unknown',
  );
});
