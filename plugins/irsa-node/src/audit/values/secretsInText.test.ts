import { secretsInText } from './secretsInText';

describe('secretsInText', () => {
  it.each<[string, string, string[]]>([
    ['a selector', 's3:\n  accessKeySecret: { name: a, key: k }\n', ['a']],
    ['a list of names', 'run:\n  env_secrets: [b, c]\n', ['b', 'c']],
    ['JSON', '{"s3":{"existingSecret":"a"}}', ['a']],
    ['another namespace', 'secretRef: { name: a, namespace: n }\n', ['n/a']],
    ['several documents', 'a: b\n---\nsecretName: c\n', ['c']],
    [
      'a Pod',
      'kind: Pod\nspec:\n  containers:\n    - envFrom: [{ secretRef: { name: a } }]\n',
      ['a'],
    ],
    ['a secret itself', 'client_secret: "Not A Name"\n', []],
    ['a field that is no reference', 'secrets_path: a\n', []],
    ['a guess', '# secret\ncredentials: a\n', []],
    ['a script', 'kubectl get secret a\nexit 0\n', []],
  ])('of %s', (_, text, expected) => {
    expect(secretsInText(text)).toEqual(expected);
  });
});
