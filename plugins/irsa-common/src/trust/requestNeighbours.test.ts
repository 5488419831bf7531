import {
  ACCOUNT,
  assume,
  EKS,
  fleet,
  policy,
  tokens,
} from './__testUtils__/fleet';
import { assessTrust } from './assessTrust';
import { TrustVerdict } from './types';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
const account = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const role = { AWS: `arn:aws:iam::${ACCOUNT}:role/deployer` };
const ec2 = { Service: 'ec2.amazonaws.com' };
const MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

const allow = (Principal: unknown) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
});
const deny = (Principal: unknown, Condition?: object) => ({
  ...allow(Principal),
  Effect: 'Deny',
  ...(Condition && { Condition }),
});
const pod = (block: Record<string, unknown>) =>
  tokens(EKS, { StringEquals: { aud: AUD, sub: SUB } }, {}, block);

type Row = [
  what: string,
  policy: unknown,
  verdict: TrustVerdict,
  rules: string,
];

function said(document: unknown) {
  const { review, trust } = assessTrust(document, fleet);
  return {
    verdict: review.verdict,
    isDead: trust.reach === 'dead',
    rules: review.findings
      .filter(({ severity }) => ['high', 'critical'].includes(severity))
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`)
      .join(', '),
  };
}

describe('what no request has', () => {
  const never = 'condition-contradiction high';
  it.each<Row>([
    [
      'a private source address',
      assume(role, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      'broken',
      never,
    ],
    [
      'private source addresses, for tokens',
      pod({ IpAddress: { 'aws:SourceIp': ['10.1.0.0/16', '192.168.0.0/16'] } }),
      'broken',
      never,
    ],
    [
      'a private source address beside a public one',
      pod({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } }),
      'safe',
      '',
    ],
    [
      'anything but private source addresses',
      assume(role, { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      'safe',
      '',
    ],
    [
      'a private address behind a VPC endpoint',
      assume(role, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
      'safe',
      '',
    ],
    [
      'an external id with a space',
      assume(role, { StringEquals: { 'sts:ExternalId': 'my id' } }),
      'broken',
      never,
    ],
    [
      'an external id of one letter',
      assume(role, { StringEquals: { 'sts:ExternalId': 'x' } }),
      'broken',
      never,
    ],
    [
      'the pattern of an external id',
      assume(role, { StringLike: { 'sts:ExternalId': 'tenant-*' } }),
      'safe',
      '',
    ],
    [
      'the name of a session with a slash',
      pod({ StringLike: { 'sts:RoleSessionName': 'team/*' } }),
      'broken',
      never,
    ],
    [
      'the name of a session by a pattern',
      pod({ StringLike: { 'sts:RoleSessionName': 'team-*' } }),
      'safe',
      '',
    ],
    [
      'an id of sessions with a star under StringEquals',
      assume(account, { StringEquals: { 'aws:userid': 'AROAEXAMPLE:*' } }),
      'broken',
      never,
    ],
    [
      'an id of sessions with a star under StringLike',
      assume(account, { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }),
      'safe',
      '',
    ],
    [
      'a path of an organisation with a star under StringEquals',
      assume(account, {
        'ForAnyValue:StringEquals': {
          'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*',
        },
      }),
      'broken',
      never,
    ],
    [
      'the name of a user, of a role',
      assume(role, {
        StringLike: { 'sts:RoleSessionName': '${aws:username}' },
      }),
      'broken',
      never,
    ],
    [
      'the name of a user, of whoever is in the account',
      assume(account, {
        StringLike: { 'sts:RoleSessionName': '${aws:username}' },
      }),
      'safe',
      '',
    ],
    [
      'a source identity that nobody may set',
      assume(role, { StringLike: { 'sts:SourceIdentity': 'alice*' } }),
      'broken',
      never,
    ],
    [
      'a source identity that may be set',
      assume(role, { StringLike: { 'sts:SourceIdentity': 'alice*' } }, [
        'sts:AssumeRole',
        'sts:SetSourceIdentity',
      ]),
      'safe',
      '',
    ],
    [
      'the action, which NotAction leaves out',
      policy({ Effect: 'Allow', Principal: role, NotAction: 'sts:AssumeRole' }),
      'broken',
      'action-mismatch high',
    ],
  ])('%s', (_, document, verdict, rules) => {
    expect(said(document)).toEqual({
      verdict,
      isDead: verdict === 'broken',
      rules,
    });
  });
});

describe('everybody, under a condition that everybody meets', () => {
  it.each([
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { Null: { 'aws:PrincipalArn': 'false' } },
    { StringEquals: { 'aws:PrincipalType': ['User', 'AssumedRole'] } },
    { StringEquals: { 'aws:PrincipalTag/team': 'payments' } },
    { StringLike: { 'aws:UserAgent': 'deployer*' } },
  ])('is as open as without it: %j', condition => {
    expect(said(assume('*', condition))).toEqual({
      verdict: 'dangerous',
      isDead: false,
      rules: 'principal-wildcard critical',
    });
  });

  it.each([
    { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
  ])('is narrower with %j', condition => {
    expect(said(assume('*', condition))).toMatchObject({
      verdict: 'risky',
      rules: 'principal-wildcard high',
    });
  });
});

describe('a Deny of accounts, roles and services', () => {
  const refused = 'allow-fully-denied high';
  it.each<Row>([
    ['of everybody', policy(allow(role), deny('*')), 'broken', refused],
    ['of the same role', policy(allow(role), deny(role)), 'broken', refused],
    ['of its account', policy(allow(role), deny(account)), 'broken', refused],
    [
      'of the account by its number',
      policy(allow(account), deny({ AWS: ACCOUNT })),
      'broken',
      refused,
    ],
    [
      'of one role of the account',
      policy(allow(account), deny(role)),
      'safe',
      '',
    ],
    [
      'of another role',
      policy(allow(role), deny({ AWS: `${role.AWS}-2` })),
      'safe',
      '',
    ],
    [
      'of those without a second factor, and a service',
      policy(allow(ec2), deny('*', MFA)),
      'broken',
      refused,
    ],
    [
      'of those without a second factor, and people',
      policy(allow(account), deny('*', MFA)),
      'safe',
      '',
    ],
    [
      'of those without a second factor, but for services',
      policy(
        allow(ec2),
        deny('*', { Bool: { 'aws:PrincipalIsAWSService': 'false' }, ...MFA }),
      ),
      'safe',
      '',
    ],
    [
      'of plain HTTP',
      policy(
        allow(role),
        deny('*', { Bool: { 'aws:SecureTransport': 'false' } }),
      ),
      'safe',
      '',
    ],
  ])('%s', (_, document, verdict, rules) => {
    expect(said(document)).toEqual({
      verdict,
      isDead: verdict === 'broken',
      rules,
    });
  });
});

describe('a provider that every account knows', () => {
  const COGNITO = 'cognito-identity.amazonaws.com';
  const POOL = {
    [`${COGNITO}:aud`]: 'eu-west-1:12345678-1234-1234-1234-123456789012',
  };
  const of = (Federated: string, Condition?: object) => {
    const { review, trust } = assessTrust(
      assume({ Federated }, Condition, 'sts:AssumeRoleWithWebIdentity'),
      fleet,
    );
    return `${review.verdict} ${trust.reach}`;
  };

  it.each([
    ['any pool', COGNITO, undefined, 'dangerous open'],
    ['a pool with guests', COGNITO, { StringEquals: POOL }, 'risky open'],
    [
      'users of a pool',
      COGNITO,
      {
        StringEquals: POOL,
        'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' },
      },
      'safe bounded',
    ],
    [
      'one user of a pool',
      COGNITO,
      { StringEquals: { ...POOL, [`${COGNITO}:sub`]: 'eu-west-1:abc' } },
      'safe exact',
    ],
    [
      'one user of Google',
      'accounts.google.com',
      { StringEquals: { 'accounts.google.com:sub': '112233445566778899001' } },
      'safe exact',
    ],
    [
      'users of an application of Amazon',
      'www.amazon.com',
      { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.x' } },
      'risky bounded',
    ],
    [
      'one user of an application of Facebook',
      'graph.facebook.com',
      {
        StringEquals: {
          'graph.facebook.com:app_id': '1',
          'graph.facebook.com:id': '2',
        },
      },
      'safe bounded',
    ],
  ])('lets in %s', (_, provider, condition, wanted) => {
    expect(of(provider, condition)).toBe(wanted);
  });
});
