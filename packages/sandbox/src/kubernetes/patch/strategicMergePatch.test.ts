import { JsonObject } from '../types';
import { strategicMergePatch } from './strategicMergePatch';

const live: JsonObject = {
  metadata: { finalizers: ['a', 'b'] },
  spec: {
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    containers: [
      {
        name: 'app',
        image: 'app:1',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        envFrom: [{ secretRef: { name: 'aws' } }],
        ports: [{ containerPort: 80, name: 'http' }],
        args: ['x', 'y'],
      },
      { name: 'sidecar', image: 'side:1' },
    ],
    volumes: [{ name: 'v', emptyDir: {} }],
  },
};

function containers(patch: JsonObject[], extra: JsonObject = {}): JsonObject {
  return { spec: { containers: patch, ...extra } };
}

const cases: [string, JsonObject, string, unknown][] = [
  [
    'merges list elements by key',
    containers([{ name: 'app', image: 'app:2' }]),
    'spec.containers.0.image',
    'app:2',
  ],
  [
    'keeps the other elements',
    containers([{ name: 'app', image: 'app:2' }]),
    'spec.containers.1.image',
    'side:1',
  ],
  [
    'deletes an element',
    containers([{ name: 'app', env: [{ name: 'A', $patch: 'delete' }] }]),
    'spec.containers.0.env',
    [{ name: 'B', value: '2' }],
  ],
  [
    'replaces a list without key as a whole',
    containers([{ name: 'app', args: ['z'] }]),
    'spec.containers.0.args',
    ['z'],
  ],
  [
    'replaces envFrom as a whole',
    containers([{ name: 'app', envFrom: [] }]),
    'spec.containers.0.envFrom',
    [],
  ],
  [
    'merges ports by containerPort',
    containers([{ name: 'app', ports: [{ containerPort: 80, name: 'web' }] }]),
    'spec.containers.0.ports',
    [{ containerPort: 80, name: 'web' }],
  ],
  [
    'orders by $setElementOrder',
    containers([{ name: 'app', env: [{ name: 'C', value: '3' }] }], {
      '$setElementOrder/containers': [{ name: 'sidecar' }, { name: 'app' }],
    }),
    'spec.containers.0.name',
    'sidecar',
  ],
  [
    'deletes from a primitive list',
    { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } },
    'metadata.finalizers',
    ['b'],
  ],
  [
    'adds to a primitive list',
    { metadata: { finalizers: ['c'] } },
    'metadata.finalizers',
    ['a', 'b', 'c'],
  ],
  [
    'keeps only $retainKeys',
    { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
    'spec.strategy',
    { type: 'Recreate' },
  ],
  [
    'replaces a map',
    { spec: { strategy: { $patch: 'replace', type: 'Recreate' } } },
    'spec.strategy',
    { type: 'Recreate' },
  ],
  [
    'replaces a list',
    { spec: { volumes: [{ name: 'w' }, { $patch: 'replace' }] } },
    'spec.volumes',
    [{ name: 'w' }],
  ],
  ['removes by null', { spec: { volumes: null } }, 'spec.volumes', undefined],
];

describe('strategicMergePatch', () => {
  it.each(cases)('%s', (_name, patch, path, expected) => {
    const result = strategicMergePatch(live, patch, 'Pod');
    let value: unknown = result;
    for (const key of path.split('.')) {
      value = (value as Record<string, unknown>)[key];
    }
    expect(value).toEqual(expected);
  });

  it('leaves the live object alone', () => {
    const before = JSON.stringify(live);
    cases.forEach(([, patch]) => strategicMergePatch(live, patch, 'Pod'));
    expect(JSON.stringify(live)).toBe(before);
  });

  it('refuses an element without its key', () => {
    expect(() =>
      strategicMergePatch(live, containers([{ image: 'x' }]), 'Pod'),
    ).toThrow('does not contain declared merge key: name');
  });
});
