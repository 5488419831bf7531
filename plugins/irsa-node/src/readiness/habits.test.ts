import { assessReadiness } from './assessReadiness';

const lines = (...text: string[]) => text.join('\n');

/** What is said of one file, as `rule@line verdict`. */
function said(path: string, content: string): string[] {
  return assessReadiness([{ path, content }]).findings.map(
    ({ rule, line, verdict }) => `${rule}@${line} ${verdict}`,
  );
}

describe('an order of credentials of its own', () => {
  it.each<[string, string]>([
    [
      'chain.go',
      lines(
        'package aws',
        'var c = credentials.NewChainCredentials([]credentials.Provider{',
        '\t&credentials.EnvProvider{},',
        '\t&ec2rolecreds.EC2RoleProvider{Client: meta},',
        '})',
      ),
    ],
    [
      'v2.go',
      '\n\tcfg.Credentials = aws.NewCredentialsCache(ec2rolecreds.New())',
    ],
    ['minio.go', '\n\topts.Creds = credentials.NewEnvAWS()'],
    [
      'src/main/java/A.java',
      '\nvar chain = new AWSCredentialsProviderChain(new EnvironmentVariableCredentialsProvider());',
    ],
    [
      'src/main/java/B.java',
      '\n.credentialsProvider(EnvironmentVariableCredentialsProvider.create())',
    ],
    [
      'src/Files.kt',
      '\nfun s3(env: Environment) = S3.Http(CredentialsProvider.Environment(env))',
    ],
    ['src/s3.ts', '\nconst s3 = new S3Client({ credentials: fromEnv() });'],
    [
      'src/old.js',
      '\nAWS.config.credentials = new AWS.EC2MetadataCredentials();',
    ],
    ['app.py', '\nresolver = CredentialResolver(providers=[EnvProvider()])'],
    ['App.cs', '\nvar c = new EnvironmentVariablesAWSCredentials();'],
    [
      'lib/s3.rb',
      '\nS3 = Aws::S3::Client.new(credentials: Aws::InstanceProfileCredentials.new)',
    ],
    [
      'src/S3.php',
      '\n$p = CredentialProvider::chain(CredentialProvider::env());',
    ],
    ['src/main.rs', '\nlet p = EnvironmentVariableCredentialsProvider::new();'],
  ])('%s cannot take the role', (path, content) => {
    expect(said(path, content)).toContain('own-chain@2 blocker');
  });

  it.each<[string, string]>([
    [
      'chain.go',
      'credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvProvider{}, stscreds.NewWebIdentityRoleProvider(c, arn, name, file)})',
    ],
    [
      'minio.go',
      'credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.IAM{}})',
    ],
    ['src/s3.ts', 'chain(fromEnv(), fromTokenFile())'],
    [
      'src/a.ts',
      'import { fromNodeProviderChain } from "@aws-sdk/credential-providers"',
    ],
    [
      'A.java',
      'AwsCredentialsProviderChain.of(EnvironmentVariableCredentialsProvider.create(), WebIdentityTokenFileCredentialsProvider.create())',
    ],
    [
      'src/S3.php',
      'CredentialProvider::chain(CredentialProvider::env(), CredentialProvider::assumeRoleWithWebIdentityCredentialProvider())',
    ],
    ['other.go', 'func (s *Store) EnvProviders() []string { return nil }'],
  ])('%s takes it, or is something else', (path, content) => {
    expect(said(path, content).join()).not.toContain('own-chain');
  });
});

describe('keys taken out of the SDK', () => {
  it.each<[string, string]>([
    [
      'sign.js',
      '\nconst { accessKeyId, secretAccessKey } = AWS.config.credentials;',
    ],
    [
      'sign.ts',
      '\nconst id = (await client.config.credentials()).accessKeyId;',
    ],
    [
      'sign.mjs',
      '\nconst { accessKeyId, sessionToken } = await s3.config.credentials;',
    ],
    [
      'sign.py',
      '\nfrozen = session.get_credentials().get_frozen_credentials()',
    ],
    ['sign2.py', '\nauth = AWS4Auth(credentials.access_key, region)'],
    ['sign.go', '\nvalue, err := sess.Config.Credentials.Get()'],
    [
      'Sign.java',
      '\nString id = provider.getCredentials().getAWSAccessKeyId();',
    ],
    ['Sign.kt', '\nval id = provider.resolveCredentials().accessKeyId()'],
    ['sign.rb', '\nkey = client.config.credentials.access_key_id'],
    ['Sign.php', '\n$c = $s3->getCredentials()->wait();'],
    ['Sign.cs', '\nvar keys = await credentials.GetCredentialsAsync();'],
    ['src/sign.rs', '\nlet id = creds.access_key_id();'],
  ])('%s has to change', (path, content) => {
    expect(said(path, content)).toContain('reads-resolved-keys@2 change');
  });

  it.each<[string, string]>([
    [
      'a.js',
      'AWS.config.credentials = new AWS.TokenFileWebIdentityCredentials();',
    ],
    ['b.js', 'AWS.config.getCredentials(error => done(error));'],
    ['c.py', 'credentials = session.get_credentials()'],
    ['d.go', 'cfg, err := config.LoadDefaultConfig(ctx)'],
    ['e.ts', 'const credentials = fromNodeProviderChain();'],
  ])('%s has not', (path, content) => {
    expect(said(path, content).join()).not.toContain('reads-resolved-keys');
  });
});

describe('libraries that take a key of their own', () => {
  it.each<[string, string, number]>([
    [
      'io.py',
      lines('fs = S3FileSystem(', '    access_key=settings.ID,', ')'),
      2,
    ],
    [
      'frame.py',
      lines(
        'pd.read_parquet(',
        '    path,',
        '    storage_options={"key": settings.ID, "secret": settings.SECRET},',
        ')',
      ),
      3,
    ],
    ['fs.py', 'fs = fsspec.filesystem("s3", key=a, secret=b)', 1],
    [
      'minio.py',
      'client = Minio("s3.amazonaws.com", access_key=a, secret_key=b)',
      1,
    ],
    ['delta.py', 'opts = {"AWS_ACCESS_KEY_ID": a}', 1],
    ['shop/settings.py', 'AWS_S3_ACCESS_KEY_ID = config("KEY")', 1],
    ['job.py', 'spark.conf.set("fs.s3a.access.key", key)', 1],
    ['Job.scala', 'conf.set("spark.hadoop.fs.s3a.secret.key", key)', 1],
    [
      'Store.java',
      'MinioClient.builder().endpoint(url).credentials(id, secret).build()',
      1,
    ],
    ['client.ts', 'new AwsClient({ accessKeyId: id, secretAccessKey: s })', 1],
    [
      'src/main/resources/application.yml',
      lines('cloud:', '  aws:', '    credentials:', '      access-key: ${KEY}'),
      4,
    ],
    [
      'src/main/resources/application.properties',
      'spring.cloud.aws.credentials.access-key=${KEY}',
      1,
    ],
    [
      'src/main/resources/application-prod.properties',
      'quarkus.s3.aws.credentials.static-provider.access-key-id=abc',
      1,
    ],
    [
      'config/storage.yml',
      lines('amazon:', '  service: S3', '  access_key_id: <%= key %>'),
      3,
    ],
    ['conf/spark-defaults.conf', 'spark.hadoop.fs.s3a.access.key abc', 1],
    [
      'conf/core-site.xml',
      '<property><name>fs.s3a.access.key</name><value>abc</value></property>',
      1,
    ],
  ])('%s is a blocker', (path, content, line) => {
    expect(said(path, content)).toContain(`explicit-keys@${line} blocker`);
  });

  it.each<[string, string]>([
    ['io.py', 'fs = S3FileSystem(region="eu-west-1")'],
    ['frame.py', 'pd.read_parquet(path, storage_options={"anon": False})'],
    ['cache.py', 'cache.get(key=name)'],
    ['sorted.py', 'items = sorted(rows, key=by_date)'],
    ['shop/settings.py', 'AWS_S3_ACCESS_KEY_ID = None'],
    ['types.ts', 'interface Key { accessKeyId: string }'],
    [
      'src/main/resources/application.yml',
      lines('cloud:', '  aws:', '    region: eu-west-1'),
    ],
    [
      'src/main/resources/application.properties',
      'spring.cloud.aws.credentials.access-key=${KEY:}',
    ],
    [
      'config/storage.yml',
      lines('amazon:', '  service: S3', '  access_key_id: ""'),
    ],
  ])('%s is none', (path, content) => {
    expect(said(path, content)).toEqual([]);
  });

  it('a class of settings that refuses to start without the key is a blocker', () => {
    const settings = (type: string) =>
      lines('class Settings(BaseSettings):', `    AWS_ACCESS_KEY_ID: ${type}`);
    expect(said('settings.py', settings('str'))).toEqual([
      'reads-variables@2 blocker',
    ]);
    expect(said('settings.py', settings('str | None = None'))).toEqual([]);
  });
});

describe('clients that are no SDK', () => {
  it.each<[string, string]>([
    [
      'build.gradle.kts',
      'implementation("org.http4k:http4k-connect-amazon-s3:5.30.0.0")',
    ],
    ['build.gradle', "implementation 'io.minio:minio:8.5.7'"],
    ['package.json', '{"dependencies":{"aws4fetch":"1.0.18"}}'],
    ['requirements.txt', 'requests-aws4auth==1.2.3'],
    ['go.mod', 'require github.com/rhnvrm/simples3 v0.9.0'],
    ['Cargo.toml', '[dependencies]\nrust-s3 = "0.34"'],
  ])('%s names one', (path, content) => {
    const { verdict, findings } = assessReadiness([{ path, content }]);
    expect(findings.map(({ rule }) => rule)).toEqual(['sdk-own-chain']);
    expect(verdict).toBe('changes');
  });
});

describe('links that outlive a session', () => {
  it.each<[string, string, number]>([
    [
      'links.ts',
      lines(
        'const FIVE_DAYS = 5 * 24 * 60 * 60;',
        'getSignedUrl(s3, command, {',
        '  expiresIn: FIVE_DAYS,',
        '});',
      ),
      3,
    ],
    [
      'a.py',
      lines(
        'WEEK = 604800',
        's3.generate_presigned_url("get_object", ExpiresIn=WEEK)',
      ),
      2,
    ],
    [
      'b.py',
      's3.generate_presigned_url("get_object", {"Bucket": b}, 432000)',
      1,
    ],
    [
      'c.py',
      lines(
        'from datetime import timedelta',
        'presigned_url(expires=timedelta(days=3))',
      ),
      2,
    ],
    ['d.go', 'url, err := req.Presign(72 * time.Hour)', 1],
    [
      'e.go',
      lines(
        'const ttl = 48 * time.Hour',
        'p.PresignGetObject(ctx, in, s3.WithPresignExpires(ttl))',
      ),
      2,
    ],
    [
      'F.java',
      'request.withExpiration(new Date(System.currentTimeMillis() + 1000L * 60 * 60 * 24)); s3.generatePresignedUrl(request);',
      1,
    ],
    [
      'G.cs',
      'new GetPreSignedUrlRequest { Expires = DateTime.UtcNow.AddDays(2) }',
      1,
    ],
    ['h.php', "$s3->createPresignedRequest($command, '+7 days')", 1],
    ['i.rb', 'signer.presigned_url(:get_object, expires_in: 604_800)', 1],
    ['src/j.rs', 'PresigningConfig::expires_in(Duration::from_secs(86400))', 1],
  ])('%s', (path, content, line) => {
    expect(said(path, content)).toEqual([`long-presign@${line} change`]);
  });

  it.each<[string, string]>([
    [
      'a.ts',
      lines(
        'const TEN_MINUTES = 10 * 60;',
        'getSignedUrl(s3, c, { expiresIn: TEN_MINUTES })',
      ),
    ],
    ['token.ts', 'jwt.sign(claims, secret, { expiresIn: 604800 })'],
    ['b.php', "$s3->createPresignedRequest($command, '+20 minutes')"],
    ['c.go', 'url, err := req.Presign(15 * time.Minute)'],
    [
      'd.py',
      lines(
        'TTL = 60',
        'TTL = 604800',
        'generate_presigned_url("x", ExpiresIn=TTL)',
      ),
    ],
  ])('not %s', (path, content) => {
    expect(said(path, content)).toEqual([]);
  });
});

describe('keys that are given only when they are there', () => {
  it.each<[string, string]>([
    [
      's3.ts',
      lines(
        'new S3Client({',
        '  ...(env.KEY && env.SECRET',
        '    ? { credentials: { accessKeyId: env.KEY, secretAccessKey: env.SECRET } }',
        '    : {}),',
        '});',
      ),
    ],
    [
      't.ts',
      'const credentials = key && secret ? { accessKeyId: key, secretAccessKey: secret } : undefined;',
    ],
    [
      'u.js',
      '...(key && { credentials: { accessKeyId: key, secretAccessKey: secret } })',
    ],
    [
      'v.py',
      lines(
        'if access_key and secret_key:',
        '    kwargs = dict(aws_access_key_id=access_key)',
      ),
    ],
    [
      'w.go',
      lines(
        'if accessKey != "" {',
        '\topts.Credentials = credentials.NewStaticCredentialsProvider(accessKey, secret, "")',
        '}',
      ),
    ],
    [
      'X.java',
      lines(
        'if (accessKey != null) {',
        '  builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)));',
        '}',
      ),
    ],
  ])('%s is worth a note', (path, content) => {
    const { findings, verdict } = assessReadiness([{ path, content }]);
    expect(findings.map(finding => finding.verdict)).toEqual(
      findings.map(() => 'note'),
    );
    expect(findings).not.toEqual([]);
    expect(verdict).not.toBe('blocked');
  });

  it.each<[string, string]>([
    [
      'a.ts',
      lines(
        'if (!accessKey) {',
        '  throw new Error("no key");',
        '}',
        'new S3Client({ credentials: { accessKeyId: accessKey, secretAccessKey: s } })',
      ),
    ],
    [
      'b.ts',
      'new S3Client(isLocal ? { credentials: { accessKeyId: a, secretAccessKey: b } } : { credentials: { accessKeyId: c, secretAccessKey: d } })',
    ],
    [
      'c.py',
      lines(
        'if debug:',
        '    print("x")',
        's3 = boto3.client("s3", aws_access_key_id=key)',
      ),
    ],
    [
      'd.go',
      lines(
        'if accessKey == "" {',
        '\treturn errors.New("no key")',
        '}',
        'credentials.NewStaticCredentialsProvider(accessKey, secret, "")',
      ),
    ],
  ])('%s is a blocker all the same', (path, content) => {
    expect(assessReadiness([{ path, content }]).verdict).toBe('blocked');
  });

  it('Laravel leaves the credentials out when they are empty', () => {
    expect(
      said('config/filesystems.php', "'key' => env('AWS_ACCESS_KEY_ID'),"),
    ).toEqual(['reads-variables@1 note']);
    expect(said('app/Store.php', "env('AWS_ACCESS_KEY_ID')")).toEqual([
      'reads-variables@1 blocker',
    ]);
  });
});

describe('hostile source (in CI)', () => {
  it.each([
    'S3FileSystem(',
    'storage_options={',
    'if (key && secret ? { ',
    'expiresIn: 1 * ',
    'generate_presigned_url((a), ',
    'accessKeyId && { ',
    'apiVersion:\n',
    's3://a:',
    's3_access_key: a\n',
    's3.endpoint: http://a\ns3.access_key: a\n',
    '- { a: "',
    '[s3]\naccess_key = a\n',
    'rclone --s3-access-key ',
    'required = [',
    'const a = 1 * ',
    '{ accessKeyId: a ',
    '<<~A ',
    'aws: &a\n  k: *a\n',
    'a: &a\n  <<: *a\n  access_key: *a\n',
    'sts.x = 1; c.get_session_token(',
    '`${',
    '"""',
  ])('of many "%s" is read to its end', unit => {
    const content = unit.repeat(4_000).replace(/(.{80})/g, '$1\n');
    for (const path of [
      'a.py',
      'a.ts',
      'a.go',
      'A.java',
      'config.yaml',
      'config.toml',
      'fluent.conf',
      'run.sh',
    ]) {
      const { filesRead } = assessReadiness([{ path, content }]);
      expect(filesRead).toBe(1);
    }
  });
});
