import { MadeSecrets } from 'backstage-plugin-irsa-node';
import { ScanWorld, Surroundings } from './ScanWorld';

const surroundings = (overrides: Partial<Surroundings>): Surroundings => ({
  objects: new Map([
    ['shop/Secret/here', { data: new Map(), resourceVersion: '1' }],
  ]),
  roleArns: new Map(),
  associated: new Set(),
  providers: new Map(),
  ...overrides,
});

describe('ScanWorld', () => {
  it.each<[string, Partial<Surroundings>, string, boolean]>([
    ['nothing is known', {}, 'other', false],
    ['all were listed', { listed: new Set(['Secret']) }, 'other', true],
    ['it is among them', { listed: new Set(['Secret']) }, 'here', false],
    [
      'those of another kind were listed',
      { listed: new Set(['ConfigMap']) },
      'other',
      false,
    ],
    [
      'it was asked for',
      { gone: new Set(['shop/Secret/other']) },
      'other',
      true,
    ],
    [
      'another one was asked for',
      { gone: new Set(['shop/Secret/else']) },
      'other',
      false,
    ],
  ])('says what is not there: %s', (_name, overrides, name, expected) => {
    const world = new ScanWorld(surroundings(overrides));
    expect(world.isAbsent('Secret', 'shop', name)).toBe(expected);
  });

  it('knows the Secrets of a class by their label, those of the namespace first', () => {
    const known = (secretClass: string) => ({
      data: new Map(),
      resourceVersion: '1',
      marks: { labels: { 'secrets.stackable.tech/class': secretClass } },
    });
    const objects: Surroundings['objects'] = new Map([
      ['shop/Secret/keys', known('s3')],
      ['shop/Secret/cert', known('tls')],
      ['lake/Secret/keys', known('s3')],
      ['lake/ConfigMap/keys', known('s3')],
    ]);
    const world = new ScanWorld(surroundings({ objects }));
    expect(world.secretsOfClass('shop', 's3')).toEqual([
      { namespace: 'shop', name: 'keys' },
    ]);
    expect(world.secretsOfClass('lab', 's3')).toEqual([
      { namespace: 'lake', name: 'keys' },
      { namespace: 'shop', name: 'keys' },
    ]);
    expect(world.dependsOnlyOn('shop/default')).toBe(false);
    expect([...world.classesAsked]).toEqual(['s3']);
  });

  it.each([
    ['is there', 'here'],
    ['is made later', 'other'],
  ])('knows the store that is given a Secret which %s', (_name, name) => {
    const stores = new MadeSecrets();
    stores.add({
      apiVersion: 'minio.min.io/v2',
      kind: 'Tenant',
      metadata: { namespace: 'shop', name: 'store' },
      spec: { users: [{ name }] },
    });
    const world = new ScanWorld(surroundings({ stores }));
    expect(world.marksOf('Secret', 'shop', name)).toEqual({
      labels: {},
      ownerReferences: [{ kind: 'Tenant', name: 'store' }],
    });
    expect(world.marksOf('Secret', 'lake', name)).toBeUndefined();
  });

  it.each([
    ['IAM', true],
    ['Key', false],
  ])('knows whether a Secret to come has a key: %s', (type, isClean) => {
    const access = {
      apiVersion: 'objectstorage.k8s.io/v1alpha1',
      kind: 'BucketAccess',
      metadata: { namespace: 'shop', name: 'x' },
      spec: { bucketAccessClassName: 'c', credentialsSecretName: 'other' },
    };
    const made = new MadeSecrets();
    made.add(access);
    const stores = new MadeSecrets();
    stores.add(access);
    stores.add({
      apiVersion: access.apiVersion,
      kind: 'BucketAccessClass',
      metadata: { name: 'c' },
      authenticationType: type,
    });
    const world = new ScanWorld(surroundings({ made, stores }));
    const data = world.dataOf('Secret', 'shop', 'other');
    expect([...(data?.keys() ?? [])]).toEqual(isClean ? [] : ['BucketInfo']);
  });

  it('notes which clusters of Kafka Connect an audit asks for', () => {
    const sinks = { spec: {} };
    const world = new ScanWorld(
      surroundings({ connects: new Map([['shop/sinks', sinks]]) }),
    );
    expect(world.connectClusterOf('shop', 'sinks')).toBe(sinks);
    expect(world.connectClusterOf('shop', 'other')).toBeUndefined();
    expect([...world.connectsAsked]).toEqual(['shop/sinks', 'shop/other']);
  });
});
