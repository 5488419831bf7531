import { CredentialPlace, CustomResourceRule } from '../types';
import {
  idValue,
  secretValue,
  tokenRef,
  fileSecret,
  anySecret,
  pair,
} from './places';

const barman = (base: string): CredentialPlace[] => [
  ...pair(`${base}.s3Credentials`, 'accessKeyId', 'secretAccessKey'),
  tokenRef(`${base}.s3Credentials.sessionToken`),
];

/** Databases that back themselves up. */
export const databases: readonly CustomResourceRule[] = [
  {
    software: 'CloudNativePG',
    group: 'postgresql.cnpg.io',
    kinds: ['Cluster'],
    family: 's3',
    endpoints: [
      'spec.backup.barmanObjectStore.endpointURL',
      'spec.externalClusters.*.barmanObjectStore.endpointURL',
    ],
    places: [
      ...barman('spec.backup.barmanObjectStore'),
      ...barman('spec.externalClusters.*.barmanObjectStore'),
      ...barman('spec.bootstrap.recovery.backup.barmanObjectStore'),
    ],
    keyless:
      'Set `s3Credentials.inheritFromIAMRole: true`, and give the ServiceAccount of the cluster a role by `serviceAccountTemplate`.',
    source:
      'https://cloudnative-pg.io/documentation/current/appendixes/object_stores/',
  },
  {
    software: 'CloudNativePG Barman Cloud',
    group: 'barmancloud.cnpg.io',
    kinds: ['ObjectStore'],
    family: 's3',
    endpoints: ['spec.configuration.endpointURL'],
    places: barman('spec.configuration'),
    keyless:
      'Set `s3Credentials.inheritFromIAMRole: true`, and give the ServiceAccount of the cluster a role by `serviceAccountTemplate`.',
    source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  },
  {
    software: 'Zalando Postgres operator',
    group: 'acid.zalan.do',
    kinds: ['OperatorConfiguration'],
    family: 's3',
    endpoints: ['configuration.logical_backup.logical_backup_s3_endpoint'],
    places: [
      idValue('configuration.logical_backup.logical_backup_s3_access_key_id'),
      secretValue(
        'configuration.logical_backup.logical_backup_s3_secret_access_key',
      ),
      anySecret('configuration.kubernetes.pod_environment_secret'),
    ],
    keyless:
      'Leave the two out, and give the Pods a role by their ServiceAccount or `kube_iam_role`.',
    source:
      'https://postgres-operator.readthedocs.io/en/latest/reference/operator_parameters/',
  },
  {
    software: 'Zalando Postgres operator',
    group: 'acid.zalan.do',
    kinds: ['postgresql'],
    family: 's3',
    endpoints: ['spec.clone.s3_endpoint', 'spec.standby.s3_endpoint'],
    places: [
      idValue('spec.clone.s3_access_key_id'),
      secretValue('spec.clone.s3_secret_access_key'),
    ],
    keyless:
      'Leave the two out, and give the Pods a role by their ServiceAccount or `kube_iam_role`.',
    source:
      'https://postgres-operator.readthedocs.io/en/latest/reference/cluster_manifest/',
  },
  {
    software: 'Percona operators',
    group: 'pxc.percona.com',
    kinds: [
      'PerconaXtraDBCluster',
      'PerconaXtraDBClusterBackup',
      'PerconaXtraDBClusterRestore',
    ],
    family: 's3',
    endpoints: [
      'spec.backup.storages.*.s3.endpointUrl',
      'spec.backupSource.s3.endpointUrl',
    ],
    places: [
      anySecret(
        'spec.backup.storages.*.s3.credentialsSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
      anySecret(
        'spec.backupSource.s3.credentialsSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    keyless:
      'Leave `credentialsSecret` out, and give the ServiceAccount of the Pods a role.',
    source:
      'https://docs.percona.com/percona-operator-for-mysql/pxc/backups-storage.html',
  },
  {
    software: 'Percona operators',
    group: 'psmdb.percona.com',
    kinds: ['PerconaServerMongoDB', 'PerconaServerMongoDBRestore'],
    family: 's3',
    endpoints: [
      'spec.backup.storages.*.s3.endpointUrl',
      'spec.backupSource.s3.endpointUrl',
    ],
    places: [
      anySecret(
        'spec.backup.storages.*.s3.credentialsSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
      anySecret(
        'spec.backupSource.s3.credentialsSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    keyless:
      'Leave `credentialsSecret` out, and give the ServiceAccount of the Pods a role.',
    source:
      'https://docs.percona.com/percona-operator-for-mongodb/backups-storage.html',
  },
  {
    software: 'Percona operators',
    group: 'ps.percona.com',
    kinds: ['PerconaServerMySQL', 'PerconaServerMySQLRestore'],
    family: 's3',
    endpoints: ['spec.backup.storages.*.s3.endpointUrl'],
    places: [
      anySecret(
        'spec.backup.storages.*.s3.credentialsSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    keyless:
      'Leave `credentialsSecret` out, and give the ServiceAccount of the Pods a role.',
    source:
      'https://docs.percona.com/percona-operator-for-mysql/ps/backups-storage.html',
  },
  {
    software: 'k8ssandra Medusa',
    group: 'k8ssandra.io',
    kinds: ['K8ssandraCluster'],
    family: 's3',
    endpoints: ['spec.medusa.storageProperties.host'],
    when: [
      {
        path: 'spec.medusa.storageProperties.storageProvider',
        oneOf: ['s3', 's3_compatible', 's3_rgw'],
      },
    ],
    places: [
      fileSecret(
        'spec.medusa.storageProperties.storageSecretRef',
        'credentials',
      ),
    ],
    keyless:
      'Set `credentialsType: role-based`, and give the ServiceAccount of the Pods a role.',
    source: 'https://docs.k8ssandra.io/tasks/backup-restore/',
  },
  {
    software: 'k8ssandra Medusa',
    group: 'medusa.k8ssandra.io',
    kinds: ['MedusaConfiguration'],
    family: 's3',
    endpoints: ['spec.storageProperties.host'],
    when: [
      {
        path: 'spec.storageProperties.storageProvider',
        oneOf: ['s3', 's3_compatible', 's3_rgw'],
      },
    ],
    places: [
      fileSecret('spec.storageProperties.storageSecretRef', 'credentials'),
    ],
    keyless:
      'Set `credentialsType: role-based`, and give the ServiceAccount of the Pods a role.',
    source: 'https://docs.k8ssandra.io/tasks/backup-restore/',
  },
];
