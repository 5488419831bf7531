import { strategicMerge } from './strategicMerge';

const OBJECT = {
  spec: {
    containers: [
      {
        name: 'a',
        env: [
          { name: 'X', value: '1' },
          { name: 'Y', value: '2' },
        ],
        envFrom: [1],
        args: ['x'],
      },
      { name: 'b' },
    ],
    volumes: [{ name: 'v', secret: { secretName: 's' } }],
  },
};
const container = (fields: object) => ({
  spec: { containers: [{ name: 'a', ...fields }] },
});
const merge = (patch: object, isBuiltIn = true) =>
  strategicMerge(OBJECT, patch as typeof OBJECT, isBuiltIn) as typeof OBJECT;

describe('a strategic merge patch', () => {
  it.each<[string, object, object]>([
    [
      'adds to a list with names',
      { env: [{ name: 'Z', value: '3' }] },
      [
        { name: 'X', value: '1' },
        { name: 'Y', value: '2' },
        { name: 'Z', value: '3' },
      ],
    ],
    [
      'changes an element',
      { env: [{ name: 'Y', value: null, valueFrom: { k: 1 } }] },
      [
        { name: 'X', value: '1' },
        { name: 'Y', valueFrom: { k: 1 } },
      ],
    ],
    [
      'takes an element',
      { env: [{ name: 'X', $patch: 'delete' }] },
      [{ name: 'Y', value: '2' }],
    ],
    [
      'replaces a list',
      { env: [{ $patch: 'replace' }, { name: 'N' }] },
      [{ name: 'N' }],
    ],
  ])('%s', (_name, fields, env) => {
    const { containers } = merge(container(fields)).spec;
    expect(containers[0].env).toEqual(env);
    expect(containers[1]).toEqual({ name: 'b' });
  });

  it('replaces lists without names, and takes what is null', () => {
    const [first] = merge(container({ envFrom: [2], args: null })).spec
      .containers;
    expect(first).toMatchObject({ envFrom: [2] });
    expect(first).not.toHaveProperty('args');
  });

  it('replaces lists of kinds without a schema', () => {
    expect(merge(container({}), false).spec.containers).toEqual([
      { name: 'a' },
    ]);
  });

  it('replaces a record, and leaves what it is given as it was', () => {
    expect(merge({ spec: { $patch: 'replace', volumes: [] } }).spec).toEqual({
      volumes: [],
    });
    expect(OBJECT.spec.containers).toHaveLength(2);
  });
});
