import { secretFieldsOf } from './secretFields';

const named = (spec: object) =>
  secretFieldsOf({ kind: 'Thing', metadata: { name: 't' }, spec }).map(
    ({ name, namespace, isGuess }) =>
      [namespace, name].filter(Boolean).join('/') + (isGuess ? '?' : ''),
  );

describe('secretFieldsOf', () => {
  it.each<[object, string[]]>([
    [{ secretNameRef: { name: 'a', namespace: 'n' } }, ['n/a']],
    [{ secret: { ref: { name: 'a' } } }, ['a']],
    [{ configuration: [{ type: 'secret', value: 'a' }] }, ['a']],
    [{ configs: ['secret:a/credentials@/etc/a', 'configmap:b'] }, ['a']],
    [{ cloudCredentialName: 'n:a' }, ['n/a?']],
    [{ secretRef: 'n/a' }, ['n/a']],
    [{ secretsMap: { ID: { path: 'a', key: 'id' } } }, ['a']],
    [{ files: { type: 'secret', name: 'a', path: '/x' } }, ['a?']],
    [{ secret: 'Not A Name' }, []],
    [{ configuration: [{ type: 'configmap', value: 'a' }] }, []],
  ])('%j', (spec, expected) => {
    expect(named(spec)).toEqual(expected);
  });
});
