import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { KEY, SECRET } from '../__testUtils__/audit';
import { readCredentialText } from './credentialText';
import { judgeText } from './judge';
import { factsOf } from './valueFacts';

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const verdictOf = (text: string) => {
  const found = readCredentialText(text);
  return found && judgeText(found).verdict;
};

describe('a signed link', () => {
  const scope = '20261101%2Feu-west-1%2Fs3%2Faws4_request';
  it.each([
    `https://b.s3.amazonaws.com/x?X-Amz-Credential=${KEY}%2F${scope}&X-Amz-Signature=0`,
    `Authorization: AWS4-HMAC-SHA256 Credential=${KEY}/20261101/eu-west-1/s3/aws4_request, Signature=0`,
    `https://b.s3.amazonaws.com/x?AWSAccessKeyId=${KEY}&Expires=1&Signature=abc`,
    `https://b.s3.amazonaws.com/x?Expires=1&Signature=abc&AWSAccessKeyId=${KEY}`,
  ])('holds no key: %s', text => {
    expect(readCredentialText(text)).toBeUndefined();
    expect(factsOf(text).ids).toEqual([]);
  });

  it.each([
    `X-Amz-Credential=${KEY}%2F${scope}\naws_access_key_id=${KEY}\n`,
    `https://example.com/x?AWSAccessKeyId=${KEY}&secret=${SECRET}`,
    `Credential=${KEY}`,
  ])('and others do: %s', text => {
    expect(verdictOf(text)).toBe('static-aws');
  });
});

describe('a text with a credential', () => {
  it.each<[string, string, string]>([
    ['INI', `[default]\naws_access_key_id = ${KEY}\n`, 'static-aws'],
    ['a user of a URL', `s3://user:pass@minio:9000/b`, 's3-compatible'],
    ['base64', base64(`access_key=${KEY}\nsecret_key=${SECRET}`), 'static-aws'],
    [
      'gzip in base64',
      base64(gzipSync(`access_key=${KEY}\nsecret_key=${SECRET}`)),
      'static-aws',
    ],
    [
      'a Secret in a manifest',
      `kind: Secret\ndata:\n  AWS_ACCESS_KEY_ID: ${base64(KEY)}\n`,
      'static-aws',
    ],
    [
      'a key of Bedrock',
      `ABSK${base64('BedrockAPIKey-shop-at-111122223333:canary')}`,
      'static-aws',
    ],
    [
      'a user of mail beside a secret_key for something else',
      `[security]\nsecret_key = x\n[smtp]\nhost = email-smtp.eu-west-1.amazonaws.com\nuser = ${KEY}\n`,
      'ses-smtp',
    ],
    [
      'a key that is a user of mail too',
      `aws_access_key_id = ${KEY}\n[smtp]\nhost = email-smtp.eu-west-1.amazonaws.com\nuser = ${KEY}\n`,
      'static-aws',
    ],
    [
      'a key under no name that is known, in a text about mail',
      `mail: email-smtp.eu-west-1.amazonaws.com\nkey: ${KEY}\nsecret_key: ${SECRET}\n`,
      'static-aws',
    ],
    ['SMTP of Symfony', `ses+smtp://${KEY}:x@default`, 'ses-smtp'],
    ['the API of SES of Symfony', `ses+api://${KEY}:x@default`, 'static-aws'],
    [
      'JSON of Airflow',
      '{"conn_type": "aws", "login": "minio", "password": "x", "extra": {"endpoint_url": "http://minio:9000"}}',
      's3-compatible',
    ],
    [
      'settings of Fluentd',
      '<match **>\n  @type s3\n  aws_key_id logs\n  aws_sec_key x\n  s3_endpoint http://minio:9000/\n</match>',
      's3-compatible',
    ],
    [
      'two stores',
      `a:\n  endpoint: http://minio:9000\n  access_key: a\n  secret_key: b\nb:\n  endpoint: https://s3.eu-west-1.amazonaws.com\n  access_key: ${KEY}\n  secret_key: ${SECRET}`,
      'static-aws',
    ],
    ['a key in a comment', `# was ${KEY} until May\n`, 'static-aws'],
    [
      'XML',
      `<name>fs.s3a.access.key</name><value> ${KEY} </value>`,
      'static-aws',
    ],
    ['a placeholder', 'AWS_ACCESS_KEY_ID=ACCESS_KEY', 'static-aws'],
    [
      'elements of XML',
      '<s3><endpoint>http://minio:9000/b/</endpoint><access_key_id>a1</access_key_id><secret_access_key>b</secret_access_key></s3>',
      's3-compatible',
    ],
    [
      'literals of kubectl',
      "kubectl create secret generic x --from-literal=AWS_ACCESS_KEY_ID=a1 --from-literal='AWS_SECRET_ACCESS_KEY=b'",
      's3-compatible',
    ],
    [
      'parameters of a URL',
      's3://b/p?access-key=a1&secret-access-key=b&endpoint=http://minio:9000',
      's3-compatible',
    ],
    [
      'settings of Spark',
      'spark.hadoop.fs.s3a.access.key a1\nspark.hadoop.fs.s3a.secret.key  b',
      's3-compatible',
    ],
    [
      'a template of Go with a variable',
      '{{- $host := env "HOST" }}\naccess_key: a1\nsecret_key: b',
      's3-compatible',
    ],
    [
      'a template of Vault with what is kept there',
      '{{ with secret "secret/data/aws" }}AWS_ACCESS_KEY_ID={{ .Data.data.id }}\nAWS_SECRET_ACCESS_KEY={{ .Data.data.key }}{{ end }}',
      'static-aws',
    ],
    [
      'a constant in a program',
      `const accessKeyId = "a1";\nconst secretAccessKey = "b";`,
      's3-compatible',
    ],
  ])('%s', (_name, text, verdict) => {
    expect(verdictOf(text)).toBe(verdict);
    expect(JSON.stringify(readCredentialText(text))).not.toContain(KEY);
  });
});

describe('a text without one', () => {
  it.each([
    [
      'names in comments',
      '# accesskey: a\n  // secretkey: b\n; access_key = c',
    ],
    [
      'records',
      'accessKey: { name: s, key: id }\nsecretKey: { name: s, key: b }',
    ],
    ['a schema', '{ "accessKey": { "type": "string" }, "secretKey": {} }'],
    [
      'Python',
      'AWS_ACCESS_KEY_ID = os.environ.get("X")\nAWS_SECRET_ACCESS_KEY = os.getenv("Y")',
    ],
    [
      'JavaScript',
      'const accessKey = process.env.A;\nnew S3({ accessKeyId: accessKey, secretAccessKey: this.conf.secretKey })',
    ],
    ['Terraform', 'access_key = var.aws_access_key\nsecret_key = local.secret'],
    ['a shell', ': "${AWS_ACCESS_KEY_ID:?}" "${AWS_SECRET_ACCESS_KEY:-}"'],
    ['a shell that reads a file', 'export AWS_ACCESS_KEY_ID="$(cat /id)"'],
    ['Ruby in Fluentd', '@type s3\naws_key_id "#{ENV[\'AWS_ACCESS_KEY_ID\']}"'],
    [
      'calls in Python',
      'boto3.client("s3", aws_access_key_id=access_key, aws_secret_access_key=creds["SecretAccessKey"])\ndef f(aws_access_key_id: str, aws_secret_access_key: Optional[str] = None): pass',
    ],
    [
      'Go',
      'aws.Config{AccessKeyID: cfg.AccessKey, SecretAccessKey: os.Getenv("B")}',
    ],
    [
      'Ruby',
      "Aws.config(access_key_id: ENV.fetch('A'), secret_access_key: ENV['B'])",
    ],
    ['types', 'interface C { accessKeyId: string; secretAccessKey: string }'],
    [
      'resources of Terraform',
      'access_key = aws_iam_access_key.user.id\nsecret_key = aws_iam_access_key.user.secret',
    ],
    ['nothing', 'accessKey: null\nsecretKey: ~\naccess_key_id: ""\n'],
    [
      'formats of printf',
      'export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s" $(aws sts assume-role))',
    ],
    [
      'commands',
      'export AWS_ACCESS_KEY_ID=`jq -r .a /x`\nexport AWS_SECRET_ACCESS_KEY=`jq -r .b /x`',
    ],
    [
      'blocks, aliases and tags of YAML',
      'accessKey: |\n\nsecretKey: >-\n\naccess_key: *id\nsecret_key: !vault x',
    ],
    [
      'jq',
      `eval $(jq -r '"AWS_ACCESS_KEY_ID=\\(.AccessKeyId) AWS_SECRET_ACCESS_KEY=\\(.SecretAccessKey)"')`,
    ],
    [
      'a template of Vault with a key for some hours',
      '{{ with secret "aws/creds/uploads" }}AWS_ACCESS_KEY_ID={{ .Data.access_key }}\nAWS_SECRET_ACCESS_KEY={{ .Data.secret_key }}{{ end }}',
    ],
    [
      'options in Python',
      'import boto3\nboto3.client("s3", aws_access_key_id=args.key, aws_secret_access_key=SECRET_KEY)',
    ],
    [
      'fields of Protocol Buffers',
      'message C {\n  string access_key = 1;\n  string secret_key = 2;\n}',
    ],
    ['an id of characters that repeat', `${'AKIA'}${'X'.repeat(16)}`],
    ['an id that counts up', `${'AKIA'}${'1234567890123456'}`],
    ['one half of an uncertain name', 'AWS_SECRET=a'],
  ])('%s', (_name, text) => {
    expect(readCredentialText(text)).toBeUndefined();
  });
});

describe('placeholders', () => {
  it.each([
    'op://prod/aws/id',
    'vault:secret/data/aws#id',
    'ref+vault://aws/id',
    'ENC[AES256_GCM,data:2tqYJmJ0mHc=,iv:a2Vq,tag:b1pz,type:str]',
    `${'AKIA'}${'X'.repeat(16)}`,
  ])('%s', value => {
    expect(factsOf(value)).toMatchObject({
      isPlaceholder: true,
      shape: 'none',
    });
  });

  it('are told from the samples of an operator', () => {
    expect(factsOf('REPLACE-WITH-AWS-ACCESS-KEY').shape).toBe('example');
  });
});

describe('facts', () => {
  const id = fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), {
      minLength: 16,
      maxLength: 16,
    })
    .map(characters => `AKIA${characters.join('')}`);
  const secret = fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789+/'), {
      minLength: 40,
      maxLength: 40,
    })
    .map(characters => characters.join(''));

  it('hold neither a whole id nor a secret', () => {
    fc.assert(
      fc.property(
        id,
        secret,
        fc.constantFrom(
          (a: string, b: string) => `access_key=${a}\nsecret_key="${b}"`,
          (a: string, b: string) => `s3://${a}:${encodeURIComponent(b)}@host/b`,
          (a: string, b: string) => base64(`aws_access_key_id=${a}\nx=${b}`),
          (a: string) => a,
          (_: string, b: string) => b,
        ),
        (key, value, write) => {
          const facts = JSON.stringify(factsOf(write(key, value)));
          expect(facts).not.toContain(key);
          expect(facts).not.toContain(value);
        },
      ),
    );
  });
});

describe('long texts', () => {
  // A tenth of the longest. What grows with the square takes many seconds for it, what grows with the length some hundredths of a second.
  const LENGTH = 200_000;
  const MOST_CPU_MS = 3000;
  const readThrough = (text: string) => {
    const before = process.cpuUsage();
    const { ids } = factsOf(text);
    const { user, system } = process.cpuUsage(before);
    return { ids, isSlow: (user + system) / 1000 > MOST_CPU_MS };
  };
  const filled = (part: string) =>
    part.repeat(LENGTH / part.length).padEnd(LENGTH - 1, part);
  const PARTS = [
    '-',
    '"',
    "'",
    '{',
    '\\',
    ' ',
    '\n',
    'A',
    'a=',
    'aaa=',
    'aaa:"',
    "aaa='",
    'a-',
    'a.a-',
    '--a',
    '--aaa ',
    '#',
    '<name>',
    '<name>a</name><value>',
    's3://a:',
    's3://a:b@',
    '${A',
    'AKIA',
    '://',
    'ENV[',
    '@type ',
    '<aaa>',
    'fs.aa ',
    'aa, ',
    'secret "a/',
  ];
  type Form = [name: string, make: () => string];
  // A last character that no repetition takes makes a search try again.
  const forms = (part: string): Form[] => [
    [part, () => filled(part)],
    [`${part} and an end`, () => `${filled(part)}!`],
    [`a beginning and ${part}`, () => `<value>${filled(part).slice(7)}`],
  ];

  it.each(PARTS.map((part, at) => forms(part)[at % 3]))(
    '%j are read through',
    (_name, make) => {
      expect(readThrough(make())).toEqual({ ids: [], isSlow: false });
    },
  );

  describe('in every form (in CI)', () => {
    it.each(PARTS.flatMap(forms))('%j are read through', (_name, make) => {
      expect(readThrough(make())).toEqual({ ids: [], isSlow: false });
    });
  });
});
