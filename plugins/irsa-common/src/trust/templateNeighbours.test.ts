import {
  ACCOUNT,
  assume,
  EKS,
  GITHUB,
  policy,
  tokens,
} from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
const OWN = { AWS: `arn:aws:iam::${ACCOUNT}:role/ci` };
const VENDOR = { AWS: 'arn:aws:iam::999900001111:root' };
const VPC = 'vpc-0a1b2c3d4e5f60718';
const UNFILLED = 'policy-variable-unresolved high';
const NEVER = 'condition-contradiction high';

const of = (host: string, sub: string, operator = 'StringEquals') =>
  tokens(
    host,
    operator === 'StringEquals'
      ? { StringEquals: { aud: AUD, sub } }
      : { StringEquals: { aud: AUD }, [operator]: { sub } },
  );
const beside = (condition: object) =>
  tokens(EKS, { StringEquals: { aud: AUD, sub: SUB } }, {}, { ...condition });
const saml = (aud: string) =>
  assume(
    { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Okta` },
    { StringEquals: { 'SAML:aud': aud } },
    'sts:AssumeRoleWithSAML',
  );
const external = (id: string) =>
  assume(VENDOR, { StringEquals: { 'sts:ExternalId': id } });

/** What templates leave behind, and names that nobody has though they look as if somebody had. */
const rows: JudgedRow[] = [
  // Variables of Terraform, CloudFormation and shells that nobody has filled in
  [
    'an external id of Terraform',
    external('${var.external_id}'),
    'broken',
    UNFILLED,
  ],
  [
    'an account of CloudFormation',
    assume(
      { Service: 'ec2.amazonaws.com' },
      { StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' } },
    ),
    'broken',
    UNFILLED,
  ],
  [
    'an ARN of Terraform',
    assume(
      { Service: 'lambda.amazonaws.com' },
      { ArnLike: { 'aws:SourceArn': '${aws_lambda_function.f.arn}' } },
    ),
    'broken',
    UNFILLED,
  ],
  [
    'an organisation of a shell, for everybody',
    assume(
      { AWS: '*' },
      { StringEquals: { 'aws:PrincipalOrgID': '${ORG_ID}' } },
    ),
    'broken',
    UNFILLED,
  ],
  [
    'one value of two is filled in',
    assume(OWN, {
      StringEquals: { 'aws:PrincipalTag/team': ['${var.team}', 'shop'] },
    }),
    'safe',
    '',
  ],
  [
    'a variable of AWS',
    assume(OWN, {
      StringEquals: { 'sts:RoleSessionName': '${aws:PrincipalTag/team}' },
    }),
    'safe',
    '',
  ],
  [
    'a variable of AWS with wrong letters',
    assume(OWN, {
      StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipleTag/team}' },
    }),
    'broken',
    UNFILLED,
  ],
  [
    'a tag with wrong letters',
    assume(OWN, { StringEquals: { 'aws:PrincipleTag/team': 'shop' } }),
    'broken',
    NEVER,
  ],
  [
    'a variable with a value for when it is absent',
    assume(OWN, {
      StringEquals: { 'aws:PrincipalTag/team': "${team, 'shop'}" },
    }),
    'safe',
    '',
  ],
  [
    'a variable of AWS, in the version that knows none',
    {
      ...assume(OWN, {
        StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/unit}' },
      }),
      Version: '2008-10-17',
    },
    'broken',
    `${UNFILLED}, version-old low`,
  ],
  [
    'a template in the namespace',
    of(EKS, 'system:serviceaccount:${namespace}:*', 'StringLike'),
    'broken',
    UNFILLED,
  ],
  // Ids of networks
  [
    'a network beside a subject',
    beside({ StringLike: { 'aws:SourceVpc': VPC } }),
    'safe',
    '',
  ],
  [
    'a network by its ARN',
    beside({
      ArnLike: {
        'aws:SourceVpc': `arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/${VPC}`,
      },
    }),
    'broken',
    NEVER,
  ],
  [
    'a network by its addresses',
    beside({ StringLike: { 'aws:SourceVpc': '10.0.0.0/16' } }),
    'broken',
    NEVER,
  ],
  [
    'a network where an endpoint is meant',
    assume(OWN, { StringEquals: { 'aws:SourceVpce': VPC } }),
    'broken',
    NEVER,
  ],
  [
    'a pattern of networks',
    beside({ StringLike: { 'aws:SourceVpc': ['vpc-0a1b*', VPC] } }),
    'safe',
    '',
  ],
  // https://github.com/aws-actions/configure-aws-credentials/issues/1888
  [
    'GitHub, both with their ids',
    of(GITHUB, 'repo:acme@123456/newapp@777001:ref:refs/heads/main'),
    'safe',
    '',
  ],
  [
    'GitHub, only the repository with its id',
    of(GITHUB, 'repo:acme/newapp@777001:ref:refs/heads/main'),
    'broken',
    'sub-malformed high, github-sub-format-mismatch high',
  ],
  [
    'GitHub, only the owner with its id',
    of(GITHUB, 'repo:acme@123456/newapp:ref:refs/heads/main'),
    'broken',
    'sub-malformed high',
  ],
  [
    'GitHub, the owner alone',
    of(GITHUB, 'repo:acme@123456:ref:refs/heads/main'),
    'broken',
    'sub-malformed high',
  ],
  // Who creates the repository gets no such token either.
  [
    'GitHub, no such repository and no such ref',
    of(GITHUB, 'repo:acme/gone:ref:main'),
    'broken',
    'sub-malformed high',
  ],
  [
    'GitHub, no such repository and an event for a ref',
    of(GITHUB, 'repo:acme/gone:push'),
    'broken',
    'sub-malformed high',
  ],
  // IAM User Guide, "Configure SAML assertions for the authentication response"
  [
    'SAML, the address of a region',
    saml('https://eu-west-1.signin.aws.amazon.com/saml'),
    'safe',
    '',
  ],
  [
    'SAML, an address that only ends alike',
    saml('https://my-signin.aws.amazon.com/saml'),
    'broken',
    'aud-unregistered high',
  ],
  // A Deny that names nobody changes nothing.
  [
    'a Deny of a template',
    policy(...assume(OWN).Statement, {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': '${OrgId}' } },
    }),
    'safe',
    '',
  ],
];

describe('trust policies as templates leave them', () => {
  it.each(rows)('%s', (...[, document, verdict, rules, context]) => {
    expect(judgementOf(document, context)).toEqual({ verdict, rules });
  });
});
