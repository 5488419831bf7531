import {
  ACCOUNT,
  assume,
  EKS,
  fleet,
  GITHUB,
  GITLAB,
  policy,
  statement,
  TERRAFORM,
  tokens,
} from './__testUtils__/fleet';
import { askTrust } from './evaluate/askTrust';
import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustReviewContext } from './types';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';

const rulesOf = (document: unknown, more: Partial<TrustReviewContext> = {}) =>
  reviewTrustPolicy(document, { ...fleet, ...more }).findings.map(
    ({ ruleId, severity }) => `${ruleId} ${severity}`,
  );

describe('parts of subjects that have few values', () => {
  const gitlab = (rest: string) =>
    tokens(GITLAB, {
      StringEquals: {
        aud: 'https://gitlab.com',
        sub: `project_path:acme/widget:ref_type:${rest}`,
      },
    });
  const terraform = (phase: string) =>
    tokens(TERRAFORM, {
      StringEquals: {
        aud: 'aws.workload.identity',
        sub: `organization:acme:project:core:workspace:prod-net:run_phase:${phase}`,
      },
    });

  it.each([
    ['GitLab, a merge request', gitlab('merge_request:ref:1')],
    ['GitLab, a ref in full', gitlab('branch:ref:refs/heads/main')],
    ['Terraform, a phase that there is not', terraform('destroy')],
  ])('are never signed otherwise: %s', (_, document) => {
    const { verdict } = reviewTrustPolicy(document, fleet);
    expect([verdict, rulesOf(document)]).toEqual([
      'broken',
      ['sub-malformed high'],
    ]);
  });

  it.each([
    ['GitLab, a tag', gitlab('tag:ref:v1')],
    ['GitLab, a branch with a slash', gitlab('branch:ref:release/1.2')],
    ['Terraform, a plan', terraform('plan')],
  ])('are signed: %s', (_, document) => {
    expect(reviewTrustPolicy(document, fleet).verdict).toBe('safe');
  });
});

describe('the role of an administrator', () => {
  const admin = { role: { ...fleet.role!, isPrivileged: true } };
  const broad = 'privileged-broad-trust critical';
  const github = (sub: string) =>
    tokens(GITHUB, { StringEquals: { aud: AUD, sub } });

  it.each([
    ['everybody', assume({ AWS: '*' })],
    [
      'the organisation',
      assume(
        { AWS: '*' },
        { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
      ),
    ],
    ['an owner at GitHub', github('repository_owner:acme')],
  ])('is open to %s', (_, document) => {
    expect(rulesOf(document, admin)).toContain(broad);
    expect(rulesOf(document)).not.toContain(broad);
  });

  it.each([
    ['one role', assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/ci` })],
    ['one environment', github('repo:acme/widget:environment:prod')],
  ])('is open to %s only', (_, document) => {
    expect(rulesOf(document, admin)).not.toContain(broad);
  });
});

it('takes statements for the same that differ by their names only', () => {
  const one = statement(EKS, { StringEquals: { aud: AUD, sub: SUB } });
  const twice = (more: object) =>
    rulesOf(policy({ ...one, Sid: 'a' }, { ...one, Sid: 'b', ...more }));
  expect(twice({})).toContain('duplicate-statement low');
  expect(twice({ Action: 'sts:*' })).not.toContain('duplicate-statement low');
});

describe('a session of a role with a path', () => {
  const document = assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/team/ci` });
  it.each([
    ['its role', 'team/ci', 'allow'],
    ['another role of the name', 'other/ci', 'deny'],
    ['a role of another name', 'team/x', 'deny'],
  ])('is let in when the request tells %s', (_, role, decision) => {
    const answer = askTrust(
      document,
      {
        kind: 'aws',
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run`,
        context: { 'AWS:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/${role}` },
      },
      fleet,
    );
    expect(answer.decision).toBe(decision);
  });
});
