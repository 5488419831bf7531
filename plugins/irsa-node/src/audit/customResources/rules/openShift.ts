import { CustomResourceRule } from '../types';
import { anySecret, fileRef } from './places';

const awsKey = (path: string) =>
  anySecret(path, 'aws_access_key_id', 'aws_secret_access_key');
const nooBaaKey = (path: string) =>
  anySecret(path, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');

/** Operators that come with OpenShift, and run elsewhere too. */
export const openShift: readonly CustomResourceRule[] = [
  {
    software: 'OpenShift API for Data Protection',
    group: 'oadp.openshift.io',
    kinds: ['DataProtectionApplication'],
    family: 's3',
    endpoints: [
      'spec.backupLocations.*.velero.config.s3Url',
      'spec.backupLocations.*.velero.config.publicUrl',
    ],
    when: [
      {
        path: 'spec.backupLocations.*.velero.provider',
        oneOf: ['aws', 'velero.io/aws'],
      },
    ],
    places: [
      fileRef('spec.backupLocations.*.velero.credential', 'cloud'),
      fileRef('spec.snapshotLocations.*.velero.credential', 'cloud'),
    ],
    keyless:
      'Put `role_arn` and `web_identity_token_file` into the file in place of the keys.',
    source:
      'https://github.com/openshift/oadp-operator/blob/oadp-dev/docs/config/bsl_and_vsl.md',
  },
  {
    software: 'Hive',
    group: 'hive.openshift.io',
    kinds: ['ClusterDeployment', 'ClusterPool', 'DNSZone'],
    family: 'aws',
    places: [
      awsKey('spec.platform.aws.credentialsSecretRef'),
      awsKey('spec.aws.credentialsSecretRef'),
    ],
    source: 'https://github.com/openshift/hive/blob/master/docs/using-hive.md',
  },
  {
    software: 'NooBaa',
    group: 'noobaa.io',
    kinds: ['BackingStore', 'NamespaceStore'],
    family: 'aws',
    when: [{ path: 'spec.type', oneOf: ['aws-s3'] }],
    places: [nooBaaKey('spec.awsS3.secret')],
    source:
      'https://github.com/noobaa/noobaa-operator/blob/master/doc/backing-store-crd.md',
  },
  {
    software: 'NooBaa',
    group: 'noobaa.io',
    kinds: ['BackingStore', 'NamespaceStore'],
    family: 's3',
    when: [{ path: 'spec.type', oneOf: ['s3-compatible'] }],
    endpoints: ['spec.s3Compatible.endpoint'],
    places: [nooBaaKey('spec.s3Compatible.secret')],
    source:
      'https://github.com/noobaa/noobaa-operator/blob/master/doc/backing-store-crd.md',
  },
  {
    software: 'Observability of Open Cluster Management',
    group: 'observability.open-cluster-management.io',
    kinds: ['MultiClusterObservability'],
    family: 's3',
    places: [fileRef('spec.storageConfig.metricObjectStorage')],
    source: 'https://github.com/stolostron/multicluster-observability-operator',
  },
  {
    software: 'KubeVirt Containerized Data Importer',
    group: 'cdi.kubevirt.io',
    kinds: ['DataVolume', 'VolumeImportSource'],
    family: 's3',
    endpoints: ['spec.source.s3.url'],
    places: [anySecret('spec.source.s3.secretRef', 'accessKeyId', 'secretKey')],
    source:
      'https://github.com/kubevirt/containerized-data-importer/blob/main/doc/datavolumes.md',
  },
];
