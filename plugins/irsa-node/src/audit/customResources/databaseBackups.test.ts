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
  'Crunchy Postgres': {
    manifest:
      head(
        'postgres-operator.crunchydata.com/v1beta1',
        'PostgresCluster',
        '{ backups: { pgbackrest: { configuration: [{ secret: { name: s } }], repos: [{ name: repo1, s3: { bucket: b, endpoint: s3.amazonaws.com } }] } } }',
      ) +
      secret(
        's',
        '{ s3.conf: "[global]\\nrepo1-s3-key=@KEY@\\nrepo1-s3-key-secret=@SECRET@\\n" }',
      ),
    levels: [
      one('PostgresCluster', 's', 's3.conf', 'static-aws'),
      undefined,
      one('PostgresCluster', 's', '', 'static-aws'),
    ],
  },
  'Crunchy Postgres on a volume': {
    manifest: head(
      'postgres-operator.crunchydata.com/v1beta1',
      'PostgresCluster',
      '{ backups: { pgbackrest: { configuration: [{ secret: { name: s } }], repos: [{ name: repo1, volume: {} }] } } }',
    ),
    levels: [[]],
  },
  'StackGres at AWS': {
    manifest:
      head(
        'stackgres.io/v1beta1',
        'SGObjectStorage',
        `{ type: s3, s3: { bucket: b, awsCredentials: { secretKeySelectors: { accessKeyId: ${selector(
          'a',
        )}, secretAccessKey: ${selector('b')} } } } }`,
      ) + pairSecret('a', 'b'),
    levels: [one('SGObjectStorage', 's', 'a,b', 'static-aws')],
  },
  'StackGres at MinIO': {
    manifest: head(
      'stackgres.io/v1beta1',
      'SGObjectStorage',
      `{ type: s3Compatible, s3Compatible: { bucket: b, endpoint: "${MINIO}", awsCredentials: { secretKeySelectors: { accessKeyId: ${selector(
        'a',
      )}, secretAccessKey: ${selector('b')} } } } }`,
    ),
    levels: [one('SGObjectStorage', 's', 'a,b', 's3-compatible')],
  },
  TiDB: {
    manifest:
      head(
        'pingcap.com/v1alpha1',
        'BackupSchedule',
        '{ backupTemplate: { s3: { provider: aws, secretName: s, bucket: b } } }',
      ) + pairSecret('access_key', 'secret_key'),
    levels: [
      one('BackupSchedule', 's', 'access_key,secret_key', 'static-aws'),
      one('BackupSchedule', 's', 'access_key,secret_key', 'uncertain'),
      one('BackupSchedule', 's', 'access_key,secret_key', 'uncertain'),
    ],
  },
  'MariaDB at MinIO': {
    manifest: head(
      'k8s.mariadb.com/v1alpha1',
      'Backup',
      `{ storage: { s3: { bucket: b, endpoint: "minio.minio.svc:9000", accessKeyIdSecretKeyRef: ${selector(
        'a',
      )}, secretAccessKeySecretKeyRef: ${selector('b')} } } }`,
    ),
    levels: [one('Backup', 's', 'a,b', 's3-compatible')],
  },
  'MariaDB at AWS': {
    manifest: head(
      'enterprise.mariadb.com/v1alpha1',
      'MariaDB',
      `{ bootstrapFrom: { s3: { endpoint: s3.eu-west-1.amazonaws.com, accessKeyIdSecretKeyRef: ${selector(
        'a',
      )}, secretAccessKeySecretKeyRef: ${selector('b')} } } }`,
    ),
    levels: [one('MariaDB', 's', 'a,b', 'static-aws')],
  },
  'Ops Manager, each store': {
    manifest: head(
      'mongodb.com/v1',
      'MongoDBOpsManager',
      `{ backup: { s3Stores: [{ s3SecretRef: { name: s }, s3BucketEndpoint: s3.amazonaws.com }], s3OpLogStores: [{ s3SecretRef: { name: t }, s3BucketEndpoint: "${MINIO}" }] } }`,
    ),
    levels: [
      [
        ...one(
          'MongoDBOpsManager',
          't',
          'accessKey,secretKey',
          's3-compatible',
        ),
        ...one('MongoDBOpsManager', 's', 'accessKey,secretKey', 'static-aws'),
      ],
    ],
  },
  Vitess: {
    manifest:
      head(
        'planetscale.com/v2',
        'VitessCluster',
        `{ backup: { locations: [{ s3: { bucket: b, authSecret: ${selector(
          'c',
        )} } }] } }`,
      ) + secret('s', `{ c: ${INI} }`),
    levels: [
      one('VitessCluster', 's', 'c', 'static-aws'),
      one('VitessCluster', 's', 'c', 'uncertain'),
      one('VitessCluster', 's', 'c', 'uncertain'),
    ],
  },
  'etcd-druid': {
    manifest:
      head(
        'druid.gardener.cloud/v1alpha1',
        'Etcd',
        '{ backup: { store: { provider: aws, secretRef: { name: s } } } }',
      ) + pairSecret('accessKeyID', 'secretAccessKey'),
    levels: [
      one('Etcd', 's', 'accessKeyID,secretAccessKey', 'static-aws'),
      one('Etcd', 's', 'accessKeyID,secretAccessKey', 'uncertain'),
      one('Etcd', 's', 'accessKeyID,secretAccessKey', 'uncertain'),
    ],
  },
};

describe('backups of databases', () => {
  it.each(casesOf(ROWS))('%s, level %s', (_name, level, manifest, expected) => {
    expect(audit(manifest, { readLevel: level })).toEqual(expected);
  });
});
