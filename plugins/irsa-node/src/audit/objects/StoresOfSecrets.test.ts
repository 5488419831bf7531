import { audit, deployment, secret } from '../__testUtils__/audit';

const APP = deployment('envFrom: [{ secretRef: { name: s } }]');
const PAIR = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';
const resource = (apiVersion: string, kind: string, rest: string, name = 's') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${rest}\n---\n`;
const claim = (storageClassName: string) =>
  resource(
    'objectbucket.io/v1alpha1',
    'ObjectBucketClaim',
    `spec: { generateBucketName: s, storageClassName: ${storageClassName} }`,
  );
const storageClass = (provisioner: string) =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: buckets }\nprovisioner: ${provisioner}\n---\n`;
const access = (driver: string) =>
  `${resource(
    'objectstorage.k8s.io/v1alpha1',
    'BucketAccess',
    'spec: { bucketAccessClassName: c, credentialsSecretName: s }',
    'x',
  )}apiVersion: objectstorage.k8s.io/v1alpha1\nkind: BucketAccessClass\nmetadata: { name: c }\ndriverName: ${driver}\n---\n`;
const found = (keys: string, verdict: string, name = 's') => [
  `Deployment/app main envFrom-secret ${name} ${keys} ${verdict}`,
];

describe('an access by the ServiceAccount itself', () => {
  it.each(['IAM', 'iam'])('has no key: %s', type => {
    expect(audit(`${access(`x\nauthenticationType: ${type}`)}${APP}`)).toEqual(
      [],
    );
  });

  it('has no key in the second generation', () => {
    const text = resource(
      'objectstorage.k8s.io/v1alpha2',
      'BucketAccess',
      'spec: { bucketAccessClassName: c, bucketClaims: [{ bucketClaimName: b, accessSecretName: s }] }',
      'x',
    );
    const of = (type: string) =>
      `${text}${resource(
        'objectstorage.k8s.io/v1alpha2',
        'BucketAccessClass',
        `spec: { driverName: x, authenticationType: ${type} }`,
        'c',
      )}${APP}`;
    expect(audit(of('ServiceAccount'))).toEqual([]);
    expect(audit(of('Key'))).toEqual([
      'Deployment/app main envFrom-secret s [COSI_S3_ACCESS_KEY_ID,COSI_S3_ACCESS_SECRET_KEY] s3-compatible',
    ]);
  });
});

describe('whose key a Secret of a claim or of a user of a store holds', () => {
  it.each<[string, string, string, string]>([
    ['a claim of Rook', claim('rook-ceph-bucket'), PAIR, 's3-compatible'],
    [
      'a claim of NooBaa',
      claim('openshift-storage.noobaa.io'),
      PAIR,
      's3-compatible',
    ],
    ['a claim of an unknown class', claim('buckets'), PAIR, 's3-compatible'],
    [
      'a claim of a class that is called AWS',
      claim('aws-s3'),
      PAIR,
      'static-aws',
    ],
    [
      'a claim with the provisioner of AWS',
      claim('buckets') + storageClass('aws-s3.io/bucket'),
      PAIR,
      'static-aws',
    ],
    [
      'a class that is called AWS, with the provisioner of Ceph',
      claim('buckets').replace('buckets', 'aws-like') +
        storageClass('rook-ceph.ceph.rook.io/bucket').replace(
          'buckets',
          'aws-like',
        ),
      PAIR,
      's3-compatible',
    ],
    [
      'an access of Ceph',
      access('ceph.objectstorage.k8s.io'),
      '[BucketInfo]',
      's3-compatible',
    ],
    [
      'an access of AWS',
      access('aws-s3.objectstorage.k8s.io'),
      '[BucketInfo]',
      'static-aws',
    ],
    [
      'an access of a class that is elsewhere',
      `${access('x').split('---')[0]}---\n`,
      '[BucketInfo]',
      'uncertain',
    ],
    [
      'a key of Garage',
      resource(
        'garage.rajsingh.info/v1alpha1',
        'GarageKey',
        'spec: { secretTemplate: { name: s } }',
        'x',
      ),
      '[access-key-id,secret-access-key]',
      's3-compatible',
    ],
    [
      'a key of another operator of Garage',
      resource(
        'garage.getclustered.net/v1alpha1',
        'AccessKey',
        'spec: { secretName: s }',
        'x',
      ),
      '[access-key-id,accessKeyId,secret-access-key,secretAccessKey]',
      's3-compatible',
    ],
  ])('%s', (_name, maker, keys, verdict) => {
    for (const readLevel of [0, 1, 2] as const) {
      expect(audit(APP + maker, { readLevel })).toEqual(found(keys, verdict));
    }
  });

  it.each<[string, string, string]>([
    [
      'an account of NooBaa',
      resource('noobaa.io/v1alpha1', 'NooBaaAccount', 'spec: {}', 'a'),
      'noobaa-account-a',
    ],
    [
      'the administrator of NooBaa',
      resource('noobaa.io/v1alpha1', 'NooBaa', 'spec: {}', 'noobaa'),
      'noobaa-admin',
    ],
  ])('%s has a name of its own', (_name, maker, name) => {
    expect(audit(APP.replace('name: s ', `name: ${name} `) + maker)).toEqual(
      found(PAIR, 's3-compatible', name),
    );
  });

  const tenant = resource(
    'minio.min.io/v2',
    'Tenant',
    'spec: { users: [{ name: s }], kes: { kesSecret: { name: kes } } }',
    'x',
  );
  const held = (id: string) =>
    secret(
      's',
      `{ AWS_ACCESS_KEY_ID: ${id}, AWS_SECRET_ACCESS_KEY: secret-of-console }`,
    );

  it.each<[string, string, string]>([
    ['of a user of a tenant of MinIO', held('"*"'), 's3-compatible'],
    ['with the id of AWS in it, whoever names it', held('@KEY@'), 'static-aws'],
  ])('%s', (_name, given, verdict) => {
    expect(audit(APP + tenant + given)).toContain(found(PAIR, verdict)[0]);
  });

  it('is not told by a tenant of another namespace', () => {
    expect(
      audit(
        APP +
          tenant.replace('namespace: shop', 'namespace: lake') +
          held('"*"'),
        {
          readLevel: 1,
        },
      ),
    ).toContain(found(PAIR, 'static-aws')[0]);
  });

  it('is said of a Secret that nothing uses too', () => {
    expect(
      audit(claim('rook-ceph-bucket') + held('"*"'), { readLevel: 1 }),
    ).toEqual([`Secret/s - other s ${PAIR} s3-compatible`]);
  });
});
