import { gzipSync } from 'node:zlib';
import { audit, KEY, objectsOf, SECRET } from '../__testUtils__/audit';
import { auditObjects } from '../auditObjects';

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const custom = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, namespace: shop }\nspec: ${spec}\n`;

describe('keys that are written into a custom resource', () => {
  it.each<[string, string, string[]]>([
    [
      'values of a HelmRelease',
      custom(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        '{ values: { s3: { accessKeyId: "@KEY@", secretAccessKey: "@SECRET@" } } }',
      ),
      ['HelmRelease/x - other - [accessKeyId,secretAccessKey] static-aws'],
    ],
    [
      'parameters of an Application',
      custom(
        'argoproj.io/v1alpha1',
        'Application',
        '{ source: { helm: { parameters: [{ name: s3.accessKey, value: "@KEY@" }, { name: s3.secretKey, value: x }, { name: a, value: b }] } } }',
      ),
      ['Application/x - other - [s3.accessKey,s3.secretKey] static-aws'],
    ],
    [
      'values of an Application as a text',
      custom(
        'argoproj.io/v1alpha1',
        'Application',
        '{ source: { helm: { values: "accessKey: @KEY@\\nsecretKey: x\\n" } } }',
      ),
      ['Application/x - other - [values] static-aws'],
    ],
    [
      'settings of Hadoop, beside an endpoint',
      custom(
        'sparkoperator.k8s.io/v1beta2',
        'SparkApplication',
        '{ hadoopConf: { fs.s3a.access.key: "@KEY@", fs.s3a.secret.key: x, fs.s3a.endpoint: "http://minio:9000" } }',
      ),
      [
        'SparkApplication/x - other - [fs.s3a.access.key,fs.s3a.secret.key] s3-compatible',
      ],
    ],
    [
      'settings of Flink with a key of MinIO',
      custom(
        'flink.apache.org/v1beta1',
        'FlinkDeployment',
        '{ flinkConfiguration: { s3.endpoint: "http://minio:9000", s3.access-key: minio, s3.secret-key: minio123 } }',
      ),
      [
        'FlinkDeployment/x - other - [s3.access-key,s3.secret-key] s3-compatible',
      ],
    ],
    [
      'settings of Hadoop for one bucket, with a key of Ceph',
      custom(
        'sparkoperator.k8s.io/v1beta2',
        'SparkApplication',
        '{ hadoopConf: { fs.s3a.bucket.raw.access.key: ceph, fs.s3a.bucket.raw.secret.key: x, fs.s3a.bucket.raw.endpoint: "http://rgw.ceph.svc" } }',
      ),
      [
        'SparkApplication/x - other - [fs.s3a.bucket.raw.access.key,fs.s3a.bucket.raw.secret.key] s3-compatible',
      ],
    ],
    [
      'a key of MinIO below its endpoint',
      custom(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        '{ values: { storage: { endpoint: "http://minio:9000", auth: { accessKey: minio, secretKey: minio123 } } } }',
      ),
      ['HelmRelease/x - other - [accessKey,secretKey] s3-compatible'],
    ],
    [
      'a key of MinIO in a text of settings',
      custom(
        'argoproj.io/v1alpha1',
        'Application',
        '{ source: { helm: { values: "s3:\\n  endpoint: http://minio:9000\\n  accessKey: minio\\n  secretKey: minio123\\n" } } }',
      ),
      ['Application/x - other - [values] s3-compatible'],
    ],
    [
      'a key of MinIO in XML, on one line',
      custom(
        'clickhouse.altinity.com/v1',
        'ClickHouseInstallation',
        '{ configuration: { files: { storage.xml: "<s3><endpoint>http://minio:9000/b/</endpoint><access_key_id>minio</access_key_id><secret_access_key>minio123</secret_access_key></s3>" } } }',
      ),
      ['ClickHouseInstallation/x - other - [storage.xml] s3-compatible'],
    ],
    [
      'settings of a connector with a key of MinIO',
      custom(
        'kafka.strimzi.io/v1beta2',
        'KafkaConnector',
        '{ config: { aws.access.key.id: minio, aws.secret.access.key: minio123, store.url: "http://minio:9000" } }',
      ),
      [
        'KafkaConnector/x - other - [aws.access.key.id,aws.secret.access.key] s3-compatible',
      ],
    ],
    [
      'a key of another form without an endpoint, and one half beside one',
      custom(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        '{ values: { a: { accessKey: minio, secretKey: minio123 }, b: { endpoint: "http://minio:9000", accessKey: minio } } }',
      ),
      [],
    ],
    [
      'names of keys of a Secret beside an endpoint',
      custom(
        'example.com/v1',
        'Store',
        '{ a: { endpoint: "http://minio:9000", existingSecret: s, accessKey: user, secretKey: password }, b: { endpoint: "http://minio:9000", accessKey: access-key, secretKey: secret-key }, c: { endpoint: "http://minio:9000", secretRef: { name: s, accessKey: user, secretKey: password } }, d: { endpoint: "http://minio:9000", accessKey: "${A}", secretKey: "${B}" } }',
      ),
      [],
    ],
    [
      'encrypted values beside an endpoint',
      custom(
        'bitnami.com/v1alpha1',
        'SealedSecret',
        '{ encryptedData: { endpoint: "AgBy3i4/x", accessKey: AgA, secretKey: AgB } }',
      ),
      [],
    ],
    [
      'a Secret that it makes',
      custom(
        'work.open-cluster-management.io/v1',
        'ManifestWork',
        '{ workload: { manifests: [{ apiVersion: v1, kind: Secret, metadata: { name: s }, data: { AWS_ACCESS_KEY_ID: "@B64:AKIALABLABLA4L000001@", AWS_SECRET_ACCESS_KEY: "@B64:x@" } }] } }',
      ),
      [
        'ManifestWork/x - other - [AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY] static-aws',
      ],
    ],
    [
      'a Secret that it makes, of something else',
      custom(
        'work.open-cluster-management.io/v1',
        'ManifestWork',
        '{ workload: { manifests: [{ apiVersion: v1, kind: Secret, metadata: { name: s }, data: { password: "@B64:x@" } }] } }',
      ),
      [],
    ],
    [
      'a list',
      custom('example.com/v1', 'Job', '{ list: [a, "--access-key=@KEY@"] }'),
      ['Job/x - other - [1] static-aws'],
    ],
    [
      'names of data keys',
      custom(
        'example.com/v1',
        'Store',
        '{ accessKeyId: awsAccessKeyId, secretAccessKey: awsSecretAccessKey }',
      ),
      [],
    ],
    [
      'what a rule tells',
      custom(
        'cert-manager.io/v1',
        'Issuer',
        '{ acme: { solvers: [{ dns01: { route53: { accessKeyID: "@KEY@" } } }] } }',
      ),
      ['Issuer/x - other - [accessKeyID] static-aws'],
    ],
    [
      'a definition of Kubernetes itself',
      custom(
        'apiextensions.k8s.io/v1',
        'CustomResourceDefinition',
        '{ description: "such as @KEY@" }',
      ),
      [],
    ],
  ])('%s', (_name, manifest, expected) => {
    expect(audit(manifest)).toEqual(expected);
    expect(JSON.stringify(auditObjects(objectsOf(manifest)))).not.toContain(
      KEY,
    );
  });
});

describe('Secrets and ConfigMaps that nothing uses', () => {
  const stored = (kind: string, data: string, metadata = '') =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: { name: s, namespace: shop${metadata} }\n${data}\n`;
  const pair = 'stringData: { accessKey: a, secretKey: b }';
  it.each<[string, string, 1 | 2, string]>([
    [
      'a label of Jenkins',
      stored('Secret', pair, ', labels: { jenkins.io/credentials-type: aws }'),
      1,
      '[accessKey,secretKey] static-aws',
    ],
    [
      'a type of Kanister',
      stored('Secret', `type: secrets.kanister.io/aws\n${pair}`),
      1,
      '[accessKey,secretKey] static-aws',
    ],
    [
      'an endpoint in an annotation of KServe',
      stored(
        'Secret',
        'stringData: { AWS_ACCESS_KEY_ID: a, AWS_SECRET_ACCESS_KEY: b }',
        ', annotations: { serving.kserve.io/s3-endpoint: "minio:9000" }',
      ),
      1,
      '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY] s3-compatible',
    ],
    [
      'an endpoint in the file of the key',
      stored(
        'ConfigMap',
        'data: { c.yaml: "endpoint: http://minio:9000\\naccess_key: @KEY@\\nsecret_key: x\\n" }',
      ),
      2,
      '[c.yaml] s3-compatible',
    ],
    [
      'a gzip',
      stored(
        'Secret',
        `data: { tfstate: ${base64(
          gzipSync(JSON.stringify({ id: KEY, secret: SECRET })),
        )} }`,
      ),
      2,
      '[tfstate] static-aws',
    ],
    [
      'a manifest in a release of Helm',
      stored(
        'Secret',
        `type: helm.sh/release.v1\ndata: { release: ${base64(
          base64(
            gzipSync(
              JSON.stringify({
                manifest: `kind: Secret\ndata:\n  AWS_ACCESS_KEY_ID: ${base64(
                  KEY,
                )}\n  AWS_SECRET_ACCESS_KEY: ${base64(SECRET)}\n`,
              }),
            ),
          ),
        )} }`,
      ),
      2,
      '[release] static-aws',
    ],
  ])('%s', (_name, manifest, readLevel, found) => {
    const kind = /kind: (\w+)/.exec(manifest)![1];
    expect(audit(manifest, { readLevel })).toEqual([
      `${kind}/s - other s ${found}`,
    ]);
  });

  it('another kind of the same name is in use', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec: { containers: [{ name: c, image: c, envFrom: [{ configMapRef: { name: s } }] }] }\n---\n';
    const data = '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: x }';
    const found = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY] static-aws';
    expect(
      audit(
        `${pod}${stored('ConfigMap', `data: ${data}`)}---\n${stored(
          'Secret',
          `stringData: ${data}`,
        )}`,
      ),
    ).toEqual([
      `Pod/p c envFrom-configMap s ${found}`,
      `Secret/s - other s ${found}`,
    ]);
  });
});
