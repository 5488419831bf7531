import { CredentialPlace, CustomResourceRule } from '../types';
import { anySecret, fileRef, fileSecret, pair, tokenRef } from './places';

const stackGres = (base: string) =>
  pair(
    `${base}.awsCredentials.secretKeySelectors`,
    'accessKeyId',
    'secretAccessKey',
  );

const mariaDb = (base: string): CredentialPlace[] => [
  ...pair(base, 'accessKeyIdSecretKeyRef', 'secretAccessKeySecretKeyRef'),
  tokenRef(`${base}.sessionTokenSecretKeyRef`),
];
const MARIA_DB = ['spec.storage.s3', 'spec.s3', 'spec.bootstrapFrom.s3'];
const mariaDbRule = (group: string): CustomResourceRule => ({
  software: 'MariaDB operator',
  group,
  kinds: ['Backup', 'PhysicalBackup', 'Restore', 'MariaDB'],
  family: 's3',
  endpoints: MARIA_DB.map(base => `${base}.endpoint`),
  places: MARIA_DB.flatMap(mariaDb),
  keyless:
    'Leave the two references out, and give the ServiceAccount of the Jobs a role.',
  source:
    'https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/logical_backup.md',
});

const INNO_DB = [
  'spec.backupProfiles.*.dumpInstance.storage.s3',
  'spec.backupProfiles.*.snapshot.storage.s3',
  'spec.backupSchedules.*.backupProfile.dumpInstance.storage.s3',
  'spec.backupSchedules.*.backupProfile.snapshot.storage.s3',
  'spec.initDB.dump.storage.s3',
];

/** Stores of KubeBlocks that take keys of the same names. */
const blocksRule = (
  family: CustomResourceRule['family'],
  stores: readonly string[],
): CustomResourceRule => ({
  software: 'KubeBlocks',
  group: 'dataprotection.kubeblocks.io',
  kinds: ['BackupRepo'],
  family,
  when: [{ path: 'spec.storageProviderRef', oneOf: stores }],
  endpoints: ['spec.config.endpoint'],
  places: [anySecret('spec.credential', 'accessKeyId', 'secretAccessKey')],
  source:
    'https://kubeblocks.io/docs/preview/user_docs/concepts/backup-and-restore/backup/backup-repo',
});

/** Databases whose operators name the Secret of their backups. */
export const databaseBackups: readonly CustomResourceRule[] = [
  {
    software: 'MySQL operator',
    group: 'mysql.oracle.com',
    kinds: ['InnoDBCluster', 'MySQLBackup'],
    family: 's3',
    endpoints: INNO_DB.map(base => `${base}.endpoint`),
    places: INNO_DB.map(base => fileSecret(`${base}.config`, 'credentials')),
    source:
      'https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-backups.html',
  },
  blocksRule('s3', ['s3']),
  blocksRule('otherStore', ['minio', 'oss', 'cos', 'obs', 'tos', 'gcs-s3comp']),
  {
    software: 'Crunchy Postgres',
    group: 'postgres-operator.crunchydata.com',
    kinds: ['PostgresCluster'],
    family: 's3',
    when: [{ path: 'spec.backups.pgbackrest.repos.*.s3', oneOf: ['{}'] }],
    endpoints: ['spec.backups.pgbackrest.repos.*.s3.endpoint'],
    places: [fileSecret('spec.backups.pgbackrest.configuration.*.secret')],
    keyless:
      'Set `repo1-s3-key-type: web-id` in `global`, and give the ServiceAccounts of the cluster a role by its annotations.',
    source:
      'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/backups-disaster-recovery/backups',
  },
  {
    software: 'StackGres',
    group: 'stackgres.io',
    kinds: ['SGObjectStorage'],
    family: 'aws',
    when: [{ path: 'spec.type', oneOf: ['s3'] }],
    places: stackGres('spec.s3'),
    source: 'https://stackgres.io/doc/latest/reference/crd/sgobjectstorage/',
  },
  {
    software: 'StackGres',
    group: 'stackgres.io',
    kinds: ['SGObjectStorage'],
    family: 's3',
    when: [{ path: 'spec.type', oneOf: ['s3Compatible'] }],
    endpoints: ['spec.s3Compatible.endpoint'],
    places: stackGres('spec.s3Compatible'),
    source: 'https://stackgres.io/doc/latest/reference/crd/sgobjectstorage/',
  },
  {
    software: 'TiDB operator',
    group: 'pingcap.com',
    kinds: ['Backup', 'BackupSchedule', 'Restore'],
    family: 's3',
    endpoints: ['spec.s3.endpoint', 'spec.backupTemplate.s3.endpoint'],
    places: [
      anySecret('spec.s3.secretName', 'access_key', 'secret_key'),
      anySecret(
        'spec.backupTemplate.s3.secretName',
        'access_key',
        'secret_key',
      ),
    ],
    keyless:
      'Leave `secretName` out, and name a ServiceAccount with a role in `serviceAccount`.',
    source:
      'https://docs.pingcap.com/tidb-in-kubernetes/stable/grant-permissions-to-remote-storage',
  },
  mariaDbRule('k8s.mariadb.com'),
  mariaDbRule('enterprise.mariadb.com'),
  {
    software: 'MongoDB Ops Manager',
    group: 'mongodb.com',
    kinds: ['MongoDBOpsManager'],
    family: 's3',
    endpoints: [
      'spec.backup.s3Stores.*.s3BucketEndpoint',
      'spec.backup.s3OpLogStores.*.s3BucketEndpoint',
    ],
    places: [
      anySecret('spec.backup.s3Stores.*.s3SecretRef', 'accessKey', 'secretKey'),
      anySecret(
        'spec.backup.s3OpLogStores.*.s3SecretRef',
        'accessKey',
        'secretKey',
      ),
    ],
    source:
      'https://www.mongodb.com/docs/kubernetes-operator/current/reference/k8s-operator-om-specification/',
  },
  {
    software: 'Vitess operator',
    group: 'planetscale.com',
    kinds: ['VitessCluster'],
    family: 's3',
    endpoints: ['spec.backup.locations.*.s3.endpoint'],
    places: [fileRef('spec.backup.locations.*.s3.authSecret')],
    keyless:
      'Leave `authSecret` out, and give the ServiceAccount of the tablets a role.',
    source:
      'https://github.com/planetscale/vitess-operator/blob/main/docs/api.md',
  },
  {
    software: 'etcd-druid of Gardener',
    group: 'druid.gardener.cloud',
    kinds: ['Etcd'],
    family: 's3',
    when: [{ path: 'spec.backup.store.provider', oneOf: ['aws', 'S3'] }],
    endpointKeys: ['endpoint'],
    places: [
      anySecret(
        'spec.backup.store.secretRef',
        'accessKeyID',
        'secretAccessKey',
      ),
    ],
    source:
      'https://github.com/gardener/etcd-backup-restore/blob/master/docs/deployment/getting_started.md',
  },
];
