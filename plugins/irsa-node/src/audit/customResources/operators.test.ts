import { audit, secret } from '../__testUtils__/audit';
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
};

describe('software of the catalogue', () => {
  it.each(casesOf(ROWS))(
    '%s at level %i',
    (_name, readLevel, manifest, expected) => {
      // What a Secret holds by itself is not seen at level 0.
      expect(audit(manifest, { readLevel })).toEqual(expected);
    },
  );
});
