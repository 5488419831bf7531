import { audit, deployment, secret } from './__testUtils__/audit';
import { CatalogueError, readCatalogue } from './customResources/readCatalogue';
import { CUSTOM_RESOURCE_RULES } from './customResources/rules';

const INI =
  '"[default]\\naws_access_key_id = @KEY@\\naws_secret_access_key = @SECRET@\\n"';
const head = (
  apiVersion: string,
  kind: string,
  spec: string,
  scope = 'namespace: shop',
) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, ${scope} }\nspec: ${spec}\n---\n`;
/** One Secret with an id and a secret under these keys. */
const pairSecret = (id: string, key: string, name = 's') =>
  secret(name, `{ ${id}: "@KEY@", ${key}: "@SECRET@" }`);
const selector = (key: string, name = 's') => `{ name: ${name}, key: ${key} }`;

interface Row {
  manifest: string;
  /** `kind/name` and what follows, at levels 2, 1 and 0; the first holds for those that are left out. */
  levels: [string[], string[]?, string[]?];
}
const one = (kind: string, object: string, keys: string, verdict: string) => [
  `${kind}/x - other ${object} [${keys}] ${verdict}`,
];

const ROWS: Record<string, Row> = {
  'cert-manager, id in clear': {
    manifest:
      head(
        'cert-manager.io/v1',
        'ClusterIssuer',
        '{ acme: { solvers: [{ dns01: { route53: { region: eu-west-1, accessKeyID: "@KEY@", secretAccessKeySecretRef: { name: s, key: secret-access-key } } } }] } }',
        'labels: {}',
      ) + secret('s', '{ secret-access-key: "@SECRET@" }'),
    levels: [
      [
        'ClusterIssuer/x - other - [accessKeyID] static-aws',
        'ClusterIssuer/x - other s [secret-access-key] static-aws',
      ],
    ],
  },
  'cert-manager, ambient': {
    manifest: head(
      'cert-manager.io/v1',
      'Issuer',
      '{ acme: { solvers: [{ dns01: { route53: { region: eu-west-1, role: "arn:aws:iam::111122223333:role/x" } } }] } }',
    ),
    levels: [[]],
  },
  'External Secrets': {
    manifest:
      head(
        'external-secrets.io/v1',
        'SecretStore',
        `{ provider: { aws: { service: SecretsManager, region: eu-west-1, auth: { secretRef: { accessKeyIDSecretRef: ${selector(
          'access-key',
        )}, secretAccessKeySecretRef: ${selector(
          'secret-access-key',
        )} } } } } }`,
      ) + pairSecret('access-key', 'secret-access-key'),
    levels: [
      one('SecretStore', 's', 'access-key,secret-access-key', 'static-aws'),
    ],
  },
  'External Secrets with a ServiceAccount': {
    manifest: head(
      'external-secrets.io/v1',
      'SecretStore',
      '{ provider: { aws: { service: SecretsManager, region: eu-west-1, auth: { jwt: { serviceAccountRef: { name: sa } } } } } }',
    ),
    levels: [[]],
  },
  Crossplane: {
    manifest:
      head(
        'aws.upbound.io/v1beta1',
        'ProviderConfig',
        '{ credentials: { source: Secret, secretRef: { namespace: shop, name: s, key: creds } } }',
        'labels: {}',
      ) + secret('s', `{ creds: ${INI} }`),
    levels: [one('ProviderConfig', 's', 'creds', 'static-aws')],
  },
  'Crossplane with IRSA': {
    manifest: head(
      'aws.upbound.io/v1beta1',
      'ProviderConfig',
      '{ credentials: { source: IRSA } }',
      'labels: {}',
    ),
    levels: [[]],
  },
  'Cluster API': {
    manifest:
      head(
        'infrastructure.cluster.x-k8s.io/v1beta2',
        'AWSClusterStaticIdentity',
        '{ secretRef: s, allowedNamespaces: {} }',
        'labels: {}',
      ) + pairSecret('AccessKeyID', 'SecretAccessKey'),
    levels: [
      one(
        'AWSClusterStaticIdentity',
        's',
        'AccessKeyID,SecretAccessKey',
        'static-aws',
      ),
    ],
  },
  KEDA: {
    manifest:
      head(
        'keda.sh/v1alpha1',
        'TriggerAuthentication',
        '{ secretTargetRef: [{ parameter: awsAccessKeyID, name: s, key: id }, { parameter: awsSecretAccessKey, name: s, key: secret }] }',
      ) + pairSecret('id', 'secret'),
    levels: [one('TriggerAuthentication', 's', 'id,secret', 'static-aws')],
  },
  'KEDA with Pod Identity': {
    manifest: head(
      'keda.sh/v1alpha1',
      'TriggerAuthentication',
      '{ podIdentity: { provider: aws } }',
    ),
    levels: [[]],
  },
  'Flux Bucket': {
    manifest:
      head(
        'source.toolkit.fluxcd.io/v1',
        'Bucket',
        '{ provider: generic, endpoint: s3.amazonaws.com, bucketName: b, secretRef: { name: s } }',
      ) + pairSecret('accesskey', 'secretkey'),
    levels: [one('Bucket', 's', 'accesskey,secretkey', 'static-aws')],
  },
  'Flux Bucket on MinIO': {
    manifest:
      head(
        'source.toolkit.fluxcd.io/v1',
        'Bucket',
        '{ provider: generic, endpoint: "minio.example.com", bucketName: b, secretRef: { name: s } }',
      ) + secret('s', '{ accesskey: minio, secretkey: minio123 }'),
    levels: [one('Bucket', 's', 'accesskey,secretkey', 's3-compatible')],
  },
  CloudNativePG: {
    manifest:
      head(
        'postgresql.cnpg.io/v1',
        'Cluster',
        `{ backup: { barmanObjectStore: { destinationPath: "s3://b/", s3Credentials: { accessKeyId: ${selector(
          'ACCESS_KEY_ID',
        )}, secretAccessKey: ${selector('ACCESS_SECRET_KEY')} } } } }`,
      ) + pairSecret('ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'),
    levels: [
      one('Cluster', 's', 'ACCESS_KEY_ID,ACCESS_SECRET_KEY', 'static-aws'),
      one('Cluster', 's', 'ACCESS_KEY_ID,ACCESS_SECRET_KEY', 'uncertain'),
      one('Cluster', 's', 'ACCESS_KEY_ID,ACCESS_SECRET_KEY', 'uncertain'),
    ],
  },
  'CloudNativePG with a role': {
    manifest: head(
      'postgresql.cnpg.io/v1',
      'Cluster',
      '{ backup: { barmanObjectStore: { destinationPath: "s3://b/", s3Credentials: { inheritFromIAMRole: true } } } }',
    ),
    levels: [[]],
  },
  'Barman Cloud plugin': {
    manifest:
      head(
        'barmancloud.cnpg.io/v1',
        'ObjectStore',
        `{ configuration: { destinationPath: "s3://b/", endpointURL: "http://minio:9000", s3Credentials: { accessKeyId: ${selector(
          'id',
        )}, secretAccessKey: ${selector('secret')} } } }`,
      ) + pairSecret('id', 'secret'),
    levels: [one('ObjectStore', 's', 'id,secret', 's3-compatible')],
  },
  K8up: {
    manifest:
      head(
        'k8up.io/v1',
        'Schedule',
        `{ backend: { s3: { endpoint: "https://s3.eu-west-1.amazonaws.com", bucket: b, accessKeyIDSecretRef: ${selector(
          'username',
        )}, secretAccessKeySecretRef: ${selector('password')} } } }`,
      ) + pairSecret('username', 'password'),
    levels: [one('Schedule', 's', 'password,username', 'static-aws')],
  },
  'Velero location': {
    manifest:
      head(
        'velero.io/v1',
        'BackupStorageLocation',
        '{ provider: aws, objectStorage: { bucket: b }, credential: { name: s, key: cloud } }',
      ) + secret('s', `{ cloud: ${INI} }`),
    levels: [
      one('BackupStorageLocation', 's', 'cloud', 'static-aws'),
      one('BackupStorageLocation', 's', 'cloud', 'uncertain'),
      one('BackupStorageLocation', 's', 'cloud', 'uncertain'),
    ],
  },
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

describe('software of the catalogue', () => {
  it.each(
    Object.entries(ROWS).flatMap(([name, { manifest, levels }]) =>
      ([2, 1, 0] as const).map(
        level =>
          [name, level, manifest, levels[2 - level] ?? levels[0]] as const,
      ),
    ),
  )('%s at level %i', (_name, readLevel, manifest, expected) => {
    const found = audit(manifest, { readLevel });
    // What a Secret holds by itself is not seen at level 0.
    expect(found).toEqual(expected);
  });
});

describe('the catalogue', () => {
  const rule = {
    software: 'Ours',
    group: 'example.com',
    kinds: ['Store'],
    family: 'aws',
    places: [{ path: 'spec.creds.*.id', as: 'selector', part: 'id' }],
  };

  it('can be extended', () => {
    const manifest = head(
      'example.com/v1',
      'Store',
      '{ creds: [{ id: { name: s, key: id } }] }',
    );
    expect(audit(manifest)).toEqual([]);
    expect(audit(manifest, { catalogue: readCatalogue([rule]) })).toEqual(
      one('Store', 's', 'id', 'static-aws'),
    );
  });

  it.each<[string, unknown, string]>([
    ['no list', 'x', 'it must be a list of rules'],
    ['no record', ['x'], 'rule 1 must be a record'],
    ['no group', [{ ...rule, group: '' }], 'group of rule 1'],
    ['no place', [{ ...rule, places: [] }], 'places of rule 1 (Ours)'],
    [
      'another family',
      [{ ...rule, family: 'gcp' }],
      'one of aws, s3, otherStore',
    ],
    [
      'a bad path',
      [{ ...rule, places: [{ path: 'a..b', as: 'value', part: 'id' }] }],
      'path of place 1',
    ],
    [
      'a bad part',
      [{ ...rule, places: [{ path: 'a', as: 'value', part: 'all' }] }],
      'one of id, secret, token, file, any',
    ],
  ])('is refused with %s', (_name, value, message) => {
    expect(() => readCatalogue(value)).toThrow(CatalogueError);
    expect(() => readCatalogue(value)).toThrow(message);
  });

  it('reads its own rules', () => {
    expect(
      readCatalogue(JSON.parse(JSON.stringify(CUSTOM_RESOURCE_RULES))),
    ).toHaveLength(CUSTOM_RESOURCE_RULES.length);
  });
});
