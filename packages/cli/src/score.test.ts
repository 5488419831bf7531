import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';

const MANIFEST = `apiVersion: v1
kind: Pod
metadata: { name: app, namespace: shop }
spec:
  containers:
    - name: main
      image: app
      envFrom: [{ secretRef: { name: aws } }]
---
apiVersion: v1
kind: Secret
metadata: { name: aws, namespace: shop }
stringData: { AWS_ACCESS_KEY_ID: REPLACE-ME, AWS_SECRET_ACCESS_KEY: REPLACE-ME }
`;
const label = (overrides: object = {}) => ({
  namespace: 'shop',
  kind: 'Pod',
  name: 'app',
  container: 'main',
  location: 'envFrom-secret',
  objectName: 'aws',
  keyNames: ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
  verdict: 'static-aws',
  ...overrides,
});
const labels = (...list: object[]) => JSON.stringify(list);

describe('irsa-audit score', () => {
  it('prints precision and recall, by verdict and location', async () => {
    const cwd = makeFolder({
      'a/app.yaml': MANIFEST,
      'a/expected.json': labels(label()),
      'a/expected.level0.json': labels(
        label({ keyNames: [], verdict: 'uncertain' }),
      ),
      'b/app.yaml': MANIFEST,
      'b/expected.json': labels(label({ objectName: 'other' })),
    });
    const { code, stdout, stderr } = await run(['score', '.'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const figures = (name: string) =>
      stdout
        .split('\n')
        .find(line => line.startsWith(`${name} `))
        ?.trim()
        .split(/\s+/)
        .slice(1);
    expect(figures('all')).toEqual(['2', '1', '1', '0.667', '0.667']);
    expect(figures('uncertain')).toEqual(['1', '0', '0', '1.000', '1.000']);
    expect(figures('static-aws')).toEqual(['1', '1', '1', '0.500', '0.500']);
    expect(stdout).toContain('missed: b/expected.json: app (Pod) main');
    expect(stdout).toContain('false alarm: b/expected.json: app (Pod) main');
  });

  it('can demand a share', async () => {
    const cwd = makeFolder({
      'app.yaml': MANIFEST,
      'expected.json': labels(),
    });
    expect((await run(['score', '.', '--min', '1'], { cwd })).code).toBe(1);
    expect((await run(['score', '.', '--min', '0'], { cwd })).code).toBe(0);
  });

  it.each([
    ['no label file', { 'app.yaml': MANIFEST }, ['.'], 'no expected.json'],
    ['no folder', {}, ['gone'], 'gone is not a folder'],
    ['no JSON', { 'expected.json': '{' }, ['.'], 'expected.json is no JSON'],
    ['no labels', { 'expected.json': '[{}]' }, ['.'], 'list of findings'],
    ['a bad share', {}, ['.', '--min', '2'], 'between 0 and 1'],
  ])('says so when there is %s', async (_name, files, args, message) => {
    const cwd = makeFolder(files as Record<string, string>);
    const { code, stderr } = await run(['score', ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('all labels of our own corpus hold (in CI)', async () => {
    const corpus = path.resolve(__dirname, '../../../test/corpus');
    const { code, stdout } = await run(['score', corpus, '--min', '1']);
    expect(stdout).toMatch(/all +\d+ +0 +0 +1\.000 +1\.000/);
    expect(code).toBe(0);
    // Hundreds of folders: more than the default on a machine that has other things to do.
  });
});
