import { isNamedIn, mountedPaths } from './namedPaths';

const spec = {
  containers: [
    {
      name: 'main',
      volumeMounts: [
        { name: 'keys', mountPath: '/keys/' },
        { name: 'ca', mountPath: '/keys/ca' },
        { name: 'root', mountPath: '/' },
      ],
    },
  ],
};

describe('paths that a text names', () => {
  it('are those at which the Pod has volumes', () => {
    expect(mountedPaths(spec)).toEqual([
      { path: '/keys', below: ['/keys/ca'] },
      { path: '/keys/ca', below: [] },
    ]);
  });

  it.each<[string, string[]]>([
    ['file = /keys/credentials', ['/keys']],
    ['file="/keys"', ['/keys']],
    ['ca: /keys/ca/tls.crt', ['/keys/ca']],
    ['ca: /keys/ca/tls.crt\nkey: /keys/aws', ['/keys', '/keys/ca']],
    ['/keys-of-others/aws', []],
    ['/var/keys/aws', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(
      mountedPaths(spec)
        .filter(path => isNamedIn(text, path))
        .map(({ path }) => path),
    ).toEqual(expected);
  });
});
