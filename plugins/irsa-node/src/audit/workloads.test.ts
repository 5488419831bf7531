import { audit, deployment, secret } from './__testUtils__/audit';

const PAIR =
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }';
const literals = (id: string, more = '') =>
  deployment(
    `env:\n  - { name: AWS_ACCESS_KEY_ID, value: "${id}" }\n  - { name: AWS_SECRET_ACCESS_KEY, value: "@SECRET@" }\n${more}`,
  );
const found = (...rest: string[]) => rest.map(each => `Deployment/app ${each}`);
const NAMES = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';

describe('env', () => {
  it.each<[string, string, string[]]>([
    [
      'a key in the manifest',
      literals('@KEY@'),
      found(`main env-literal - ${NAMES} static-aws`),
    ],
    [
      'MinIO by its id',
      literals('minioadmin'),
      found(`main env-literal - ${NAMES} s3-compatible`),
    ],
    [
      'an HMAC key of Google',
      literals('GOOG1EXAMPLE2345678901234567'),
      found(`main env-literal - ${NAMES} s3-compatible`),
    ],
    [
      'the example of the documentation',
      literals(`${'AKIA'}${'IOSFODNN7EXAMPLE'}`),
      [],
    ],
    [
      'switched off',
      deployment(
        'env:\n  - { name: AWS_ACCESS_KEY_ID, value: "" }\n  - { name: AWS_SECRET_ACCESS_KEY, value: "" }',
      ),
      [],
    ],
    [
      'a placeholder',
      literals('<your access key>'),
      found(`main env-literal - ${NAMES} static-aws`),
    ],
    [
      'a template',
      literals('${AWS_KEY}'),
      found(`main env-literal - ${NAMES} static-aws`),
    ],
    [
      'an id of a user',
      deployment(
        `env:\n  - { name: AWS_ACCESS_KEY_ID, value: ${'AIDA'}${'LABLABLA4L000001X'} }`,
      ),
      [],
    ],
    [
      'MinIO by its endpoint',
      literals(
        '@KEY@',
        '  - { name: AWS_ENDPOINT_URL_S3, value: "http://minio.minio.svc:9000" }',
      ),
      found(`main env-literal - ${NAMES} s3-compatible`),
    ],
    [
      'R2 by its endpoint',
      literals(
        '0123456789abcdef0123456789abcdef',
        '  - { name: S3_ENDPOINT, value: "https://x.r2.cloudflarestorage.com" }',
      ),
      found(`main env-literal - ${NAMES} s3-compatible`),
    ],
    [
      'an endpoint of AWS',
      deployment(
        'env:\n  - { name: S3_ACCESS_KEY, valueFrom: { secretKeyRef: { name: s, key: a } } }\n  - { name: S3_SECRET_KEY, valueFrom: { secretKeyRef: { name: s, key: b } } }\n  - { name: S3_ENDPOINT, value: s3.eu-west-1.amazonaws.com }',
      ),
      found('main env-secretKeyRef s [a,b] static-aws'),
    ],
    [
      'generic names alone',
      deployment(
        'env:\n  - { name: S3_ACCESS_KEY, valueFrom: { secretKeyRef: { name: s, key: a } } }\n  - { name: S3_SECRET_KEY, valueFrom: { secretKeyRef: { name: s, key: b } } }',
      ),
      found('main env-secretKeyRef s [a,b] uncertain'),
    ],
    [
      'one half of a generic name',
      deployment('env:\n  - { name: SECRET_KEY, value: django }'),
      [],
    ],
    [
      'a path',
      deployment(
        'env:\n  - { name: AWS_ACCESS_KEY_ID, value: /run/secrets/id }',
      ),
      [],
    ],
    [
      'a commit',
      deployment(
        'env:\n  - { name: GIT_SHA, value: 0123456789abcdef0123456789abcdef01234567 }',
      ),
      [],
    ],
    [
      'a KMS key',
      deployment(
        'env:\n  - { name: AWS_KMS_KEY_ID, value: "arn:aws:kms:eu-west-1:111122223333:key/1234" }',
      ),
      [],
    ],
    [
      'a key under another name',
      deployment('env:\n  - { name: BACKUP_USER, value: "@KEY@" }'),
      found('main env-literal - [BACKUP_USER] static-aws'),
    ],
    [
      'a name that repeats a variable',
      deployment(
        'env:\n  - { name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: s, key: id } } }\n  - { name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: s, key: secret } } }\n  - { name: S3_ACCESS_KEY, value: $(AWS_ACCESS_KEY_ID) }',
      ),
      found('main env-secretKeyRef s [id,secret] static-aws'),
    ],
    [
      'a ConfigMap',
      deployment(
        'env:\n  - { name: AWS_ACCESS_KEY_ID, valueFrom: { configMapKeyRef: { name: legacy, key: id } } }\n  - { name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: s, key: secret } } }',
      ),
      found(
        'main env-configMapKeyRef legacy [id] static-aws',
        'main env-secretKeyRef s [secret] static-aws',
      ),
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(audit(yaml)).toEqual(expected);
  });
});

describe('envFrom', () => {
  const from = (more = '') =>
    deployment(`envFrom:\n  - ${more || 'secretRef: { name: aws }'}`);
  it.each<[string, string, 0 | 1 | 2, string[]]>([
    [
      'with values',
      from() + secret('aws', PAIR),
      2,
      found(`main envFrom-secret aws ${NAMES} static-aws`),
    ],
    [
      'with names',
      from() + secret('aws', PAIR),
      1,
      found(`main envFrom-secret aws ${NAMES} static-aws`),
    ],
    [
      'by its own name',
      from() + secret('aws', PAIR),
      0,
      found('main envFrom-secret aws [] uncertain'),
    ],
    [
      'of another store',
      from() +
        secret(
          'aws',
          '{ AWS_ACCESS_KEY_ID: minio, AWS_SECRET_ACCESS_KEY: minio123 }',
        ),
      2,
      found(`main envFrom-secret aws ${NAMES} s3-compatible`),
    ],
    ['nothing of AWS', from() + secret('aws', '{ DB_PASSWORD: x }'), 2, []],
    [
      'an unknown Secret without a sign',
      deployment('envFrom:\n  - secretRef: { name: app-settings }'),
      2,
      [],
    ],
    [
      'with a prefix',
      deployment('envFrom:\n  - { prefix: AWS_, secretRef: { name: aws } }') +
        secret(
          'aws',
          '{ ACCESS_KEY_ID: "@KEY@", SECRET_ACCESS_KEY: "@SECRET@" }',
        ),
      1,
      found(
        'main envFrom-secret aws [ACCESS_KEY_ID,SECRET_ACCESS_KEY] static-aws',
      ),
    ],
    [
      'an endpoint in the same Secret',
      from() +
        secret(
          'aws',
          '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: x, AWS_ENDPOINT_URL: "https://s3.wasabisys.com" }',
        ),
      2,
      found(`main envFrom-secret aws ${NAMES} s3-compatible`),
    ],
    [
      'switched off by env',
      deployment(
        'envFrom:\n  - secretRef: { name: aws }\nenv:\n  - { name: AWS_ACCESS_KEY_ID, value: "" }\n  - { name: AWS_SECRET_ACCESS_KEY, value: "" }',
      ) + secret('other', '{ a: b }'),
      2,
      [],
    ],
    [
      'of a ConfigMap',
      `${deployment(
        'envFrom:\n  - configMapRef: { name: c }',
      )}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\ndata: ${PAIR}\n`,
      0,
      found(`main envFrom-configMap c ${NAMES} static-aws`),
    ],
  ])('%s', (_name, yaml, readLevel, expected) => {
    expect(audit(yaml, { readLevel })).toEqual(expected);
  });
});

describe('words', () => {
  it.each<[string, string, string[]]>([
    [
      'a Java property',
      'args: ["-Daws.accessKeyId=@KEY@", "-Daws.secretKey=@SECRET@"]',
      found('main args - [aws.accessKeyId,aws.secretKey] static-aws'),
    ],
    [
      'a script',
      'command: [sh, -c, "export AWS_ACCESS_KEY_ID=@KEY@; run"]',
      found('main args - [AWS_ACCESS_KEY_ID] static-aws'),
    ],
    [
      'flags apart',
      'args: [--access-key, "@KEY@", --secret-key, "@SECRET@"]',
      found('main args - [access-key,secret-key] static-aws'),
    ],
    [
      'a URL',
      'args: ["s3://@KEY@:abc@eu-west-1/bucket"]',
      found('main args - [] static-aws'),
    ],
    [
      'a hook',
      'lifecycle: { postStart: { exec: { command: [sh, -c, "aws configure set aws_access_key_id @KEY@"] } } }',
      found('main args - [aws_access_key_id] static-aws'),
    ],
    [
      'a probe',
      'livenessProbe: { httpGet: { path: /, port: 80, httpHeaders: [{ name: X-Key, value: "@KEY@" }] } }',
      found('main args - [] static-aws'),
    ],
    [
      'a variable',
      'args: ["--access-key=$(AWS_ACCESS_KEY_ID)", "--secret-key=$(AWS_SECRET_ACCESS_KEY)"]',
      [],
    ],
    [
      'a shell variable',
      'args: ["--access-key=$AWS_ACCESS_KEY_ID", "--secret-key=${AWS_SECRET_ACCESS_KEY}"]',
      [],
    ],
    ['nothing', 'args: ["--bucket=x", "--region=eu-west-1"]', []],
  ])('%s', (_name, container, expected) => {
    expect(audit(deployment(container))).toEqual(expected);
  });
});

describe('identities', () => {
  const account = (annotations: string) =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: sa, namespace: shop, annotations: ${annotations} }\n`;
  const workload = deployment(
    'env:\n  - { name: AWS_ACCESS_KEY_ID, value: "@KEY@" }\n  - { name: AWS_SECRET_ACCESS_KEY, value: "@SECRET@" }',
    'serviceAccountName: sa',
  );
  const shadowed = found(`main env-literal - ${NAMES} irsa-shadowed`);

  it('a role that a key hides', () => {
    expect(
      audit(
        workload +
          account(
            '{ eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/x" }',
          ),
      ),
    ).toEqual(shadowed);
  });
  it('an association that a key hides', () => {
    expect(
      audit(workload, {
        podIdentityAssociations: [{ namespace: 'shop', serviceAccount: 'sa' }],
      }),
    ).toEqual(shadowed);
  });
  it('a role alone is healthy', () => {
    expect(
      audit(
        deployment(
          'env:\n  - { name: AWS_ROLE_ARN, value: "arn:aws:iam::111122223333:role/x" }\n  - { name: AWS_WEB_IDENTITY_TOKEN_FILE, value: /var/run/secrets/eks.amazonaws.com/serviceaccount/token }',
        ),
      ),
    ).toEqual([]);
  });
});
