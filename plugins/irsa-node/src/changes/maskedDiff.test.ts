import { maskedDiff, secretTexts, secretTextsOf } from './maskedDiff';

const deployment = (list: string, value: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders' },
  spec: {
    template: {
      spec: {
        containers: [{ name: 'app' }],
        [list]: [{ name: 'other', env: [{ name: 'DB_PASSWORD', value }] }],
      },
    },
  },
});

describe('maskedDiff', () => {
  it.each(['containers', 'initContainers', 'ephemeralContainers'])(
    'shows no password of %s beside a line that goes',
    list => {
      const canary = 'canary-of-a-password';
      const values = secretTexts([deployment(list, canary)]);
      const diff = maskedDiff(
        'app.yaml',
        `value: ${canary}\nname: AWS_ACCESS_KEY_ID\n`,
        `value: ${canary}\n`,
        values,
      );
      expect(diff).toContain('-name: AWS_ACCESS_KEY_ID');
      expect(diff).not.toContain(canary);
    },
  );

  it.each([
    ['folded', 'canary-first canary-second', 'canary-first\n  canary-second'],
    ['escaped', 'canary "one"\ntwo', '"canary \\"one\\"\\ntwo"'],
  ])('shows nothing of a Secret whose text is %s', (_, value, text) => {
    const secret = { kind: 'Secret', stringData: { password: value } };
    const diff = maskedDiff(
      'app.yaml',
      `  ${text}\nname: AWS_ACCESS_KEY_ID\n`,
      `  ${text}\n`,
      secretTexts([secret]),
    );
    expect(diff).toContain('-name: AWS_ACCESS_KEY_ID');
    expect(diff).not.toContain('canary');
  });

  const shownOf = (text: string) => {
    const before = `${text}gone: old\n`;
    return maskedDiff(
      'values.yaml',
      before,
      text,
      secretTextsOf([before, text]),
    );
  };
  const VARIABLE = (value: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: a, env: [{ name: DATABASE_URL, value: '${value}' }] }] } } }\n`;

  it.each([
    ['of a chart with a kind', 'kind: DaemonSet\npassword: canary-1\n'],
    ['with a version', 'apiVersion: v1\npassword: canary-1\n'],
    ...[
      'userPassword',
      'mountPassword',
      'use_password',
      'createdToken',
      'users_password',
      'existingPassphrase',
      'passwords',
      'tokens',
      'passphrases',
      'pwds',
      'passwordHash',
      'tokenValue',
      'secretsData',
      'connectionString',
    ].flatMap(name => [
      [name, `${name}: canary-1\n`],
      [`a list ${name}`, `${name}: [canary-1, canary-2]\n`],
      [`a map ${name}`, `${name}: { one: canary-1, two: canary-2 }\n`],
    ]),
    ['a key of its own', 'license: { key: canary-1 }\n'],
    [
      'a private key',
      'tls: { other: "-----BEGIN RSA PRIVATE KEY-----\\ncanary-1\\n" }\n',
    ],
    ['a URL', 'DATABASE_URL: postgres://user:canary-1@db/orders\n'],
    ['a URL without a user', 'cache: redis://:canary-1@cache:6379\n'],
    [
      'a URL with a careless password',
      'a: [{ b: "db://u:canary-1/2 x@y@h" }]\n',
    ],
    ['a URL in a comment', 'a: 1 # was postgres://user:canary-1@db\n'],
    ['a URL in a variable', VARIABLE('postgres://user:canary-1@db')],
    [
      'a URL in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    x=1\n    url=postgres://u:canary-1@db\n',
    ],
  ])('shows nothing secret of values: %s', (_, text) => {
    const diff = shownOf(text);
    expect(diff).toContain('-gone: old');
    expect(diff).not.toContain('canary');
  });

  it.each([
    '12345678901234567890123',
    '0017450999',
    '0x1F4A77',
    '1_234_567.50',
    '987654321e12',
  ])('shows no secret that is a number: %s', number => {
    const inText = `kind: HelmRelease\napiVersion: v1\nspec:\n  values: |\n    token: ${number}\n`;
    for (const text of [`password: ${number}\n`, inText]) {
      const diff = shownOf(text);
      expect(diff).toContain('-gone: old');
      expect(diff).not.toContain(number);
    }
  });

  it('shows what is no secret', () => {
    const text = [
      'a: https://example.com:8080/path',
      'rotateToken: true',
      'enabled: true',
      'replicas: 1000',
      'existingSecret: orders-aws',
      'createSecret: orders-aws',
      'ref: { name: orders-aws, key: some-key }',
      'tolerations: [{ key: node-role, operator: Exists }]',
      '',
    ].join('\n');
    expect(shownOf(text)).not.toContain('***');
  });
});
