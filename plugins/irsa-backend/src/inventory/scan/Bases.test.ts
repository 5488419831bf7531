import { MadeSecrets, Scalers } from 'backstage-plugin-irsa-node';
import { Bases } from './Bases';
import { KnownObject, objectKey } from './KnownObjects';
import { Surroundings } from './ScanWorld';

const SECRET = objectKey('shop', 'Secret', 'keys');
const SETTINGS = objectKey('shop', 'ConfigMap', 'settings');
const ABSENT = objectKey('shop', 'ConfigMap', 'absent');
const version = (resourceVersion: string): KnownObject => ({ resourceVersion });

const known = (overrides: Partial<Surroundings> = {}): Surroundings => ({
  objects: new Map([
    [SECRET, version('5')],
    [SETTINGS, version('6')],
  ]),
  roleArns: new Map([['shop/runner', 'arn:aws:iam::111122223333:role/r']]),
  associated: new Set(),
  providers: new Map(),
  stores: new MadeSecrets(),
  scalers: new Scalers(),
  ...overrides,
});
const basesOf = (
  surroundings: Partial<Surroundings> = {},
  more: Partial<ConstructorParameters<typeof Bases>[0]> = {},
) =>
  new Bases({
    common: ['program', 'links'],
    surroundings: known(surroundings),
    namespaces: new Map([['shop', { labels: { team: 'a' } }]]),
    ...more,
  });

const ref = {
  cluster: 'c',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
};
const seen = { ref, uid: 'u', resourceVersion: '9', serviceAccount: 'runner' };
const grounds = {
  objects: [SECRET, SETTINGS, ABSENT],
  taken: [SECRET],
  isPlain: true,
};
const objectsWith = (key: string, object?: KnownObject) => {
  const objects = new Map(known().objects);
  if (object) {
    objects.set(key, object);
  } else {
    objects.delete(key);
  }
  return { objects };
};
const resource = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { namespace: 'shop', name: 'some' },
  spec,
});
const scaled = () => {
  const scalers = new Scalers();
  scalers.add(
    resource('keda.sh/v1', 'ScaledObject', { scaleTargetRef: { name: 'web' } }),
  );
  return scalers;
};
const given = () => {
  const stores = new MadeSecrets();
  stores.add(
    resource('minio.min.io/v2', 'Tenant', { users: [{ name: 'keys' }] }),
  );
  return stores;
};

describe('what a workload was found by', () => {
  const stored = basesOf().of(seen, grounds)!;

  it('has versions, and is told again when nothing has changed', () => {
    expect(stored.split('\n').slice(1)).toEqual([
      `! ${SECRET} 5`,
      `- ${SETTINGS} 6`,
      `- ${ABSENT} -`,
    ]);
    expect(basesOf().unchanged(seen, stored)).toEqual({
      objects: grounds.objects,
      taken: [SECRET],
    });
  });

  it.each<[string, Bases]>([
    ['a Secret', basesOf(objectsWith(SECRET, version('7')))],
    ['a Secret that is gone', basesOf(objectsWith(SECRET))],
    ['a ConfigMap', basesOf(objectsWith(SETTINGS, version('7')))],
    ['a ConfigMap that is gone', basesOf(objectsWith(SETTINGS))],
    [
      'a ConfigMap that was not there',
      basesOf(objectsWith(ABSENT, version('1'))),
    ],
    ['a version that is not known', basesOf(objectsWith(SECRET, version('')))],
    ['the role', basesOf({ roleArns: new Map() })],
    ['the association', basesOf({ associated: new Set(['shop/runner']) })],
    ['whether EKS answers', basesOf({ associated: undefined })],
    ['a scaler of it', basesOf({ scalers: scaled() })],
    ['whose the key in a Secret is', basesOf({ stores: given() })],
    [
      'program, settings or catalog',
      basesOf({}, { common: ['newer', 'links'] }),
    ],
    [
      'the namespace',
      basesOf(
        {},
        { namespaces: new Map([['shop', { labels: { team: 'b' } }]]) },
      ),
    ],
    ['whether namespaces are asked', basesOf({}, { namespaces: undefined })],
  ])('is not the same after a change of %s', (_what, bases) => {
    expect(bases.unchanged(seen, stored)).toBeUndefined();
  });

  it.each<[string, Partial<typeof seen>]>([
    ['version', { resourceVersion: '10' }],
    ['object of the name', { uid: 'other' }],
    ['place', { ref: { ...ref, namespace: 'other' } }],
  ])('is not that of another %s', (_what, other) => {
    expect(basesOf().unchanged({ ...seen, ...other }, stored)).toBeUndefined();
  });

  it.each<[string, Bases, Partial<typeof grounds>, Partial<typeof seen>]>([
    ['more than versions decided', basesOf(), { isPlain: false }, {}],
    ['a Secret is not there', basesOf(objectsWith(SECRET)), {}, {}],
    [
      'it takes what it did not ask for',
      basesOf(),
      { taken: ['a/Secret/b'] },
      {},
    ],
    ['it has no version', basesOf(), {}, { resourceVersion: undefined as any }],
  ])('is not told when %s', (_when, bases, some, other) => {
    expect(
      bases.of({ ...seen, ...other }, { ...grounds, ...some }),
    ).toBeUndefined();
  });

  it.each([undefined, '', 'nonsense', `${'x '.repeat(5)}\n!`])(
    'is not read out of %j',
    text => {
      expect(basesOf().unchanged(seen, text ?? '')).toBeUndefined();
    },
  );
});
