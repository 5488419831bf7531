import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { auditObjects } from 'backstage-plugin-irsa-node';
import { makeFolder } from '../__testUtils__/folder';
import { Note } from '../notes';
import { CANARY } from '../__testUtils__/values';
import { Manifests } from './readManifests';

async function read(
  cwd: string,
  paths: string[] = ['.'],
  stdin: Readable = Readable.from([]),
  appliesKustomizations = false,
) {
  const notes: Note[] = [];
  const manifests = new Manifests({
    cwd,
    stdin,
    appliesKustomizations,
    note: note => notes.push(note),
  });
  await manifests.read(paths);
  return {
    manifests,
    notes,
    names: manifests.objects.map(({ metadata }) => metadata?.name),
  };
}

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
const json = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
});

describe('Manifests', () => {
  it.each<[string, string | Buffer, string[]]>([
    ['a YAML stream', `${pod('a')}---\n${pod('b')}`, ['a', 'b']],
    [
      'a stream with comments, empty documents and end markers',
      `# Source: x\n---\n# nothing\n---\n--- # here\n${pod(
        'a',
      )}...\n---\n---\n${pod('b')}`,
      ['a', 'b'],
    ],
    [
      'a document beside its marker',
      '--- {kind: Pod, metadata: {name: a}}',
      ['a'],
    ],
    ['a directive', `%YAML 1.2\n---\n${pod('a')}`, ['a']],
    ['Windows line ends', pod('a').replace(/\n/g, '\r\n'), ['a']],
    [
      'a byte order mark',
      `\ufeff${pod('a')}---\n\ufeff${pod('b')}`,
      ['a', 'b'],
    ],
    ['UTF-16', Buffer.from(`\ufeff${pod('a')}`, 'utf16le'), ['a']],
    ['JSON', JSON.stringify(json('a'), null, 2), ['a']],
    [
      'JSON lines',
      `${JSON.stringify(json('a'))}\n${JSON.stringify(json('b'))}\n`,
      ['a', 'b'],
    ],
    [
      'JSON values in a row',
      `${JSON.stringify(json('a'), null, 2)}\n\n${JSON.stringify(
        json('b'),
        null,
        2,
      )}`,
      ['a', 'b'],
    ],
    ['an array', JSON.stringify([json('a'), json('b')]), ['a', 'b']],
    [
      'a List, with a List in it',
      JSON.stringify({
        kind: 'List',
        items: [json('a'), { kind: 'List', items: [json('b')] }],
      }),
      ['a', 'b'],
    ],
    [
      'a list of one kind whose items do not say it',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'PodList',
        items: [{ metadata: { name: 'a' } }],
      }),
      ['a'],
    ],
    [
      'a template of OpenShift',
      JSON.stringify({ kind: 'Template', objects: [json('a')] }),
      ['a'],
    ],
    ['a key that is there twice: the last', `${pod('a')}kind: Secret\n`, ['a']],
    [
      'a name that YAML takes for a number',
      'kind: Pod\nmetadata: {name: 12}',
      ['12'],
    ],
    ['a generated name', 'kind: Pod\nmetadata: {generateName: job-}', ['job-']],
    ['no metadata at all', 'kind: Pod\nmetadata: 3\n', ['']],
    ['something else', 'kind: 3\nname: x\n---\n- 1\n---\ntext\n', []],
    ['nothing', '', []],
    [
      'a definition of custom resources, which holds nothing',
      `kind: CustomResourceDefinition\nmetadata: {name: x}\n---\n${pod('a')}`,
      ['a'],
    ],
    [
      'text within text',
      `kind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    ---\n    kind: Pod\n`,
      ['a'],
    ],
  ])('reads %s', async (_, content, expected) => {
    const folder = makeFolder({ 'a.yaml': content });
    const { names, notes } = await read(folder);
    expect(names).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('goes on after a broken document, and says where it is but not what is in it', async () => {
    const folder = makeFolder({
      'deploy/a.yaml': `${pod(
        'a',
      )}---\nkind: Secret\ndata:\n\tkey: ${CANARY}\n---\n${pod('b')}`,
    });
    const { names, notes } = await read(folder);
    expect(names).toEqual(['a', 'b']);
    expect(notes).toEqual([
      {
        where: 'deploy/a.yaml',
        line: 8,
        kind: 'broken',
        text: 'not valid YAML: indented with a tab; YAML allows spaces only',
      },
    ]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    [
      'a quote that is not closed',
      `kind: Secret\nx: "${CANARY}\n`,
      /a character is missing/,
    ],
    [
      'a bracket that is not closed',
      `{"kind": "Pod", "x": "${CANARY}"`,
      /not valid JSON/,
    ],
    ['anchors that multiply', bomb(), /anchors/],
    [
      'an anchor that is not there',
      'kind: Pod\nx: *nothing\n',
      /not valid YAML|anchors/,
    ],
    [
      'depth',
      `{"kind":"Pod","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      /nested too deeply/,
    ],
    [
      'depth that a parser takes',
      `{"kind":"Pod","x":${'['.repeat(900)}${']'.repeat(900)}}`,
      /nested too deeply/,
    ],
    ['another encoding', Buffer.from('kind: Pod\nx: \xe9', 'latin1'), /UTF-8/],
  ])('notes %s', async (_, content, expected) => {
    const { names, notes } = await read(makeFolder({ 'a.yaml': content }));
    expect(names).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0].kind).toBe('broken');
    expect(notes[0].text).toMatch(expected);
    expect(JSON.stringify(notes)).not.toContain(CANARY);
  });

  it('tells a template of Helm that is not rendered, once', async () => {
    const folder = makeFolder({
      'a.yaml': `{{- if .Values.on }}\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n---\n{{ include "x" . }}\nkind: Pod\n`,
    });
    const { notes } = await read(folder);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({
      kind: 'skipped',
      text: expect.stringContaining('helm template'),
    });
  });

  it('leaves braces inside values alone', async () => {
    const folder = makeFolder({
      'a.yaml': `${pod('a')}spec:\n  x: "{{ inputs.parameters.y }}"\n`,
    });
    expect(await read(folder)).toMatchObject({ names: ['a'], notes: [] });
  });

  it('looks into folders in order, past what is never a manifest, each file once', async () => {
    const folder = makeFolder({
      'b/x.yml': pod('b'),
      'a.json': JSON.stringify(json('a')),
      'c.jsonl': JSON.stringify(json('c')),
      'node_modules/x/x.yaml': pod('no'),
      '.git/x.yaml': pod('no'),
      'readme.md': pod('no'),
      'values.yaml': 'image: x\n',
      'image.yaml': Buffer.from('kind: \0\0'),
    });
    fs.symlinkSync('..', path.join(folder, 'b/up'));
    fs.symlinkSync('a.json', path.join(folder, 'again.json'));
    fs.symlinkSync('nowhere', path.join(folder, 'dangling.yaml'));
    const { names, notes } = await read(folder, ['.', 'b', 'a.json']);
    expect(names).toEqual(['a', 'c', 'b']);
    expect(notes).toEqual([
      { where: 'image.yaml', kind: 'skipped', text: 'not a text file' },
    ]);
  });

  it('reads a file that is named whatever its ending is, and says when nothing is in it', async () => {
    const folder = makeFolder({ a: pod('a'), b: 'hello\n' });
    const { names, notes } = await read(folder, ['a', 'b']);
    expect(names).toEqual(['a']);
    expect(notes).toEqual([
      {
        where: 'b',
        kind: 'skipped',
        text: 'no Kubernetes object in it',
        isEmpty: true,
      },
    ]);
  });

  it('reads standard input among files', async () => {
    const folder = makeFolder({ 'a.yaml': pod('a') });
    const { names } = await read(
      folder,
      ['-', 'a.yaml'],
      Readable.from([
        Buffer.from('kind: Pod\nmeta'),
        Buffer.from('data: {name: in}'),
      ]),
    );
    expect(names).toEqual(['in', 'a']);
  });

  it('takes characters apart at no border of chunks', async () => {
    const bytes = Buffer.from('kind: Pod\nmetadata: {name: é}');
    const { names } = await read(
      makeFolder(),
      ['-'],
      Readable.from([...bytes].map(byte => Buffer.from([byte]))),
    );
    expect(names).toEqual(['é']);
  });

  it('says that a path is not there', async () => {
    await expect(read(makeFolder(), ['nothing'])).rejects.toThrow(
      'There is no nothing.',
    );
  });

  it('makes the Secrets and ConfigMaps of Kustomize', async () => {
    const folder = makeFolder({
      'kustomization.yaml': [
        'namespace: production',
        'secretGenerator:',
        '  - name: keys',
        '    literals: [AWS_ACCESS_KEY_ID=x=y, "QUOTED=\'z\'"]',
        'configMapGenerator:',
        '  - name: settings',
        '    namespace: other',
        '    literals: [A=1]',
        '    files: [b.txt]',
      ].join('\n'),
      'flux.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux}\n',
    });
    const { manifests } = await read(folder);
    expect(manifests.objects).toMatchObject([
      { kind: 'Kustomization', metadata: { name: 'flux' } },
      {
        kind: 'Secret',
        metadata: { name: 'keys', namespace: 'production' },
        stringData: { AWS_ACCESS_KEY_ID: 'x=y', QUOTED: 'z' },
      },
      {
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'other' },
        data: { A: '1' },
      },
    ]);
  });

  it('reads the files that generators of Kustomize name', async () => {
    const folder = makeFolder({
      'overlay/kustomization.yaml': [
        'resources: [../base]',
        'secretGenerator:',
        '  - { name: env, envs: [app.env] }',
        '  - { name: old, env: app.env }',
        '  - { name: file, files: [credentials=aws/a.ini, aws/b.ini] }',
        '  - { name: gone, files: [missing.ini], literals: [A=1] }',
        '  - { name: open, envs: [.env.local] }',
      ].join('\n'),
      'overlay/app.env': '# a comment\n\nAWS_ACCESS_KEY_ID=x=y\r\nQ="z"\n',
      'overlay/aws/a.ini': '[default]',
      'overlay/aws/b.ini': '[other]',
      'base/kustomization.yaml':
        'components: [https://example.com/c]\nsecretGenerator:\n  - { name: env, literals: [BASE=1] }\n',
      'elsewhere/unrelated.yaml': 'kind: Pod\nmetadata: { name: no }\n',
    });
    const { manifests, notes } = await read(folder, ['overlay']);
    const data = new Map(
      manifests.objects.map(({ metadata, stringData }) => [
        metadata?.name,
        stringData,
      ]),
    );
    expect(data.get('old')).toEqual({ AWS_ACCESS_KEY_ID: 'x=y', Q: '"z"' });
    expect(data.get('file')).toEqual({
      credentials: '[default]',
      'b.ini': '[other]',
    });
    expect(data.get('env')).toMatchObject({ BASE: '1' });
    expect(data.get('gone')).toEqual({ A: '1' });
    expect(data.get('open')).toBeUndefined();
    expect(data.has('no')).toBe(false);
    expect(notes.map(({ kind, text }) => `${kind}: ${text}`).sort()).toEqual([
      expect.stringMatching(/^skipped: .*reads \.env\.local.*ENOENT/),
      expect.stringMatching(/^skipped: .*reads missing\.ini.*ENOENT/),
      expect.stringMatching(/^skipped: it includes https:\/\/example\.com\/c/),
    ]);
  });

  it('reads nothing outside of the folder of a kustomization for its generators', async () => {
    const folder = makeFolder({
      'app/kustomization.yaml':
        'secretGenerator:\n  - { name: s, files: [../other.ini] }\n',
      'other.ini': 'aws_secret_access_key = x',
    });
    const { manifests, notes } = await read(folder, ['app']);
    expect(manifests.objects[0].stringData).toBeUndefined();
    expect(notes).toMatchObject([
      { text: expect.stringContaining('is not in its folder') },
    ]);
  });

  const DEPLOYMENT =
    'kind: Deployment\napiVersion: apps/v1\nmetadata: { name: app }\nspec: { template: { spec: { containers: [{ name: app, env: [{ name: A, value: a }] }] } } }\n';
  const environment = (patch: string) =>
    `resources: [../base]\npatches:\n  - patch: |\n      ${patch}\n    target: { kind: Deployment }\n`;

  it('keeps an object as each environment makes it, and no other way', async () => {
    const { manifests, notes } = await read(
      makeFolder({
        'base/app.yaml': DEPLOYMENT,
        'base/kustomization.yaml': 'resources: [app.yaml]',
        'eu/kustomization.yaml': environment(
          '- { op: replace, path: /spec/template/spec/containers/0/env/0/name, value: EU }',
        ),
        'us/kustomization.yaml': environment(
          '- { op: remove, path: /spec/template/spec/containers/0/env }',
        ),
      }),
      ['.'],
      undefined,
      true,
    );
    expect(notes).toEqual([]);
    expect(manifests.objects.map(({ spec }) => JSON.stringify(spec))).toEqual([
      '{"template":{"spec":{"containers":[{"name":"app","env":[{"name":"EU","value":"a"}]}]}}}',
      '{"template":{"spec":{"containers":[{"name":"app"}]}}}',
    ]);
  });

  it.each([
    [
      'does not fit',
      '- { op: remove, path: /spec/nothing }',
      'does not fit Deployment app',
    ],
    ['is no YAML', '{ a: [', 'is not valid YAML'],
  ])(
    'says that a patch %s, and keeps the object',
    async (_name, patch, text) => {
      const folder = makeFolder({
        'base/app.yaml': DEPLOYMENT,
        'base/kustomization.yaml': 'resources: [app.yaml]',
        'eu/kustomization.yaml': environment(patch),
      });
      const { notes, names } = await read(folder, ['eu'], undefined, true);
      expect(names).toEqual(['app']);
      expect(notes).toMatchObject([
        {
          where: 'eu/kustomization.yaml',
          kind: 'skipped',
          text: expect.stringContaining(text),
        },
      ]);
    },
  );

  it('tells the line of the patch that brings a key', async () => {
    const { manifests } = await read(
      makeFolder({
        'app.yaml': DEPLOYMENT,
        'kustomization.yaml':
          'resources: [app.yaml]\npatches:\n  - target: { kind: Deployment }\n    patch: "[{op: add, path: /spec/template/spec/containers/0/envFrom, value: [{secretRef: {name: aws}}]}]"\n',
      }),
      ['.'],
      undefined,
      true,
    );
    const [finding] = auditObjects(manifests.objects);
    expect(finding).toMatchObject({ verdict: 'uncertain', objectName: 'aws' });
    expect(manifests.sourceOf(finding)).toEqual({
      file: 'kustomization.yaml',
      line: 3,
    });
  });

  it.each([
    ['main.libsonnet', '{}', 'Jsonnet'],
    ['app.dhall', '{}', 'Dhall'],
    ['app.yaml.j2', 'kind: Pod', 'A template'],
    ['helmfile.yaml', 'releases: []', 'Helmfile'],
    [
      'main.tf.json',
      '{"resource": {"kubernetes_secret": {}}}',
      'Terraform in JSON',
    ],
    ['bucket.tf.json', '{"resource": {"aws_s3_bucket": {}}}', undefined],
    ['Pulumi.yaml', 'name: shop', 'Pulumi'],
    ['bucket.tf', 'resource "aws_s3_bucket" "b" {}', undefined],
    ['main.ts', 'new Pod()', undefined],
  ])('says of %s whether it is not read', async (name, text, language) => {
    const { notes } = await read(makeFolder({ [name]: text }));
    expect(notes.map(note => note.text.split(';')[0])).toEqual(
      language ? [`${language} is not read (${name})`] : [],
    );
  });

  it('says that a chart is not rendered, also when its templates can be read as YAML', async () => {
    const { notes } = await read(
      makeFolder({
        'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\n',
        'chart/values.yaml': `key: ${CANARY}\n`,
        'chart/templates/secret.yaml':
          'kind: Secret\nmetadata: { name: a }\nstringData: { AWS_ACCESS_KEY_ID: {{ .Values.key }} }\n',
        'library/Chart.yaml': 'name: nothing\nversion: 1.0.0\n',
        'umbrella/Chart.yaml':
          'name: all\nversion: 1.0.0\ndependencies:\n  - { name: loki, version: 6.x }\n',
        'umbrella/values.yaml': `loki: { accessKeyId: ${CANARY} }\n`,
      }),
    );
    expect(notes).toEqual(
      ['chart', 'umbrella'].map(where => ({
        where,
        kind: 'skipped',
        text: expect.stringContaining('this chart is not rendered'),
      })),
    );
  });

  it('says that programs and charts in a kustomization are not read', async () => {
    const folder = makeFolder({
      'main.jsonnet': '{}',
      'app.cue': 'kind: "Pod"',
      'kustomization.yaml': 'helmCharts: [{ name: minio }]\n',
    });
    const { notes } = await read(folder);
    expect(notes).toMatchObject([
      { kind: 'skipped', text: expect.stringContaining('Jsonnet is not read') },
      { kind: 'skipped', text: expect.stringContaining('CUE is not read') },
      { kind: 'skipped', text: expect.stringContaining('the chart minio') },
    ]);
  });
});

function bomb(): string {
  const lines = ['kind: Pod', 'a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < 12; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(',')}]`,
    );
  }
  return lines.join('\n');
}
