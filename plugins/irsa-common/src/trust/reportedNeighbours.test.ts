import { arn, policy, statement, tokens } from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
const ID = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const GITLAB = 'gitlab.com';
const BUILDKITE = 'agent.buildkite.com';
const GOOGLE = 'accounts.google.com';
const BITBUCKET =
  'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const REPOSITORY = '{11111111-2222-3333-4444-555555555555}';

/** Only the account is known. */
const UNREAD = { providers: undefined, clusters: undefined, owners: undefined };

const pod = (host: string) =>
  tokens(host, { StringEquals: { aud: AUD, sub: SUB } });
/** Tokens of gitlab.com and Buildkite, whose claims stand beside an open subject. */
const beside = (host: string, claims: object, sub?: string) =>
  tokens(host, {
    StringEquals: {
      aud: host === GITLAB ? 'https://gitlab.com' : AUD,
      ...claims,
    },
    ...(sub && { StringLike: { sub } }),
  });
const service = (Service: string) =>
  policy({
    Effect: 'Allow',
    Principal: { Service },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });
const ofGoogle = policy({
  ...statement(GOOGLE, {
    StringEquals: { aud: '1040292', sub: '1040292' },
    NumericEquals: { 'google/organization_number': '123456789012' },
  }),
  Principal: { Federated: GOOGLE },
});

/**
 * Kinds from reports and documents, each where it was first seen. The claims: Service Authorization Reference, "Condition keys for AWS
 * Security Token Service".
 */
const rows: JudgedRow[] = [
  // https://github.com/aws/amazon-eks-pod-identity-webhook/issues/30
  [
    'EKS, region and service changed places',
    pod(`oidc.eu-west-1.eks.amazonaws.com/id/${ID}`),
    'broken',
    'provider-malformed high',
  ],
  [
    'EKS, letters of the host changed places',
    pod(`odic.eks.eu-west-1.amazonaws.com/id/${ID}`),
    'broken',
    'provider-malformed high',
  ],
  [
    'EKS, without what stands before the id',
    pod(`oidc.eks.eu-west-1.amazonaws.com/${ID}`),
    'broken',
    'provider-malformed high',
  ],
  [
    'EKS of GovCloud',
    pod(`oidc.eks.us-gov-west-1.amazonaws.com/id/${ID}`),
    'safe',
    '',
  ],
  [
    'an issuer of the own, in a bucket that speaks of EKS',
    pod('eks.s3.eu-west-1.amazonaws.com/id/x'),
    'safe',
    '',
  ],
  // https://github.com/spacelift-io/user-documentation, oidc/subject-template
  [
    'Spacelift, by a template of the account',
    tokens('acme.app.spacelift.io', {
      StringEquals: {
        aud: 'acme.app.spacelift.io',
        sub: 'path:/root/production:stack:infra:run_type:TRACKED',
      },
    }),
    'safe',
    '',
  ],
  // https://support.atlassian.com, deploy-on-aws-using-bitbucket-pipelines-openid-connect
  [
    'Bitbucket, a repository without its braces',
    tokens(BITBUCKET, {
      StringEquals: { aud: AUD },
      StringLike: { sub: `${REPOSITORY.slice(1, -1)}:*` },
    }),
    'broken',
    'sub-malformed high',
  ],
  [
    'Bitbucket, a repository that nothing closes',
    tokens(BITBUCKET, {
      StringEquals: { aud: AUD },
      StringLike: { sub: `${REPOSITORY}*` },
    }),
    'safe',
    '',
  ],
  [
    'gitlab.com, a project by its id',
    beside(GITLAB, { project_id: '4242' }, 'project_path:acme/*'),
    'risky',
    'sub-pattern medium',
  ],
  [
    'gitlab.com, a project by its id, and a branch',
    beside(
      GITLAB,
      { project_id: '4242' },
      'project_path:acme/*:ref_type:branch:ref:main',
    ),
    'safe',
    '',
  ],
  [
    'gitlab.com, a group by its id',
    beside(GITLAB, { namespace_id: '77' }, 'project_path:acme*'),
    'risky',
    'saas-any-project medium',
  ],
  [
    'gitlab.com, a project by its id and no subject',
    beside(GITLAB, { project_id: '4242' }),
    'broken',
    'shared-issuer-claim-refused high',
  ],
  [
    'gitlab.com, whoever pushed',
    beside(GITLAB, { user_login: 'alice' }, 'project_path:acme/*'),
    'risky',
    'saas-any-project medium',
  ],
  [
    'GitLab of the own, which has no such claims',
    tokens('gitlab.example.io', {
      StringEquals: { aud: 'https://gitlab.example.io', project_id: '4242' },
      StringLike: { sub: 'project_path:acme/*' },
    }),
    'broken',
    'condition-key-unsupported high',
  ],
  [
    'Buildkite, a pipeline of an organisation',
    beside(
      BUILDKITE,
      { organization_slug: 'acme', pipeline_slug: 'web' },
      'organization:acme:*',
    ),
    'risky',
    'sub-pattern medium',
  ],
  [
    'Buildkite, a pipeline and a branch',
    beside(
      BUILDKITE,
      { pipeline_id: '0f1c', build_branch: 'main' },
      'organization:acme:*',
    ),
    'safe',
    '',
  ],
  [
    'Buildkite, a branch of a pipeline that the subject names',
    beside(
      BUILDKITE,
      { build_branch: 'main' },
      'organization:acme:pipeline:web:*',
    ),
    'safe',
    '',
  ],
  [
    'Buildkite, a name of a pipeline that others may give too',
    beside(BUILDKITE, { pipeline_slug: 'web' }, 'organization:*'),
    'dangerous',
    'saas-owner-unanchored critical',
  ],
  [
    'Buildkite, the organisation by its id and no subject',
    beside(BUILDKITE, { organization_id: '5f1c' }),
    'broken',
    'shared-issuer-claim-refused high',
  ],
  ['the number of an organisation at Google', ofGoogle, 'safe', ''],
  [
    'a service that is meant for Pods',
    service('eks-pods.amazonaws.com'),
    'broken',
    'pod-identity-wrong-service high',
  ],
  [
    'the service of Fargate',
    service('eks-fargate-pods.amazonaws.com'),
    'safe',
    '',
  ],
  // https://github.com/hashicorp/terraform-provider-aws/issues, keys of organisations
  [
    'a key of AWS with wrong letters',
    policy({
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:PrincipleOrgID': 'o-abcdefghij' } },
    }),
    'broken',
    'condition-contradiction high',
  ],
  [
    'a key of AWS with wrong letters that only denies',
    policy(
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/deploy' },
        Action: 'sts:AssumeRole',
      },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipleOrgID': 'o-abcdefghij' } },
      },
    ),
    'safe',
    'deny-ineffective medium',
  ],
  [
    'a key of AWS with wrong letters that denies all who lack it',
    policy(
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/deploy' },
        Action: 'sts:AssumeRole',
      },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringNotEquals: { 'aws:PrincipleOrgID': 'o-abcdefghij' },
        },
      },
    ),
    'broken',
    'allow-fully-denied high',
  ],
];

describe('trust policies of reports', () => {
  it.each(rows)('%s', (...[, document, verdict, rules]) => {
    expect(judgementOf(document, UNREAD)).toEqual({ verdict, rules });
  });

  it('keeps a provider that is registered under an address like that of EKS', () => {
    const host = `oidc.eks.eu-west-1.amazonaws.com/${ID}`;
    const providers = [
      { arn: arn(host), url: `https://${host}`, clientIds: [AUD] },
    ];
    expect(judgementOf(pod(host), { ...UNREAD, providers }).verdict).toBe(
      'safe',
    );
  });
});
