import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  GITHUB,
  policy,
  statement,
  tokens,
} from './__testUtils__/fleet';
import { assessTrust } from './assessTrust';
import { proposeTrust } from './fixes/proposeTrust';
import { SERVICES } from './issuers/serviceNames';
import { servicesNamedIn } from './readTrustPolicy';
import { reviewTrustPolicy } from './reviewTrustPolicy';
import { TrustReviewContext } from './types';

const AUD = 'sts.amazonaws.com';
const SUB = 'system:serviceaccount:payments:api';
/** Nothing is known but the account, as with the policy of a file. */
const UNREAD: TrustReviewContext = { accountId: ACCOUNT };
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const service = (Service: unknown) => assume({ Service });
const saml = (aud: string, partition = 'aws') =>
  assume(
    { Federated: `arn:${partition}:iam::${ACCOUNT}:saml-provider/okta` },
    { StringEquals: { 'SAML:aud': aud } },
    'sts:AssumeRoleWithSAML',
  );

function said(document: unknown, more: Partial<TrustReviewContext> = {}) {
  const { review, trust } = assessTrust(document, { ...UNREAD, ...more });
  return {
    verdict: review.verdict,
    reach: trust.reach,
    rules: review.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`),
  };
}

function wordsOf(document: unknown, more: Partial<TrustReviewContext> = {}) {
  return reviewTrustPolicy(document, { ...UNREAD, ...more }).findings.map(
    ({ message }) => message,
  );
}

describe('names of services', () => {
  const known = { verdict: 'safe', reach: 'exact', rules: [] };
  const unknown = { ...known, rules: ['service-unknown low'] };
  const none = {
    verdict: 'broken',
    reach: 'dead',
    rules: ['principal-malformed high'],
  };
  const CHINA = { partition: 'aws-cn' };

  it('are right as IAM has taken them', () => {
    const names = [...SERVICES].filter(
      // They need more than one action, and are tested elsewhere.
      name => !/^(pods\.eks|rolesanywhere)$/.test(name),
    );
    expect(names.length).toBeGreaterThan(400);
    for (const name of names) {
      expect({ name, ...said(service(`${name}.amazonaws.com`)) }).toEqual({
        name,
        ...known,
      });
    }
  });

  it.each<[string, object, object?]>([
    ['lamda.amazonaws.com', none],
    ['lambdas.amazonaws.com', none],
    ['ec2-fleet.amazonaws.com', none],
    ['cloudformations.amazonaws.com', none],
    ['codebiuld.eu-west-1.amazonaws.com', none],
    ['tagging.amazonaws.com', none],
    ['s3files.amazonaws.com', none],
    // As many letters may make another service of a short name.
    ['ecp.amazonaws.com', unknown],
    ['invalid.amazonaws.com', unknown],
    ['something-new.amazonaws.com', unknown],
    ['something-new.eu-west-1.amazonaws.com', unknown],
    ['dms.eu-west-1.amazonaws.com', known],
    ['logs.us-gov-west-1.amazonaws.com', known],
    ['mgmt.aws.internal', known],
    ['alexa-connectedhome.amazon.com', known],
    ['alexa.amazon.com', none],
    ['ec2.amazonaws.com.cn', known, CHINA],
    ['logs.cn-north-1.amazonaws.com.cn', known, CHINA],
    ['codedeploy.cn-northwest-1.amazonaws.com.cn', known, CHINA],
    ['elasticmapreduce.amazonaws.com.cn', known, CHINA],
    ['sqs.amazonaws.com.cn', none, CHINA],
    ['something-new.amazonaws.com.cn', unknown, CHINA],
    ['ec2.amazonaws.com.cn', none, { partition: 'aws' }],
    // The name tells the partition where nobody else does.
    ['ec2.amazonaws.com.cn', known],
  ])('%s', (...[name, wanted, more]) => {
    expect(said(service(name), more)).toEqual(wanted);
  });

  it.each(['something-new.amazonaws.com', 'lamda.amazonaws.com'])(
    'IAM has taken %s',
    name => {
      expect(said(service(name), { acceptedServices: 'all' })).toEqual(known);
      expect(said(service(name), { acceptedServices: [name] })).toEqual(known);
      expect(said(service(name), { acceptedServices: [] })).not.toEqual(known);
    },
  );

  it('are listed, each once', () => {
    expect(
      servicesNamedIn(
        policy(
          { ...service('b.amazonaws.com').Statement[0]! },
          {
            Effect: 'Deny',
            Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] },
            Action: 'sts:AssumeRole',
          },
        ),
      ),
    ).toEqual(['b.amazonaws.com', 'a.amazonaws.com']);
    expect(servicesNamedIn('{')).toEqual([]);
  });

  it('are named in words', () => {
    expect(wordsOf(service('codepipeiine.amazonaws.com'))).toEqual([
      'No service is known as codepipeiine.amazonaws.com, and codepipeline.amazonaws.com is like it. IAM refuses a policy with a name that no service has.',
    ]);
    expect(wordsOf(service('eks.amazonaws.com.cn'), CHINA)).toEqual([
      'The service is called eks.amazonaws.com in China too. IAM refuses a policy that names eks.amazonaws.com.cn.',
    ]);
    expect(wordsOf(service('lambda.amazonaws.com\n'))).toEqual([
      '"lambda.amazonaws.com\\n" is the name of no AWS service.',
    ]);
  });

  it('that are none go from a proposal, where another is left', () => {
    const { Principal } = JSON.parse(
      proposeTrust(
        service(['lambda.amazonaws.com', 'lamda.amazonaws.com']),
        UNREAD,
      )!.policy,
    ).Statement[0];
    expect(Principal).toEqual({ Service: 'lambda.amazonaws.com' });
  });
});

describe('the partition of a role of which nothing is known', () => {
  const role = (partition: string) => ({
    AWS: `arn:${partition}:iam::${ACCOUNT}:role/app`,
  });

  it.each<[string, unknown, string]>([
    ['a role of China', assume(role('aws-cn')), 'safe'],
    ['a role of GovCloud', assume(role('aws-us-gov')), 'safe'],
    [
      'roles of two partitions',
      assume({ AWS: [role('aws').AWS, role('aws-cn').AWS] }),
      'broken',
    ],
    [
      'an assertion for China',
      saml('https://signin.amazonaws.cn/saml', 'aws-cn'),
      'safe',
    ],
    [
      'an assertion for elsewhere, in China',
      saml('https://signin.aws.amazon.com/saml', 'aws-cn'),
      'broken',
    ],
  ])('is that of %s', (_, document, verdict) => {
    expect(said(document).verdict).toBe(verdict);
  });

  it('is that of its own ARN before all', () => {
    expect(
      said(assume(role('aws-cn')), {
        role: { arn: `arn:aws:iam::${ACCOUNT}:role/app` },
      }).verdict,
    ).toBe('broken');
  });
});

describe('who gets in by a name that is none', () => {
  const COGNITO = 'cognito-identity.amazonaws.com';
  const web = (Federated: string, Condition?: object) =>
    assume({ Federated }, Condition, 'sts:AssumeRoleWithWebIdentity');

  it.each<[string, unknown]>([
    [
      'a provider of another account',
      web(`arn:aws:iam::444455556666:oidc-provider/${EKS}`),
    ],
    [
      'a provider of another account, under an empty condition',
      web(`arn:aws:iam::444455556666:oidc-provider/${EKS}`, {}),
    ],
    ['a provider without its ARN', web(GITHUB)],
    ['a provider with two slashes', web(arn(`https://${EKS}`))],
    ['an assertion for another recipient', saml('urn:amazon:webservices')],
    [
      'a provider of SAML of another account',
      assume(
        { Federated: 'arn:aws:iam::444455556666:saml-provider/okta' },
        undefined,
        'sts:AssumeRoleWithSAML',
      ),
    ],
    [
      'a pool that has no region',
      web(COGNITO, {
        StringEquals: { [`${COGNITO}:aud`]: 'my-identity-pool-id' },
      }),
    ],
    [
      'an audience that is a subject',
      tokens(EKS, { StringLike: { aud: 'system:serviceaccount:payments:*' } }),
    ],
    [
      'an audience that is a repository',
      tokens(GITHUB, { StringEquals: { aud: 'repo:acme/widget:ref:x' } }),
    ],
    [
      'a role where a service calls',
      assume(
        { Service: 'ec2.amazonaws.com' },
        {
          ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` },
        },
      ),
    ],
  ])('is nobody by %s', (_, document) => {
    expect(said(document)).toMatchObject({ verdict: 'broken', reach: 'dead' });
  });

  it('is who may be by one audience of two', () => {
    expect(
      said(tokens(EKS, { StringEquals: { aud: [AUD, SUB], sub: SUB } })),
    ).toMatchObject({ verdict: 'safe', reach: 'exact' });
  });
});

describe('tags that tokens bring', () => {
  const bringing = (host: string, Action: string | string[]) =>
    policy({
      ...statement(host, { StringEquals: { aud: AUD, sub: SUB } }),
      Action,
    });
  const actionOf = (document: unknown) => {
    const proposal = proposeTrust(document, UNREAD);
    return proposal && JSON.parse(proposal.policy).Statement[0].Action;
  };
  const WEB = 'sts:AssumeRoleWithWebIdentity';
  const BOTH = [WEB, 'sts:TagSession'];

  it('are none of a cluster, nor of GitHub', () => {
    expect(wordsOf(bringing(EKS, BOTH))).toEqual([
      'Tokens of a cluster carry no session tags, so sts:TagSession is not needed.',
    ]);
    expect(actionOf(bringing(EKS, BOTH))).toBe(WEB);
    expect(
      wordsOf(
        policy({
          ...statement(GITHUB, {
            StringEquals: { aud: AUD, sub: 'repo:a@1/b@2:environment:prod' },
          }),
          Action: BOTH,
        }),
      ),
    ).toEqual([
      'Tokens of GitHub carry no session tags, so sts:TagSession is not needed.',
    ]);
  });

  it('may be of other issuers, whose tokens would be refused without', () => {
    const vault = 'vault.example.com/v1/identity/oidc';
    const of = (Action: string | string[]) =>
      policy({
        ...statement(vault, { StringEquals: { aud: AUD, sub: 'entity-1' } }),
        Action,
      });
    expect(wordsOf(of(BOTH))).toEqual([]);
    expect(actionOf(of(BOTH))).toBeUndefined();
    expect(actionOf(of('sts:*'))).toEqual([...BOTH, 'sts:SetSourceIdentity']);
    expect(actionOf(of('sts:AssumeRole*'))).toBe(WEB);
  });

  it('are asked for, and the policy does not let them come', () => {
    expect(
      wordsOf(
        tokens(
          'vault.example.com',
          { StringEquals: { aud: AUD } },
          {
            'aws:RequestTag/team': 'payments',
          },
        ),
      ),
    ).toEqual([
      'The condition on aws:RequestTag/team never holds: the policy does not allow sts:TagSession, so no session has tags.',
    ]);
    expect(
      wordsOf(
        tokens(
          'vault.example.com',
          { StringEquals: { aud: AUD } },
          {
            'aws:PrincipalTag/team': 'payments',
          },
        ),
      ),
    ).toEqual([
      'The condition on aws:PrincipalTag/team never holds: whoever comes with a token does not have this key.',
    ]);
  });
});

describe('an empty condition', () => {
  it('goes from a statement of callers, and nothing else does', () => {
    const proposal = proposeTrust(
      policy({
        Effect: 'Allow',
        Principal: root,
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {},
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        },
      }),
      UNREAD,
    )!;
    expect(JSON.parse(proposal.policy).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: root,
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ]);
    expect(proposal).toMatchObject({
      rules: ['condition-empty'],
      effect: { removed: [], added: [] },
    });
  });

  it('is a hole where tokens come', () => {
    expect(
      said(policy({ ...statement(EKS, {}), Condition: { StringEquals: {} } })),
    ).toMatchObject({
      verdict: 'dangerous',
      rules: expect.arrayContaining(['condition-empty high']),
    });
  });
});

describe('a second factor', () => {
  const vacuous = ['cross-account-root low', 'ifexists-vacuous low'];
  it.each<[object, string[]]>([
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }, vacuous],
    [
      { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
      vacuous,
    ],
    [
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      ['cross-account-root low'],
    ],
    [
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      ['cross-account-root low'],
    ],
  ])('%j', (condition, rules) => {
    expect(said(assume(root, condition)).rules).toEqual(rules);
  });
});

describe('words that name what is meant', () => {
  const TERRAFORM = 'app.terraform.io';
  const of = (host: string, sub: string) =>
    wordsOf(
      tokens(host, { StringEquals: { aud: AUD }, StringLike: { sub } }),
    ).filter(message => !/audience|ids:/.test(message));

  it.each([
    [
      TERRAFORM,
      'organization:acme:project:shop:stack:*',
      'Every stack of components that matches may assume the role.',
    ],
    [
      TERRAFORM,
      'organization:acme:project:shop:stack:net:deployment:*',
      'Every deployment that matches may assume the role.',
    ],
    [
      TERRAFORM,
      'organization:acme:project:shop:workspace:*',
      'Every workspace that matches may assume the role.',
    ],
    [
      TERRAFORM,
      'organization:acme:project:*',
      'Every project that matches may assume the role.',
    ],
    [
      'oidc.circleci.com/org/1111',
      'org/2222/project/*',
      'oidc.circleci.com/org/1111 gives no token the subject org/2222/project/*.',
    ],
    [
      GITHUB,
      'repo:acme/widget:pull_request:workflow:*',
      'Code of a pull request, which nobody has reviewed yet, may assume the role.',
    ],
    [
      'gitlab.com',
      'project_path:acme/web:ref_type:merge_request:ref:x',
      'gitlab.com gives no token the subject project_path:acme/web:ref_type:merge_request:ref:x.',
    ],
  ])('%s %s', (host, sub, message) => {
    expect(of(host, sub)).toContain(message);
  });

  it('tell what is left out', () => {
    expect(
      wordsOf(
        tokens(GITHUB, {
          StringEquals: { aud: AUD },
          StringLike: { sub: 'repo:acme/*' },
          StringNotLike: { sub: 'repo:acme/public:*' },
        }),
      ),
    ).toEqual([
      'Every repository of the organisation may assume the role. Left out: repo:acme/public:*.',
    ]);
  });

  it.each([
    ['tomorrow', true],
    ['2030-13', false],
    ['2030-01-01T00:00:00Z', false],
    ['1893456000', false],
    ['Tue, 01 Jan 2030 00:00:00 GMT', false],
  ])('tell that %s is no date, without a time: %s', (date, isNone) => {
    expect(
      wordsOf(
        assume(root, { DateLessThan: { 'aws:CurrentTime': date } }),
      ).includes(
        `The condition on aws:CurrentTime never holds: ${date} is no date.`,
      ),
    ).toBe(isNone);
  });

  it('tell the organisation from its roles of one name', () => {
    expect(
      wordsOf(
        assume(
          { AWS: '*' },
          {
            StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' },
          },
        ),
      ),
    ).toEqual([
      'Whoever has an ARN that matches, in any account of the organisation, may assume the role.',
    ]);
  });
});

describe('the slash at the end of an issuer', () => {
  it.each([
    ['login.example.com/', 'safe'],
    ['acme.eu.auth0.com/', 'safe'],
    [`${EKS}/`, 'broken'],
    [`${GITHUB}/`, 'broken'],
    ['gitlab.com/', 'broken'],
    ['github.example.org/_services/token/', 'broken'],
  ])('%s', (host, verdict) => {
    expect(
      said(tokens(host, { StringEquals: { aud: AUD, sub: 'someone' } }))
        .verdict,
    ).toBe(verdict);
  });
});
