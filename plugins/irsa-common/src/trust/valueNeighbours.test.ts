import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  policy,
  statement,
  tokens,
} from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
const OWN = { AWS: `arn:aws:iam::${ACCOUNT}:role/ci` };
const VENDOR = { AWS: 'arn:aws:iam::999900001111:role/collector' };
const PODS = { Service: 'pods.eks.amazonaws.com' };
const FOR_PODS = ['sts:AssumeRole', 'sts:TagSession'];
const NEVER = 'condition-contradiction high';
const associations = [
  {
    cluster: 'prod',
    namespace: 'payments',
    serviceAccount: 'api',
    hasSessionTags: true,
  },
];

function judged(rows: JudgedRow[]) {
  it.each(rows)('%s', (...[, document, verdict, rules, context]) => {
    expect(judgementOf(document, context)).toEqual({ verdict, rules });
  });
}

describe('values that no caller can have', () => {
  const never = (
    what: string,
    principal: unknown,
    condition: unknown,
  ): JudgedRow => [what, assume(principal, condition), 'broken', NEVER];
  judged([
    never('a truth value that is none', OWN, {
      Bool: { 'aws:MultiFactorAuthPresent': 'yes' },
    }),
    never('a number that is none', OWN, {
      NumericLessThan: { 'aws:MultiFactorAuthAge': 'one hour' },
    }),
    never('an address that is none', OWN, {
      IpAddress: { 'aws:SourceIp': 'office' },
    }),
    never('the external id under the prefix of AWS', VENDOR, {
      StringEquals: { 'aws:ExternalId': 'b7f0c1' },
    }),
    never('an ARN pattern of three parts', OWN, {
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:*' },
    }),
    never(
      'a service that is none of AWS',
      { Service: 'cloudtrail.amazonaws.com' },
      { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    ),
    never('a role that is a service of AWS', OWN, {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
    }),
    never(
      'a resource that is not of its account',
      { Service: 'bedrock.amazonaws.com' },
      {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: {
          'aws:SourceArn': 'arn:aws:bedrock:eu-west-1:444455556666:agent/*',
        },
      },
    ),
    [
      'no value',
      assume(OWN, { StringEquals: { 'aws:PrincipalOrgID': [] } }),
      'broken',
      'condition-empty-array high',
    ],
  ]);
});

describe('values that callers have', () => {
  judged([
    [
      'a bucket’s ARN, which has no account',
      assume(
        { Service: 'bedrock.amazonaws.com' },
        {
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' },
        },
      ),
      'safe',
      '',
    ],
    [
      'the external id of a service: user pools and Redshift send one',
      assume(
        { Service: 'cognito-idp.amazonaws.com' },
        { StringEquals: { 'sts:ExternalId': 'pool-1' } },
      ),
      'safe',
      '',
    ],
    [
      'the account of the role, as a variable',
      assume('*', {
        StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' },
      }),
      'safe',
      'cross-account-root low',
    ],
    [
      'any AWS service, for anybody',
      assume('*', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
      'risky',
      'principal-wildcard high',
    ],
    [
      'a key of which nothing is known',
      assume(OWN, { StringEquals: { 'aws:SomethingNew': 'x' } }),
      'safe',
      '',
    ],
  ]);
});

describe('actions', () => {
  judged([
    [
      'everybody, for nothing that assumes a role',
      assume('*', undefined, 'sts:GetCallerIdentity'),
      'broken',
      'action-mismatch high',
    ],
    [
      'everybody with a token',
      assume('*', undefined, 'sts:AssumeRoleWithWebIdentity'),
      'dangerous',
      'principal-wildcard critical',
    ],
    [
      'all actions for a role',
      assume(OWN, undefined, 'sts:*'),
      'safe',
      'action-wildcard low',
    ],
    [
      'all but one for a service',
      policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        NotAction: 'sts:TagSession',
      }),
      'safe',
      'notaction low',
    ],
  ]);
});

describe('Pod Identity', () => {
  judged([
    [
      'beside the nodes',
      assume(
        { Service: ['ec2.amazonaws.com', PODS.Service] },
        undefined,
        FOR_PODS,
      ),
      'safe',
      'pod-identity-unscoped low',
      { associations },
    ],
    [
      'nodes only',
      assume({ Service: 'ec2.amazonaws.com' }),
      'broken',
      'pod-identity-wrong-service high',
      { associations },
    ],
    [
      'a Deny of other namespaces',
      policy(
        { Effect: 'Allow', Principal: PODS, Action: FOR_PODS },
        {
          Effect: 'Deny',
          Principal: PODS,
          Action: 'sts:AssumeRole',
          Condition: {
            StringNotEquals: {
              'aws:RequestTag/kubernetes-namespace': 'payments',
            },
          },
        },
      ),
      'safe',
      '',
    ],
  ]);
});

describe('providers that are named in other ways', () => {
  const GOOGLE = 'accounts.google.com';
  const google = (condition: unknown) =>
    assume({ Federated: GOOGLE }, condition, 'sts:AssumeRoleWithWebIdentity');
  const saml = (condition: unknown) =>
    assume(
      { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/okta` },
      condition,
      'sts:AssumeRoleWithSAML',
    );
  judged([
    [
      'Google, with the key of a cluster',
      google({ StringEquals: { [`${EKS}:sub`]: '1', [`${GOOGLE}:aud`]: 'x' } }),
      'broken',
      'condition-key-wrong-provider high',
    ],
    [
      'Google, with no value',
      google({ StringEquals: { [`${GOOGLE}:sub`]: [] } }),
      'broken',
      'condition-empty-array high',
    ],
    [
      'Google, everybody with an address there',
      google({ StringLike: { [`${GOOGLE}:email`]: '*@acme.com' } }),
      'risky',
      'sub-pattern medium',
    ],
    [
      'SAML, the audience under the prefix of AWS',
      saml({ StringEquals: { 'aws:aud': 'x' } }),
      'broken',
      'condition-key-wrong-provider high',
    ],
    [
      'SAML, with no value',
      saml({ StringEquals: { 'SAML:aud': [] } }),
      'broken',
      'condition-empty-array high',
    ],
  ]);
});

describe('findings that another explains', () => {
  const ok = { aud: AUD, sub: SUB };
  judged([
    [
      'the right keys of a provider whose ARN has https://',
      policy({
        ...statement(EKS, { StringEquals: ok }),
        Principal: { Federated: arn(`https://${EKS}`) },
      }),
      'broken',
      'provider-malformed high',
    ],
    [
      'IfExists that accounts skip',
      policy({
        ...statement(EKS, { StringEqualsIfExists: ok }),
        Principal: { Federated: arn(EKS), ...OWN },
        Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'],
      }),
      'risky',
      'mixed-principals-bypass high, ifexists-vacuous low',
    ],
    [
      'an operator that compares no texts',
      tokens(EKS, {
        StringEquals: { aud: AUD },
        BinaryEquals: { sub: 'c3lz' },
      }),
      'broken',
      'operator-invalid high',
    ],
    [
      'any provider, for one subject',
      policy({
        ...statement(EKS, { StringEquals: ok }),
        Principal: { Federated: '*' },
      }),
      'risky',
      'principal-wildcard high',
    ],
  ]);
});
