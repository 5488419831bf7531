import { audit, deployment, secret } from '../__testUtils__/audit';

const INI =
  '"[default]\\naws_access_key_id = @KEY@\\naws_secret_access_key = @SECRET@\\n"';
const found = (...rest: string[]) => rest.map(each => `Deployment/app ${each}`);

describe('volumes', () => {
  const mounted = (mount: string, volume: string, env = '') =>
    deployment(
      `volumeMounts:\n  - { name: v, ${mount} }\n${env}`,
      `volumes:\n  - { name: v, ${volume} }`,
    );
  const ini = secret('ini', `{ credentials: ${INI} }`);
  it.each<[string, string, 0 | 1 | 2, string[]]>([
    [
      'where SDKs look, with values',
      mounted('mountPath: /root/.aws', 'secret: { secretName: ini }') + ini,
      2,
      found('main volume-secret ini [credentials] static-aws'),
    ],
    [
      'where SDKs look, with names',
      mounted('mountPath: /root/.aws', 'secret: { secretName: ini }') + ini,
      1,
      found('main volume-secret ini [credentials] static-aws'),
    ],
    [
      'where SDKs look, without',
      mounted('mountPath: /root/.aws', 'secret: { secretName: ini }'),
      2,
      found('main volume-secret ini [] static-aws'),
    ],
    ...([2, 1, 0] as const).map(
      (level): [string, string, 0 | 1 | 2, string[]] => [
        `a credentials file beside the endpoint of another store, level ${level}`,
        mounted(
          'mountPath: /root/.aws',
          'secret: { secretName: ini }',
          'env:\n  - { name: AWS_ENDPOINT_URL, value: "http://minio.minio.svc:9000" }',
        ) + ini,
        level,
        found(
          `main volume-secret ini [${
            level > 0 ? 'credentials' : ''
          }] s3-compatible`,
        ),
      ],
    ),
    [
      'a role and no key',
      mounted('mountPath: /root/.aws', 'secret: { secretName: ini }') +
        secret(
          'ini',
          '{ credentials: "[default]\\nrole_arn = arn:aws:iam::111122223333:role/x\\nweb_identity_token_file = /token\\n" }',
        ),
      2,
      [],
    ],
    [
      'a credential process',
      mounted('mountPath: /root/.aws', 'secret: { secretName: ini }') +
        secret(
          'ini',
          '{ config: "[default]\\ncredential_process = /bin/x\\n" }',
        ),
      2,
      [],
    ],
    [
      'where a variable says',
      mounted(
        'mountPath: /etc/x',
        'secret: { secretName: creds }',
        'env:\n  - { name: AWS_SHARED_CREDENTIALS_FILE, value: /etc/x/my_credentials }',
      ),
      2,
      found('main volume-secret creds [my_credentials] static-aws'),
    ],
    [
      'renamed by items, one file by subPath',
      mounted(
        'mountPath: /home/app/.aws/credentials, subPath: c',
        'secret: { secretName: ini, items: [{ key: credentials, path: c }, { key: other, path: o }] }',
      ) + ini,
      1,
      found('main volume-secret ini [credentials] static-aws'),
    ],
    [
      'projected',
      mounted(
        'mountPath: /root/.aws',
        'projected: { sources: [{ secret: { name: ini } }, { serviceAccountToken: { path: t } }] }',
      ) + ini,
      2,
      found('main volume-projected ini [credentials] static-aws'),
    ],
    [
      'keys one by one',
      mounted('mountPath: /keys', 'secret: { secretName: s }') +
        secret('s', '{ access_key: "@KEY@", secret_key: "@SECRET@" }'),
      2,
      found('main volume-secret s [access_key,secret_key] static-aws'),
    ],
    [
      'settings of an object store',
      mounted('mountPath: /etc/thanos', 'secret: { secretName: s }') +
        secret(
          's',
          '{ objstore.yml: "type: S3\\nconfig:\\n  bucket: b\\n  endpoint: s3.eu-west-1.amazonaws.com\\n  access_key: x\\n  secret_key: y\\n" }',
        ),
      2,
      found('main volume-secret s [objstore.yml] static-aws'),
    ],
    [
      'the same for MinIO',
      mounted('mountPath: /etc/thanos', 'secret: { secretName: s }') +
        secret(
          's',
          '{ objstore.yml: "type: S3\\nconfig:\\n  bucket: b\\n  endpoint: minio:9000\\n  access_key: x\\n  secret_key: y\\n" }',
        ),
      2,
      found('main volume-secret s [objstore.yml] s3-compatible'),
    ],
    [
      'the same by name',
      mounted('mountPath: /etc/thanos', 'secret: { secretName: s }') +
        secret('s', '{ objstore.yml: x }'),
      1,
      found('main volume-secret s [objstore.yml] uncertain'),
    ],
    [
      'core-site.xml in a ConfigMap',
      `${mounted(
        'mountPath: /etc/hadoop',
        'configMap: { name: c }',
      )}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\ndata:\n  core-site.xml: "<property><name>fs.s3a.access.key</name><value>@KEY@</value></property>"\n`,
      0,
      found('main volume-configMap c [core-site.xml] static-aws'),
    ],
    [
      'the Secrets Store driver',
      mounted(
        'mountPath: /root/.aws',
        'csi: { driver: secrets-store.csi.k8s.io, volumeAttributes: { secretProviderClass: p } }',
      ),
      2,
      found('main other p [] uncertain'),
    ],
    [
      'something else',
      mounted('mountPath: /etc/tls', 'secret: { secretName: tls }') +
        secret('tls', '{ tls.crt: x, tls.key: y }'),
      2,
      [],
    ],
  ])('%s', (_name, yaml, readLevel, expected) => {
    expect(audit(yaml, { readLevel })).toEqual(expected);
  });
});
