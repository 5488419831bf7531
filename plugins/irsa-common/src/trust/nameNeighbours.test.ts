import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  fleet,
  GITHUB,
  tokens,
} from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';
import { reviewTrustPolicy } from './reviewTrustPolicy';

const AUD = 'sts.amazonaws.com';

function judged(rows: JudgedRow[]) {
  it.each(rows)('%s', (...[, document, verdict, rules, context]) => {
    expect(judgementOf(document, context)).toEqual({ verdict, rules });
  });
}

describe('subjects of GitHub that an organisation made up', () => {
  const github = (sub: string, claims: Record<string, string> = {}) =>
    tokens(GITHUB, { StringEquals: { aud: AUD, sub, ...claims } });
  const wide = 'github-org-wide medium';
  const anyRef = 'github-any-ref medium';
  const workflow =
    'job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/tags/v1';

  judged([
    ['an owner', github('repository_owner:acme'), 'risky', wide],
    [
      'an owner and what is private',
      github('repository_owner:acme:repository_visibility:private'),
      'risky',
      wide,
    ],
    [
      'the id of an owner, and a branch',
      github('repository_owner_id:123456:ref:refs/heads/main'),
      'risky',
      wide,
    ],
    [
      'an owner, a repository and an environment',
      github(
        'repository_owner_id:123456:repository_id:456789:environment:prod',
      ),
      'safe',
      '',
    ],
    [
      'an owner and a workflow of a version',
      github(`repository_owner:acme:${workflow}`),
      'safe',
      '',
    ],
    [
      'an owner, and the repository by another claim',
      github('repository_owner:acme', { repository_id: '456789' }),
      'risky',
      anyRef,
    ],
    [
      'an owner, and repository and branch by other claims',
      github('repository_owner:acme', {
        repository_id: '456789',
        ref: 'refs/heads/main',
      }),
      'safe',
      '',
    ],
    ['a repository', github('repository_id:456789'), 'risky', anyRef],
    [
      'a repository and a branch',
      github('repository_id:456789:ref:refs/heads/main'),
      'safe',
      '',
    ],
    [
      'a repository, and an environment by another claim',
      github('repository_id:456789', { environment: 'prod' }),
      'safe',
      '',
    ],
    [
      'a repository and the name of a workflow',
      github('repo:acme/widget:workflow:deploy'),
      'risky',
      anyRef,
    ],
    [
      'a repository and a user',
      github('repo:acme/widget:actor:alice'),
      'risky',
      anyRef,
    ],
    [
      'a repository and an event',
      github('repo:acme/widget:event_name:push'),
      'risky',
      anyRef,
    ],
    [
      'a repository, an environment and a user',
      github('repo:acme/widget:environment:prod:actor:alice'),
      'safe',
      '',
    ],
    [
      'a repository and its workflow of a branch',
      github(
        'repo:acme/widget:workflow_ref:acme/widget/.github/workflows/d.yml@refs/heads/main',
      ),
      'safe',
      '',
    ],
    [
      'an owner of others',
      github('repository_owner:oldcorp:repository_visibility:private'),
      'risky',
      `saas-unknown-owner high, ${wide}`,
    ],
    [
      'a repository of others',
      github('repository:oldcorp/x:ref:refs/heads/main'),
      'risky',
      'saas-unknown-owner high',
    ],
    [
      'a repository that is gone',
      github('repository:acme/gone:ref:refs/heads/main'),
      'risky',
      'saas-unknown-project medium',
    ],
    [
      'a workflow of others',
      github('job_workflow_ref:oldcorp/ci/.github/workflows/x.yml@v1'),
      'risky',
      'saas-unknown-owner high',
    ],
    [
      'any repository of the owner',
      tokens(GITHUB, {
        StringEquals: { aud: AUD },
        StringLike: { sub: 'repository:acme/*:ref:refs/heads/main' },
      }),
      'risky',
      wide,
    ],
  ]);
});

describe('ARNs of accounts, roles and users', () => {
  const iam = `arn:aws:iam::${ACCOUNT}:`;
  const sts = `arn:aws:sts::${ACCOUNT}:`;

  it.each([
    `${iam}assumed-role/ci/run`,
    `${iam}group/devs`,
    `${iam}role/ci `,
    `${iam}role/`,
    `${iam}role/team/`,
    `${sts}role/ci`,
    `${sts}assumed-role/ci`,
    `${sts}root`,
  ])('names nobody: %s', AWS => {
    const { verdict, findings } = reviewTrustPolicy(assume({ AWS }), fleet);
    expect([verdict, findings[0].ruleId]).toEqual([
      'broken',
      'principal-malformed',
    ]);
  });

  it.each([
    `${iam}role/team/a/ci`,
    `${iam}role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0a1b`,
    `${iam}user/al@example.org`,
    `${sts}assumed-role/ci/al@example.org`,
    `${sts}federated-user/al`,
  ])('names somebody: %s', AWS => {
    expect(reviewTrustPolicy(assume({ AWS }), fleet).verdict).toBe('safe');
  });
});

describe('names that Pod Identity sends', () => {
  const pods = (tags: Record<string, string>, operator = 'StringEquals') =>
    assume(
      { Service: 'pods.eks.amazonaws.com' },
      {
        [operator]: Object.fromEntries(
          Object.entries(tags).map(([tag, value]) => [
            `aws:RequestTag/kubernetes-${tag}`,
            value,
          ]),
        ),
      },
      ['sts:AssumeRole', 'sts:TagSession'],
    );
  const never = 'condition-contradiction high';
  const gone = 'dangling-serviceaccount medium';

  judged([
    ['in upper case', pods({ namespace: 'Payments' }), 'broken', never],
    [
      'in upper case, where case does not matter',
      pods({ namespace: 'Payments' }, 'StringEqualsIgnoreCase'),
      'safe',
      '',
    ],
    ['with an underscore', pods({ 'service-account': 'a_b' }), 'broken', never],
    ['with a star', pods({ namespace: 'pay*' }), 'broken', never],
    ['by a pattern', pods({ namespace: 'pay*' }, 'StringLike'), 'safe', ''],
    [
      'of a ServiceAccount that is there',
      pods({ namespace: 'payments', 'service-account': 'api' }),
      'safe',
      '',
    ],
    [
      'of a ServiceAccount that is gone',
      pods({ namespace: 'payments', 'service-account': 'gone' }),
      'risky',
      gone,
    ],
    [
      'of a ServiceAccount of another namespace',
      pods({ namespace: 'team-a', 'service-account': 'worker' }),
      'risky',
      gone,
    ],
    [
      'of a ServiceAccount, in any namespace',
      pods({ 'service-account': 'worker' }),
      'safe',
      '',
    ],
    [
      'of a ServiceAccount, where none was read',
      pods({ namespace: 'payments', 'service-account': 'gone' }),
      'safe',
      '',
      {
        clusters: fleet.clusters!.map(each => ({
          ...each,
          serviceAccounts: undefined,
        })),
      },
    ],
  ]);
});

describe('owners at issuers that many share', () => {
  const CODEFRESH = 'oidc.codefresh.io';
  const PLATFORM = 'https://g.codefresh.io';
  const of = (sub: string) =>
    tokens(CODEFRESH, { StringEquals: { aud: PLATFORM }, StringLike: { sub } });
  const known = {
    providers: [
      {
        arn: arn(CODEFRESH),
        url: `https://${CODEFRESH}`,
        clientIds: [PLATFORM],
      },
    ],
  };
  const open = 'saas-owner-unanchored critical';

  judged([
    ['any', of('account:*'), 'dangerous', open, known],
    ['by the beginning', of('account:64f8*'), 'dangerous', open, known],
    [
      'in full',
      of('account:64f884faee73998b5a5e1fd3:*'),
      'risky',
      'sub-pattern medium',
      known,
    ],
  ]);
});

describe('identity pools', () => {
  const COGNITO = 'cognito-identity.amazonaws.com';
  const pool = (...aud: string[]) =>
    assume(
      { Federated: COGNITO },
      {
        StringEquals: { [`${COGNITO}:aud`]: aud },
        'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' },
      },
      'sts:AssumeRoleWithWebIdentity',
    );
  const id = 'us-gov-west-1:11111111-2222-3333-4444-555555555555';

  judged([
    ['by the id', pool(id), 'safe', ''],
    ['by the name', pool('my-pool'), 'broken', 'aud-unregistered high'],
    [
      'of users, not of identities',
      pool('eu-west-1_AbCdEfGhI'),
      'broken',
      'aud-unregistered high',
    ],
    ['by the id and a name', pool('my-pool', id), 'safe', ''],
  ]);
});

describe('environments by several names', () => {
  const pods = tokens(EKS, {
    StringEquals: { aud: AUD, sub: 'system:serviceaccount:payments:api' },
  });
  const tagged = (Environment: string) => ({
    role: { ...fleet.role!, tags: { Environment } },
  });
  const crossed = 'cross-environment-trust medium';
  judged([
    ['the same', pods, 'safe', '', tagged('prod')],
    ['the same by another name', pods, 'safe', '', tagged('Production')],
    ['another', pods, 'risky', crossed, tagged('Staging')],
  ]);
});
