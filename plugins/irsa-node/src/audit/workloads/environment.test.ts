import { audit, deployment, objectsOf, secret } from '../__testUtils__/audit';
import { auditObjects } from '../auditObjects';

const PAIR =
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }';
const NAMES = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';
const literal = (name: string, value: string) =>
  deployment(`env:\n  - { name: ${name}, value: '${value}' }`);
const refs = (more = '', pair = 'AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY') =>
  deployment(
    `env:\n${pair
      .split(' ')
      .map(
        (name, at) =>
          `  - { name: ${name}, valueFrom: { secretKeyRef: { name: s, key: k${at} } } }\n`,
      )
      .join('')}${more}`,
  );
const app = (...rest: string[]) => rest.map(each => `Deployment/app ${each}`);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('literals under names that say nothing', () => {
  it.each<[string, string, string | undefined]>([
    [
      'a URL of MinIO',
      's3://user:pass@minio.minio.svc:9000/b',
      's3-compatible',
    ],
    ['a URL of AWS', 's3://@KEY@:x@bucket', 'static-aws'],
    [
      'base64',
      base64('aws_access_key_id=a\naws_secret_access_key=b'),
      's3-compatible',
    ],
    [
      'a key of Bedrock',
      `ABSK${base64('BedrockAPIKey-x-at-1:canary/canary')}`,
      'static-aws',
    ],
    ['JSON', '{"access_key": "@KEY@", "secret_key": "x"}', 'static-aws'],
    ['a reference in options of Java', '-Daws.accessKeyId=$(ID)', undefined],
    ['a token', 'ghp_0123456789012345678901234567890123456789', undefined],
    ['a URL of a database', 'postgres://user:pass@db:5432/app', undefined],
  ])('%s', (_name, value, verdict) => {
    expect(audit(literal('SETTING', value))).toEqual(
      verdict ? app(`main env-literal - [SETTING] ${verdict}`) : [],
    );
  });
});

it.each(['key', 'secret-', 'key ', '://', 'AB', '=', '--s3-endpoint '])(
  'a literal, and an argument, of %j without end are read through',
  part => {
    const text = `${part.repeat(100_000)}!`;
    const [empty] = objectsOf(literal('SETTING', ''));
    const found = JSON.parse(
      JSON.stringify(empty)
        .replace('"value":""', `"value":${JSON.stringify(text)}`)
        .replace(
          '"image":"app"',
          `"image":"app","args":[${JSON.stringify(text)}]`,
        ),
    );
    expect(auditObjects([found])).toEqual([]);
  },
);

describe('variables that hold a whole text', () => {
  it.each([
    ['OBJSTORE_CONFIG', 'uncertain'],
    ['AIRFLOW_CONN_AWS_DEFAULT', 'uncertain'],
    ['AIRFLOW_CONN_MY_S3', 'uncertain'],
    ['AIRFLOW_CONN_POSTGRES', undefined],
    ['APP_CONFIG', undefined],
  ])('%s, while its value is not known', (name, verdict) => {
    expect(audit(refs('', name))).toEqual(
      verdict ? app(`main env-secretKeyRef s [k0] ${verdict}`) : [],
    );
  });

  it('are judged by what is in them, whatever they are called', () => {
    const text = 'endpoint: rgw.ceph.svc, access_key: a, secret_key: b';
    expect(
      audit(refs('', 'APP_CONFIG') + secret('s', `{ k0: "${text}" }`)),
    ).toEqual(app('main env-secretKeyRef s [k0] s3-compatible'));
  });
});

describe('pairs', () => {
  it.each([
    ['key_id access_key', '[k0,k1] uncertain'],
    ['AWS_KEY AWS_SECRET', '[k0,k1] static-aws'],
    ['AWS_KEY AWS_REGION', undefined],
    ['access_key other', undefined],
    ['S3_KEY S3_SECRET', '[k0,k1] uncertain'],
    ['R2_ACCESS_KEY_ID R2_SECRET_ACCESS_KEY', '[k0,k1] s3-compatible'],
  ])('%s', (pair, found) => {
    expect(audit(refs('', pair))).toEqual(
      found ? app(`main env-secretKeyRef s ${found}`) : [],
    );
  });
});

describe('endpoints', () => {
  const argument = (word: string) => `args: ['${word}']\n`;
  const variable = (name: string, value: string) =>
    `  - { name: ${name}, value: '${value}' }\n`;
  it.each<[string, string, string]>([
    [
      'an argument',
      argument('--s3-endpoint=http://minio:9000'),
      's3-compatible',
    ],
    [
      'words',
      argument('aws s3 ls --endpoint-url http://minio:9000'),
      's3-compatible',
    ],
    [
      'an argument for something else',
      argument('--endpoint=http://etcd:2379'),
      'static-aws',
    ],
    [
      'the metadata service',
      variable('AWS_EC2_METADATA_SERVICE_ENDPOINT', 'http://169.254.169.254'),
      'static-aws',
    ],
    [
      'a repository of restic',
      variable('RESTIC_REPOSITORY', 's3:http://minio.minio.svc:9000/b'),
      's3-compatible',
    ],
  ])('%s', (_name, more, verdict) => {
    expect(audit(refs(more))).toEqual(
      app(`main env-secretKeyRef s [k0,k1] ${verdict}`),
    );
  });

  it('MinIO’s names at AWS', () => {
    expect(
      audit(
        refs(
          variable('MINIO_ENDPOINT', 's3.eu-west-1.amazonaws.com'),
          'MINIO_ACCESS_KEY MINIO_SECRET_KEY',
        ),
      ),
    ).toEqual(app('main env-secretKeyRef s [k0,k1] static-aws'));
  });
});

describe('envFrom', () => {
  it('the last one wins', () => {
    expect(
      audit(
        deployment(
          'envFrom: [{ secretRef: { name: old } }, { secretRef: { name: new } }]',
        ) +
          secret('old', PAIR) +
          secret('new', PAIR),
      ),
    ).toEqual([
      `Deployment/app main envFrom-secret new ${NAMES} static-aws`,
      `Secret/old - other old ${NAMES} static-aws`,
    ]);
  });

  it('a prefix that speaks of AWS is worth a doubt', () => {
    const from = (prefix: string) =>
      deployment(`envFrom: [{ prefix: ${prefix}, secretRef: { name: x } }]`);
    expect(audit(from('AWS_'))).toEqual(
      app('main envFrom-secret x [] uncertain'),
    );
    expect(audit(from('DB_'))).toEqual([]);
  });
});

describe('lists of variables by other names', () => {
  const variables = (field: string, from = 'secretKeyRef') =>
    `${field}: [{ name: AWS_ACCESS_KEY_ID, valueFrom: { ${from}: { name: s, key: a } } }, { name: AWS_SECRET_ACCESS_KEY, valueFrom: { ${from}: { name: s, key: b } } }]`;
  const resource = (spec: string) =>
    `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: x, namespace: shop }\nspec: { ${spec} }\n`;

  it.each([
    ['extraEnv', 'spec.extraEnv[0]'],
    ['environmentVariables', 'spec.environmentVariables[0]'],
    ['env', 'spec.env[0]'],
  ])('%s', (field, path) => {
    const [finding, ...others] = auditObjects(
      objectsOf(resource(variables(field))),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      location: 'env-secretKeyRef',
      objectName: 's',
      keyNames: ['a', 'b'],
      verdict: 'static-aws',
      path,
    });
  });

  it('each of several, also inside each other', () => {
    const manifest = resource(
      `${variables('extraEnv')}, server: { ${variables('extraEnvVars')} }`,
    );
    expect(auditObjects(objectsOf(manifest)).map(({ path }) => path)).toEqual([
      'spec.extraEnv[0]',
      'spec.server.extraEnvVars[0]',
    ]);
  });

  it('parameters and references of another form are none', () => {
    expect(audit(resource(variables('parameters')))).toEqual([]);
    expect(audit(resource(variables('extraEnv', 'vaultRef')))).toEqual([]);
  });
});

describe('an optional reference', () => {
  const optional = deployment(
    'env:\n  - { name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: s, key: id, optional: true } } }\n',
  );
  const found = app('main env-secretKeyRef s [id] static-aws');

  it('counts while it is not known whether its Secret is there', () => {
    expect(audit(optional)).toEqual(found);
    expect(
      audit(optional + secret('other', '{ a: b }'), { readLevel: 0 }),
    ).toEqual(found);
  });

  it('does not where others are there and this one is not', () => {
    expect(audit(optional + secret('other', '{ a: b }'))).toEqual([]);
  });

  it.each([
    [
      'a variable',
      'env:\n  - { name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: s, key: id, optional: true } } }\n',
      'serviceAccountName: role',
      'env-secretKeyRef s [id]',
    ],
    [
      'a credentials file',
      'volumeMounts: [{ name: v, mountPath: /root/.aws }]\n',
      'serviceAccountName: role\nvolumes: [{ name: v, secret: { secretName: s, optional: true } }]',
      'volume-secret s []',
    ],
  ])(
    'beside a role, %s is a key only when the Secret was seen',
    (_name, container, pod, place) => {
      const role =
        'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: role, namespace: shop, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/r" } }\n---\n';
      const all = role + deployment(container, pod);
      // Manifests leave it out, so nothing uses it; of a cluster, it may only not be readable.
      expect(audit(all)).toEqual([]);
      expect(audit(all + secret('other', '{ a: b }'))).toEqual([]);
      expect(audit(all, { doubtsUnknownNames: true })).toEqual(
        app(`main ${place} uncertain`),
      );
      expect(
        audit(all, {
          doubtsUnknownNames: true,
          complete: new Set(['Secret'] as const),
        }),
      ).toEqual([]);
    },
  );

  it('does not where the Secret has no such key', () => {
    expect(audit(optional + secret('s', '{ a: b }'))).toEqual([]);
  });
});
