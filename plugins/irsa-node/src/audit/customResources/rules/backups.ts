import { CustomResourceRule } from '../types';
import { fileRef, fileSecret, anySecret, pair } from './places';

const k8up = (base: string) =>
  pair(`${base}.s3`, 'accessKeyIDSecretRef', 'secretAccessKeySecretRef');

/** Backups of clusters and volumes. */
export const backups: readonly CustomResourceRule[] = [
  {
    software: 'K8up',
    group: 'k8up.io',
    kinds: ['Schedule', 'Backup', 'Restore', 'Archive', 'Check', 'Prune'],
    family: 's3',
    endpoints: [
      'spec.backend.s3.endpoint',
      'spec.restoreMethod.s3.endpoint',
      'spec.archive.restoreMethod.s3.endpoint',
      'spec.*.backend.s3.endpoint',
    ],
    places: [
      ...k8up('spec.backend'),
      ...k8up('spec.restoreMethod'),
      ...k8up('spec.archive.restoreMethod'),
      ...k8up('spec.*.backend'),
    ],
    source: 'https://docs.k8up.io/k8up/references/api-reference.html',
  },
  {
    software: 'Velero',
    group: 'velero.io',
    kinds: ['BackupStorageLocation', 'VolumeSnapshotLocation'],
    family: 's3',
    when: [
      {
        path: 'spec.provider',
        oneOf: ['aws', 'velero.io/aws'],
      },
    ],
    endpoints: ['spec.config.s3Url', 'spec.config.publicUrl'],
    places: [fileRef('spec.credential', 'cloud')],
    keyless:
      'Leave `credential` out, install with `credentials.useSecret=false`, and give the ServiceAccount of the server a role.',
    source: 'https://velero.io/docs/main/api-types/backupstoragelocation/',
  },
  {
    software: 'Rancher backup',
    group: 'resources.cattle.io',
    kinds: ['Backup', 'Restore'],
    family: 's3',
    endpoints: ['spec.storageLocation.s3.endpoint'],
    places: [
      anySecret(
        'spec.storageLocation.s3.credentialSecretName',
        'accessKey',
        'secretKey',
      ),
    ],
    keyless:
      'Leave `credentialSecretName` out, and give the ServiceAccount of the operator a role.',
    source: 'https://github.com/rancher/backup-restore-operator',
  },
  {
    software: 'Longhorn',
    group: 'longhorn.io',
    kinds: ['BackupTarget'],
    family: 's3',
    endpointKeys: ['AWS_ENDPOINTS'],
    places: [
      anySecret(
        'spec.credentialSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    keyless: 'Put `AWS_IAM_ROLE_ARN` into the Secret in place of the keys.',
    source:
      'https://longhorn.io/docs/latest/snapshots-and-backups/backup-and-restore/set-backup-target/',
  },
  {
    software: 'Longhorn',
    group: 'longhorn.io',
    kinds: ['Setting'],
    family: 's3',
    when: [
      { path: 'metadata.name', oneOf: ['backup-target-credential-secret'] },
    ],
    endpointKeys: ['AWS_ENDPOINTS'],
    places: [anySecret('value', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY')],
    keyless: 'Put `AWS_IAM_ROLE_ARN` into the Secret in place of the keys.',
    source:
      'https://longhorn.io/docs/1.7.0/references/settings/#backup-target-credential-secret',
  },
  {
    software: 'Kasten',
    group: 'config.kio.kasten.io',
    kinds: ['Profile'],
    family: 's3',
    when: [
      {
        path: 'spec.locationSpec.credential.secretType',
        oneOf: ['AwsAccessKey'],
      },
    ],
    endpoints: ['spec.locationSpec.objectStore.endpoint'],
    places: [
      anySecret(
        'spec.locationSpec.credential.secret',
        'aws_access_key_id',
        'aws_secret_access_key',
      ),
    ],
    source: 'https://docs.kasten.io/latest/api/profiles.html',
  },
  {
    software: 'VolSync',
    group: 'volsync.backube',
    kinds: ['ReplicationSource', 'ReplicationDestination'],
    family: 's3',
    endpointKeys: ['RESTIC_REPOSITORY'],
    places: [
      anySecret('spec.restic.repository'),
      fileSecret('spec.rclone.rcloneConfig', 'rclone.conf'),
    ],
    source: 'https://volsync.readthedocs.io/en/stable/usage/restic/index.html',
  },
  {
    software: 'MinIO',
    group: 'minio.min.io',
    kinds: ['Tenant'],
    family: 'otherStore',
    places: [anySecret('spec.credsSecret', 'accesskey', 'secretkey')],
    source:
      'https://github.com/minio/operator/blob/master/docs/tenant_crd.adoc',
  },
  {
    software: 'Kanister',
    group: 'cr.kanister.io',
    kinds: ['Profile'],
    family: 's3',
    when: [{ path: 'location.type', oneOf: ['s3Compliant'] }],
    endpoints: ['location.endpoint'],
    places: [
      anySecret(
        'credential.keyPair.secret',
        'aws_access_key_id',
        'aws_secret_access_key',
      ),
    ],
    source: 'https://docs.kanister.io/architecture.html#profiles',
  },
  {
    software: 'Stash',
    group: 'stash.appscode.com',
    kinds: ['Repository'],
    family: 's3',
    when: [{ path: 'spec.backend.s3', oneOf: ['{}'] }],
    endpoints: ['spec.backend.s3.endpoint'],
    places: [
      anySecret(
        'spec.backend.storageSecretName',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    keyless:
      'Leave the two keys out of the Secret, and give the ServiceAccount of the backup a role.',
    source: 'https://stash.run/docs/latest/guides/backends/s3/',
  },
];
