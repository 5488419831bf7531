import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  fleet,
  GITHUB,
  GITLAB,
  policy,
  STAGE,
  statement,
  TERRAFORM,
  tokens,
} from './__testUtils__/fleet';
import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustReviewContext, TrustVerdict } from './types';

type Row = [
  what: string,
  policy: unknown,
  verdict: TrustVerdict,
  /** `rule severity`; a rule that begins with `!` must not be there. */
  rules: string[],
  context?: Partial<TrustReviewContext>,
];

const SUB = 'system:serviceaccount:payments:api';
const ok = { aud: 'sts.amazonaws.com', sub: SUB };

/** Tokens of one issuer, with the audience tested. */
const withAudience = (host: string) => (operator: string, sub: unknown) =>
  tokens(host, operator === 'StringEquals' ? {} : { [operator]: { sub } }, {
    [`${host}:aud`]: 'sts.amazonaws.com',
    ...(operator === 'StringEquals' && { [`${host}:sub`]: sub }),
  });
const eks = withAudience(EKS);
const github = withAudience(GITHUB);
const withProvider = (host: string, clientIds = ['sts.amazonaws.com']) => ({
  providers: [
    ...fleet.providers!,
    { arn: arn(host), url: `https://${host}`, clientIds },
  ],
});

const rows: Row[] = [
  ['one ServiceAccount, exactly', eks('StringEquals', SUB), 'safe', []],
  [
    'two ServiceAccounts, exactly',
    eks('StringEquals', [SUB, 'system:serviceaccount:payments:worker']),
    'safe',
    [],
  ],
  [
    'a single statement that is no list',
    {
      Version: '2012-10-17',
      Statement: statement(EKS, { StringEquals: ok }),
    },
    'safe',
    [],
  ],
  [
    'the action in other case',
    policy({
      ...statement(EKS, { StringEquals: ok }),
      Action: 'STS:assumerolewithwebidentity',
    }),
    'safe',
    [],
  ],
  ['the operator in other case', tokens(EKS, { stringequals: ok }), 'safe', []],
  [
    'any ServiceAccount',
    eks('StringLike', 'system:serviceaccount:*:*'),
    'dangerous',
    ['sub-any critical', '!sub-missing'],
  ],
  [
    'any ServiceAccount, without a colon',
    eks('StringLike', 'system:serviceaccount:*'),
    'dangerous',
    ['sub-any critical'],
  ],
  [
    'system:*',
    eks('StringLike', 'system:*'),
    'dangerous',
    ['sub-any critical'],
  ],
  ['many stars', eks('StringLike', '***'), 'dangerous', ['sub-any critical']],
  [
    'only question marks',
    eks('StringLike', '?*'),
    'dangerous',
    ['sub-any critical'],
  ],
  [
    'all of kube-system',
    eks('StringLike', 'system:serviceaccount:kube-system:*'),
    'risky',
    ['sub-any-serviceaccount high'],
  ],
  [
    'a namespace that is not closed',
    eks('StringLike', 'system:serviceaccount:payments*'),
    'risky',
    ['sub-namespace-pattern high'],
  ],
  [
    'a namespace by its end',
    eks('StringLike', 'system:serviceaccount:*-a:app'),
    'risky',
    ['sub-namespace-pattern high'],
  ],
  [
    'a namespace with one letter open',
    eks('StringLike', 'system:serviceaccount:team-?:app'),
    'risky',
    ['sub-namespace-pattern high'],
  ],
  [
    'stars under StringEquals for all',
    eks('StringEquals', 'system:serviceaccount:*:*'),
    'broken',
    ['sub-literal-wildcard high'],
  ],
  [
    'a star under StringEquals beside a good one',
    eks('StringEquals', [SUB, 'system:serviceaccount:payments:*']),
    'safe',
    [],
  ],
  [
    'a question mark under StringEquals',
    eks('StringEquals', 'system:serviceaccount:payments:ap?'),
    'broken',
    ['sub-literal-wildcard high'],
  ],
  [
    'no prefix',
    eks('StringEquals', 'payments:api'),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'a slash for the colon',
    eks('StringEquals', 'system:serviceaccount:payments/api'),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'a subject with too many parts',
    eks('StringEquals', 'system:serviceaccount:payments:api:x'),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'the prefix in the plural',
    eks('StringEquals', 'system:serviceaccounts:payments:api'),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'the empty subject',
    eks('StringEquals', ''),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'the role as subject',
    eks('StringEquals', `arn:aws:iam::${ACCOUNT}:role/app`),
    'broken',
    ['sub-malformed high'],
  ],
  [
    'a pattern that no cluster signs',
    eks('StringLike', 'payments:*'),
    'broken',
    ['sub-malformed high'],
  ],
  // Audiences
  [
    'no audience, one that is registered',
    tokens(EKS, { StringLike: { sub: SUB } }),
    'safe',
    ['aud-missing low'],
  ],
  [
    'no audience, several that are registered',
    tokens(EKS, { StringEquals: { sub: SUB } }),
    'risky',
    ['aud-missing medium'],
    {
      providers: [
        { ...fleet.providers![0], clientIds: ['sts.amazonaws.com', 'vault'] },
      ],
    },
  ],
  [
    'the audience of the Kubernetes API',
    tokens(EKS, {
      StringEquals: { ...ok, aud: 'https://kubernetes.default.svc' },
    }),
    'broken',
    ['aud-unregistered high'],
  ],
  [
    'one right audience of two',
    tokens(EKS, {
      StringEquals: { ...ok, aud: ['sts.amazonaws.com', 'other'] },
    }),
    'safe',
    ['!aud-unregistered'],
  ],
  [
    'the audience in other case',
    tokens(EKS, { StringEquals: { ...ok, aud: 'STS.amazonaws.com' } }),
    'broken',
    ['aud-unregistered high'],
  ],
  [
    'an audience that is only excluded',
    tokens(EKS, {
      StringEquals: { sub: SUB },
      StringNotEquals: { aud: 'vault' },
    }),
    'safe',
    [],
  ],
  [
    'an audience pattern that no registered one matches',
    tokens(EKS, { StringEquals: { sub: SUB }, StringLike: { aud: 'vault*' } }),
    'broken',
    ['aud-unregistered high'],
  ],
  // Operators
  [
    'ForAllValues on the subject',
    eks('ForAllValues:StringEquals', SUB),
    'risky',
    ['forallvalues-vacuous high'],
  ],
  [
    'ForAllValues, a pattern',
    eks('ForAllValues:StringLike', 'system:serviceaccount:payments:*'),
    'risky',
    ['forallvalues-vacuous high', 'sub-any-serviceaccount medium'],
  ],
  [
    'ForAnyValue on the subject',
    eks('ForAnyValue:StringEquals', SUB),
    'safe',
    ['set-operator-single-valued low'],
  ],
  [
    'ForAnyValue and IfExists',
    eks('ForAnyValue:StringEqualsIfExists', SUB),
    'risky',
    ['ifexists-vacuous medium'],
  ],
  [
    'a negated set operator',
    eks('ForAllValues:StringNotEquals', SUB),
    'risky',
    ['sub-negated-only high'],
  ],
  [
    'BinaryEquals on the subject',
    eks('BinaryEquals', SUB),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'Bool on the subject',
    eks('Bool', 'true'),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'an address operator on the subject',
    eks('IpAddress', '10.0.0.0/8'),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'a date operator on the subject',
    eks('DateGreaterThan', '2026-01-01T00:00:00Z'),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'an operator that does not exist',
    eks('StringContains', SUB),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'a misspelt operator',
    eks('StringEqual', SUB),
    'broken',
    ['operator-invalid high'],
  ],
  [
    'the key without a claim',
    tokens(EKS, { StringEquals: { aud: 'sts.amazonaws.com' } }, { [EKS]: SUB }),
    'broken',
    ['condition-key-malformed high'],
  ],
  [
    'the key with a slash at its end',
    tokens(
      EKS,
      { StringEquals: { aud: 'sts.amazonaws.com' } },
      { [`${EKS}/:sub`]: SUB },
    ),
    'broken',
    ['condition-key-malformed high'],
  ],
  [
    'only the id of the cluster as key',
    tokens(
      EKS,
      { StringEquals: { aud: 'sts.amazonaws.com' } },
      { 'A1B2C3D4E5F60718293A4B5C6D7E8F90:sub': SUB },
    ),
    'broken',
    ['condition-key-wrong-provider high'],
  ],
  [
    'only sub as key',
    tokens(EKS, { StringEquals: { aud: 'sts.amazonaws.com' } }, { sub: SUB }),
    'broken',
    ['condition-key-malformed high'],
  ],
  [
    'oidc: as key',
    tokens(
      EKS,
      { StringEquals: { aud: 'sts.amazonaws.com' } },
      { 'oidc:sub': SUB },
    ),
    'broken',
    ['condition-key-wrong-provider high'],
  ],
  [
    'the namespace claim',
    tokens(EKS, {
      StringEquals: { ...ok, 'kubernetes.io/namespace': 'payments' },
    }),
    'broken',
    ['condition-key-unsupported high'],
  ],
  [
    'the issuer claim',
    tokens(EKS, { StringEquals: { ...ok, iss: `https://${EKS}` } }),
    'broken',
    ['condition-key-unsupported high'],
  ],
  [
    'groups',
    tokens(EKS, { StringEquals: { ...ok, groups: 'x' } }),
    'broken',
    ['condition-key-unsupported high'],
  ],
  [
    'a claim that GitHub does not offer',
    tokens(GITHUB, {
      StringEquals: {
        aud: 'sts.amazonaws.com',
        sub: 'repo:acme/widget:environment:prod',
        event_name: 'push',
      },
    }),
    'broken',
    ['condition-key-unsupported high'],
  ],
  [
    'two patterns that meet in one name',
    tokens(EKS, {
      StringEquals: ok,
      StringLike: { sub: 'system:serviceaccount:payments:*' },
    }),
    'safe',
    ['!sub-any-serviceaccount'],
  ],
  [
    'a source address too',
    tokens(EKS, { StringEquals: ok }, undefined, {
      IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
    }),
    'safe',
    [],
  ],
  [
    'a key that tokens do not have',
    tokens(
      EKS,
      { StringEquals: ok },
      { 'aws:PrincipalOrgID': 'o-exampleorg1' },
    ),
    'broken',
    ['condition-contradiction high'],
  ],
  // Documents
  [
    'no version',
    { Statement: [statement(EKS, { StringEquals: ok })] },
    'safe',
    ['version-old low'],
  ],
  [
    'the old version',
    { ...policy(statement(EKS, { StringEquals: ok })), Version: '2008-10-17' },
    'safe',
    ['version-old low'],
  ],
  [
    'a version that does not exist',
    { ...policy(statement(EKS, { StringEquals: ok })), Version: '2012-10-18' },
    'broken',
    ['parse-error high'],
  ],
  [
    'a version that is a number',
    { ...policy(statement(EKS, { StringEquals: ok })), Version: 2012 },
    'broken',
    ['parse-error high'],
  ],
  [
    'a NotPrincipal that allows',
    policy({
      Effect: 'Allow',
      NotPrincipal: { AWS: ACCOUNT },
      Action: 'sts:AssumeRole',
    }),
    'broken',
    ['notprincipal high'],
  ],
  [
    'an effect in lower case',
    policy({ ...statement(EKS, { StringEquals: ok }), Effect: 'allow' }),
    'broken',
    ['parse-error high'],
  ],
  [
    'no statement',
    { Version: '2012-10-17', Statement: [] },
    'broken',
    ['parse-error high'],
  ],
  [
    'no Statement at all',
    { Version: '2012-10-17' },
    'broken',
    ['parse-error high'],
  ],
  [
    'an element that does not exist',
    policy({ ...statement(EKS, { StringEquals: ok }), Conditions: {} }),
    'broken',
    ['parse-error high'],
  ],
  [
    'no principal',
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
    'broken',
    ['parse-error high'],
  ],
  [
    'no action',
    policy({ Effect: 'Allow', Principal: { AWS: ACCOUNT } }),
    'broken',
    ['parse-error high'],
  ],
  ['the empty text', '', 'broken', ['parse-error high']],
  ['null', 'null', 'broken', ['parse-error high']],
  ['a list', '[]', 'broken', ['parse-error high']],
  [
    'a comma at the end',
    '{"Version":"2012-10-17","Statement":[],}',
    'broken',
    ['parse-error high'],
  ],
  [
    'a comment',
    '// who\n{"Version":"2012-10-17","Statement":[]}',
    'broken',
    ['parse-error high'],
  ],
  [
    'a mark at the beginning',
    `\uFEFF${JSON.stringify(tokens(EKS, { StringEquals: ok }))}`,
    'broken',
    ['parse-error high'],
  ],
  [
    'an encoded text with plus signs',
    encodeURIComponent(
      JSON.stringify(tokens(EKS, { StringEquals: ok })),
    ).replace(/%20/g, '+'),
    'safe',
    [],
  ],
  [
    'a text within a text',
    JSON.stringify(JSON.stringify(tokens(EKS, { StringEquals: ok }))),
    'broken',
    ['parse-error high'],
  ],
  [
    'the key twice in one operator',
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"${arn(
      EKS,
    )}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"${EKS}:aud":"sts.amazonaws.com","${EKS}:sub":"${SUB}","${EKS}:sub":"system:serviceaccount:payments:worker"}}}]}`,
    'risky',
    ['duplicate-json-key high'],
  ],
  [
    'all actions',
    policy({ ...statement(EKS, { StringEquals: ok }), Action: '*' }),
    'safe',
    ['action-wildcard low'],
  ],
  [
    'sts:AssumeRole*',
    policy({
      ...statement(EKS, { StringEquals: ok }),
      Action: 'sts:AssumeRole*',
    }),
    'safe',
    ['action-wildcard low'],
  ],
  [
    'both actions',
    policy({
      ...statement(EKS, { StringEquals: ok }),
      Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'],
    }),
    'safe',
    [],
  ],
  [
    'a NotAction that leaves tokens out',
    policy({
      ...statement(EKS, { StringEquals: ok }),
      Action: undefined,
      NotAction: 'sts:AssumeRoleWithWebIdentity',
    }),
    'broken',
    ['action-mismatch high'],
  ],
  // Deny
  [
    'a Deny of one namespace of all',
    policy(
      statement(EKS, {
        StringLike: { sub: '*' },
        StringEquals: { aud: 'sts.amazonaws.com' },
      }),
      statement(
        EKS,
        { StringLike: { sub: 'system:serviceaccount:kube-system:*' } },
        'Deny',
      ),
    ),
    'dangerous',
    ['sub-any critical'],
  ],
  [
    'a Deny of all but one',
    policy(
      statement(EKS, {
        StringLike: { sub: '*' },
        StringEquals: { aud: 'sts.amazonaws.com' },
      }),
      statement(EKS, { StringNotEquals: { sub: SUB } }, 'Deny'),
    ),
    'safe',
    ['!sub-any'],
  ],
  [
    'a Deny of the action of accounts',
    policy(statement(EKS, { StringEquals: ok }), {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
    }),
    'safe',
    ['deny-ineffective medium'],
  ],
  [
    'a Deny of everybody outside of the organisation',
    policy(
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::444455556666:role/ci` },
        Action: 'sts:AssumeRole',
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
        },
      },
    ),
    'safe',
    [],
  ],
  [
    'a Deny of the other actions',
    policy(statement(EKS, { StringEquals: ok }), {
      Effect: 'Deny',
      Principal: '*',
      NotAction: 'sts:AssumeRoleWithWebIdentity',
    }),
    'safe',
    [],
  ],
  [
    'a Deny of everything but the action',
    policy(statement(EKS, { StringEquals: ok }), {
      Effect: 'Deny',
      Principal: '*',
      NotAction: 'sts:AssumeRole',
    }),
    'broken',
    ['allow-fully-denied high'],
  ],
  // Providers
  [
    'a cluster that was deleted',
    tokens(
      'oidc.eks.eu-west-1.amazonaws.com/id/FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF',
      { StringEquals: ok },
    ),
    'broken',
    ['dangling-provider medium'],
  ],
  [
    'the id of the cluster in lower case',
    tokens(EKS.toLowerCase(), { StringEquals: ok }),
    'broken',
    ['provider-malformed high'],
  ],
  [
    'a slash at the end',
    tokens(`${EKS}/`, { StringEquals: ok }),
    'broken',
    ['provider-malformed high'],
  ],
  [
    'any provider',
    policy({
      ...statement(EKS, { StringEquals: ok }),
      Principal: { Federated: '*' },
    }),
    'risky',
    ['principal-wildcard high'],
  ],
  [
    'two clusters, keys of both in one statement',
    policy({
      ...statement(EKS, {}),
      Principal: { Federated: [arn(EKS), arn(STAGE)] },
      Condition: {
        StringEquals: { [`${EKS}:sub`]: SUB, [`${STAGE}:sub`]: SUB },
      },
    }),
    'broken',
    ['multi-provider-and high'],
  ],
  [
    'a user that was removed',
    assume({ AWS: 'AIDAEXAMPLEID00000001' }),
    'broken',
    ['deleted-principal low'],
  ],
  [
    'a removed role beside one that is there',
    assume({
      AWS: ['AROAEXAMPLEID00000001', `arn:aws:iam::${ACCOUNT}:role/ci`],
    }),
    'broken',
    ['deleted-principal low'],
  ],
  // GitHub
  [
    'no condition',
    policy({
      Effect: 'Allow',
      Principal: { Federated: arn(GITHUB) },
      Action: 'sts:AssumeRoleWithWebIdentity',
    }),
    'dangerous',
    ['shared-issuer-required-claim critical', 'sub-missing critical'],
  ],
  [
    'everything',
    github('StringLike', '*'),
    'dangerous',
    ['shared-issuer-required-claim critical', 'sub-any critical'],
  ],
  [
    'every repository',
    github('StringLike', 'repo:*'),
    'dangerous',
    ['saas-owner-unanchored critical'],
  ],
  [
    'an owner that is not closed',
    github('StringLike', 'repo:acme*'),
    'dangerous',
    ['saas-owner-unanchored critical'],
  ],
  [
    'an owner with a hyphen that is not closed',
    github('StringLike', 'repo:acme-*/widget:*'),
    'dangerous',
    ['saas-owner-unanchored critical'],
  ],
  [
    'a branch',
    github('StringEquals', 'repo:acme/widget:ref:refs/heads/main'),
    'safe',
    ['github-mutable-sub info'],
  ],
  [
    'a tag',
    github('StringLike', 'repo:acme/widget:ref:refs/tags/v*'),
    'risky',
    ['github-any-ref medium'],
  ],
  [
    'a repository with ids',
    github(
      'StringEquals',
      'repo:acme@123456/newapp@777001:ref:refs/heads/main',
    ),
    'safe',
    ['!github-mutable-sub'],
  ],
  [
    'ids of a repository whose tokens have none',
    github(
      'StringEquals',
      'repo:acme@123456/widget@456789:ref:refs/heads/main',
    ),
    'broken',
    ['github-sub-format-mismatch high'],
  ],
  [
    'the owner in other case',
    github('StringEquals', 'repo:Acme/widget:ref:refs/heads/main'),
    'broken',
    ['sub-case-mismatch high'],
  ],
  [
    'the repository in other case',
    github('StringEquals', 'repo:acme/Widget:ref:refs/heads/main'),
    'broken',
    ['sub-case-mismatch high'],
  ],
  [
    'subject and repository_id',
    tokens(GITHUB, {
      StringEquals: {
        aud: 'sts.amazonaws.com',
        sub: 'repo:acme/widget:environment:prod',
        repository_id: '456789',
      },
    }),
    'safe',
    ['!condition-key-unsupported'],
  ],
  [
    'an open subject and repository_id',
    tokens(GITHUB, {
      StringEquals: { aud: 'sts.amazonaws.com', repository_id: '456789' },
      StringLike: { sub: 'repo:acme/*' },
    }),
    'risky',
    [],
  ],
  [
    'the environment first',
    github('StringLike', 'environment:prod:*'),
    'dangerous',
    ['github-sub-abusable-claim critical'],
  ],
  [
    'the ref first',
    github('StringEquals', 'ref:refs/heads/main'),
    'dangerous',
    ['github-sub-abusable-claim critical'],
  ],
  [
    'the id of the repository first',
    github('StringEquals', 'repository_id:456789:environment:prod'),
    'safe',
    ['!github-sub-abusable-claim'],
  ],
  [
    'the reusable workflow after the repository',
    github(
      'StringEquals',
      'repo:acme/widget:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main',
    ),
    'safe',
    [],
  ],
  [
    'an enterprise’s own issuer',
    tokens(`${GITHUB}/acme-ent`, {
      StringEquals: {
        aud: 'sts.amazonaws.com',
        sub: 'repo:acme/widget:ref:refs/heads/main',
      },
    }),
    'safe',
    [],
    withProvider(`${GITHUB}/acme-ent`),
  ],
  [
    'a server of the company, one branch',
    tokens('github.example.org/_services/token', {
      StringEquals: {
        aud: 'sts.amazonaws.com',
        sub: 'repo:platform/tool:ref:refs/heads/main',
      },
    }),
    'safe',
    ['!saas-unknown-owner', '!unknown-issuer'],
    withProvider('github.example.org/_services/token'),
  ],
  [
    'a tenant of ghe.com, one branch',
    tokens('token.actions.acme.ghe.com', {
      StringEquals: {
        aud: 'sts.amazonaws.com',
        sub: 'repo:acme/widget:ref:refs/heads/main',
      },
    }),
    'safe',
    ['!shared-issuer-required-claim'],
    withProvider('token.actions.acme.ghe.com'),
  ],
  // Others
  [
    'GitLab, a branch of a project',
    tokens(GITLAB, {
      StringEquals: {
        aud: 'https://gitlab.com',
        sub: 'project_path:acme/widget:ref_type:branch:ref:main',
      },
    }),
    'safe',
    [],
  ],
  [
    'GitLab, audience only',
    tokens(GITLAB, { StringEquals: { aud: 'https://gitlab.com' } }),
    'dangerous',
    ['shared-issuer-required-claim critical', 'sub-missing critical'],
  ],
  [
    'GitLab, any group',
    tokens(GITLAB, {
      StringEquals: { aud: 'https://gitlab.com' },
      StringLike: { sub: 'project_path:*:ref_type:branch:ref:main' },
    }),
    'dangerous',
    ['saas-owner-unanchored critical'],
  ],
  [
    'GitLab, a project that is not there',
    tokens(GITLAB, {
      StringEquals: {
        aud: 'https://gitlab.com',
        sub: 'project_path:acme/gone:ref_type:branch:ref:main',
      },
    }),
    'risky',
    ['saas-unknown-project medium'],
  ],
  [
    'Terraform, one workspace and phase',
    tokens(TERRAFORM, {
      StringEquals: {
        aud: 'aws.workload.identity',
        sub: 'organization:acme:project:core:workspace:prod-net:run_phase:apply',
      },
    }),
    'safe',
    [],
  ],
  [
    'Terraform, any workspace',
    tokens(TERRAFORM, {
      StringEquals: { aud: 'aws.workload.identity' },
      StringLike: {
        sub: 'organization:acme:project:core:workspace:*:run_phase:*',
      },
    }),
    'risky',
    ['saas-any-project medium'],
  ],
  [
    'Terraform, any phase',
    tokens(TERRAFORM, {
      StringEquals: { aud: 'aws.workload.identity' },
      StringLike: {
        sub: 'organization:acme:project:core:workspace:prod-net:run_phase:*',
      },
    }),
    'risky',
    ['saas-any-project medium'],
  ],
  [
    'Terraform, any organisation',
    tokens(TERRAFORM, {
      StringEquals: { aud: 'aws.workload.identity' },
      StringLike: { sub: 'organization:*' },
    }),
    'dangerous',
    ['saas-owner-unanchored critical'],
  ],
  [
    'Buildkite, any pipeline',
    tokens('agent.buildkite.com', {
      StringEquals: { aud: 'sts.amazonaws.com' },
      StringLike: { sub: 'organization:acme:pipeline:*' },
    }),
    'risky',
    ['saas-any-project medium'],
    withProvider('agent.buildkite.com'),
  ],
  [
    'Buildkite, one pipeline',
    tokens('agent.buildkite.com', {
      StringEquals: { aud: 'sts.amazonaws.com' },
      StringLike: {
        sub: 'organization:acme:pipeline:deploy:ref:refs/heads/main:commit:*:step:*',
      },
    }),
    'safe',
    [],
    withProvider('agent.buildkite.com'),
  ],
  [
    'Pulumi, audience and subject',
    tokens('api.pulumi.com/oidc', {
      StringEquals: {
        aud: 'acme',
        sub: 'pulumi:environments:org:acme:env:prod',
      },
    }),
    'safe',
    [],
    withProvider('api.pulumi.com/oidc', ['acme']),
  ],
  [
    'Vercel, the team only',
    tokens('oidc.vercel.com', {
      StringEquals: { aud: 'https://vercel.com/acme' },
    }),
    'risky',
    ['sub-missing medium'],
    withProvider('oidc.vercel.com', ['https://vercel.com/acme']),
  ],
  [
    'Codefresh, audience only',
    tokens('oidc.codefresh.io', {
      StringEquals: { aud: 'https://g.codefresh.io' },
    }),
    'dangerous',
    ['shared-issuer-required-claim critical'],
    withProvider('oidc.codefresh.io', ['https://g.codefresh.io']),
  ],
  [
    'Sentinel, the workspace as name of the session',
    tokens(
      'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
      { StringEquals: { aud: 'api://1462b192' } },
      { 'sts:RoleSessionName': 'MicrosoftSentinel_11' },
    ),
    'safe',
    ['!shared-issuer-required-claim'],
    withProvider('sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', [
      'api://1462b192',
    ]),
  ],
  // Accounts, services, users
  [
    'Cognito, users who signed in',
    assume(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:0' },
        'ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'authenticated',
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
    'safe',
    ['!set-operator-single-valued', '!cognito-unauthenticated'],
  ],
  [
    'Pod Identity by tags',
    assume(
      { Service: 'pods.eks.amazonaws.com' },
      {
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': 'payments',
          'aws:RequestTag/kubernetes-service-account': 'api',
        },
      },
      ['sts:AssumeRole', 'sts:TagSession'],
    ),
    'safe',
    ['!pod-identity-unscoped'],
  ],
  [
    'Pod Identity by tags of a namespace that is gone',
    assume(
      { Service: 'pods.eks.amazonaws.com' },
      {
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': 'gone',
          'aws:RequestTag/kubernetes-service-account': 'api',
        },
      },
      ['sts:AssumeRole', 'sts:TagSession'],
    ),
    'risky',
    ['dangling-namespace high'],
  ],
  [
    'Pod Identity by the cluster’s name',
    assume(
      { Service: 'pods.eks.amazonaws.com' },
      {
        StringEquals: {
          'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/prod`,
        },
      },
      ['sts:AssumeRole', 'sts:TagSession'],
    ),
    'safe',
    ['!pod-identity-unscoped'],
  ],
  [
    'Pod Identity by the organisation',
    assume(
      { Service: 'pods.eks.amazonaws.com' },
      { StringEquals: { 'aws:SourceOrgId': 'o-exampleorg1' } },
      ['sts:AssumeRole', 'sts:TagSession'],
    ),
    'safe',
    ['!pod-identity-unscoped'],
  ],
  [
    'the target of Pod Identity in another account',
    assume(
      { AWS: 'arn:aws:iam::444455556666:role/pod' },
      {
        StringEquals: {
          'sts:ExternalId': 'eu-west-1/444455556666/prod/payments/api',
        },
      },
      ['sts:AssumeRole', 'sts:TagSession'],
    ),
    'safe',
    ['role-chaining info'],
  ],
  [
    'an external id that may be absent',
    assume(
      { AWS: '999900001111' },
      { StringEqualsIfExists: { 'sts:ExternalId': 'x1y2z3' } },
    ),
    'risky',
    ['external-id-wildcard high'],
  ],
  [
    'an external id under ForAllValues',
    assume(
      { AWS: '999900001111' },
      { 'ForAllValues:StringEquals': { 'sts:ExternalId': 'x1y2z3' } },
    ),
    'risky',
    ['external-id-wildcard high'],
  ],
  [
    'the key of the external id in other case',
    assume(
      { AWS: 'arn:aws:iam::999900001111:root' },
      { StringEquals: { 'STS:externalid': 'x1y2z3' } },
    ),
    'safe',
    [],
  ],
  [
    'the own account',
    assume({ AWS: ACCOUNT }),
    'safe',
    ['cross-account-root low'],
  ],
  [
    'the organisation by its paths',
    assume(
      { AWS: '*' },
      {
        'ForAnyValue:StringLike': {
          'aws:PrincipalOrgPaths': ['o-exampleorg1/*'],
        },
      },
    ),
    'risky',
    ['principal-org-wide medium'],
  ],
  [
    'the organisation under ForAllValues',
    assume(
      { AWS: '*' },
      {
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-exampleorg1' },
      },
    ),
    'dangerous',
    ['principal-wildcard critical'],
  ],
  [
    'everybody outside of the organisation',
    assume(
      { AWS: '*' },
      { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
    ),
    'dangerous',
    ['principal-wildcard critical'],
  ],
  [
    'the account as a condition',
    assume({ AWS: '*' }, { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
    'safe',
    ['cross-account-root low'],
  ],
  [
    'any role of the account',
    assume(
      { AWS: '*' },
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ci-*` } },
    ),
    'safe',
    [],
  ],
  [
    'any role of any account',
    assume(
      { AWS: '*' },
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } },
    ),
    'dangerous',
    ['principal-wildcard critical'],
  ],
  [
    'Roles Anywhere of one anchor',
    assume(
      { Service: 'rolesanywhere.amazonaws.com' },
      {
        ArnEquals: {
          'aws:SourceArn': `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:trust-anchor/1`,
        },
      },
      ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ),
    'safe',
    [],
  ],
  [
    'a session of a role',
    assume({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run` }),
    'safe',
    [],
  ],
  [
    'a role with the partition of another',
    assume({ AWS: `arn:aws-cn:iam::${ACCOUNT}:role/ci` }),
    'broken',
    ['principal-malformed high'],
  ],
];

describe('reviewTrustPolicy in a known fleet', () => {
  it('has rows of its own', () => {
    expect(new Set(rows.map(([what]) => what)).size).toBe(rows.length);
  });

  it.each(rows)('%s', (...row) => {
    const [, document, verdict, rules, context] = row;
    const review = reviewTrustPolicy(document, { ...fleet, ...context });
    const found = review.findings.map(
      ({ ruleId, severity }) => `${ruleId} ${severity}`,
    );
    const ids = review.findings.map(({ ruleId }) => ruleId);
    expect({
      verdict: review.verdict,
      found,
      unwanted: rules.filter(
        rule => rule.startsWith('!') && ids.includes(rule.slice(1)),
      ),
    }).toEqual({
      verdict,
      found: expect.arrayContaining(
        rules.filter(rule => !rule.startsWith('!')),
      ),
      unwanted: [],
    });
  });
});
