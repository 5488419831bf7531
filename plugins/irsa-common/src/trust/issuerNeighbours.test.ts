import {
  arn,
  EKS,
  fleet,
  GITHUB,
  statement,
  policy,
  tokens,
} from './__testUtils__/fleet';
import { askTrust } from './evaluate/askTrust';
import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustReviewContext, TrustVerdict } from './types';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
const MAIN = 'repo:acme/widget:ref:refs/heads/main';

const knowing = (host: string, ...clientIds: string[]) => ({
  providers: [{ arn: arn(host), url: `https://${host}`, clientIds }],
});
const UNREAD = { clusters: undefined };

type Row = [
  what: string,
  policy: unknown,
  verdict: TrustVerdict,
  /** A rule that begins with `!` must not be there. */
  rules: string[],
  context?: Partial<TrustReviewContext>,
];

function judged(rows: Row[]) {
  it.each(rows)('%s', (...row) => {
    const [, document, wanted, rules, context] = row;
    const { verdict, findings } = reviewTrustPolicy(document, {
      ...fleet,
      ...context,
    });
    const found = findings.map(({ ruleId, severity }) => ({
      ruleId,
      text: `${ruleId} ${severity}`,
    }));
    expect({
      verdict,
      found: found.map(({ text }) => text),
      unwanted: found.filter(({ ruleId }) => rules.includes(`!${ruleId}`)),
    }).toEqual({
      verdict: wanted,
      found: expect.arrayContaining(
        rules.filter(rule => !rule.startsWith('!')),
      ),
      unwanted: [],
    });
  });
}

const AKS =
  'westeurope.oic.prod-aks.azure.com/72f988bf-86f1-41af-91ab-2d7cd011db47/1b2c3d4e-0000-1111-2222-333344445555/';
const GKE =
  'container.googleapis.com/v1/projects/acme/locations/europe-west1/clusters/main';

describe('clusters of other clouds', () => {
  const exact = (host: string) =>
    tokens(host, { StringEquals: { aud: AUD, sub: SUB } });

  judged([
    [
      'AKS, whose address ends in a slash, where no provider was read',
      exact(AKS),
      'safe',
      ['!provider-malformed'],
      { ...UNREAD, providers: undefined },
    ],
    [
      'AKS, registered',
      exact(AKS),
      'safe',
      [],
      { ...UNREAD, ...knowing(AKS, AUD) },
    ],
    [
      'AKS, the slash left out of the keys',
      policy({
        ...statement(AKS.slice(0, -1), {
          StringEquals: { aud: AUD, sub: SUB },
        }),
        Principal: { Federated: arn(AKS) },
      }),
      'broken',
      ['condition-key-wrong-provider high'],
      { ...UNREAD, ...knowing(AKS, AUD) },
    ],
    [
      'EKS, with a slash that it does not have',
      exact(`${EKS}/`),
      'broken',
      ['provider-malformed high'],
      { ...UNREAD, providers: undefined },
    ],
    [
      'GKE, every audience and subject left out',
      tokens(GKE, { StringEquals: { aud: AUD } }),
      'risky',
      ['sub-missing high'],
      { ...UNREAD, ...knowing(GKE, AUD) },
    ],
    [
      'GKE, a group in place of a ServiceAccount',
      tokens(GKE, {
        StringEquals: { aud: AUD, sub: 'acme.svc.id.goog[payments/api]' },
      }),
      'broken',
      ['sub-malformed high'],
      { ...UNREAD, ...knowing(GKE, AUD) },
    ],
  ]);
});

const ENTRA = 'sts.windows.net/11112222-3333-4444-5555-666677778888/';
const FLY = 'oidc.fly.io/acme';

describe('issuers whose address is of one organisation', () => {
  const fly = (sub: string) =>
    tokens(FLY, { StringEquals: { aud: AUD }, StringLike: { sub } });

  judged([
    [
      'Entra, one identity',
      tokens(ENTRA, {
        StringEquals: {
          aud: 'api://aws',
          sub: '99990000-1111-2222-3333-444455556666',
        },
      }),
      'safe',
      ['!unknown-issuer'],
      knowing(ENTRA, 'api://aws'),
    ],
    [
      'Entra, whoever gets a token for the application',
      tokens(ENTRA, { StringEquals: { aud: 'api://aws' } }),
      'risky',
      ['sub-missing medium', '!unknown-issuer'],
      knowing(ENTRA, 'api://aws'),
    ],
    [
      'Sentinel, which signs for every workspace',
      tokens('sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/', {
        StringEquals: { aud: 'api://1462b192' },
      }),
      'dangerous',
      ['shared-issuer-required-claim critical'],
      knowing(
        'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/',
        'api://1462b192',
      ),
    ],
    [
      'Fly.io, the machines of one application',
      fly('acme:web:*'),
      'safe',
      ['!unknown-issuer', '!sub-pattern'],
      knowing(FLY, AUD),
    ],
    [
      'Fly.io, any application',
      fly('acme:*'),
      'risky',
      ['saas-any-project medium', '!unknown-issuer'],
      knowing(FLY, AUD),
    ],
    [
      'Fly.io, applications by the beginning of their names',
      fly('acme:web*'),
      'risky',
      ['saas-any-project medium'],
      knowing(FLY, AUD),
    ],
    [
      'Fly.io, the audience only',
      tokens(FLY, { StringEquals: { aud: AUD } }),
      'risky',
      ['sub-missing medium', '!unknown-issuer'],
      knowing(FLY, AUD),
    ],
  ]);
});

const BITBUCKET =
  'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const WORKSPACE =
  'ari:cloud:bitbucket::workspace/8e1fd5d0-1111-2222-3333-444455556666';
const REPOSITORY = '{9b0c1d2e-1111-2222-3333-444455556666}';

describe('a repository of Bitbucket, whose id ends in a brace', () => {
  const bitbucket = (sub: string) =>
    tokens(BITBUCKET, {
      StringEquals: { aud: WORKSPACE },
      StringLike: { sub },
    });
  const known = knowing(BITBUCKET, WORKSPACE);

  judged([
    [
      'closed by a colon',
      bitbucket(`${REPOSITORY}:*`),
      'safe',
      ['!saas-any-project'],
      known,
    ],
    [
      'closed by the brace',
      bitbucket(`${REPOSITORY}*:*`),
      'safe',
      ['!saas-any-project'],
      known,
    ],
    [
      'closed by the brace alone',
      bitbucket(`${REPOSITORY}*`),
      'safe',
      ['!saas-any-project'],
      known,
    ],
    [
      'not written to its end',
      bitbucket('{9b0c1d2e-1111*:*'),
      'risky',
      ['saas-any-project medium'],
      known,
    ],
    [
      'any of the workspace',
      bitbucket('*:{0a1b2c3d-1111-2222-3333-444455556666}:*'),
      'risky',
      ['saas-any-project medium'],
      known,
    ],
  ]);
});

const ORGANISATION = '1111aaaa-2222-3333-4444-555566667777';
const CIRCLE = `oidc.circleci.com/org/${ORGANISATION}`;
const PROJECT = 'oidc.circleci.com/project-id';

describe('the claims of CircleCI', () => {
  const known = knowing(CIRCLE, ORGANISATION);
  const ofProject = tokens(CIRCLE, {
    StringEquals: { aud: ORGANISATION, [PROJECT]: '9999aaaa' },
  });

  judged([
    [
      'name the project',
      ofProject,
      'safe',
      ['!condition-key-unsupported', '!sub-missing'],
      known,
    ],
    [
      'are no claims of GitHub',
      tokens(GITHUB, {
        StringEquals: { aud: AUD, sub: MAIN, [PROJECT]: '9999aaaa' },
      }),
      'broken',
      ['condition-key-unsupported high'],
    ],
    [
      'leave the project open with a star',
      tokens(CIRCLE, {
        StringEquals: { aud: ORGANISATION },
        StringLike: { [PROJECT]: '*' },
      }),
      'risky',
      ['sub-missing medium'],
      known,
    ],
  ]);

  it.each([
    ['9999aaaa', 'allow'],
    ['0000bbbb', 'deny'],
  ])('are asked of a token: %s', (project, decision) => {
    const answer = askTrust(
      ofProject,
      {
        kind: 'token',
        issuer: `https://${CIRCLE}`,
        claims: { sub: 'org/x', aud: ORGANISATION, [PROJECT]: project },
      },
      { ...fleet, ...known },
    );
    expect(answer.decision).toBe(decision);
  });
});

describe('keys that no token has, beside an exact subject', () => {
  const iss = `https://${GITHUB}`;
  judged([
    [
      'break nothing under ForAllValues',
      tokens(GITHUB, {
        'ForAllValues:StringEquals': { aud: AUD, iss },
        StringEquals: { sub: MAIN },
      }),
      'safe',
      ['forallvalues-vacuous low', 'condition-key-unsupported low'],
    ],
    [
      'break nothing with IfExists',
      tokens(GITHUB, {
        StringEqualsIfExists: { event_name: 'push' },
        StringEquals: { aud: AUD, sub: MAIN },
      }),
      'safe',
      ['condition-key-unsupported low'],
    ],
    [
      'keep everybody out under StringEquals',
      tokens(GITHUB, { StringEquals: { aud: AUD, sub: MAIN, iss } }),
      'broken',
      ['condition-key-unsupported high'],
    ],
    [
      'bind nobody where the subject is bound by them alone',
      tokens(GITHUB, {
        StringEquals: { aud: AUD },
        'ForAllValues:StringEquals': { subject: MAIN },
      }),
      'dangerous',
      ['forallvalues-vacuous critical', 'condition-key-unsupported high'],
    ],
  ]);
});

describe('names in any case', () => {
  const inAnyCase = (sub: string) =>
    tokens(GITHUB, {
      StringEquals: { aud: AUD },
      StringEqualsIgnoreCase: { sub },
    });
  judged([
    [
      'are those that there are',
      inAnyCase('repo:Acme/Widget:ref:refs/heads/main'),
      'safe',
      ['sub-ignore-case low', '!sub-case-mismatch', '!saas-unknown-project'],
    ],
    [
      'may be those of others',
      inAnyCase('Repo:OldCorp/Widget:ref:refs/heads/main'),
      'risky',
      ['saas-unknown-owner high'],
    ],
    [
      'are no pattern',
      inAnyCase('repo:acme/widget:*'),
      'broken',
      ['sub-literal-wildcard high'],
    ],
  ]);
});
