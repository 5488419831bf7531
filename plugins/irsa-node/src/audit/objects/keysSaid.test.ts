import { areBothHalves, keySaidBy, keysSaidIn } from './keysSaid';

const said = (record: object) =>
  keysSaidIn(record as Record<string, unknown>).map(
    ({ key, becomes }) => `${key} is ${becomes}`,
  );

describe('what a resource says of data keys', () => {
  it.each<[object, string[]]>([
    [
      { secretName: 's', accessKeyRef: 'a', secretAccessKeyRef: 'b' },
      ['a is accessKey', 'b is secretAccessKey'],
    ],
    [
      { secretName: 's', accessKeyName: 'a', secretKeyName: 'b' },
      ['a is accessKey', 'b is secretKey'],
    ],
    [{ name: 's', accessKeyIDSelector: { key: 'a' } }, ['a is accessKeyID']],
    [
      {
        secretName: 's',
        entries: [
          { key: 'a', path: 's3.client.default.access_key' },
          { key: 'b', path: 'xpack.notification.password' },
        ],
      },
      ['a is s3.client.default.access_key'],
    ],
    // A selector with a name of its own is a reference of its own.
    [{ accessKeyRef: { name: 't', key: 'a' } }, []],
    [{ secretName: 's', secretKey: 'password', userNameKey: 'user' }, []],
    [{ secretName: 's', accessKeyName: 'not a key' }, []],
  ])('%j', (record, expected) => {
    expect(said(record)).toEqual(expected);
  });

  it('takes the field of a selector', () => {
    expect(keySaidBy('accessKey', 'a')).toEqual([
      { key: 'a', becomes: 'accessKey' },
    ]);
    expect(keySaidBy('password', 'a')).toEqual([]);
    expect(keySaidBy('accessKey', undefined)).toEqual([]);
  });

  it('counts both halves only', () => {
    const id = { key: 'a', becomes: 'accessKey' };
    const secret = { key: 'b', becomes: 'secretKey' };
    expect(areBothHalves([id, secret])).toBe(true);
    expect(areBothHalves([secret])).toBe(false);
  });
});
