import {
  ACCOUNT,
  assume,
  fleet,
  GITHUB,
  policy,
  tokens,
} from './__testUtils__/fleet';
import { whoMayAssume } from './reach/whoMayAssume';
import { reviewTrustPolicy } from './reviewTrustPolicy';

const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const FOREIGN = '777788889999';
const service = (Service: string, Condition?: unknown, Action?: string[]) =>
  assume({ Service }, Condition, Action);
const AGENTS = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:agent/*`;
const saml = (aud: string) =>
  assume(
    { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/okta` },
    { StringEquals: { 'SAML:aud': aud } },
    'sts:AssumeRoleWithSAML',
  );
const TAGGING = ['sts:AssumeRole', 'sts:TagSession'];

const dead: [string, unknown][] = [
  [
    'a role of another account than the one that is trusted',
    assume(ROOT, {
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/x' },
    }),
  ],
  [
    'another account than the one that is trusted',
    assume(ROOT, { StringEquals: { 'aws:PrincipalAccount': '444455556666' } }),
  ],
  [
    'a pattern of roles under StringEquals',
    assume(ROOT, {
      StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ci-*` },
    }),
  ],
  [
    'a pattern of roles under StringEquals, of everybody',
    assume(
      { AWS: '*' },
      {
        StringEquals: {
          'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ci-*`,
        },
      },
    ),
  ],
  [
    'the ARN of a session, where the ARN of the role is compared',
    assume(ROOT, {
      ArnLike: { 'aws:PrincipalArn': `arn:aws:sts::${ACCOUNT}:assumed-role/*` },
    }),
  ],
  [
    'a resource, which no role calls for',
    assume(ROOT, { ArnLike: { 'aws:SourceArn': AGENTS } }),
  ],
  [
    'session tags that the policy does not allow',
    assume(ROOT, { StringEquals: { 'aws:RequestTag/project': 'x' } }),
  ],
  [
    'a pattern of organisations under StringEquals',
    assume({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-*' } }),
  ],
  [
    'the id of a unit, where the organisation is compared',
    assume(
      { AWS: '*' },
      { StringEquals: { 'aws:PrincipalOrgID': 'ou-ab12-11111111' } },
    ),
  ],
  [
    'a claim of tokens',
    assume(ROOT, {
      StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
    }),
  ],
  [
    'the organisation of a service',
    service('lambda.amazonaws.com', {
      StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
    }),
  ],
  [
    'a tag of the caller, where Pod Identity sends tags of the session',
    service(
      'pods.eks.amazonaws.com',
      { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'payments' } },
      TAGGING,
    ),
  ],
  [
    'an account in place of an ARN',
    service('sns.amazonaws.com', { ArnLike: { 'aws:SourceArn': ACCOUNT } }),
  ],
  [
    'an ARN in place of an account',
    service('sns.amazonaws.com', {
      StringEquals: { 'aws:SourceAccount': `arn:aws:iam::${ACCOUNT}:root` },
    }),
  ],
  [
    'a pattern of resources under StringEquals',
    service('bedrock.amazonaws.com', {
      StringEquals: { 'aws:SourceArn': AGENTS },
    }),
  ],
  ['a service of another partition', service('ec2.amazonaws.com.cn')],
  [
    'the sign-in of another partition',
    saml('https://signin.amazonaws.cn/saml'),
  ],
  ['the provider as recipient', saml('okta')],
];

const alive: [string, unknown][] = [
  [
    'one of two roles is of the account',
    assume(ROOT, {
      ArnLike: {
        'aws:PrincipalArn': [
          'arn:aws:iam::444455556666:role/x',
          `arn:aws:iam::${ACCOUNT}:role/x`,
        ],
      },
    }),
  ],
  [
    'roles of the console, by a pattern',
    assume(ROOT, {
      ArnLike: {
        'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*`,
      },
    }),
  ],
  [
    'a pattern under ArnEquals, which knows wildcards',
    service('bedrock.amazonaws.com', {
      ArnEquals: { 'aws:SourceArn': AGENTS },
    }),
  ],
  [
    'a bucket, whose ARN has no account',
    service('sns.amazonaws.com', {
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::data' },
    }),
  ],
  [
    'an external id of a service, as Cognito sends it',
    service('cognito-idp.amazonaws.com', {
      StringEquals: { 'sts:ExternalId': 'pool-1' },
    }),
  ],
  [
    'a certificate',
    service(
      'rolesanywhere.amazonaws.com',
      { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'build' } },
      [...TAGGING, 'sts:SetSourceIdentity'],
    ),
  ],
  [
    'session tags that another statement allows',
    policy(
      {
        Effect: 'Allow',
        Principal: ROOT,
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:RequestTag/project': 'x' } },
      },
      { Effect: 'Allow', Principal: ROOT, Action: 'sts:TagSession' },
    ),
  ],
  [
    'a test that may fail to find its key',
    assume(ROOT, { ArnLikeIfExists: { 'aws:SourceArn': AGENTS } }),
  ],
  [
    'the sign-in of a region',
    saml('https://eu-west-1.signin.aws.amazon.com/saml'),
  ],
];

const subject = (sub: string) =>
  tokens(GITHUB, { StringEquals: { aud: 'sts.amazonaws.com', sub } });

describe('conditions on accounts, roles and services', () => {
  it.each(dead)('let nobody in by %s', (_, document) => {
    expect(reviewTrustPolicy(document, fleet).verdict).toBe('broken');
  });

  it.each(dead.slice(0, 15))('reach nobody by %s', (_, document) => {
    expect(whoMayAssume(document, fleet).reach).toBe('dead');
  });

  it.each(alive)('are met: %s', (_, document) => {
    expect(reviewTrustPolicy(document, fleet).verdict).toBe('safe');
    expect(whoMayAssume(document, fleet).reach).not.toBe('dead');
  });

  it.each([
    ['account', { StringEquals: { 'aws:SourceAccount': FOREIGN } }],
    [
      'resource',
      { ArnLike: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${FOREIGN}:*` } },
    ],
  ])('warn of a service that acts for an %s of others', (_, condition) => {
    const { verdict, findings } = reviewTrustPolicy(
      service('cloudtrail.amazonaws.com', condition),
      fleet,
    );
    expect([verdict, findings.map(({ ruleId }) => ruleId)]).toEqual([
      'risky',
      ['cross-account-unknown'],
    ]);
  });
});

describe('subjects of GitHub', () => {
  it.each([
    [
      'a list in one text',
      'repo:acme/widget:ref:refs/heads/main,repo:acme/b:ref:x',
    ],
    ['a space', 'repo: acme/widget:ref:refs/heads/main'],
    ['an address', 'repo:https://github.com/acme/widget:ref:refs/heads/main'],
    ['a claim without a value', 'repo:acme/widget:environment:prod:ref'],
  ])('are not signed with %s', (_, sub) => {
    const { verdict, findings } = reviewTrustPolicy(subject(sub), fleet);
    expect([verdict, findings[0].ruleId]).toEqual(['broken', 'sub-malformed']);
  });

  it.each([
    ['a claim after the environment', ':environment:prod:ref:refs/heads/main'],
    ['a space in the name of an environment', ':environment:prod eu'],
    ['an underscore and a comma', ':ref:refs/heads/a_b,c'],
  ])('are signed with %s', (_, rest) => {
    const { verdict } = reviewTrustPolicy(
      subject(`repo:acme/widget${rest}`),
      fleet,
    );
    expect(verdict).toBe('safe');
  });
});
