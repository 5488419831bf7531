import { readFileSync } from 'fs';
import { resolve } from 'path';
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
import { TrustReviewContext } from './types';

const { rules }: { rules: { ruleId: string }[] } = JSON.parse(
  readFileSync(
    resolve(__dirname, '../../../../test/fixtures/trust-policy-cases.json'),
    'utf8',
  ),
);

type More = Partial<TrustReviewContext>;
/** A policy that shows the rule, and the nearest one that does not; what is known of the surroundings may differ too. */
type Row = [shows: unknown, not: unknown, showsIn?: More, notIn?: More];

const SUB = 'system:serviceaccount:payments:api';
const AUD = 'sts.amazonaws.com';
const eks = (conditions: Record<string, Record<string, unknown>>) =>
  tokens(EKS, conditions);
const sub = (operator: string, value: unknown) =>
  eks({ [operator]: { sub: value } });
const exact = sub('StringEquals', SUB);
const hub = (operator: string, value: unknown) =>
  tokens(GITHUB, { [operator]: { sub: value } });
const BRANCH = 'repo:acme/widget:ref:refs/heads/main';
const withKey = (key: string, operator = 'StringEquals') =>
  policy({
    ...statement(EKS, {}),
    Condition: { [operator]: { [key]: SUB } },
  });
const own = statement(EKS, { StringEquals: { sub: SUB } });
const pods = (Action: string[], Condition?: object) =>
  assume({ Service: 'pods.eks.amazonaws.com' }, Condition, Action);
const POD_ACTIONS = ['sts:AssumeRole', 'sts:TagSession'];
const tagged = pods(POD_ACTIONS, {
  StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'payments' },
});
const association = (hasSessionTags: boolean) => ({
  associations: [
    {
      cluster: 'prod',
      namespace: 'payments',
      serviceAccount: 'api',
      hasSessionTags,
    },
  ],
});
const vendor = (Condition?: object) =>
  assume({ AWS: 'arn:aws:iam::999900001111:root' }, Condition);
const cognito = (Condition: object) =>
  assume(
    { Federated: 'cognito-identity.amazonaws.com' },
    Condition,
    'sts:AssumeRoleWithWebIdentity',
  );
const pool = { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:0' };
const amr = (value: string) => ({
  'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': value },
});
const twoIssuers = (operator: string, keys: string[]) =>
  policy({
    ...own,
    Principal: { Federated: [arn(EKS), arn(STAGE)] },
    Condition: { [operator]: Object.fromEntries(keys.map(key => [key, SUB])) },
  });
const mixed = (operator: string) =>
  policy({
    ...own,
    Principal: { Federated: arn(EKS), AWS: ACCOUNT },
    Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'],
    Condition: { [operator]: { [`${EKS}:sub`]: SUB } },
  });
const deny = (
  Condition?: object,
  Action = 'sts:AssumeRoleWithWebIdentity',
) => ({
  Effect: 'Deny',
  Principal: '*',
  Action,
  Condition,
});
const role = (more: object) => ({ role: { ...fleet.role!, ...more } });
const clusters = (
  change: (cluster: NonNullable<More['clusters']>[0]) => object,
) => ({
  clusters: fleet.clusters!.map(each => ({ ...each, ...change(each) })),
});
const provider = (host: string, more: object = {}) => ({
  providers: [
    ...fleet.providers!.filter(each => each.arn !== arn(host)),
    { arn: arn(host), url: `https://${host}`, clientIds: [AUD], ...more },
  ],
});
const many = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `system:serviceaccount:payments:svc-${at}`,
  );

const table: Record<string, Row> = {
  'sub-missing': [eks({ StringEquals: { aud: AUD } }), exact],
  'sub-any': [sub('StringLike', '*'), sub('StringLike', SUB)],
  'sub-any-namespace': [
    sub('StringLike', 'system:serviceaccount:*:external-dns'),
    sub('StringLike', 'system:serviceaccount:monitoring:external-dns'),
  ],
  'sub-namespace-pattern': [
    sub('StringLike', 'system:serviceaccount:pay*:api'),
    exact,
  ],
  'sub-any-serviceaccount': [
    sub('StringLike', 'system:serviceaccount:payments:*'),
    exact,
  ],
  'sub-serviceaccount-pattern': [
    sub('StringLike', 'system:serviceaccount:payments:a*'),
    sub('StringLike', SUB),
  ],
  'sub-default-serviceaccount': [
    sub('StringEquals', 'system:serviceaccount:payments:default'),
    sub('StringEquals', 'system:serviceaccount:default:api'),
  ],
  'sub-negated-only': [
    sub('StringNotEquals', SUB),
    policy(
      statement(EKS, {
        StringEquals: { sub: SUB },
        StringNotEquals: { sub: 'system:serviceaccount:a:b' },
      }),
    ),
  ],
  'sub-ignore-case': [sub('StringEqualsIgnoreCase', SUB), exact],
  'sub-literal-wildcard': [
    sub('StringEquals', 'system:serviceaccount:payments:*'),
    sub('StringLike', 'system:serviceaccount:payments:*'),
  ],
  'sub-malformed': [sub('StringEquals', 'payments:api'), exact],
  'sub-case-mismatch': [
    sub('StringEquals', 'system:serviceaccount:Payments:api'),
    exact,
  ],
  'aud-missing': [exact, eks({ StringEquals: { sub: SUB, aud: AUD } })],
  'aud-wildcard': [
    eks({ StringEquals: { sub: SUB }, StringLike: { aud: '*' } }),
    eks({ StringEquals: { sub: SUB }, StringLike: { aud: AUD } }),
  ],
  'aud-unregistered': [
    eks({ StringEquals: { sub: SUB, aud: 'sts.amazon.com' } }),
    eks({ StringEquals: { sub: SUB, aud: AUD } }),
  ],
  'forallvalues-vacuous': [
    sub('ForAllValues:StringEquals', SUB),
    sub('ForAnyValue:StringEquals', SUB),
  ],
  'ifexists-vacuous': [sub('StringEqualsIfExists', SUB), exact],
  'negated-vacuous': [
    withKey(`${STAGE}:sub`, 'StringNotEquals'),
    sub('StringNotEquals', SUB),
  ],
  'null-only': [
    sub('Null', 'false'),
    eks({ Null: { sub: 'false' }, StringEquals: { sub: SUB } }),
  ],
  'null-inverted': [sub('Null', 'true'), sub('Null', 'false')],
  'null-if-exists': [sub('NullIfExists', 'false'), sub('Null', 'false')],
  'set-operator-single-valued': [sub('ForAnyValue:StringEquals', SUB), exact],
  'condition-key-wrong-provider': [
    withKey(`${STAGE}:sub`),
    withKey(`${EKS}:sub`),
  ],
  'condition-key-malformed': [
    withKey(`https://${EKS}:sub`),
    withKey(`${EKS}:sub`),
  ],
  'condition-key-unsupported': [withKey(`${EKS}:iss`), withKey(`${EKS}:sub`)],
  'operator-invalid': [sub('ArnLike', SUB), sub('StringLike', SUB)],
  'condition-contradiction': [
    eks({
      StringEquals: { sub: SUB },
      StringLike: { sub: 'system:serviceaccount:team-a:*' },
    }),
    eks({
      StringEquals: { sub: SUB },
      StringLike: { sub: 'system:serviceaccount:payments:*' },
    }),
  ],
  'condition-empty': [policy({ ...own, Condition: {} }), exact],
  'condition-empty-array': [sub('StringEquals', []), exact],
  'duplicate-json-key': [
    JSON.stringify(exact).replace(
      '"Effect":"Allow"',
      '"Effect":"Allow","Effect":"Allow"',
    ),
    JSON.stringify(exact),
  ],
  'duplicate-key-case': [
    policy({
      ...own,
      Condition: { StringEquals: { [`${EKS}:sub`]: SUB, [`${EKS}:SUB`]: SUB } },
    }),
    exact,
  ],
  'policy-variable-unresolved': [
    sub('StringLike', 'system:serviceaccount:${aws:PrincipalTag/ns}:api'),
    sub('StringLike', 'system:serviceaccount:*:api'),
  ],
  'deny-ineffective': [
    policy(own, deny({ StringEquals: { [`${STAGE}:sub`]: SUB } })),
    policy(
      own,
      deny({ StringEquals: { [`${EKS}:sub`]: 'system:serviceaccount:a:b' } }),
    ),
  ],
  'allow-fully-denied': [
    policy(own, deny()),
    policy(own, deny(undefined, 'sts:AssumeRole')),
  ],
  'principal-wildcard': [assume('*'), assume({ AWS: ACCOUNT })],
  'principal-org-wide': [
    assume('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }),
    assume('*', { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
  ],
  notprincipal: [
    policy({
      Effect: 'Allow',
      NotPrincipal: { AWS: ACCOUNT },
      Action: 'sts:AssumeRole',
    }),
    assume({ AWS: ACCOUNT }),
  ],
  'action-mismatch': [policy({ ...own, Action: 'sts:AssumeRole' }), exact],
  'action-wildcard': [policy({ ...own, Action: 'sts:*' }), exact],
  notaction: [
    policy({ ...own, Action: undefined, NotAction: 'sts:GetCallerIdentity' }),
    exact,
  ],
  'mixed-principals-blocked': [
    mixed('StringEquals'),
    mixed('StringEqualsIfExists'),
  ],
  'mixed-principals-bypass': [
    mixed('StringEqualsIfExists'),
    mixed('StringEquals'),
  ],
  'mixed-trust-mechanisms': [
    policy(own, {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    exact,
  ],
  'multi-provider-and': [
    twoIssuers('StringEquals', [`${EKS}:sub`, `${STAGE}:sub`]),
    twoIssuers('StringEqualsIfExists', [`${EKS}:sub`, `${STAGE}:sub`]),
  ],
  'provider-cross-account': [
    policy({
      ...own,
      Principal: { Federated: arn(EKS).replace(ACCOUNT, '444455556666') },
    }),
    exact,
  ],
  'provider-partition-mismatch': [exact, exact, { partition: 'aws-us-gov' }],
  'provider-malformed': [
    policy({ ...own, Principal: { Federated: arn(`https://${EKS}`) } }),
    exact,
  ],
  'dangling-provider': [exact, exact, { providers: [] }],
  'unknown-issuer': [
    tokens('old.example.org', { StringEquals: { sub: 'me' } }),
    tokens('old.example.org', { StringEquals: { sub: 'me' } }),
    provider('old.example.org'),
    { ...provider('old.example.org'), ownIssuers: ['old.example.org'] },
  ],
  'resource-element': [policy({ ...own, Resource: '*' }), exact],
  'deleted-principal': [
    assume({ AWS: 'AROAEXAMPLEID00000001' }),
    assume({ AWS: ACCOUNT }),
  ],
  'pod-identity-unscoped': [pods(POD_ACTIONS), tagged],
  'pod-identity-wrong-service': [
    assume({ Service: 'eks.amazonaws.com' }),
    pods(POD_ACTIONS),
    association(true),
    association(true),
  ],
  'tagsession-missing': [pods(['sts:AssumeRole']), pods(POD_ACTIONS)],
  'tagsession-unneeded': [
    policy({
      ...own,
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    }),
    exact,
  ],
  'session-tags-disabled': [
    tagged,
    tagged,
    association(false),
    association(true),
  ],
  'cross-account-no-external-id': [
    vendor(),
    vendor({ StringEquals: { 'sts:ExternalId': 'a1b2c3' } }),
  ],
  'external-id-wildcard': [
    vendor({ StringLike: { 'sts:ExternalId': '*' } }),
    vendor({ StringEquals: { 'sts:ExternalId': 'a1b2c3' } }),
  ],
  'cross-account-unknown': [
    assume({ AWS: '777788889999' }),
    assume({ AWS: '444455556666' }),
  ],
  'cross-account-root': [
    assume({ AWS: 'arn:aws:iam::444455556666:root' }),
    assume({ AWS: 'arn:aws:iam::444455556666:role/ci' }),
  ],
  'role-chaining': [
    assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/ci` }),
    assume({ AWS: `arn:aws:iam::${ACCOUNT}:user/ci` }),
  ],
  'dangling-namespace': [
    sub('StringEquals', 'system:serviceaccount:gone:api'),
    sub('StringEquals', 'system:serviceaccount:gone:api'),
    {},
    { clusters: undefined },
  ],
  'dangling-serviceaccount': [
    sub('StringEquals', 'system:serviceaccount:payments:gone'),
    exact,
  ],
  'serviceaccount-not-annotated': [
    sub('StringEquals', 'system:serviceaccount:payments:other'),
    exact,
  ],
  'serviceaccount-annotation-mismatch': [
    exact,
    exact,
    role({ arn: `arn:aws:iam::${ACCOUNT}:role/other` }),
  ],
  'shared-role': [sub('StringEquals', many(6)), sub('StringEquals', many(5))],
  'shared-issuer-clusters': [
    exact,
    exact,
    clusters(() => ({ issuer: `https://${EKS}` })),
  ],
  'cross-environment-trust': [
    exact,
    exact,
    role({ tags: { env: 'stage' } }),
    role({ tags: { env: 'prod' } }),
  ],
  'privileged-broad-trust': [
    sub('StringLike', 'system:serviceaccount:payments:*'),
    exact,
    role({ isPrivileged: true }),
    role({ isPrivileged: true }),
  ],
  'long-session': [
    exact,
    exact,
    role({ maxSessionSeconds: 3601 }),
    role({ maxSessionSeconds: 3600 }),
  ],
  'unused-role': [
    exact,
    exact,
    role({ unusedDays: 91 }),
    role({ unusedDays: 90 }),
  ],
  'shared-issuer-required-claim': [
    tokens(GITHUB, { StringEquals: { aud: AUD } }),
    hub('StringEquals', BRANCH),
  ],
  'saas-owner-unanchored': [
    hub('StringLike', 'repo:acme*'),
    hub('StringLike', 'repo:acme/*'),
  ],
  'github-org-wide': [
    hub('StringLike', 'repo:acme/*'),
    hub('StringLike', 'repo:acme/widget:*'),
  ],
  'github-any-ref': [
    hub('StringLike', 'repo:acme/widget:*'),
    hub('StringEquals', BRANCH),
  ],
  'github-any-branch': [
    hub('StringLike', 'repo:acme/widget:ref:refs/heads/*'),
    hub('StringEquals', BRANCH),
  ],
  'github-pull-request': [
    hub('StringEquals', 'repo:acme/widget:pull_request'),
    hub('StringEquals', BRANCH),
  ],
  'github-sub-abusable-claim': [
    hub('StringEquals', 'workflow:deploy'),
    hub('StringEquals', BRANCH),
  ],
  'github-sub-format-mismatch': [
    hub('StringEquals', 'repo:acme/newapp:ref:refs/heads/main'),
    hub('StringEquals', 'repo:acme@123456/newapp@777001:ref:refs/heads/main'),
  ],
  'github-mutable-sub': [
    hub('StringEquals', BRANCH),
    hub('StringEquals', 'repo:acme@123456/newapp@777001:ref:refs/heads/main'),
  ],
  'github-id-wildcard': [
    hub('StringLike', 'repo:acme@*/newapp@*:ref:refs/heads/main'),
    hub('StringEquals', 'repo:acme@123456/newapp@777001:ref:refs/heads/main'),
  ],
  'saas-unknown-owner': [
    hub('StringEquals', 'repo:oldorg/x:ref:refs/heads/main'),
    hub('StringEquals', BRANCH),
  ],
  'saas-unknown-project': [
    tokens(GITLAB, {
      StringEquals: { sub: 'project_path:acme/gone:ref_type:branch:ref:main' },
    }),
    tokens(GITLAB, {
      StringEquals: {
        sub: 'project_path:acme/widget:ref_type:branch:ref:main',
      },
    }),
  ],
  'saas-any-project': [
    tokens(TERRAFORM, {
      StringLike: {
        sub: 'organization:acme:project:core:workspace:*:run_phase:apply',
      },
    }),
    tokens(TERRAFORM, {
      StringEquals: {
        sub: 'organization:acme:project:core:workspace:prod-net:run_phase:apply',
      },
    }),
  ],
  'cognito-aud-missing': [
    cognito(amr('authenticated')),
    cognito({ StringEquals: pool, ...amr('authenticated') }),
  ],
  'cognito-unauthenticated': [
    cognito({ StringEquals: pool, ...amr('unauthenticated') }),
    cognito({ StringEquals: pool, ...amr('authenticated') }),
  ],
  'version-old': [{ ...exact, Version: '2008-10-17' }, exact],
  'duplicate-statement': [policy(own, own), exact],
  'duplicate-sid': [
    policy({ ...own, Sid: 'a' }, { ...own, Sid: 'a' }),
    policy({ ...own, Sid: 'a' }, { ...own, Sid: 'b' }),
  ],
  'policy-too-long': [
    sub('StringEquals', many(60)),
    sub('StringEquals', many(60)),
    {},
    { quota: 4096 },
  ],
  'thumbprint-legacy': [
    exact,
    exact,
    provider(EKS, { hasStaleThumbprint: true }),
  ],
  'parse-error': ['{', JSON.stringify(exact)],
  'pod-identity-and-irsa': [policy(own, ...pods(POD_ACTIONS).Statement), exact],
  'shared-issuer-claim-refused': [
    tokens(GITHUB, { StringEquals: { repository_id: '456789' } }),
    tokens(GITHUB, { StringEquals: { repository_id: '456789', sub: BRANCH } }),
  ],
};

const found = (document: unknown, more: More = {}) =>
  reviewTrustPolicy(document, { ...fleet, ...more }).findings.map(
    ({ ruleId }) => ruleId,
  );

describe('every rule of the published list', () => {
  it('has a row', () => {
    expect(rules).toHaveLength(94);
    expect(Object.keys(table).sort()).toEqual(
      rules.map(({ ruleId }) => ruleId).sort(),
    );
  });

  it.each(Object.entries(table))('%s', (ruleId, row) => {
    const [shows, showsNot, showsIn, notIn] = row;
    expect(found(shows, showsIn)).toContain(ruleId);
    expect(found(showsNot, notIn)).not.toContain(ruleId);
  });
});
