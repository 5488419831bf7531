import { Sandbox, startSandbox } from '@internal/sandbox';
import { makeFolder } from '../__testUtils__/folder';
import { run } from '../__testUtils__/run';

const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789ABCDEF';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;

function policy(operator: string, subject: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
          [operator]: { [`${ISSUER}:sub`]: subject },
        },
      },
    ],
  };
}

const EXACT = JSON.stringify(
  policy('ForAnyValue:StringEquals', 'system:serviceaccount:prod:api'),
  null,
  2,
);
const OPEN = JSON.stringify(policy('StringLike', '*'), null, 2);

describe('irsa-audit trust --from', () => {
  const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const folder = () =>
    makeFolder({
      'details.json': JSON.stringify({
        RoleDetailList: [
          {
            RoleName: 'first',
            Arn: arn('first'),
            AssumeRolePolicyDocument: EXACT,
            RolePolicyList: [
              {
                PolicyName: 'p',
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Action: 's3:GetObject',
                      Resource: 'arn:aws:s3:::photos/*',
                    },
                  ],
                },
              },
            ],
          },
          {
            RoleName: 'second',
            Arn: arn('second'),
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: arn('first') },
                  Action: 'sts:AssumeRole',
                },
              ],
            },
            AttachedManagedPolicies: [
              { PolicyName: 'x', PolicyArn: 'arn:aws:iam::aws:policy/x' },
            ],
          },
        ],
      }),
    });
  const ask = (from: string, ...more: string[]) =>
    run(['trust', '--file', 'details.json', '--from', from, ...more], {
      cwd: folder(),
    });

  it('says which roles a ServiceAccount can become, by which, and what they may do as far as it was read', async () => {
    const { code, stdout } = await ask(`sa:prod/api@${ISSUER}`);
    expect(stdout.split('\n')).toEqual([
      `sa:prod/api@${ISSUER} can become:`,
      `  ${arn('first')}`,
      '    may: read; services s3; buckets photos',
      `    ${arn('second')} by way of ${arn('first')}`,
      '      may: not read',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('gives programs a list, and none for who can become nothing', async () => {
    const { stdout } = await ask(arn('first'), '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { arn: arn('second'), steps: 1, certainty: 'certain' },
    ]);
    expect((await ask('repo:acme/widget')).stdout).toBe(
      'repo:acme/widget can become none of the roles that were read.\n',
    );
  });

  it('tells the branch of a repository from its other jobs, as the portal does', async () => {
    const host = 'token.actions.githubusercontent.com';
    const main = 'repo:acme/widget:ref:refs/heads/main';
    const cwd = makeFolder({
      'trust.json': JSON.stringify(policy('StringEquals', main))
        .split(ISSUER)
        .join(host),
    });
    const said = async (from: string) => {
      const args = ['trust', '--file', 'trust.json', '--from', from];
      return (await run(args, { cwd })).stdout;
    };
    expect(await said('repo:acme/widget')).toContain('\n  trust.json');
    expect(await said(main)).toContain('\n  trust.json');
    for (const job of [
      'ref:refs/heads/dev',
      'ref:refs/tags/v1',
      'environment:live',
      'pull_request',
    ]) {
      expect(await said(`repo:acme/widget:${job}`)).toContain('none of');
    }
  });

  it.each([
    ['repo:acme/widget:main', '--from has to be'],
    ['repo:acme/widget:ref:refs/heads/*', '--from has to be'],
    ['repo:acme/*', '--from has to be'],
    ['who', '--from has to be sa:NAMESPACE'],
    ['sa:prod/api@production', 'names the cluster production'],
    [arn('third'), 'is not among the 2 roles'],
  ])('refuses %s', async (from, words) => {
    const { code, stderr } = await ask(from);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});

describe('irsa-audit trust --file', () => {
  it('says who gets in, marks the reason of each finding, and proposes a change as a diff', async () => {
    const { code, stdout, stderr } = await run(['trust', '--file', '-'], {
      stdin: EXACT,
    });
    expect(stdout).toContain('Only those who are named can assume the role.');
    expect(stdout).toContain(
      `by tokens of ${PROVIDER}: system:serviceaccount:prod:api`,
    );
    const lines = stdout.split('\n');
    const mark = lines.findIndex(line => /^ +\^+/.test(line));
    const [from, until] = [
      lines[mark].indexOf('^'),
      lines[mark].lastIndexOf('^') + 1,
    ];
    expect(lines[mark - 1].slice(from, until)).toContain(
      '"ForAnyValue:StringEquals"',
    );
    expect(stdout).toContain('-        "ForAnyValue:StringEquals"');
    expect(stdout).toContain('Keeps access: system:serviceaccount:prod:api');
    expect(stderr).toBe('1 trust policy reviewed (1 safe)\n');
    expect(code).toBe(0);
  });

  it('knows what time it is, so that a grant whose last date is past is broken', async () => {
    const { Version, Statement } = policy(
      'StringEquals',
      'system:serviceaccount:prod:api',
    );
    const [{ Condition, ...rest }] = Statement;
    const DateLessThan = { 'aws:CurrentTime': '2020-01-01T00:00:00Z' };
    const { code, stdout } = await run(['trust', '--file', '-'], {
      stdin: JSON.stringify({
        Version,
        Statement: [{ ...rest, Condition: { ...Condition, DateLessThan } }],
      }),
    });
    expect(stdout).toContain('time-expired');
    expect(stdout).toContain('ended on 2020-01-01 00:00 UTC');
    expect(code).toBe(1);
  });

  it('takes the account of an identity provider for that of the role, of SAML too', async () => {
    const assertions = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: {
          Federated: 'arn:aws:iam::111122223333:saml-provider/okta',
        },
        Action: 'sts:AssumeRoleWithSAML',
        Condition: {
          StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
        },
      },
    };
    const { stdout, stderr } = await run(['trust', '--file', '-', '--json'], {
      stdin: JSON.stringify(assertions),
    });
    const [row] = JSON.parse(stdout);
    expect(row).toMatchObject({ accountId: '111122223333', findings: [] });
    expect(stderr).not.toContain('not known');
  });

  it('gives programs the text and place of each reason, and the proposal', async () => {
    const { code, stdout } = await run(['trust', '--file', '-', '--json'], {
      stdin: EXACT,
    });
    const [row] = JSON.parse(stdout);
    expect(row).toMatchObject({
      accountId: '111122223333',
      file: '<stdin>',
      verdict: 'safe',
      reach: 'exact',
      proposal: { effect: { added: [] } },
    });
    const [{ evidence }] = row.findings;
    expect(EXACT.slice(evidence[0].start, evidence[0].end)).toBe(
      evidence[0].text,
    );
    expect(EXACT.split('\n')[evidence[0].line - 1]).toContain(
      evidence[0].text.split('\n')[0],
    );
    expect(code).toBe(0);
  });

  it('reads what aws iam prints: encoded policies, and lists of roles', async () => {
    const role = (name: string, document: unknown) => ({
      RoleName: name,
      Arn: `arn:aws:iam::111122223333:role/${name}`,
      AssumeRolePolicyDocument: document,
    });
    const folder = makeFolder({
      'encoded.txt': encodeURIComponent(OPEN),
      'roles.json': JSON.stringify({
        Roles: [role('a', JSON.parse(EXACT)), role('b', JSON.parse(OPEN))],
      }),
      'role.json': JSON.stringify({
        Role: role('c', encodeURIComponent(OPEN)),
      }),
    });
    const files = ['encoded.txt', 'roles.json', 'role.json'];
    const args = files.flatMap(file => ['--file', file]);
    const { code, stdout } = await run(['trust', ...args, '--json'], {
      cwd: folder,
    });
    expect(
      JSON.parse(stdout).map(
        ({ role: name, verdict }: { role?: string; verdict: string }) => [
          name,
          verdict,
        ],
      ),
    ).toEqual([
      [undefined, 'dangerous'],
      ['a', 'safe'],
      ['b', 'dangerous'],
      ['c', 'dangerous'],
    ]);
    expect(code).toBe(1);
    const one = await run(['trust', ...args, '--role', 'a', '--json'], {
      cwd: folder,
    });
    expect(JSON.parse(one.stdout)).toHaveLength(1);
    expect(one.code).toBe(0);
  });

  it('takes clusters from --known, and then says who gets in now and what does not exist', async () => {
    const folder = makeFolder({
      'trust.json': JSON.stringify(
        policy('StringEquals', 'system:serviceaccount:prod:gone'),
      ),
      'known.yaml': [
        'clusters:',
        `  - { name: prod, issuer: "https://${ISSUER}", namespaces: [prod], serviceAccounts: [{ namespace: prod, name: api }] }`,
      ].join('\n'),
    });
    const { code, stdout } = await run(
      ['trust', '--file', 'trust.json', '--known', 'known.yaml'],
      { cwd: folder },
    );
    expect(stdout).toContain('dangling-serviceaccount');
    expect(stdout).toContain('now: nobody');
    expect(code).toBe(1);
  });

  it.each<[string, string[], string, number]>([
    ['an open policy', [], OPEN, 1],
    ['nothing to fail on', ['--fail-on', 'none'], OPEN, 0],
    ['an exact policy', [], EXACT, 0],
    ['text that is not JSON', [], '{"Statement": [', 2],
    ['no text', [], '', 2],
    ['JSON that is no policy', [], '{"kind": "Pod"}', 2],
    [
      'a policy that IAM refuses',
      [],
      '{"Statement": [{"Effect": "Maybe"}]}',
      1,
    ],
    [
      'a policy that names nobody of an account, strictly',
      ['--strict', '--fail-on', 'none'],
      '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}',
      3,
    ],
  ])('ends with the right code for %s', async (_, args, stdin, code) => {
    const ran = await run(['trust', '--file', '-', ...args], { stdin });
    expect(ran.stderr).not.toContain('unexpected');
    expect(ran.code).toBe(code);
  });

  it.each<[string[], RegExp]>([
    [[], /Say what to review: --file policy\.json/],
    [['--file', 'a', '--account'], /one of the two/],
    [
      ['--file', 'missing.json'],
      /--file missing\.json cannot be read \(ENOENT\)/,
    ],
    [['--file', '-', '--account-id', '12'], /twelve digits/],
    [['--file', '-', '--role', 'ghost'], /There is no role ghost/],
    [['--file', '-', '--json', '--format', 'csv'], /exclude each other/],
    [['--file', '-', '--known', 'list.yaml'], /has to be an object with/],
    [['--file', '-', '--known', 'typo.yaml'], /the field 'ownAcounts', which/],
    [['--file', '-', '--known', 'wrong.yaml'], /ownAccounts has to be a list/],
  ])('refuses %j', async (args, message) => {
    const cwd = makeFolder({
      'list.yaml': '[]',
      'typo.yaml': 'ownAcounts: []',
      'wrong.yaml': 'ownAccounts: [1]',
    });
    const { code, stderr, stdout } = await run(['trust', ...args], {
      stdin: EXACT,
      cwd,
    });
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('lets no name of a policy control the terminal or a spreadsheet', async () => {
    const stdin = JSON.stringify(policy('StringLike', '=cmd\u001b[2J\u202e*'));
    const text = await run(['trust', '--file', '-'], { stdin });
    // eslint-disable-next-line no-control-regex
    expect(text.stdout).not.toMatch(/[\u001b\u202e]/);
    const csv = await run(['trust', '--file', '-', '-f', 'csv'], { stdin });
    expect(csv.stdout).not.toMatch(/(^|,)=cmd/m);
  });
});

describe('irsa-audit trust --account', () => {
  const ROLES = 1_005;
  const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  const SET = [...KEYS, 'AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_PROFILE'];
  const before = SET.map(name => [name, process.env[name]] as const);
  let sandbox: Sandbox;
  let account: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'empty' });
    const document = JSON.parse(
      JSON.stringify(
        policy('StringLike', 'system:serviceaccount:prod:*'),
      ).replaceAll('111122223333', '444455556666'),
    );
    const made = sandbox.aws.createAccount({ id: '444455556666' });
    made.import({
      id: made.id,
      oidcProviders: [{ url: `https://${ISSUER}` }],
      roles: Array.from({ length: ROLES }, (_, index) => ({
        name: `app-${index}`,
        assumeRolePolicy: document,
      })),
    });
    account = made.id;
    process.env.AWS_ENDPOINT_URL = sandbox.accounts[0].endpoint;
    process.env.AWS_REGION = 'eu-west-1';
    process.env.AWS_ACCESS_KEY_ID = made.rootAccessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = made.rootSecretAccessKey;
    delete process.env.AWS_PROFILE;
  });

  afterAll(async () => {
    before.forEach(([name, value]) => {
      delete process.env[name];
      Object.assign(process.env, value === undefined ? {} : { [name]: value });
    });
    await sandbox?.close();
  });

  it('reviews every role, over several pages', async () => {
    const { code, stdout, stderr } = await run([
      'trust',
      '--account',
      '--json',
    ]);
    expect(stderr).toBe(`${ROLES} trust policies reviewed (${ROLES} risky)\n`);
    const rows = JSON.parse(stdout);
    expect(rows).toHaveLength(ROLES);
    expect(rows[ROLES - 1]).toMatchObject({
      accountId: account,
      verdict: 'risky',
      arn: expect.stringMatching(/^arn:aws:iam::444455556666:role\/app-/),
    });
    expect(code).toBe(1);
  });

  it('refuses credentials of another account than --account-id says', async () => {
    const { code, stderr } = await run([
      'trust',
      '--account',
      '--account-id',
      '999988887777',
    ]);
    expect(stderr).toContain('The credentials are of account 444455556666');
    expect(code).toBe(2);
  });

  it('says what to do when AWS does not take the credentials', async () => {
    const id = process.env.AWS_ACCESS_KEY_ID;
    process.env.AWS_ACCESS_KEY_ID = `AKIA${'A'.repeat(16)}`;
    const { code, stderr, stdout } = await run(['trust', '--account']);
    process.env.AWS_ACCESS_KEY_ID = id;
    expect(stderr).toMatch(/AWS does not accept these credentials .* Sign in/);
    expect(stdout).toBe('');
    expect(code).toBe(3);
  });
});
