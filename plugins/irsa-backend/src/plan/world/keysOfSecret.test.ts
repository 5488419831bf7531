import { CredentialReference } from 'backstage-plugin-irsa-common';
import { isKeyOfAws, keysOfSecret } from './keysOfSecret';

const REFERENCE: CredentialReference = {
  container: 'main',
  containerType: 'container',
  location: 'env-secretKeyRef',
  objectKind: 'Secret',
  objectName: 'worker-aws',
  keyNames: ['id', 'word'],
  envNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  path: '',
  verdict: 'static-aws',
  confidence: 'pair',
  accessKeys: [],
  why: '',
  readLevel: 1,
};

const keys = (parts: Partial<CredentialReference>) =>
  keysOfSecret([{ ...REFERENCE, ...parts }], 'worker-aws');

describe('data keys with the halves of a key', () => {
  it.each<[string, Partial<CredentialReference>, string[]]>([
    ['under any names', { keyNames: ['word', 'id'] }, ['id', 'word']],
    [
      'mounted one by one',
      { location: 'volume-secret', keyNames: ['accesskey', 'secretkey'] },
      ['accesskey', 'secretkey'],
    ],
    ['an id alone', { keyNames: ['id'], confidence: 'id' }, []],
    ['one file with both', { keyNames: ['config.yaml'] }, []],
    ['files with more', { keyNames: ['a.yaml', 'b.conf'] }, []],
    ['of another store', { verdict: 's3-compatible' }, []],
    ['of another Secret', { objectName: 'other' }, []],
    ['of a ConfigMap', { objectKind: 'ConfigMap' }, []],
  ])('%s', (_title, parts, expected) => {
    expect(keys(parts)).toEqual(expected);
  });

  it('are told by their names, or as the workload takes them', () => {
    expect(isKeyOfAws('AWS_SECRET_ACCESS_KEY', [])).toBe(true);
    expect(isKeyOfAws('word', ['id', 'word'])).toBe(true);
    expect(isKeyOfAws('password', ['id', 'word'])).toBe(false);
  });
});
