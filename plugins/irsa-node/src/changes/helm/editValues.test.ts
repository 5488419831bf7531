import { editValues, ValuesPlace, valuesOf } from './editValues';
import { sensitiveValues } from './sensitiveValues';
import { ValueEdit } from './values';

const set = (path: string, value: unknown): ValueEdit => ({
  op: 'set',
  path: path.split('.'),
  value,
});
const unset = (path: string): ValueEdit => ({
  op: 'unset',
  path: path.split('.'),
});
const PLACE: ValuesPlace = { path: 'values.yaml' };
const RELEASE: ValuesPlace = {
  path: 'all.yaml',
  object: { kind: 'HelmRelease', namespace: 'shop', name: 'orders' },
  within: ['spec', 'values'],
};
const KEPT = 'kind: HelmRelease\nmetadata: {name: orders}\n';

describe('editValues', () => {
  it.each<[string, ValuesPlace, string, ValueEdit[], string]>([
    [
      'goes into a file that has only comments',
      PLACE,
      '# Nothing yet.\n',
      [set('sa.annotations.a', 'b'), set('sa.create', true)],
      '# Nothing yet.\nsa:\n  annotations:\n    a: b\n  create: true\n',
    ],
    [
      'takes an emptied map away',
      PLACE,
      'a: 1\nkeys:\n  aws:\n    id: x\n    secret: y\nb: 2 # two\n',
      [unset('keys.aws.id'), unset('keys.aws.secret')],
      'a: 1\nb: 2 # two\n',
    ],
    [
      'fills what is empty in its place',
      PLACE,
      'sa:\n  annotations: {} # none\n  name:\nz: 1\n',
      [set('sa.annotations.a', 'b'), set('sa.name', 'x')],
      'sa:\n  annotations:\n    a: b # none\n  name: x\nz: 1\n',
    ],
    [
      'keeps quotes of a text',
      PLACE,
      `region: 'us-east-1' # old\n`,
      [set('region', 'eu-west-1')],
      `region: 'eu-west-1' # old\n`,
    ],
    [
      'writes braces anew only where several things in them change',
      PLACE,
      'a: {b: 1, "c": 2}\nd: {e: 1, "f": 2}\n',
      [unset('a.b'), unset('d.e'), set('d.g', 3)],
      'a: {"c": 2}\nd:\n  f: 2\n  g: 3\n',
    ],
    [
      'goes into one of several objects of a file',
      RELEASE,
      `kind: ConfigMap\nmetadata: {name: orders}\n---\n${KEPT}spec:\n  values:\n    a: 1 # one\n`,
      [unset('a')],
      `kind: ConfigMap\nmetadata: {name: orders}\n---\n${KEPT}spec:\n  values: {} # one\n`,
    ],
    [
      'goes into an object without values',
      RELEASE,
      `${KEPT}spec:\n  interval: 1m\n`,
      [set('sa.name', 'x')],
      `${KEPT}spec:\n  interval: 1m\n  values:\n    sa:\n      name: x\n`,
    ],
    [
      'goes into values that are a text',
      RELEASE,
      `${KEPT}spec:\n  values: |\n    # One\n    a: 1\n  other: 2\n`,
      [set('b', 'x')],
      `${KEPT}spec:\n  values: |\n    # One\n    a: 1\n    b: x\n  other: 2\n`,
    ],
  ])('%s', (_, place, before, edits, after) => {
    expect(editValues(place, before, edits)).toEqual({
      path: place.path,
      content: after,
    });
  });

  it.each<[string, ValuesPlace, string, ValueEdit, object]>([
    [
      'an anchor that others use',
      PLACE,
      'a: &keys\n  id: 1\n  x: 2\nb: *keys\n',
      unset('a.id'),
      { code: 'anchor' },
    ],
    [
      'a file that is no YAML',
      PLACE,
      'a: [b\n',
      unset('a'),
      { code: 'unreadable' },
    ],
    [
      'an object that is not there',
      RELEASE,
      'kind: HelmRelease\nmetadata: {name: other}\n',
      unset('a'),
      { code: 'notFound' },
    ],
    [
      'an object that is there twice',
      RELEASE,
      `${KEPT}---\n${KEPT}`,
      unset('a'),
      { code: 'ambiguous' },
    ],
  ])('refuses %s', (_, place, before, edit, error) => {
    expect(() => editValues(place, before, [edit])).toThrow(
      expect.objectContaining(error),
    );
  });
});

it('reads values of each form', () => {
  expect(valuesOf(RELEASE, `${KEPT}spec: {values: {a: 1}}\n`)).toEqual({
    a: 1,
  });
  expect(valuesOf(RELEASE, KEPT)).toEqual({});
});

it('takes what may be a secret for one, and names of objects for none', () => {
  const values = {
    adminPassword: 'p-1',
    existingSecret: 'name',
    extraEnvVarsSecret: 'name',
    aws: { secretKey: 'p-2', credentials: { secretName: 'name' } },
    secretContents: { cloud: 'p-3' },
    env: [
      { name: 'API_TOKEN', value: 'p-4' },
      { name: 'LEVEL', value: 'info' },
      { name: 'ID', valueFrom: { secretKeyRef: { name: 'name', key: 'id' } } },
    ],
    values: 'db:\n  password: p-5\n',
  };
  expect([...sensitiveValues(values)].sort()).toEqual([
    'p-1',
    'p-2',
    'p-3',
    'p-4',
    'p-5',
  ]);
});
