import { LineFinder, parsePath } from './locate';

const MANIFEST = `# first line
kind: Pod
metadata:
  annotations:
    example.com/a.b: x
spec:
  containers:
    - name: app
      env:
        - name: A

        - name: B
          value: c
    - {name: side, env: [{name: C}]}
`;

describe('parsePath', () => {
  it.each([
    ['spec.containers[0].env[12]', ['spec', 'containers', 0, 'env', 12]],
    ['items[3].spec', ['items', 3, 'spec']],
    [`data['a.b'].c`, ['data', 'a.b', 'c']],
    ['data["x y"]', ['data', 'x y']],
    ['', []],
  ])('takes %p apart', (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });
});

describe('LineFinder', () => {
  const finder = new LineFinder({ text: MANIFEST, firstLine: 10 });

  it.each([
    ['kind', 11],
    ['metadata.annotations.example.com/a.b', 14],
    [`metadata.annotations['example.com/a.b']`, 14],
    ['spec.containers[0].env[0]', 19],
    ['spec.containers[0].env[1]', 21],
    ['spec.containers[0].env[1].value', 22],
    ['spec.containers[1].env[0].name', 23],
  ])('finds %s', (path, line) => {
    expect(finder.locate(parsePath(path))).toEqual({ line, found: true });
  });

  it.each([
    ['spec.containers[0].args[2]', 17],
    ['spec.containers[7]', 16],
    ['nothing.at.all', 11],
  ])('tells the last part of %s that is there', (path, line) => {
    expect(finder.locate(parsePath(path))).toEqual({ line, found: false });
  });

  it('takes the last of two keys, as the value does', () => {
    const twice = new LineFinder({ text: 'a: 1\nb: 2\na: 3\n', firstLine: 1 });
    expect(twice.locate(['a'])).toEqual({ line: 3, found: true });
  });

  it('finds lines of JSON', () => {
    const json = new LineFinder({
      text: '{\n  "a": [\n    1,\n    2\n  ]\n}\n',
      firstLine: 1,
    });
    expect(json.locate(['a', 1])).toEqual({ line: 4, found: true });
  });
});
