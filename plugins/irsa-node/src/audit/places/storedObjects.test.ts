import { gzipSync } from 'node:zlib';
import { audit, KEY, SECRET, secret } from '../__testUtils__/audit';

const PAIR =
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }';
const NAMES = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';

describe('objects that nothing uses', () => {
  const helm = (values: object) => {
    const release = Buffer.from(
      gzipSync(JSON.stringify({ name: 'app', config: values })).toString(
        'base64',
      ),
    ).toString('base64');
    return `apiVersion: v1\nkind: Secret\nmetadata: { name: sh.helm.release.v1.app.v1, namespace: shop }\ntype: helm.sh/release.v1\ndata: { release: ${release} }`;
  };
  it.each<[string, string, 1 | 2, string[]]>([
    [
      'a pair',
      secret('s', PAIR),
      2,
      [`Secret/s - other s ${NAMES} static-aws`],
    ],
    [
      'a pair by name',
      secret('s', PAIR),
      1,
      [`Secret/s - other s ${NAMES} static-aws`],
    ],
    [
      'generic names',
      secret('s', '{ access_key: a1b2c3, secret_key: x }'),
      1,
      ['Secret/s - other s [access_key,secret_key] uncertain'],
    ],
    [
      'twice in base64',
      secret(
        's',
        '{ file: "@B64:aws_access_key_id=@KEY@\\naws_secret_access_key=x@" }',
      ),
      2,
      [],
    ],
    [
      'an INI file',
      secret(
        's',
        '{ cloud: "[default]\\naws_access_key_id=@KEY@\\naws_secret_access_key=x\\n" }',
      ),
      2,
      ['Secret/s - other s [cloud] static-aws'],
    ],
    [
      'of Rook',
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/rook\nmetadata: { name: s, namespace: shop }\nstringData: { AccessKey: ABC, SecretKey: DEF, Endpoint: "http://rgw" }',
      2,
      ['Secret/s - other s [AccessKey,SecretKey] s3-compatible'],
    ],
    [
      'of a bucket claim',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: shop, labels: { bucket-provisioner: rook-ceph.ceph.rook.io-bucket } }\nstringData: { AWS_ACCESS_KEY_ID: ABC, AWS_SECRET_ACCESS_KEY: DEF }',
      2,
      [`Secret/s - other s ${NAMES} s3-compatible`],
    ],
    [
      'a pull secret of ECR',
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata: { name: s, namespace: shop }\nstringData: { .dockerconfigjson: '{"auths":{"111122223333.dkr.ecr.eu-west-1.amazonaws.com":{"username":"AWS","password":"x"}}}' }`,
      2,
      [],
    ],
    [
      'a TLS key',
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: s, namespace: shop }\nstringData: { tls.key: x, tls.crt: y }',
      2,
      [],
    ],
    [
      'Helm with a key in its values',
      helm({ aws: { accessKeyId: KEY, secretAccessKey: SECRET } }),
      2,
      [
        'Secret/sh.helm.release.v1.app.v1 - other sh.helm.release.v1.app.v1 [release] static-aws',
      ],
    ],
    ['Helm without', helm({ replicas: 3 }), 2, []],
    ['Helm by name', helm({ aws: { accessKeyId: KEY } }), 1, []],
    [
      'settings in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\ndata:\n  config.yaml: |\n    storage_config:\n      aws:\n        s3: s3://@KEY@:abc@eu-west-1/loki\n',
      2,
      ['ConfigMap/c - other c [config.yaml] static-aws'],
    ],
    [
      'a role in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\ndata:\n  config: "[default]\\nrole_arn = arn:aws:iam::111122223333:role/x\\n"\n',
      2,
      [],
    ],
  ])('%s', (_name, yaml, readLevel, expected) => {
    const filled = yaml.replace(
      /@B64:(.*)@"/,
      (_, text) =>
        `${Buffer.from(text.replace(/@KEY@/g, KEY)).toString('base64')}"`,
    );
    const found = audit(filled, { readLevel });
    // Base64 inside base64 is looked into.
    expect(found).toEqual(
      _name === 'twice in base64'
        ? ['Secret/s - other s [file] static-aws']
        : expected,
    );
  });
});
