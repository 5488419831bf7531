import {
  EKS,
  fleet,
  GITHUB,
  GITLAB,
  policy,
  STAGE,
  statement,
  tokens,
} from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';

const AUD = 'sts.amazonaws.com';
const NAMES = 'system:serviceaccount:';
const SUB = `${NAMES}payments:api`;

const like = (sub: string, more = {}) =>
  tokens(EKS, { StringEquals: { aud: AUD, ...more }, StringLike: { sub } });
const github = (sub: string, claims = {}) =>
  tokens(GITHUB, {
    StringEquals: { aud: AUD, ...claims },
    StringLike: { sub },
  });

function judged(rows: JudgedRow[]) {
  it.each(rows)('%s', (...[, document, verdict, rules, context]) => {
    expect(judgementOf(document, context)).toEqual({ verdict, rules });
  });
}

describe('patterns that begin before the namespace', () => {
  judged([
    ['the one name', like('*:payments:api'), 'safe', ''],
    [
      'the one name, from the middle',
      like('system:*:payments:api'),
      'safe',
      '',
    ],
    [
      'one name, which is gone',
      like('*:payments:ghost'),
      'risky',
      'dangling-serviceaccount medium',
    ],
    [
      'one name, with the rights of an administrator',
      like('*:payments:api'),
      'safe',
      '',
      { role: { ...fleet.role!, isPrivileged: true } },
    ],
    [
      'namespaces that end so',
      like('*payments:api'),
      'risky',
      'sub-namespace-pattern high',
    ],
    [
      'any namespace',
      like('*:external-dns'),
      'risky',
      'sub-any-namespace high',
    ],
    [
      'any namespace, names that end so',
      like('*external-dns'),
      'risky',
      'sub-any-namespace high',
    ],
    ['everybody', like('?*:*'), 'dangerous', 'sub-any critical'],
    ['too many parts', like('*:a:b:c:d'), 'broken', 'sub-malformed high'],
  ]);
});

describe('patterns that no name of a cluster matches', () => {
  judged([
    [
      'upper case',
      like(`${NAMES}Payments:*`),
      'broken',
      'sub-case-mismatch high',
    ],
    [
      'an underscore',
      like(`${NAMES}pay_ments:*`),
      'broken',
      'sub-malformed high',
    ],
    [
      'a variable that this version does not know',
      {
        ...like(`${NAMES}\${aws:PrincipalTag/ns}:*`),
        Version: '2008-10-17',
      },
      'broken',
      'policy-variable-unresolved high, version-old low',
    ],
  ]);
});

describe('patterns that nothing matches today', () => {
  judged([
    [
      'in a namespace that is there',
      like(`${NAMES}payments:zz-*`),
      'risky',
      'sub-serviceaccount-pattern medium, dangling-serviceaccount medium',
    ],
    [
      'in one that is not',
      like(`${NAMES}ghost:zz-*`),
      'risky',
      'dangling-namespace high, sub-serviceaccount-pattern medium',
    ],
  ]);
});

describe('ServiceAccounts in several statements', () => {
  const of = (host: string, ...names: string[]) =>
    statement(host, {
      StringEquals: { aud: AUD, sub: names.map(name => `${NAMES}${name}`) },
    });
  const three = ['payments:api', 'payments:worker', 'team-a:app'];
  judged([
    [
      'six of one cluster',
      policy(
        of(EKS, ...three),
        of(EKS, 'team-b:app', 'monitoring:external-dns', 'payments:other'),
      ),
      'safe',
      'serviceaccount-not-annotated low, shared-role low',
    ],
    [
      'the same three twice',
      policy(of(EKS, ...three), { ...of(EKS, ...three), Sid: 'Again' }),
      'safe',
      'duplicate-statement low',
    ],
  ]);
});

describe('statements that say the same', () => {
  const made = (sub: unknown) =>
    statement(EKS, { StringEquals: { sub, aud: AUD } });
  judged([
    [
      'in another order, and in lists of one',
      policy(
        made(SUB),
        statement(EKS, { StringEquals: { aud: [AUD], sub: [SUB] } }),
      ),
      'safe',
      'duplicate-statement low',
    ],
    [
      'of another subject',
      policy(made(SUB), made(`${NAMES}payments:worker`)),
      'safe',
      '',
    ],
  ]);
});

describe('a cluster without ServiceAccounts', () => {
  const host = 'oidc.acme.com';
  judged([
    [
      'has nobody who is missing where no subject is named',
      tokens(host, { StringEquals: { aud: AUD } }),
      'risky',
      'sub-missing high',
      {
        providers: [
          {
            arn: `arn:aws:iam::111122223333:oidc-provider/${host}`,
            url: `https://${host}`,
            clientIds: [AUD],
          },
        ],
        clusters: [
          {
            name: 'new',
            issuer: `https://${host}`,
            namespaces: ['default'],
            serviceAccounts: [],
          },
        ],
      },
    ],
  ]);
});

describe('claims beside the subject', () => {
  judged([
    [
      'a claim that is never there, excluded',
      tokens(EKS, {
        StringEquals: { aud: AUD },
        StringNotEquals: { subject: SUB },
      }),
      'dangerous',
      'negated-vacuous critical, condition-key-unsupported high',
    ],
    [
      'the absence of another issuer’s claim',
      tokens(
        EKS,
        { StringEquals: { aud: AUD, sub: SUB } },
        {},
        { Null: { [`${STAGE}:sub`]: 'true' } },
      ),
      'safe',
      'condition-key-wrong-provider low',
    ],
    [
      'what only people have',
      tokens(EKS, { StringEquals: { aud: AUD, sub: SUB, email: 'a@b.c' } }),
      'broken',
      'condition-key-unsupported high',
    ],
    [
      'the audience in any case',
      tokens(EKS, {
        StringEquals: { sub: SUB },
        StringEqualsIgnoreCase: { aud: 'STS.amazonaws.com' },
      }),
      'safe',
      '',
    ],
    [
      'another repository than the subject’s',
      github('repo:acme/widget:ref:refs/heads/main', {
        repository: 'acme/other',
      }),
      'broken',
      'condition-contradiction high',
    ],
    [
      'another branch than the subject’s',
      github('repo:acme/widget:ref:refs/heads/main', { ref: 'refs/heads/x' }),
      'broken',
      'condition-contradiction high',
    ],
    [
      'the subject’s own branch',
      github('repo:acme/widget:ref:refs/heads/main', {
        ref: 'refs/heads/main',
      }),
      'safe',
      '',
    ],
    [
      'owners that are not closed',
      tokens(GITHUB, {
        StringEquals: { aud: AUD },
        StringLike: { repository: 'ac*' },
      }),
      'dangerous',
      'shared-issuer-required-claim critical, sub-missing high',
    ],
  ]);
});

describe('subjects of GitHub and their names and ids', () => {
  judged([
    [
      'any ref of an owner in other case',
      github('repo:ACME/widget:*'),
      'broken',
      'sub-case-mismatch high',
    ],
    [
      'any ref of a repository whose tokens have ids',
      github('repo:acme/newapp:*'),
      'broken',
      'github-sub-format-mismatch high',
    ],
    [
      'a branch without a name',
      github('repo:acme/widget:ref:refs/heads/'),
      'broken',
      'sub-malformed high',
    ],
    [
      'the id of another owner',
      github('repo:acme@999/newapp@777001:ref:refs/heads/main'),
      'risky',
      'saas-unknown-owner high',
    ],
    [
      'the id of another repository',
      github('repo:acme@123456/newapp@1:ref:refs/heads/main'),
      'risky',
      'saas-unknown-project medium',
    ],
    [
      'ids that are not known',
      github('repo:acme@999/newapp@1:ref:refs/heads/main'),
      'safe',
      '',
      {
        githubOwnerIds: undefined,
        projects: {
          github: [{ name: 'acme/newapp', hasImmutableSubject: true }],
        },
      },
    ],
  ]);
});

describe('addresses of one organisation', () => {
  const context = (host: string, isOwn = true) => ({
    providers: [
      ...fleet.providers!,
      {
        arn: `arn:aws:iam::111122223333:oidc-provider/${host}`,
        url: `https://${host}`,
        clientIds: [AUD],
      },
    ],
    ownIssuers: isOwn ? [host] : [],
  });
  const of = (host: string, sub: string, isOwn?: boolean): JudgedRow => [
    `${host}: ${sub}`,
    tokens(host, { StringEquals: { aud: AUD }, StringLike: { sub } }),
    'dangerous',
    'sub-any critical',
    context(host, isOwn),
  ];
  const never = ([what, document, , , more]: JudgedRow): JudgedRow => [
    what,
    document,
    'broken',
    'sub-malformed high',
    more,
  ];
  const circle = 'oidc.circleci.com/org/6b376885-0000-45b2-ba2f-c27c0919bc6d';
  judged([
    of('gitlab.acme.com', 'project_path:*'),
    of('tfe.acme.com', 'organization:*'),
    never(of(circle, 'org/00000000/project/1/user/*', false)),
    never(of('oidc.fly.io/acme', 'other:app:1', false)),
    never(
      of(
        'oidc.vercel.com/acme',
        'owner:other:project:web:environment:production',
        false,
      ),
    ),
    [
      'GitLab, the form of another issuer',
      tokens(GITLAB, {
        StringEquals: {
          aud: 'https://gitlab.com',
          sub: 'repo:acme/widget:ref:refs/heads/main',
        },
      }),
      'broken',
      'sub-malformed high',
    ],
  ]);
});
