import { CredentialPlace, CustomResourceRule, PlacePart } from '../types';

const place =
  (as: CredentialPlace['as'], part: PlacePart) =>
  (path: string, ...keys: string[]): CredentialPlace => ({
    path,
    as,
    part,
    ...(keys.length > 0 ? { keys } : {}),
  });
const idValue = place('value', 'id');
const secretValue = place('value', 'secret');
const idRef = place('selector', 'id');
const secretRef = place('selector', 'secret');
const tokenRef = place('selector', 'token');
const fileRef = place('selector', 'file');
const fileSecret = place('secret', 'file');
const anySecret = place('secret', 'any');

/** The two selectors that most operators have side by side. */
const pair = (base: string, id: string, secret: string): CredentialPlace[] => [
  idRef(`${base}.${id}`),
  secretRef(`${base}.${secret}`),
];

const route53 = 'spec.acme.solvers.*.dns01.route53';
const s3Artifact = (base: string) =>
  pair(`${base}.s3`, 'accessKeySecret', 'secretKeySecret');
const barman = (base: string): CredentialPlace[] => [
  ...pair(`${base}.s3Credentials`, 'accessKeyId', 'secretAccessKey'),
  tokenRef(`${base}.s3Credentials.sessionToken`),
];
const k8up = (base: string) =>
  pair(`${base}.s3`, 'accessKeyIDSecretRef', 'secretAccessKeySecretRef');
const sigv4 = (base: string) => pair(`${base}.sigv4`, 'accessKey', 'secretKey');

/** KEDA names a Secret for each parameter of a scaler. */
const parameter = (is: string, part: PlacePart): CredentialPlace => ({
  path: 'spec.secretTargetRef.*',
  as: 'selector',
  part,
  where: { field: 'parameter', is },
});

/** Custom resources that hold or name static keys, with the fields that their documentation gives. */
export const CUSTOM_RESOURCE_RULES: readonly CustomResourceRule[] = [
  {
    software: 'cert-manager',
    group: 'cert-manager.io',
    kinds: ['Issuer', 'ClusterIssuer'],
    family: 'aws',
    places: [
      idValue(`${route53}.accessKeyID`),
      idRef(`${route53}.accessKeyIDSecretRef`),
      secretRef(`${route53}.secretAccessKeySecretRef`),
    ],
    source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
  },
  {
    software: 'External Secrets',
    group: 'external-secrets.io',
    kinds: ['SecretStore', 'ClusterSecretStore'],
    family: 'aws',
    places: [
      ...pair(
        'spec.provider.aws.auth.secretRef',
        'accessKeyIDSecretRef',
        'secretAccessKeySecretRef',
      ),
      tokenRef('spec.provider.aws.auth.secretRef.sessionTokenSecretRef'),
    ],
    source: 'https://external-secrets.io/latest/provider/aws-access/',
  },
  {
    software: 'External Secrets',
    group: 'generators.external-secrets.io',
    kinds: ['ECRAuthorizationToken', 'STSSessionToken'],
    family: 'aws',
    places: [
      ...pair(
        'spec.auth.secretRef',
        'accessKeyIDSecretRef',
        'secretAccessKeySecretRef',
      ),
      tokenRef('spec.auth.secretRef.sessionTokenSecretRef'),
    ],
    source: 'https://external-secrets.io/latest/api/generator/ecr/',
  },
  {
    software: 'Crossplane',
    group: 'aws.upbound.io',
    kinds: ['ProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    source: 'https://docs.upbound.io/providers/provider-aws/authentication/',
  },
  {
    software: 'Crossplane',
    group: 'aws.m.upbound.io',
    kinds: ['ProviderConfig', 'ClusterProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    source: 'https://docs.upbound.io/providers/provider-aws/authentication/',
  },
  {
    software: 'Crossplane',
    group: 'aws.crossplane.io',
    kinds: ['ProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    source: 'https://docs.crossplane.io/latest/packages/providers/',
  },
  {
    software: 'KEDA',
    group: 'keda.sh',
    kinds: ['TriggerAuthentication', 'ClusterTriggerAuthentication'],
    family: 'aws',
    places: [
      parameter('awsAccessKeyID', 'id'),
      parameter('awsSecretAccessKey', 'secret'),
      parameter('awsSessionToken', 'token'),
    ],
    source: 'https://keda.sh/docs/latest/scalers/aws-cloudwatch/',
  },
  {
    software: 'Flux',
    group: 'source.toolkit.fluxcd.io',
    kinds: ['Bucket'],
    family: 's3',
    when: [{ path: 'spec.provider', oneOf: ['', 'generic', 'aws'] }],
    endpoints: ['spec.endpoint'],
    places: [anySecret('spec.secretRef', 'accesskey', 'secretkey')],
    source: 'https://fluxcd.io/flux/components/source/buckets/',
  },
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
    source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  },
  {
    software: 'K8up',
    group: 'k8up.io',
    kinds: ['Schedule', 'Backup', 'Restore', 'Archive', 'Check', 'Prune'],
    family: 's3',
    endpoints: [
      'spec.backend.s3.endpoint',
      'spec.restoreMethod.s3.endpoint',
      'spec.archive.restoreMethod.s3.endpoint',
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
    source: 'https://velero.io/docs/main/api-types/backupstoragelocation/',
  },
  {
    software: 'Cluster API for AWS',
    group: 'infrastructure.cluster.x-k8s.io',
    kinds: ['AWSClusterStaticIdentity'],
    family: 'aws',
    places: [anySecret('spec.secretRef', 'AccessKeyID', 'SecretAccessKey')],
    source: 'https://cluster-api-aws.sigs.k8s.io/topics/multitenancy',
  },
  {
    software: 'Argo Workflows',
    group: 'argoproj.io',
    kinds: [
      'Workflow',
      'WorkflowTemplate',
      'ClusterWorkflowTemplate',
      'CronWorkflow',
    ],
    family: 's3',
    endpoints: [
      'spec.artifactRepository.s3.endpoint',
      'spec.templates.*.archiveLocation.s3.endpoint',
      'spec.templates.*.inputs.artifacts.*.s3.endpoint',
      'spec.templates.*.outputs.artifacts.*.s3.endpoint',
      'spec.workflowSpec.templates.*.outputs.artifacts.*.s3.endpoint',
      'spec.workflowSpec.templates.*.inputs.artifacts.*.s3.endpoint',
    ],
    places: [
      ...s3Artifact('spec.arguments.artifacts.*'),
      ...s3Artifact('spec.templates.*.archiveLocation'),
      ...s3Artifact('spec.templates.*.inputs.artifacts.*'),
      ...s3Artifact('spec.templates.*.outputs.artifacts.*'),
      ...s3Artifact('spec.workflowSpec.templates.*.inputs.artifacts.*'),
      ...s3Artifact('spec.workflowSpec.templates.*.outputs.artifacts.*'),
    ],
    source:
      'https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/',
  },
  {
    software: 'Argo Events',
    group: 'argoproj.io',
    kinds: ['EventSource'],
    family: 'aws',
    places: [
      ...pair('spec.sqs.*', 'accessKey', 'secretKey'),
      ...pair('spec.sns.*', 'accessKey', 'secretKey'),
    ],
    source:
      'https://argoproj.github.io/argo-events/eventsources/setup/aws-sqs/',
  },
  {
    software: 'Argo Events',
    group: 'argoproj.io',
    kinds: ['EventSource'],
    family: 's3',
    endpoints: ['spec.minio.*.endpoint'],
    places: pair('spec.minio.*', 'accessKey', 'secretKey'),
    source: 'https://argoproj.github.io/argo-events/eventsources/setup/minio/',
  },
  {
    software: 'Prometheus operator',
    group: 'monitoring.coreos.com',
    kinds: [
      'Prometheus',
      'PrometheusAgent',
      'Alertmanager',
      'AlertmanagerConfig',
      'ThanosRuler',
    ],
    family: 'aws',
    places: [
      ...sigv4('spec.remoteWrite.*'),
      ...sigv4('spec.alerting.alertmanagers.*'),
      ...sigv4('spec.receivers.*.snsConfigs.*'),
    ],
    source:
      'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Sigv4',
  },
  {
    software: 'Prometheus operator',
    group: 'monitoring.coreos.com',
    kinds: ['ScrapeConfig'],
    family: 'aws',
    places: pair('spec.ec2SDConfigs.*', 'accessKey', 'secretKey'),
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
  },
  {
    software: 'Prometheus operator (Thanos)',
    group: 'monitoring.coreos.com',
    kinds: ['Prometheus', 'ThanosRuler'],
    family: 's3',
    places: [
      fileRef('spec.thanos.objectStorageConfig'),
      fileRef('spec.objectStorageConfig'),
    ],
    source: 'https://prometheus-operator.dev/docs/platform/thanos/',
  },
  {
    software: 'Loki operator',
    group: 'loki.grafana.com',
    kinds: ['LokiStack'],
    family: 's3',
    when: [{ path: 'spec.storage.secret.type', oneOf: ['s3'] }],
    places: [
      anySecret('spec.storage.secret', 'access_key_id', 'access_key_secret'),
    ],
    source: 'https://loki-operator.dev/docs/object_storage.md/',
  },
  {
    software: 'Tempo operator',
    group: 'tempo.grafana.com',
    kinds: ['TempoStack', 'TempoMonolithic'],
    family: 's3',
    when: [{ path: 'spec.storage.secret.type', oneOf: ['s3'] }],
    places: [
      anySecret('spec.storage.secret', 'access_key_id', 'access_key_secret'),
    ],
    source:
      'https://grafana.com/docs/tempo/latest/setup/operator/object-storage/',
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
    ],
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
    source: 'https://docs.k8ssandra.io/tasks/backup-restore/',
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
    source: 'https://github.com/rancher/backup-restore-operator',
  },
  {
    software: 'Longhorn',
    group: 'longhorn.io',
    kinds: ['BackupTarget'],
    family: 's3',
    places: [
      anySecret(
        'spec.credentialSecret',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ),
    ],
    source:
      'https://longhorn.io/docs/latest/snapshots-and-backups/backup-and-restore/set-backup-target/',
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
    software: 'MinIO',
    group: 'minio.min.io',
    kinds: ['Tenant'],
    family: 'otherStore',
    places: [anySecret('spec.credsSecret', 'accesskey', 'secretkey')],
    source:
      'https://github.com/minio/operator/blob/master/docs/tenant_crd.adoc',
  },
  {
    software: 'Logging operator',
    group: 'logging.banzaicloud.io',
    kinds: ['Output', 'ClusterOutput'],
    family: 'aws',
    endpoints: ['spec.s3.s3_endpoint'],
    places: [
      ...[
        's3',
        'cloudwatch',
        'kinesisStream',
        'kinesisFirehose',
        'sqs',
      ].flatMap(output => [
        idRef(`spec.${output}.aws_key_id.valueFrom.secretKeyRef`),
        secretRef(`spec.${output}.aws_sec_key.valueFrom.secretKeyRef`),
        idValue(`spec.${output}.aws_key_id.value`),
        secretValue(`spec.${output}.aws_sec_key.value`),
      ]),
    ],
    source: 'https://kube-logging.dev/docs/configuration/plugins/outputs/s3/',
  },
  {
    software: 'Knative and Triggermesh',
    group: 'sources.triggermesh.io',
    kinds: [
      'AWSSQSSource',
      'AWSS3Source',
      'AWSKinesisSource',
      'AWSSNSSource',
      'AWSCloudWatchSource',
      'AWSDynamoDBSource',
      'AWSCodeCommitSource',
      'AWSCloudWatchLogsSource',
    ],
    family: 'aws',
    places: [
      idValue('spec.auth.credentials.accessKeyID.value'),
      idRef('spec.auth.credentials.accessKeyID.valueFromSecret'),
      secretValue('spec.auth.credentials.secretAccessKey.value'),
      secretRef('spec.auth.credentials.secretAccessKey.valueFromSecret'),
    ],
    source: 'https://docs.triggermesh.io/sources/awssqs/',
  },
  {
    software: 'Knative',
    group: 'sources.knative.dev',
    kinds: ['AwsSqsSource', 'IntegrationSource'],
    family: 'aws',
    places: [
      fileRef('spec.awsCredsSecret'),
      anySecret('spec.aws.auth.secret.ref', 'aws.accessKey', 'aws.secretKey'),
    ],
    source: 'https://knative.dev/docs/eventing/sources/integration-source/',
  },
  {
    software: 'OpenShift',
    group: 'cloudcredential.openshift.io',
    kinds: ['CredentialsRequest'],
    family: 'aws',
    when: [
      { path: 'spec.providerSpec.kind', oneOf: ['AWSProviderSpec'] },
      { path: 'spec.cloudTokenPath', oneOf: [''] },
      { path: 'spec.providerSpec.stsIAMRoleARN', oneOf: [''] },
    ],
    places: [
      anySecret('spec.secretRef', 'aws_access_key_id', 'aws_secret_access_key'),
    ],
    source:
      'https://docs.openshift.com/container-platform/latest/authentication/managing_cloud_provider_credentials/about-cloud-credential-operator.html',
  },
];
