import { audit, secret } from '../__testUtils__/audit';

const KEYS = '{ access-key-id: "@KEY@", secret-access-key: "@SECRET@" }';
const resource = (spec: string) =>
  `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: t, namespace: shop }\nspec: ${spec}\n---\n`;

describe('a resource of a kind without a rule', () => {
  it.each([
    ['a text', '{ secret: s }'],
    ['a name', '{ store: { secretName: s } }'],
    ['a record', '{ store: { credentialsSecretRef: { name: s, key: x } } }'],
    ['words with dashes', '{ object_storage_s3_secret: s }'],
    ['an existing one', '{ s3: { existingSecret: s } }'],
    ['a list', '{ volumes: [{ secret: { secretName: s } }] }'],
    ['names in a list', '{ imageSecrets: [s] }'],
    ['a data key', '{ store: { idRef: { name: s, key: access-key-id } } }'],
    ['credentials', '{ s3: { credentials: s } }'],
    ['a record of credentials', '{ awsCredentials: { name: s } }'],
    ['settings', '{ racks: [{ agentConfig: s }] }'],
    ['its kind', '{ valuesFrom: [{ kind: Secret, name: s }] }'],
    [
      'a selector with words beside it',
      '{ credentialsSecretRef: { accessKey: { configurationKey: x, name: s, key: access-key-id } } }',
    ],
  ])('uses the Secret that it names by %s', (_name, spec) => {
    expect(audit(resource(spec) + secret('s', KEYS))).toEqual([
      'Thing/t - other s [access-key-id,secret-access-key] static-aws',
    ]);
  });

  it.each([
    ['a Secret without a key', '{ secret: s }', '{ password: a }', []],
    [
      'another field with the same text',
      '{ name: s, secretKey: s, secretNamespace: s }',
      KEYS,
      ['Secret/s - other s [access-key-id,secret-access-key] static-aws'],
    ],
    [
      'other things of the same name',
      '{ application: s, configMap: { name: s, key: a }, config: { kind: ConfigMap, name: s } }',
      KEYS,
      ['Secret/s - other s [access-key-id,secret-access-key] static-aws'],
    ],
    [
      'a Secret of another store',
      '{ endpoint: "https://minio.shop.svc:9000", secret: s }',
      KEYS,
      ['Thing/t - other s [access-key-id,secret-access-key] s3-compatible'],
    ],
  ])('knows %s', (_name, spec, data, expected) => {
    expect(audit(resource(spec) + secret('s', data))).toEqual(expected);
  });

  it.each([
    [
      'selectors',
      '{ s3: { credentialsSecretRef: { accessKey: { name: s, key: a }, secretKey: { name: s, key: b } } } }',
    ],
    [
      'names of data keys',
      '{ s3: { credentials: { secretName: s, accessKeyRef: a, secretAccessKeyRef: b } } }',
    ],
    [
      'target paths',
      '{ valuesFrom: [{ kind: Secret, name: s, valuesKey: a, targetPath: s3.accessKeyId }, { kind: Secret, name: s, valuesKey: b, targetPath: s3.secretAccessKey }] }',
    ],
    [
      'entries',
      '{ secureSettings: [{ secretName: s, entries: [{ key: a, path: s3.client.default.access_key }, { key: b, path: s3.client.default.secret_key }] }] }',
    ],
  ])('knows neutral data keys by what it calls them: %s', (_name, spec) => {
    const neutral = secret('s', '{ a: abcdefghijklmnopqrst, b: "@SECRET@" }');
    expect(audit(resource(spec) + neutral, { readLevel: 1 })).toEqual([
      'Thing/t - other s [a,b] uncertain',
    ]);
  });

  it.each([
    ['{ django: { secretKey: { name: s, key: a } } }'],
    ['{ db: { secretName: s, secretKeyName: a } }'],
  ])('does not take one half for a key: %s', spec => {
    expect(audit(resource(spec) + secret('s', '{ a: "@SECRET@" }'))).toEqual(
      [],
    );
  });

  it('knows the store by an address in the settings beside it', () => {
    expect(
      audit(
        resource(
          '{ tiered: { secretRef: { name: s }, config: { cloud_storage_api_endpoint: minio.shop.svc } } }',
        ) + secret('s', KEYS),
      ),
    ).toEqual([
      'Thing/t - other s [access-key-id,secret-access-key] s3-compatible',
    ]);
  });

  it('does not know what is in a Secret that is not there, when it is named as a key is', () => {
    expect(audit(resource('{ secret: aws-credentials }'))).toEqual([
      'Thing/t - other aws-credentials [] uncertain',
    ]);
    expect(audit(resource('{ s3: { secretName: archive } }'))).toEqual([
      'Thing/t - other archive [] uncertain',
    ]);
  });

  it('says nothing of a Secret that is not there, or is its own product', () => {
    expect(audit(resource('{ secret: archive }'))).toEqual([]);
    expect(audit(resource('{ tls: { secretName: aws-tls } }'))).toEqual([]);
    expect(
      audit(
        `apiVersion: secrets.infisical.com/v1alpha1\nkind: InfisicalSecret\nmetadata: { name: t, namespace: shop }\nspec: { managedSecretReference: { secretName: s } }\n---\n${secret(
          's',
          KEYS,
        )}`,
      ),
    ).toEqual([
      'Secret/s - other s [access-key-id,secret-access-key] static-aws',
    ]);
  });

  it('knows by the names alone that they may be of any store', () => {
    expect(
      audit(resource('{ secret: s }') + secret('s', KEYS), { readLevel: 1 }),
    ).toEqual([
      'Thing/t - other s [access-key-id,secret-access-key] uncertain',
    ]);
  });
});
