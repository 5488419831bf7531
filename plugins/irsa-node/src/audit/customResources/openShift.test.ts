import { audit, secret } from '../__testUtils__/audit';
import {
  casesOf,
  head,
  INI,
  one,
  pairSecret,
  Row,
  selector,
} from '../__testUtils__/customResourceRows';

const MINIO = 'http://minio.minio.svc:9000';

const ROWS: Record<string, Row> = {
  'OADP at AWS': {
    manifest:
      head(
        'oadp.openshift.io/v1alpha1',
        'DataProtectionApplication',
        `{ backupLocations: [{ velero: { provider: aws, credential: ${selector(
          'cloud',
        )} } }] }`,
      ) + secret('s', `{ cloud: ${INI} }`),
    levels: [
      one('DataProtectionApplication', 's', 'cloud', 'static-aws'),
      one('DataProtectionApplication', 's', 'cloud', 'uncertain'),
      one('DataProtectionApplication', 's', 'cloud', 'uncertain'),
    ],
  },
  'OADP at MinIO': {
    manifest: head(
      'oadp.openshift.io/v1alpha1',
      'DataProtectionApplication',
      `{ backupLocations: [{ velero: { provider: aws, config: { s3Url: "${MINIO}" }, credential: ${selector(
        'cloud',
      )} } }] }`,
    ),
    levels: [one('DataProtectionApplication', 's', 'cloud', 's3-compatible')],
  },
  Hive: {
    manifest: head(
      'hive.openshift.io/v1',
      'ClusterDeployment',
      '{ platform: { aws: { region: us-east-1, credentialsSecretRef: { name: s } } } }',
    ),
    levels: [
      one(
        'ClusterDeployment',
        's',
        'aws_access_key_id,aws_secret_access_key',
        'static-aws',
      ),
    ],
  },
  'NooBaa at AWS': {
    manifest: head(
      'noobaa.io/v1alpha1',
      'BackingStore',
      '{ type: aws-s3, awsS3: { targetBucket: b, secret: { name: s, namespace: shop } } }',
    ),
    levels: [
      one(
        'BackingStore',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        'static-aws',
      ),
    ],
  },
  'NooBaa at MinIO': {
    manifest: head(
      'noobaa.io/v1alpha1',
      'NamespaceStore',
      `{ type: s3-compatible, s3Compatible: { endpoint: "${MINIO}", secret: { name: s, namespace: shop } } }`,
    ),
    levels: [
      one(
        'NamespaceStore',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        's3-compatible',
      ),
    ],
  },
  'Open Cluster Management': {
    manifest:
      head(
        'observability.open-cluster-management.io/v1beta2',
        'MultiClusterObservability',
        `{ storageConfig: { metricObjectStorage: ${selector(
          'thanos.yaml',
        )} } }`,
      ) +
      secret(
        's',
        '{ thanos.yaml: "type: s3\\nconfig:\\n  endpoint: s3.amazonaws.com\\n  access_key: @KEY@\\n  secret_key: @SECRET@\\n" }',
      ),
    levels: [
      one('MultiClusterObservability', 's', 'thanos.yaml', 'static-aws'),
      one('MultiClusterObservability', 's', 'thanos.yaml', 'uncertain'),
      one('MultiClusterObservability', 's', 'thanos.yaml', 'uncertain'),
    ],
  },
  KubeVirt: {
    manifest: head(
      'cdi.kubevirt.io/v1beta1',
      'DataVolume',
      '{ source: { s3: { url: "https://s3.us-west-2.amazonaws.com/b/disk.img", secretRef: s } } }',
    ),
    levels: [one('DataVolume', 's', 'accessKeyId,secretKey', 'static-aws')],
  },
  'Grafana’s CloudWatch': {
    manifest:
      head(
        'grafana.integreatly.org/v1beta1',
        'GrafanaDatasource',
        `{ valuesFrom: [{ targetPath: secureJsonData.accessKey, valueFrom: { secretKeyRef: ${selector(
          'accessKey',
        )} } }, { targetPath: secureJsonData.secretKey, valueFrom: { secretKeyRef: ${selector(
          'secretKey',
        )} } }], datasource: { type: cloudwatch } }`,
      ) + pairSecret('accessKey', 'secretKey'),
    levels: [
      one('GrafanaDatasource', 's', 'accessKey,secretKey', 'static-aws'),
    ],
  },
  'Grafana’s Prometheus': {
    manifest: head(
      'grafana.integreatly.org/v1beta1',
      'GrafanaDatasource',
      `{ valuesFrom: [{ valueFrom: { secretKeyRef: ${selector(
        'accessKey',
      )} } }], datasource: { type: prometheus } }`,
    ),
    levels: [[]],
  },
  Pulumi: {
    manifest: head(
      'pulumi.com/v1',
      'Stack',
      `{ envRefs: { AWS_ACCESS_KEY_ID: { type: Secret, secret: ${selector(
        'a',
      )} }, AWS_SECRET_ACCESS_KEY: { type: Secret, secret: ${selector(
        'b',
      )} } } }`,
    ),
    levels: [one('Stack', 's', 'a,b', 'static-aws')],
  },
  Stash: {
    manifest: head(
      'stash.appscode.com/v1alpha1',
      'Repository',
      '{ backend: { s3: { endpoint: s3.amazonaws.com, bucket: b }, storageSecretName: s } }',
    ),
    levels: [
      one(
        'Repository',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        'static-aws',
      ),
    ],
  },
  'Stash on a volume': {
    manifest: head(
      'stash.appscode.com/v1alpha1',
      'Repository',
      '{ backend: { local: {}, storageSecretName: s } }',
    ),
    levels: [[]],
  },
  Kanister: {
    manifest:
      'apiVersion: cr.kanister.io/v1alpha1\nkind: Profile\nmetadata: { name: x, namespace: shop }\n' +
      `location: { type: s3Compliant, bucket: b, endpoint: "${MINIO}" }\n` +
      'credential: { type: keyPair, keyPair: { secret: { name: s, namespace: shop } } }\n---\n',
    levels: [
      one(
        'Profile',
        's',
        'aws_access_key_id,aws_secret_access_key',
        's3-compatible',
      ),
    ],
  },
};

describe('operators of OpenShift, and others', () => {
  it.each(casesOf(ROWS))('%s, level %s', (_name, level, manifest, expected) => {
    expect(audit(manifest, { readLevel: level })).toEqual(expected);
  });
});
