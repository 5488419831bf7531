import fc from 'fast-check';
import { assessReadiness, isReadinessFile } from './assessReadiness';
import { ReadinessVerdict } from './types';

function rules(path: string, content: string): string[] {
  return assessReadiness([{ path, content }]).findings.map(
    ({ rule, line }) => `${rule}@${line}`,
  );
}

describe('source that holds on to keys', () => {
  it.each<[string, string, string[]]>([
    ['app.py', 's3 = boto3.client("s3")', []],
    [
      'app.py',
      'import boto3\ns3 = boto3.client("s3", aws_access_key_id=key)',
      ['explicit-keys@2'],
    ],
    ['app.py', 'key = os.environ["AWS_ACCESS_KEY_ID"]', ['reads-variables@1']],
    [
      'app.py',
      'key = os.environ.get("APP_AWS_SECRET_ACCESS_KEY")',
      ['reads-variables@1'],
    ],
    ['app.py', 'k = os.getenv("AWS_ACCESS_KEY_ID", "")', ['reads-variables@1']],
    ['app.py', '# boto3.client(aws_access_key_id=key)', []],
    [
      'src/s3.ts',
      'new S3Client({ credentials: { accessKeyId: id, secretAccessKey } })',
      ['explicit-keys@1'],
    ],
    [
      'src/s3.ts',
      'const id = process.env.AWS_ACCESS_KEY_ID!;',
      ['reads-variables@1'],
    ],
    [
      'src/s3.ts',
      "const id = process.env['AWS_ACCESS_KEY_ID'];",
      ['reads-variables@1'],
    ],
    ['src/s3.ts', '// accessKeyId: id', []],
    ['src/s3.test.ts', 'new S3Client({ accessKeyId: id })', []],
    [
      'main.go',
      'creds := credentials.NewStaticCredentialsProvider(id, secret, "")',
      ['explicit-keys@1'],
    ],
    ['main.go', 'id := os.Getenv("AWS_ACCESS_KEY_ID")', ['reads-variables@1']],
    ['main_test.go', 'id := os.Getenv("AWS_ACCESS_KEY_ID")', []],
    [
      'src/main/java/A.java',
      'var c = new BasicAWSCredentials(id, secret);',
      ['explicit-keys@1'],
    ],
    [
      'src/main/java/A.java',
      'StaticCredentialsProvider.create(AwsBasicCredentials.create(id, s))',
      ['explicit-keys@1'],
    ],
    [
      'src/main/java/A.java',
      'String id = System.getenv("AWS_ACCESS_KEY_ID");',
      ['reads-variables@1'],
    ],
    [
      'App.cs',
      'var c = new BasicAWSCredentials(id, secret);',
      ['explicit-keys@1'],
    ],
    [
      'App.cs',
      'Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")',
      ['reads-variables@1'],
    ],
    ['lib/s3.rb', 'Aws::Credentials.new(id, secret)', ['explicit-keys@1']],
    ['lib/s3.rb', "ENV.fetch('AWS_ACCESS_KEY_ID')", ['reads-variables@1']],
    [
      'src/S3.php',
      "$c = new S3Client(['credentials' => ['key' => $k]]);",
      ['explicit-keys@1'],
    ],
    ['src/S3.php', "env('AWS_ACCESS_KEY_ID')", ['reads-variables@1']],
    [
      'src/main.rs',
      'let c = Credentials::new(id, secret, None, None, "x");',
      ['explicit-keys@1'],
    ],
    [
      'src/main.rs',
      'let id = env::var("AWS_ACCESS_KEY_ID")?;',
      ['reads-variables@1'],
    ],
    [
      'a.py',
      'url = s3.generate_presigned_url("get_object", ExpiresIn=900)',
      [],
    ],
    [
      'a.py',
      'url = s3.generate_presigned_url("get_object", ExpiresIn=604800)',
      ['long-presign@1'],
    ],
    [
      'a.ts',
      'getSignedUrl(s3, command, { expiresIn: 7 * 24 * 3600 })',
      ['long-presign@1'],
    ],
    ['a.ts', 'getSignedUrl(s3, command, { expiresIn: 3600 })', []],
    ['a.go', 'o.Expires = 24 * time.Hour', ['long-presign@1']],
    [
      'a.rb',
      'presigned_url(:get_object, expires_in: 3.days)',
      ['long-presign@1'],
    ],
    ['A.java', '.signatureDuration(Duration.ofDays(7))', ['long-presign@1']],
    ['mail.py', 'host = "email-smtp.eu-west-1.amazonaws.com"', ['smtp@1']],
    ['a.py', 'boto3.Session(profile_name="prod")', ['profile@1']],
    ['a.js', 'x = ["AWS4-HMAC-SHA256", date].join("\\n")', ['signs-itself@1']],
    ['README.md', 'aws_access_key_id=x', []],
    ['node_modules/x/index.js', 'f({ accessKeyId: 1 })', []],
  ])('%s: %s', (path, content, expected) => {
    expect(rules(path, content)).toEqual(expected);
  });

  it('never quotes the source', () => {
    const canary = ['AKIA', 'LABLABLA4L000001'].join('');
    const said = JSON.stringify(
      assessReadiness([
        { path: 'a.py', content: `c(aws_access_key_id="${canary}")` },
        { path: 'b.ts', content: `x({ accessKeyId: '${canary}' })` },
      ]),
    );
    expect(said).toContain('explicit-keys');
    expect(said).not.toContain(canary);
  });
});

const pom = (...artifacts: string[]) =>
  `<project><properties><aws.version>2.5.0</aws.version></properties><dependencies>${artifacts
    .map(
      artifact =>
        `\n<dependency><groupId>software.amazon.awssdk</groupId><artifactId>${artifact}</artifactId><version>\${aws.version}</version></dependency>`,
    )
    .join('')}</dependencies></project>`;

describe('SDKs by their files', () => {
  it.each<[string, string, string | undefined, ReadinessVerdict | undefined]>([
    ['requirements.txt', 'boto3==1.9.219', '1.9.219', 'blocker'],
    [
      'requirements.txt',
      'boto3[crt]>=1.9.220 ; python_version > "3"',
      '1.9.220',
      undefined,
    ],
    ['requirements.txt', 'boto3', undefined, 'note'],
    ['requirements.txt', 'boto==2.49.0', '2.49.0', 'blocker'],
    [
      'poetry.lock',
      '[[package]]\nname = "boto3"\nversion = "1.34.0"\n',
      '1.34.0',
      undefined,
    ],
    [
      'Pipfile.lock',
      '{"default":{"boto3":{"version":"==1.8.0"}}}',
      '1.8.0',
      'blocker',
    ],
    [
      'pyproject.toml',
      '[project]\nname = "x"\ndependencies = ["boto3>=1.20"]\n',
      '1.20',
      undefined,
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\nboto3 = "^1.9.0"\n',
      '1.9.0',
      'blocker',
    ],
    [
      'package-lock.json',
      '{"packages":{"node_modules/aws-sdk":{"version":"2.500.0"}}}',
      '2.500.0',
      'blocker',
    ],
    [
      'package-lock.json',
      '{"dependencies":{"aws-sdk":{"version":"2.1600.0"}}}',
      '2.1600.0',
      'note',
    ],
    [
      'package.json',
      '{"dependencies":{"@aws-sdk/client-s3":"^3.1.0"}}',
      '3.1.0',
      'blocker',
    ],
    [
      'yarn.lock',
      '"aws-sdk@^2.0.0":\n  version "2.100.0"\n',
      '2.100.0',
      'blocker',
    ],
    [
      'yarn.lock',
      '"aws-sdk@npm:^2.0.0":\n  version: 2.100.0\n',
      '2.100.0',
      'blocker',
    ],
    [
      'pnpm-lock.yaml',
      "packages:\n  '@aws-sdk/client-s3@3.500.0':\n    engines: {}\n",
      '3.500.0',
      'note',
    ],
    [
      'pnpm-lock.yaml',
      'packages:\n  /aws-sdk/2.10.0:\n    dev: false\n',
      '2.10.0',
      'blocker',
    ],
    [
      'go.mod',
      'module x\nrequire (\n\tgithub.com/aws/aws-sdk-go v1.20.0\n)\n',
      '1.20.0',
      'blocker',
    ],
    [
      'go.mod',
      'module x\nrequire github.com/aws/aws-sdk-go-v2/config v1.27.0\n',
      '1.27.0',
      undefined,
    ],
    ['pom.xml', pom('s3', 'sts'), '2.5.0', 'blocker'],
    [
      'gradle.lockfile',
      'software.amazon.awssdk:sts:2.21.0=runtimeClasspath\n',
      '2.21.0',
      undefined,
    ],
    [
      'build.gradle',
      "implementation 'com.amazonaws:aws-java-sdk-sts:1.11.0'",
      '1.11.0',
      'blocker',
    ],
    [
      'App.csproj',
      '<PackageReference Include="AWSSDK.SecurityToken" Version="3.3.100" />',
      '3.3.100',
      'blocker',
    ],
    [
      'packages.lock.json',
      '{"dependencies":{"net8.0":{"AWSSDK.SecurityToken":{"resolved":"4.0.1"}}}}',
      '4.0.1',
      'note',
    ],
    [
      'Gemfile.lock',
      'GEM\n  specs:\n    aws-sdk-core (3.50.0)\n',
      '3.50.0',
      'blocker',
    ],
    ['Gemfile', "gem 'aws-sdk-core', '~> 3.190'", '3.190', undefined],
    [
      'composer.lock',
      '{"packages":[{"name":"aws/aws-sdk-php","version":"3.100.0"}]}',
      '3.100.0',
      'blocker',
    ],
    [
      'composer.json',
      '{"require":{"aws/aws-sdk-php":"^3.300"}}',
      '3.300',
      undefined,
    ],
    [
      'Cargo.lock',
      '[[package]]\nname = "aws-config"\nversion = "1.5.0"\n',
      '1.5.0',
      'note',
    ],
    [
      'Cargo.toml',
      '[dependencies]\nobject_store = { version = "0.10" }\n',
      '0.10',
      'change',
    ],
  ])('%s: %s', (path, content, version, worst) => {
    const { sdks, findings } = assessReadiness([{ path, content }]);
    expect(sdks).toHaveLength(path === 'pom.xml' ? 2 : 1);
    expect(sdks[0].version).toBe(version);
    const verdicts = findings.map(({ verdict }) => verdict);
    const order: ReadinessVerdict[] = ['blocker', 'change', 'note'];
    expect(order.find(each => verdicts.includes(each))).toBe(worst);
  });

  it('asks for the STS module of Java, once', () => {
    const { findings } = assessReadiness([
      {
        path: 'pom.xml',
        content: pom('s3', 'sqs').replace('2.5.0', '2.30.0'),
      },
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'sts-module-missing',
        verdict: 'blocker',
        line: 2,
      }),
    ]);
  });

  it('believes the lock file', () => {
    const { sdks, verdict } = assessReadiness([
      {
        path: 'package.json',
        content: '{"dependencies":{"aws-sdk":"^2.0.0"}}',
      },
      {
        path: 'yarn.lock',
        content: 'aws-sdk@^2.0.0:\n  version "2.1692.0"\n',
      },
    ]);
    expect(sdks).toEqual([
      expect.objectContaining({ version: '2.1692.0', locked: true, line: 2 }),
    ]);
    expect(verdict).toBe('ready');
  });

  it('says of a broken list that it is one', () => {
    expect(
      assessReadiness([{ path: 'package.json', content: '{' }]),
    ).toMatchObject({
      verdict: 'unknown',
      findings: [{ rule: 'unreadable', verdict: 'note' }],
    });
  });
});

it('takes any text under any of these names', () => {
  const paths = fc.constantFrom(
    ...'a.py a.ts go.mod pom.xml yarn.lock pnpm-lock.yaml Cargo.lock Gemfile.lock composer.lock packages.lock.json package-lock.json pyproject.toml requirements.txt App.csproj build.gradle'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ path: paths, content: fc.string() })),
      files => {
        expect(files.every(({ path }) => isReadinessFile(path))).toBe(true);
        expect(assessReadiness(files).filesRead).toBe(files.length);
      },
    ),
  );
});

describe('a long lock file', () => {
  it('is searched for the lines of SDKs only', () => {
    const packages = Object.fromEntries(
      ['@aws-sdk/client-s3', ...Array.from({ length: 500 }, (_, i) => `p${i}`)]
        .reverse()
        .map(name => [`node_modules/${name}`, { version: '3.900.0' }]),
    );
    const content = JSON.stringify({ lockfileVersion: 3, packages }, null, 1);
    const search = jest.spyOn(String.prototype, 'indexOf');
    const { sdks } = assessReadiness([{ path: 'package-lock.json', content }]);
    const searches = search.mock.contexts.filter(
      text => text.length === content.length,
    ).length;
    search.mockRestore();
    expect(sdks).toMatchObject([{ packageName: '@aws-sdk/client-s3' }]);
    const lines = content.split('\n').length;
    expect(sdks[0].line).toBeGreaterThan(lines - 10);
    // One for the place, and one for each line before it.
    expect(searches).toBeLessThan(lines + 10);
  });
});
