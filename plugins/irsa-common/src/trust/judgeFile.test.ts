import { CaseFileError, judgeFile } from './__testUtils__/judgeFile';

const ISSUER = 'issuer.example/id/1';
const ARN = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const SUBJECT = 'system:serviceaccount:shop:orders';

function file(verdict: string, expected: string) {
  return JSON.stringify({
    contexts: {
      base: {
        accountId: '111122223333',
        partition: 'aws',
        organizationAccounts: [],
        vendorAccounts: {},
        quotas: { roleTrustPolicyChars: 2048 },
        role: { arn: 'arn:aws:iam::111122223333:role/app', tags: {} },
        oidcProviders: [
          { arn: ARN, url: `https://${ISSUER}`, clientIds: ['a'] },
        ],
        saas: {
          owners: {},
          githubRepos: [],
          gitlabProjects: [],
          terraformWorkspaces: [],
        },
      },
    },
    cases: [
      {
        id: 'one',
        title: 'one ServiceAccount',
        contextRef: 'base',
        policy: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { Federated: ARN },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${ISSUER}:sub`]: SUBJECT },
            },
          },
        },
        expect: { verdict, findings: [] },
        evaluations: [
          {
            principal: {
              kind: 'oidc',
              iss: `https://${ISSUER}`,
              sub: SUBJECT,
              aud: 'a',
            },
            expect: expected,
          },
        ],
      },
    ],
  });
}

describe('judgeFile', () => {
  it('says which case is right', () => {
    const [judged] = judgeFile(file('safe', 'allow'));
    expect(judged).toMatchObject({
      id: 'one',
      ok: true,
      verdict: 'safe',
      evaluations: [{ ok: true }],
      differences: [],
    });
  });

  it('says what differs', () => {
    const [judged] = judgeFile(file('broken', 'deny'));
    expect(judged.ok).toBe(false);
    expect(judged.differences).toEqual([
      'verdict is safe, not broken',
      'evaluation 0 is allow (trust-policy), not deny',
    ]);
  });

  it.each([
    ['private', true],
    ['self-hosted', true],
    ['unknown', false],
  ])('knows whose an issuer of the kind %s is', (kind, ok) => {
    const known = JSON.parse(file('safe', 'allow'));
    const { base } = known.contexts;
    base.clusters = [];
    base.oidcProviders[0].kind = kind;
    const [judged] = judgeFile(JSON.stringify(known));
    expect(judged.ok).toBe(ok);
  });

  it.each([
    ['before it', '2026-01-01T00:00:00Z', 'time-not-yet', 'deny'],
    ['within it', '2026-02-15T00:00:00Z', undefined, 'allow'],
    ['after it', '2026-04-01T00:00:00Z', 'time-expired', 'deny'],
  ])('judges a time by the clock of the case: %s', (_, now, rule, decision) => {
    const known = JSON.parse(file('safe', decision));
    known.contexts.base.now = now;
    const { Condition } = known.cases[0].policy.Statement;
    Condition.DateGreaterThan = { 'aws:CurrentTime': '2026-02-01T00:00:00Z' };
    Condition.DateLessThan = { 'aws:CurrentTime': '2026-03-01T00:00:00Z' };
    const [{ findings, evaluations }] = judgeFile(JSON.stringify(known));
    expect([
      findings.find(({ ruleId }) => /^time-(not-yet|expired)$/.test(ruleId))
        ?.ruleId,
      evaluations[0].ok,
    ]).toEqual([rule, true]);
  });

  it.each([
    ['no JSON', '{'],
    ['no list of cases', '{}'],
    ['a case without an id', '{"contexts":{},"cases":[{}]}'],
    [
      'a context that is not there',
      '{"contexts":{},"cases":[{"id":"a","contextRef":"x","expect":{"verdict":"safe","findings":[]}}]}',
    ],
  ])('refuses a file with %s', (_, text) => {
    expect(() => judgeFile(text)).toThrow(CaseFileError);
  });
});
