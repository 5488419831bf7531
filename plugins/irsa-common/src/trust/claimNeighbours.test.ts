import {
  EKS,
  fleet,
  GITHUB,
  GITLAB,
  policy,
  statement,
  TERRAFORM,
  tokens,
} from './__testUtils__/fleet';
import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustVerdict } from './types';

const AUD = 'sts.amazonaws.com';
const COGNITO = 'cognito-identity.amazonaws.com';

const github = (sub: string, claims: Record<string, string> = {}) =>
  tokens(GITHUB, {
    StringEquals: { aud: AUD, ...claims },
    StringLike: { sub },
  });
const cognito = (aud: string, amr: string | string[]) =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: COGNITO },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringLike: { [`${COGNITO}:aud`]: aud },
      'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: amr },
    },
  });
const exactly = (host: string, aud: string, sub: string) =>
  tokens(host, { StringEquals: { aud, sub } });

describe('what other claims say beside the subject', () => {
  it.each<[string, unknown, TrustVerdict, string[], string[]]>([
    [
      'one repository of any',
      github('repo:*', { repository_id: '456789' }),
      'risky',
      ['github-any-ref'],
      ['saas-owner-unanchored', 'sub-any', 'github-org-wide'],
    ],
    [
      'one repository by name',
      github('repo:acme/*', { repository: 'acme/widget' }),
      'risky',
      ['github-any-ref'],
      ['github-org-wide'],
    ],
    [
      'one branch of one repository',
      github('repo:acme/*', {
        repository: 'acme/widget',
        ref: 'refs/heads/main',
      }),
      'safe',
      [],
      ['github-org-wide', 'github-any-ref'],
    ],
    [
      'one owner of any',
      github('repo:*', { repository_owner_id: '123456' }),
      'risky',
      ['github-org-wide'],
      ['saas-owner-unanchored'],
    ],
    [
      'one environment',
      github('repo:acme/widget:*', { environment: 'production' }),
      'safe',
      [],
      ['github-any-ref'],
    ],
    [
      'an environment that others name too',
      github('repo:*', { environment: 'production' }),
      'dangerous',
      ['saas-owner-unanchored'],
      [],
    ],
    [
      'a workflow that others may call',
      github('repo:acme/*', {
        job_workflow_ref: 'acme/ci/.github/workflows/x.yml@refs/heads/main',
      }),
      'risky',
      ['github-org-wide'],
      [],
    ],
    [
      'a claim that may be anything',
      tokens(GITHUB, {
        StringEquals: { aud: AUD },
        StringLike: { sub: 'repo:acme/*', repository: 'acme/*' },
      }),
      'risky',
      ['github-org-wide'],
      ['github-any-ref'],
    ],
    [
      'the identity pools of a region',
      cognito('eu-west-1:*', 'authenticated'),
      'dangerous',
      ['cognito-aud-missing'],
      ['cognito-unauthenticated'],
    ],
    [
      'users of one provider of an identity pool',
      cognito(
        'eu-west-1:11111111-2222-3333-4444-555555555555',
        '*accounts.google.com*',
      ),
      'safe',
      [],
      ['cognito-aud-missing', 'cognito-unauthenticated'],
    ],
    [
      'users and, by the pattern, guests',
      cognito(
        'eu-west-1:11111111-2222-3333-4444-555555555555',
        '*authenticated',
      ),
      'risky',
      ['cognito-unauthenticated'],
      [],
    ],
    [
      'a project in other case',
      exactly(
        GITLAB,
        'https://gitlab.com',
        'project_path:acme/Widget:ref_type:branch:ref:main',
      ),
      'broken',
      ['sub-case-mismatch'],
      ['saas-unknown-project'],
    ],
    [
      'an organisation in other case',
      exactly(
        TERRAFORM,
        'aws.workload.identity',
        'organization:Acme:project:core:workspace:prod-net:run_phase:apply',
      ),
      'broken',
      ['sub-case-mismatch'],
      ['saas-unknown-owner'],
    ],
    [
      'everybody but those who exist',
      tokens(EKS, {
        StringEquals: { aud: AUD },
        StringNotLike: { sub: 'system:serviceaccount:*' },
      }),
      'broken',
      ['condition-contradiction'],
      ['sub-negated-only'],
    ],
  ])('%s', (_, document, wanted, present, absent) => {
    const { verdict, findings } = reviewTrustPolicy(document, fleet);
    const rules = findings.map(({ ruleId }) => ruleId);
    expect([verdict, rules]).toEqual([wanted, expect.arrayContaining(present)]);
    expect(rules.filter(rule => absent.includes(rule))).toEqual([]);
  });

  it('does not know a cluster by the address of EKS alone, where anybody can have one', () => {
    const foreign = EKS.replace(
      /id\/.*/,
      'id/00001111222233334444555566667777',
    );
    const [provider] = fleet.providers!;
    const made = statement(foreign, {
      StringEquals: { aud: AUD, sub: 'system:serviceaccount:payments:api' },
    });
    const review = (more = {}) =>
      reviewTrustPolicy(policy(made), {
        ...fleet,
        providers: [
          {
            ...provider,
            url: `https://${foreign}`,
            arn: made.Principal.Federated,
          },
        ],
        ...more,
      }).findings.map(({ ruleId }) => ruleId);
    expect(review()).toContain('unknown-issuer');
    expect(review({ hasAllClusters: false })).not.toContain('unknown-issuer');
    expect(review({ ownIssuers: [foreign] })).not.toContain('unknown-issuer');
  });
});
