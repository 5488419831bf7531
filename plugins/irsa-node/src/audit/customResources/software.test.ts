import { audit, deployment, secret } from '../__testUtils__/audit';
import {
  head,
  INI,
  one,
  pairSecret,
  selector,
  Row,
  casesOf,
} from '../__testUtils__/customResourceRows';

const ROWS: Record<string, Row> = {
  'Velero on GCP': {
    manifest: head(
      'velero.io/v1',
      'BackupStorageLocation',
      '{ provider: gcp, objectStorage: { bucket: b }, credential: { name: s, key: cloud } }',
    ),
    levels: [[]],
  },
  'Argo Workflows': {
    manifest:
      head(
        'argoproj.io/v1alpha1',
        'Workflow',
        `{ templates: [{ name: t, outputs: { artifacts: [{ name: a, s3: { endpoint: s3.amazonaws.com, bucket: b, accessKeySecret: ${selector(
          'accessKey',
        )}, secretKeySecret: ${selector('secretKey')} } }] } }] }`,
      ) + pairSecret('accessKey', 'secretKey'),
    levels: [one('Workflow', 's', 'accessKey,secretKey', 'static-aws')],
  },
  LokiStack: {
    manifest:
      head(
        'loki.grafana.com/v1',
        'LokiStack',
        '{ storage: { secret: { name: s, type: s3 } } }',
      ) +
      secret(
        's',
        '{ access_key_id: "@KEY@", access_key_secret: "@SECRET@", endpoint: "https://s3.eu-west-1.amazonaws.com" }',
      ),
    levels: [
      one('LokiStack', 's', 'access_key_id,access_key_secret', 'static-aws'),
      one('LokiStack', 's', 'access_key_id,access_key_secret', 'uncertain'),
      one('LokiStack', 's', 'access_key_id,access_key_secret', 'uncertain'),
    ],
  },
  Percona: {
    manifest:
      head(
        'pxc.percona.com/v1',
        'PerconaXtraDBCluster',
        '{ backup: { storages: { s3-eu: { type: s3, s3: { bucket: b, region: eu-west-1, credentialsSecret: s } } } } }',
      ) + pairSecret('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
    levels: [
      one(
        'PerconaXtraDBCluster',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        'static-aws',
      ),
    ],
  },
  'Percona with two stores': {
    manifest: head(
      'psmdb.percona.com/v1',
      'PerconaServerMongoDB',
      '{ backup: { storages: { minio: { s3: { credentialsSecret: t, endpointUrl: "http://minio.shop.svc:9000" } }, aws: { s3: { credentialsSecret: s } } } } }',
    ),
    levels: [
      [
        ...one(
          'PerconaServerMongoDB',
          's',
          'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
          'static-aws',
        ),
        ...one(
          'PerconaServerMongoDB',
          't',
          'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
          's3-compatible',
        ),
      ],
    ],
  },
  'VolSync, whose endpoint is in the Secret': {
    manifest:
      head(
        'volsync.backube/v1alpha1',
        'ReplicationSource',
        '{ restic: { repository: s } }',
      ) +
      secret(
        's',
        '{ RESTIC_REPOSITORY: "s3:https://s3.eu-west-1.amazonaws.com/b", AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }',
      ),
    levels: [
      one(
        'ReplicationSource',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        'static-aws',
      ),
      one(
        'ReplicationSource',
        's',
        'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY',
        'uncertain',
      ),
      one('ReplicationSource', 's', '', 'uncertain'),
    ],
  },
  'Zalando in clear': {
    manifest: `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata: { name: x, namespace: shop }\nconfiguration: { logical_backup: { logical_backup_s3_access_key_id: "@KEY@", logical_backup_s3_secret_access_key: "@SECRET@" } }\n`,
    levels: [
      one(
        'OperatorConfiguration',
        '-',
        'logical_backup_s3_access_key_id,logical_backup_s3_secret_access_key',
        'static-aws',
      ),
    ],
  },
  Medusa: {
    manifest:
      head(
        'k8ssandra.io/v1alpha1',
        'K8ssandraCluster',
        '{ medusa: { storageProperties: { storageProvider: s3, storageSecretRef: { name: s } } } }',
      ) + secret('s', `{ credentials: ${INI} }`),
    levels: [
      one('K8ssandraCluster', 's', 'credentials', 'static-aws'),
      one('K8ssandraCluster', 's', 'credentials', 'uncertain'),
      one('K8ssandraCluster', 's', 'credentials', 'uncertain'),
    ],
  },
  'Rancher backup': {
    manifest:
      head(
        'resources.cattle.io/v1',
        'Backup',
        '{ storageLocation: { s3: { credentialSecretName: s, bucketName: b, endpoint: s3.eu-west-1.amazonaws.com } } }',
        'labels: {}',
      ) + pairSecret('accessKey', 'secretKey'),
    levels: [one('Backup', 's', 'accessKey,secretKey', 'static-aws')],
  },
  'MinIO tenant': {
    manifest:
      head('minio.min.io/v2', 'Tenant', '{ credsSecret: { name: s } }') +
      secret('s', '{ accesskey: abc, secretkey: def }'),
    levels: [one('Tenant', 's', 'accesskey,secretkey', 's3-compatible')],
  },
  'Prometheus remote write': {
    manifest:
      head(
        'monitoring.coreos.com/v1',
        'Prometheus',
        `{ remoteWrite: [{ url: "https://aps", sigv4: { region: eu-west-1, accessKey: ${selector(
          'id',
        )}, secretKey: ${selector('key')} } }] }`,
      ) + pairSecret('id', 'key'),
    levels: [one('Prometheus', 's', 'id,key', 'static-aws')],
  },
  'external-dns': {
    manifest:
      deployment(
        'env:\n  - { name: AWS_SHARED_CREDENTIALS_FILE, value: /.aws/my_credentials }\nvolumeMounts:\n  - { name: c, mountPath: /.aws, readOnly: true }',
        'volumes:\n  - { name: c, secret: { secretName: external-dns } }',
      ) + secret('external-dns', `{ my_credentials: ${INI} }`),
    levels: [
      [
        'Deployment/app main volume-secret external-dns [my_credentials] static-aws',
      ],
    ],
  },
  'EBS CSI driver': {
    manifest:
      deployment(
        'env:\n  - { name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: aws-secret, key: key_id, optional: true } } }\n  - { name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: aws-secret, key: access_key, optional: true } } }',
      ) + secret('aws-secret', '{ key_id: "@KEY@", access_key: "@SECRET@" }'),
    levels: [
      [
        'Deployment/app main env-secretKeyRef aws-secret [access_key,key_id] static-aws',
      ],
    ],
  },
  'Velero deployment': {
    manifest:
      deployment(
        'env:\n  - { name: AWS_SHARED_CREDENTIALS_FILE, value: /credentials/cloud }\nvolumeMounts:\n  - { name: c, mountPath: /credentials }',
        'volumes:\n  - { name: c, secret: { secretName: cloud-credentials } }',
      ) + secret('cloud-credentials', `{ cloud: ${INI} }`),
    levels: [
      [
        'Deployment/app main volume-secret cloud-credentials [cloud] static-aws',
      ],
    ],
  },
  'Harbor registry': {
    manifest:
      deployment(
        'envFrom:\n  - secretRef: { name: harbor-registry }\nenv:\n  - { name: REGISTRY_STORAGE_S3_BUCKET, value: b }',
      ) +
      secret(
        'harbor-registry',
        '{ REGISTRY_STORAGE_S3_ACCESSKEY: "@KEY@", REGISTRY_STORAGE_S3_SECRETKEY: "@SECRET@" }',
      ),
    levels: [
      [
        'Deployment/app main envFrom-secret harbor-registry [REGISTRY_STORAGE_S3_ACCESSKEY,REGISTRY_STORAGE_S3_SECRETKEY] static-aws',
      ],
      [
        'Deployment/app main envFrom-secret harbor-registry [REGISTRY_STORAGE_S3_ACCESSKEY,REGISTRY_STORAGE_S3_SECRETKEY] uncertain',
      ],
      ['Deployment/app main envFrom-secret harbor-registry [] uncertain'],
    ],
  },
  'Airflow connection': {
    manifest: deployment(
      'env:\n  - { name: AIRFLOW_CONN_AWS_DEFAULT, value: "aws://@KEY@:abc@/?region_name=eu-west-1" }',
    ),
    levels: [
      [
        'Deployment/app main env-literal - [AIRFLOW_CONN_AWS_DEFAULT] static-aws',
      ],
    ],
  },
  'Fluentd in a ConfigMap': {
    manifest:
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: shop }\ndata:\n  fluent.conf: |\n    <match **>\n      @type s3\n      aws_key_id @KEY@\n      aws_sec_key @SECRET@\n    </match>\n',
    levels: [one('ConfigMap', 'x', 'fluent.conf', 'static-aws')],
  },
};

describe('more software of the catalogue', () => {
  it.each(casesOf(ROWS))(
    '%s at level %i',
    (_name, readLevel, manifest, expected) => {
      // What a Secret holds by itself is not seen at level 0.
      expect(audit(manifest, { readLevel })).toEqual(expected);
    },
  );
});
