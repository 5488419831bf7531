import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustReviewContext, TrustVerdict } from './types';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:iam::${ACCOUNT}:oidc-provider/`;
const EKS =
  'oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90';
const GITHUB = 'token.actions.githubusercontent.com';
const CIRCLE = 'oidc.circleci.com/org/6b376885-0000-45b2-ba2f-c27c0919bc6d';
const CIRCLE_ORG = 'org/6b376885-0000-45b2-ba2f-c27c0919bc6d';
const AZURE = 'vstoken.dev.azure.com/5f1c0000-1111-2222-3333-444455556666';
const BITBUCKET =
  'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const GHES = 'github.example.org/_services/token';
const SPACELIFT = 'acme.app.spacelift.io';

/** A policy for tokens of one issuer, with or without an audience. */
function tokens(host: string, operator: string, sub: string | string[]) {
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: ARN + host },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { [operator]: { [`${host}:sub`]: sub } },
    },
  };
}

function allow(
  Principal: unknown,
  Condition?: object,
  Action = 'sts:AssumeRole',
) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action, Condition }],
  };
}

type Row = [
  what: string,
  policy: unknown,
  verdict: TrustVerdict,
  rules: string[],
  context?: Partial<TrustReviewContext>,
];

const rows: Row[] = [
  // Names of providers
  [
    'one ServiceAccount by name',
    tokens(EKS, 'StringEquals', 'system:serviceaccount:a:b'),
    'safe',
    [],
  ],
  [
    'a provider with a wildcard for the region',
    allow(
      { Federated: `${ARN}oidc.eks.*.amazonaws.com/id/A` },
      undefined,
      'sts:AssumeRoleWithWebIdentity',
    ),
    'broken',
    ['provider-malformed'],
  ],
  [
    'a provider without an account',
    allow(
      { Federated: `arn:aws:iam:::oidc-provider/${EKS}` },
      undefined,
      'sts:AssumeRoleWithWebIdentity',
    ),
    'broken',
    ['provider-malformed'],
  ],
  [
    'the address of an issuer instead of the ARN',
    allow(
      { Federated: `https://${EKS}` },
      undefined,
      'sts:AssumeRoleWithWebIdentity',
    ),
    'broken',
    ['provider-malformed'],
  ],
  [
    'a wildcard in the ARN of a role',
    allow({ AWS: `arn:aws:iam::${ACCOUNT}:role/app-*` }),
    'broken',
    ['principal-wildcard'],
  ],
  // Clusters
  [
    'a namespace that is not closed',
    tokens(EKS, 'StringLike', 'system:serviceaccount:pay*'),
    'risky',
    ['sub-namespace-pattern'],
  ],
  [
    'one character left open',
    tokens(EKS, 'StringLike', 'system:serviceaccount:pay?:api'),
    'risky',
    ['sub-namespace-pattern'],
  ],
  [
    'a pattern of the one name that ends so',
    tokens(EKS, 'StringLike', '*:payments:api'),
    'safe',
    [],
  ],
  [
    'an own issuer by the form of the subject',
    tokens('oidc.example.org', 'StringLike', 'system:serviceaccount:*:*'),
    'dangerous',
    ['sub-any'],
  ],
  [
    'an own issuer that is a known cluster',
    tokens('oidc.example.org', 'StringLike', '*'),
    'dangerous',
    ['sub-any'],
    { clusters: [{ name: 'own', issuer: 'https://oidc.example.org' }] },
  ],
  [
    'a name with an underscore',
    tokens(EKS, 'StringEquals', 'system:serviceaccount:a:b_c'),
    'broken',
    ['sub-malformed'],
  ],
  [
    'two patterns that exclude each other',
    {
      ...tokens(EKS, 'StringLike', 'system:serviceaccount:a-*:x'),
      Statement: {
        ...tokens(EKS, 'StringLike', '').Statement,
        Condition: {
          StringLike: { [`${EKS}:sub`]: 'system:serviceaccount:a-*:x' },
          StringLikeIfExists: { [`${EKS}:sub`]: 'system:serviceaccount:b-*:x' },
        },
      },
    },
    'broken',
    ['condition-contradiction'],
  ],
  [
    'an issuer of the newer address',
    tokens(
      'oidc-eks.eu-west-1.api.aws/id/A1B2',
      'StringLike',
      'system:serviceaccount:pay:*',
    ),
    'risky',
    ['sub-any-serviceaccount'],
  ],
  // GitHub
  [
    'pull requests with ids',
    tokens(GITHUB, 'StringEquals', 'repo:acme@1/widget@2:pull_request'),
    'risky',
    ['github-pull-request'],
  ],
  [
    'release branches',
    tokens(GITHUB, 'StringLike', 'repo:acme/widget:ref:refs/heads/release/*'),
    'risky',
    ['github-any-branch'],
  ],
  [
    'any tag',
    tokens(GITHUB, 'StringLike', 'repo:acme/widget:ref:refs/tags/*'),
    'risky',
    ['github-any-ref'],
  ],
  [
    'any environment',
    tokens(GITHUB, 'StringLike', 'repo:acme/widget:environment:*'),
    'risky',
    ['github-any-ref'],
  ],
  [
    'a repository of any name on main',
    tokens(GITHUB, 'StringLike', 'repo:acme/*:ref:refs/heads/main'),
    'risky',
    ['github-org-wide'],
  ],
  [
    'an owner that is not closed',
    tokens(GITHUB, 'StringLike', 'repo:acme*:ref:refs/heads/main'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'a repository without what follows',
    tokens(GITHUB, 'StringEquals', 'repo:acme/widget'),
    'broken',
    ['sub-malformed'],
  ],
  [
    'a branch without refs/heads',
    tokens(GITHUB, 'StringEquals', 'repo:acme/widget:ref:main'),
    'broken',
    ['sub-malformed'],
  ],
  [
    'the workflow first',
    tokens(GITHUB, 'StringEquals', 'workflow:deploy:repo:acme/widget'),
    'dangerous',
    ['github-sub-abusable-claim'],
  ],
  [
    'the id of the owner first',
    tokens(GITHUB, 'StringLike', 'repository_owner_id:123456:*'),
    'risky',
    ['github-org-wide'],
  ],
  [
    'the reusable workflow, in full',
    tokens(
      GITHUB,
      'StringEquals',
      'job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main',
    ),
    'safe',
    [],
  ],
  [
    'a reusable workflow of anyone',
    tokens(GITHUB, 'StringLike', 'job_workflow_ref:*'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'an owner in other case',
    tokens(GITHUB, 'StringEquals', 'repo:Acme/widget:environment:prod'),
    'broken',
    ['sub-case-mismatch'],
    { owners: { github: ['acme'] } },
  ],
  [
    'an Enterprise Server, one repository, any ref',
    tokens(GHES, 'StringLike', 'repo:acme/widget:*'),
    'risky',
    ['github-any-ref'],
  ],
  [
    'an Enterprise Server, an organisation',
    tokens(GHES, 'StringLike', 'repo:acme/*'),
    'risky',
    ['github-org-wide'],
  ],
  [
    'a tenant of ghe.com, everything',
    tokens('token.actions.acme.ghe.com', 'StringLike', '*'),
    'dangerous',
    ['sub-any'],
  ],
  // Services
  [
    'CircleCI, one project',
    tokens(CIRCLE, 'StringLike', `${CIRCLE_ORG}/project/9d2a/user/*`),
    'safe',
    [],
  ],
  [
    'CircleCI, any project',
    tokens(CIRCLE, 'StringLike', `${CIRCLE_ORG}/project/*`),
    'risky',
    ['saas-any-project'],
  ],
  [
    'CircleCI, everything',
    tokens(CIRCLE, 'StringLike', '*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Azure DevOps, any connection of a project',
    tokens(AZURE, 'StringLike', 'sc://acme/shop/*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Azure DevOps, one connection',
    tokens(AZURE, 'StringEquals', 'sc://acme/shop/aws-prod'),
    'safe',
    [],
  ],
  [
    'Azure DevOps, no project',
    tokens(AZURE, 'StringEquals', 'sc://acme/aws-prod'),
    'broken',
    ['sub-malformed'],
  ],
  [
    'GitLab, any ref',
    tokens('gitlab.com', 'StringLike', 'project_path:acme/widget:*'),
    'risky',
    ['sub-pattern'],
  ],
  [
    'GitLab of the company, a group',
    tokens(
      'gitlab.example.org',
      'StringLike',
      'project_path:acme/*:ref_type:branch:ref:main',
    ),
    'risky',
    ['saas-any-project'],
  ],
  [
    'GitLab, anyone',
    tokens('gitlab.com', 'StringLike', 'project_path:*'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'GitLab, an unknown group',
    tokens(
      'gitlab.com',
      'StringEquals',
      'project_path:other/x:ref_type:branch:ref:main',
    ),
    'risky',
    ['saas-unknown-owner'],
    { owners: { gitlab: ['acme'] } },
  ],
  [
    'Bitbucket, any repository',
    tokens(BITBUCKET, 'StringLike', '*:{env}:*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Bitbucket, one repository',
    tokens(BITBUCKET, 'StringLike', '{9f3c}:*'),
    'safe',
    [],
  ],
  [
    'Terraform, anyone',
    tokens(
      'app.terraform.io',
      'StringLike',
      'organization:*:project:x:workspace:y:run_phase:apply',
    ),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'Terraform, any phase',
    tokens(
      'app.terraform.io',
      'StringLike',
      'organization:acme:project:x:workspace:y:run_phase:*',
    ),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Terraform, exact',
    tokens(
      'app.terraform.io',
      'StringEquals',
      'organization:acme:project:x:workspace:y:run_phase:apply',
    ),
    'safe',
    [],
  ],
  [
    'Terraform, an old form',
    tokens(
      'app.terraform.io',
      'StringEquals',
      'organization:acme:workspace:y:run_phase:apply',
    ),
    'broken',
    ['sub-malformed'],
  ],
  [
    'Spacelift, any stack',
    tokens(SPACELIFT, 'StringLike', 'space:root:stack:*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Spacelift, any run',
    tokens(
      SPACELIFT,
      'StringLike',
      'space:root:stack:web:run_type:*:scope:write',
    ),
    'risky',
    ['sub-pattern'],
  ],
  [
    'Spacelift, exact',
    tokens(
      SPACELIFT,
      'StringEquals',
      'space:root:stack:web:run_type:TRACKED:scope:write',
    ),
    'safe',
    [],
  ],
  [
    'Buildkite, any pipeline',
    tokens('agent.buildkite.com', 'StringLike', 'organization:acme:pipeline:*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Buildkite, main of one pipeline',
    tokens(
      'agent.buildkite.com',
      'StringLike',
      'organization:acme:pipeline:web:ref:refs/heads/main:commit:*:step:deploy',
    ),
    'safe',
    [],
  ],
  [
    'Buildkite, anyone',
    tokens('agent.buildkite.com', 'StringLike', 'organization:*'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'Vercel of a team, any environment',
    tokens(
      'oidc.vercel.com/acme',
      'StringLike',
      'owner:acme:project:web:environment:*',
    ),
    'risky',
    ['sub-pattern'],
  ],
  [
    'Google by its name, an application only',
    allow(
      { Federated: 'accounts.google.com' },
      { StringEquals: { 'accounts.google.com:aud': 'app' } },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'risky',
    ['sub-missing'],
  ],
  [
    'Google by its name, one user',
    allow(
      { Federated: 'accounts.google.com' },
      { StringEquals: { 'accounts.google.com:sub': '112233' } },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'safe',
    [],
  ],
  [
    'Google by its name, anyone',
    allow(
      { Federated: 'accounts.google.com' },
      undefined,
      'sts:AssumeRoleWithWebIdentity',
    ),
    'dangerous',
    ['sub-missing', 'shared-issuer-required-claim'],
  ],
  [
    'Cognito, the pool and who has signed in',
    allow(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:1' },
        'ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'authenticated',
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'safe',
    [],
  ],
  [
    'Cognito, any pool by a pattern',
    allow(
      { Federated: 'cognito-identity.amazonaws.com' },
      { StringLike: { 'cognito-identity.amazonaws.com:aud': '*' } },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'dangerous',
    ['cognito-aud-missing'],
  ],
  [
    'SAML with the action for tokens',
    allow(
      { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'broken',
    ['action-mismatch'],
  ],
  [
    'SAML',
    allow(
      { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      'sts:AssumeRoleWithSAML',
    ),
    'safe',
    [],
  ],
  [
    'Terraform, any project of an organisation',
    tokens('app.terraform.io', 'StringLike', 'organization:acme:*'),
    'risky',
    ['saas-any-project'],
  ],
  [
    'Terraform, an organisation that is not closed',
    tokens('app.terraform.io', 'StringLike', 'organization:acme*'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  [
    'GitLab, a group that is not closed',
    tokens('gitlab.com', 'StringLike', 'project_path:acme*:ref:main'),
    'dangerous',
    ['saas-owner-unanchored'],
  ],
  // Accounts and services
  [
    'an account that nobody knows, with an id',
    allow(
      { AWS: 'arn:aws:iam::777788889999:root' },
      { StringEquals: { 'sts:ExternalId': 'b7f0c1' } },
    ),
    'risky',
    ['cross-account-unknown'],
  ],
  [
    'the id of an account',
    allow({ AWS: '777788889999' }),
    'risky',
    ['cross-account-no-external-id'],
  ],
  [
    'an external id that may be absent',
    allow(
      { AWS: '999900001111' },
      { StringEqualsIfExists: { 'sts:ExternalId': 'b7f0c1' } },
    ),
    'risky',
    ['external-id-wildcard'],
    { vendorAccounts: { '999900001111': 'Vendor' } },
  ],
  [
    'an external id that is only excluded',
    allow(
      { AWS: '999900001111' },
      { StringNotEquals: { 'sts:ExternalId': 'x' } },
    ),
    'risky',
    ['external-id-wildcard'],
    { vendorAccounts: { '999900001111': 'Vendor' } },
  ],
  [
    'everybody of one named role',
    allow(
      { AWS: '*' },
      { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/app` } },
    ),
    'safe',
    [],
  ],
  [
    'everybody of an organisation that may be absent',
    allow('*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }),
    'dangerous',
    ['principal-wildcard'],
  ],
  [
    'everybody of a unit of the organisation',
    allow('*', {
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/ou-1/*' },
    }),
    'risky',
    ['principal-org-wide'],
  ],
  [
    'a removed role',
    allow({ AWS: 'AROAEXAMPLEID00000001' }),
    'broken',
    ['deleted-principal'],
  ],
  [
    'a canonical user',
    allow({
      CanonicalUser:
        '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
    }),
    'broken',
    ['principal-malformed'],
  ],
  [
    'an account with the action for tokens',
    allow({ AWS: ACCOUNT }, undefined, 'sts:AssumeRoleWithWebIdentity'),
    'broken',
    ['action-mismatch'],
  ],
  [
    'a service that does not exist',
    allow({ Service: 'ec2' }),
    'broken',
    ['principal-malformed'],
  ],
  [
    'Roles Anywhere without a trust anchor',
    {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'rolesanywhere.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      },
    },
    'risky',
    ['roles-anywhere-unscoped'],
  ],
  [
    'Roles Anywhere without tags',
    allow(
      { Service: 'rolesanywhere.amazonaws.com' },
      {
        ArnEquals: {
          'aws:SourceArn': `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:trust-anchor/1`,
        },
      },
    ),
    'broken',
    ['tagsession-missing'],
  ],
  // Documents
  [
    'a policy that only denies',
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:*' }],
    },
    'broken',
    ['allow-fully-denied'],
  ],
  [
    'an encoded policy',
    encodeURIComponent(JSON.stringify(tokens(EKS, 'StringLike', '*'))),
    'dangerous',
    ['sub-any'],
  ],
  [
    'a name that is written twice',
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"${ARN}${EKS}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"${EKS}:sub":"system:serviceaccount:a:b"}},"Condition":{"StringEquals":{"${EKS}:aud":"sts.amazonaws.com"}}}]}`,
    'risky',
    ['duplicate-json-key', 'sub-missing'],
  ],
];

describe('reviewTrustPolicy, neighbours of the published cases', () => {
  // An argument more than a row has would be taken for a callback that ends the test.
  it('does not say that a provider is of another account where the account of the role is not known', () => {
    const policy = tokens(EKS, 'StringEquals', 'system:serviceaccount:a:b');
    const rulesFor = (accountId: string) =>
      reviewTrustPolicy(policy, { accountId }).findings.map(
        ({ ruleId }) => ruleId,
      );
    expect(rulesFor('444455556666')).toContain('provider-cross-account');
    expect(rulesFor('')).not.toContain('provider-cross-account');
  });

  it.each(rows)('%s', (...row) => {
    const [, policy, verdict, rules, context] = row;
    const review = reviewTrustPolicy(policy, {
      accountId: ACCOUNT,
      ...context,
    });
    const found = review.findings.map(({ ruleId }) => ruleId);
    expect({ verdict: review.verdict, found }).toEqual({
      verdict,
      found: expect.arrayContaining(rules),
    });
  });
});
