import { Readable } from 'node:stream';
import { auditObjects, KubernetesObject } from 'backstage-plugin-irsa-node';
import { stringify } from 'yaml';
import { makeFolder } from '../__testUtils__/folder';
import { Note } from '../notes';
import { Manifests } from './readManifests';

async function build(files: Record<string, string | object>) {
  const notes: Note[] = [];
  const manifests = new Manifests({
    cwd: makeFolder(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? content : stringify(content),
        ]),
      ),
    ),
    stdin: Readable.from([]),
    appliesKustomizations: true,
    note: note => notes.push(note),
  });
  await manifests.read(['.']);
  return {
    manifests,
    said: notes.map(({ where, text }) => `${where}: ${text.split(',')[0]}`),
    names: manifests.objects
      .map(
        ({ kind, metadata }) =>
          `${kind} ${metadata?.namespace || '-'}/${metadata?.name}`,
      )
      .sort(),
    one: (kind: string) =>
      manifests.objects.find(each => each.kind === kind) as KubernetesObject,
  };
}

const app = (container: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: {
    template: {
      spec: { containers: [{ name: 'main', ...container }], ...spec },
    },
  },
});
const takes = app({ envFrom: [{ secretRef: { name: 'aws' } }] });
const aws = [{ name: 'aws', literals: ['AWS_SECRET_ACCESS_KEY=x'] }];
const config = (data: object, name = 'store') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

describe('names of Kustomize', () => {
  it('are those of each environment, in references and places too', async () => {
    const { manifests, names, said } = await build({
      'base/app.yaml': takes,
      'base/kustomization.yaml': {
        resources: ['app.yaml'],
        secretGenerator: aws,
      },
      'prod/kustomization.yaml': {
        resources: ['../base'],
        namePrefix: 'prod-',
        namespace: 'prod',
      },
      'dev/kustomization.yaml': {
        resources: ['../base'],
        nameSuffix: '-dev',
        namespace: 'dev',
      },
    });
    expect(said).toEqual([]);
    expect(names).toEqual([
      'Deployment dev/app-dev',
      'Deployment prod/prod-app',
      'Secret dev/aws-dev',
      'Secret prod/prod-aws',
    ]);
    const findings = auditObjects(manifests.objects);
    expect(
      findings.map(({ name, objectName, keyNames }) => [
        name,
        objectName,
        keyNames.join(),
      ]),
    ).toEqual([
      ['app-dev', 'aws-dev', 'AWS_SECRET_ACCESS_KEY'],
      ['prod-app', 'prod-aws', 'AWS_SECRET_ACCESS_KEY'],
    ]);
    expect(findings.map(each => manifests.sourceOf(each)?.file)).toEqual([
      'base/app.yaml',
      'base/app.yaml',
    ]);
  });

  it('are told apart by their namespaces alone, with their own Secrets', async () => {
    const overlay = (namespace: string, secret: string) => ({
      resources: ['../base'],
      namespace,
      secretGenerator: [{ name: 'aws', literals: [secret] }],
    });
    const { manifests, names } = await build({
      'base/app.yaml': takes,
      'base/kustomization.yaml': { resources: ['app.yaml'] },
      'prod/kustomization.yaml': overlay('prod', 'AWS_SECRET_ACCESS_KEY=x'),
      'dev/kustomization.yaml': overlay('dev', 'MODE=x'),
    });
    expect(names).toEqual([
      'Deployment dev/app',
      'Deployment prod/app',
      'Secret dev/aws',
      'Secret prod/aws',
    ]);
    const found = auditObjects(manifests.objects);
    expect(found.map(({ namespace }) => namespace)).toEqual(['prod']);
    expect(manifests.sourceOf(found[0])).toMatchObject({
      file: 'base/app.yaml',
    });
  });

  it('leave alone what is elsewhere, custom resources, and kinds that Kustomize leaves alone', async () => {
    const { one, names } = await build({
      'app.yaml': app({ envFrom: [{ secretRef: { name: 'elsewhere' } }] }),
      'bucket.yaml': {
        apiVersion: 'example.com/v1',
        kind: 'Bucket',
        metadata: { name: 'b' },
        spec: { secretRef: { name: 'aws' } },
      },
      'place.yaml': {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop' },
      },
      'kustomization.yaml': {
        resources: ['app.yaml', 'bucket.yaml', 'place.yaml'],
        secretGenerator: aws,
        namePrefix: 'x-',
      },
    });
    expect(names).toEqual([
      'Bucket -/x-b',
      'Deployment -/x-app',
      'Namespace -/shop',
      'Secret -/x-aws',
    ]);
    expect(JSON.stringify(one('Bucket').spec)).toContain('"name":"aws"');
    expect(JSON.stringify(one('Deployment').spec)).toContain('"elsewhere"');
  });

  it('are known to patches before and after, and add up', async () => {
    const patch = (name: string, variable: string) => ({
      target: { kind: 'Deployment', name },
      patch: `[{ op: add, path: /spec/template/spec/containers/0/env, value: [{ name: ${variable} }] }]`,
    });
    const { one, said } = await build({
      'base/app.yaml': takes,
      'base/kustomization.yaml': {
        resources: ['app.yaml'],
        namePrefix: 'a-',
        secretGenerator: aws,
      },
      'prod/kustomization.yaml': {
        resources: ['../base'],
        namePrefix: 'b-',
        patches: [patch('app', 'FIRST'), patch('a-app', 'SECOND')],
      },
    });
    expect(said).toEqual([]);
    expect(one('Deployment').metadata?.name).toBe('b-a-app');
    expect(JSON.stringify(one('Deployment').spec)).toContain('"b-a-aws"');
    expect(JSON.stringify(one('Deployment').spec)).toContain('SECOND');
  });

  it('follow volumes, accounts and pull secrets', async () => {
    const { one } = await build({
      'app.yaml': app(
        {},
        {
          serviceAccountName: 'bot',
          imagePullSecrets: [{ name: 'aws' }],
          volumes: [
            { name: 'a', secret: { secretName: 'aws' } },
            {
              name: 'b',
              projected: { sources: [{ secret: { name: 'aws' } }] },
            },
          ],
        },
      ),
      'bot.yaml': {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'bot' },
      },
      'kustomization.yaml': {
        resources: ['app.yaml', 'bot.yaml'],
        secretGenerator: aws,
        nameSuffix: '-1',
      },
    });
    const { spec } = one('Deployment') as any;
    expect(spec.template.spec).toMatchObject({
      serviceAccountName: 'bot-1',
      imagePullSecrets: [{ name: 'aws-1' }],
      volumes: [
        { secret: { secretName: 'aws-1' } },
        { projected: { sources: [{ secret: { name: 'aws-1' } }] } },
      ],
    });
  });

  it('are not guessed when a reference could be several', async () => {
    const base = (prefix: string) => ({
      namePrefix: prefix,
      secretGenerator: aws,
    });
    const { one, said } = await build({
      'app.yaml': takes,
      'a/kustomization.yaml': base('a-'),
      'b/kustomization.yaml': base('b-'),
      'kustomization.yaml': { resources: ['app.yaml', 'a', 'b'] },
    });
    expect(JSON.stringify(one('Deployment').spec)).toContain('"aws"');
    expect(said).toEqual([
      'kustomization.yaml: Deployment app names the Secret aws',
    ]);
  });
});

const envOf = ({ spec }: any) => spec.template.spec.containers[0].env;

describe('rules of a kustomization', () => {
  const bucket = {
    apiVersion: 'example.com/v1',
    kind: 'Bucket',
    metadata: { name: 'b' },
    spec: { keys: [{ secret: 'aws' }, { secret: 'other' }], host: '$(HOST)' },
  };
  const project = (rules: string | object) => ({
    'bucket.yaml': bucket,
    'rules.yaml': rules,
    'store.yaml': config({ host: 'minio.lake' }),
    'kustomization.yaml': {
      resources: ['bucket.yaml', 'store.yaml'],
      secretGenerator: aws,
      namePrefix: 'x-',
      configurations: ['rules.yaml'],
      vars: [
        {
          name: 'HOST',
          objref: { apiVersion: 'v1', kind: 'ConfigMap', name: 'store' },
          fieldref: { fieldPath: 'data.host' },
        },
      ],
    },
  });

  it('lead references and variables into kinds that Kustomize does not know', async () => {
    const { one, said } = await build(
      project({
        nameReference: [
          {
            kind: 'Secret',
            fieldSpecs: [
              {
                kind: 'Bucket',
                group: 'example.com',
                path: 'spec/keys/secret',
              },
              { kind: 'Other', path: 'spec/host' },
            ],
          },
        ],
        varReference: [{ kind: 'Bucket', path: 'spec/host' }],
      }),
    );
    expect(said).toEqual([]);
    expect(one('Bucket').spec).toEqual({
      keys: [{ secret: 'x-aws' }, { secret: 'other' }],
      host: 'minio.lake',
    });
  });

  it.each<[string, string | object, string]>([
    [
      'for prefixes',
      { namePrefix: [{ path: 'spec/host' }] },
      'the rules of namePrefix in rules.yaml were not read',
    ],
    ['that are no YAML', '{ a: [', 'rules.yaml is not valid YAML'],
  ])('%s are said to be not read', async (_name, rules, words) => {
    const { one, said } = await build(project(rules));
    expect(said).toEqual([`kustomization.yaml: ${words}`]);
    expect(one('Bucket').spec).toEqual(bucket.spec);
  });

  it('that are not there are said', async () => {
    const { said } = await build({
      'kustomization.yaml': { configurations: ['no.yaml'] },
    });
    expect(said).toEqual([
      'kustomization.yaml: no.yaml cannot be read (ENOENT)',
    ]);
  });
});

describe('replacements and variables of Kustomize', () => {
  const ENV = 'spec.template.spec.containers.[name=main].env.[name=URL].value';
  const withUrl = (value: string) => app({ env: [{ name: 'URL', value }] });
  const replacement = (target: object, source: object = {}) => ({
    source: {
      kind: 'ConfigMap',
      name: 'store',
      fieldPath: 'data.host\\.name',
      ...source,
    },
    targets: [{ select: { kind: 'Deployment' }, fieldPaths: [ENV], ...target }],
  });
  const files = (replacements: object[], value = 'https://host:443/x') => ({
    'app.yaml': withUrl(value),
    'store.yaml': config({ 'host.name': 'minio.lake:9000' }),
    'kustomization.yaml': {
      resources: ['app.yaml', 'store.yaml'],
      replacements,
    },
  });

  it.each<[string, object, string]>([
    ['a whole field', replacement({}), 'minio.lake:9000'],
    [
      'a part of a field',
      replacement({ options: { delimiter: '/', index: 2 } }),
      'https://minio.lake:9000/x',
    ],
    [
      'a part of the source',
      replacement({}, { options: { delimiter: ':', index: 1 } }),
      '9000',
    ],
    ['the name', replacement({}, { fieldPath: undefined }), 'store'],
    [
      'a text',
      {
        sourceValue: 'here',
        targets: [{ select: { name: 'app' }, fieldPaths: [ENV] }],
      },
      'here',
    ],
    [
      'what is not rejected',
      replacement({ reject: [{ name: 'app' }] }),
      'https://host:443/x',
    ],
  ])('copy %s', async (_name, each, value) => {
    const { one } = await build(files([each]));
    expect(envOf(one('Deployment'))).toEqual([{ name: 'URL', value }]);
  });

  it('stand in a file too, and make what is not there when they may', async () => {
    const { one, said } = await build({
      ...files([{ path: 'copies.yaml' }]),
      'copies.yaml': [
        replacement({
          fieldPaths: [ENV.replace('URL', 'OTHER')],
          options: { create: true },
        }),
      ],
    });
    expect(said).toEqual([]);
    expect(envOf(one('Deployment'))[1]).toEqual({
      name: 'OTHER',
      value: 'minio.lake:9000',
    });
  });

  it('put a part into an annotation that is not there yet, and leave definitions alone', async () => {
    const { one, said } = await build({
      ...files([
        replacement({
          fieldPaths: ['.metadata.annotations.[cert-manager.io/from]'],
          options: { delimiter: '/', index: 0, create: true },
        }),
        replacement({ select: { kind: 'CustomResourceDefinition' } }),
      ]),
    });
    expect(said).toEqual([]);
    expect(one('Deployment').metadata?.annotations).toEqual({
      'cert-manager.io/from': 'minio.lake:9000',
    });
  });

  it.each<[string, object]>([
    ['ConfigMap other is not here', replacement({}, { name: 'other' })],
    ['ConfigMap store is not here', replacement({}, { fieldPath: 'data.no' })],
    [
      'StatefulSet is not here',
      replacement({ select: { kind: 'StatefulSet' } }),
    ],
    [
      'Deployment app has no such field',
      replacement({ fieldPaths: ['no.no'] }),
    ],
  ])('are said to be not read: %s', async (words, each) => {
    const { one, said } = await build(files([each]));
    expect(said).toEqual([
      `kustomization.yaml: a replacement was not read: ${words}`,
    ]);
    expect(envOf(one('Deployment'))[0].value).toBe('https://host:443/x');
  });

  it('fill in variables, with the names that objects have in the end', async () => {
    const variable = (name: string, fieldPath: string, of = 'store') => ({
      name,
      objref: { apiVersion: 'v1', kind: 'ConfigMap', name: of },
      fieldref: { fieldPath },
    });
    const { one, said } = await build({
      ...files([], '$(NAME) $(HOST) $$(HOST) $(NO) $(OTHER)'),
      'kustomization.yaml': {
        resources: ['app.yaml', 'store.yaml'],
        namePrefix: 'x-',
        vars: [
          variable('NAME', 'metadata.name'),
          variable('HOST', 'data[host.name]'),
          variable('NO', 'data', 'elsewhere'),
        ],
      },
    });
    expect(envOf(one('Deployment'))[0].value).toBe(
      'x-store minio.lake:9000 $$(HOST) $(NO) $(OTHER)',
    );
    expect(said).toEqual([
      'kustomization.yaml: the variable NO was not read: its object is not here',
    ]);
  });
});

it.each(['generators', 'transformers'])(
  'says that %s of a kustomization are not read',
  async field => {
    const { said } = await build({
      'kustomization.yaml': { [field]: ['rules.yaml'] },
    });
    expect(said).toEqual([`kustomization.yaml: it has ${field}`]);
  },
);

it('gives encrypted manifests that KSOPS names the namespace of the kustomization', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'aws' },
    stringData: { AWS_SECRET_ACCESS_KEY: 'ENC[AES256_GCM,data:x]' },
  };
  const ksops = (files: string[]) => ({
    apiVersion: 'viaduct.ai/v1',
    kind: 'ksops',
    metadata: { name: 'x' },
    files,
  });
  const { names, said } = await build({
    'kustomization.yaml': {
      namespace: 'shop',
      resources: ['app.yaml'],
      generators: [
        'generator.yaml',
        stringify(ksops(['./b.enc.yaml'])),
        'gone.yaml',
      ],
    },
    'app.yaml': takes,
    'generator.yaml': ksops(['a.enc.yaml']),
    'a.enc.yaml': secret,
    'b.enc.yaml': { ...secret, metadata: { name: 'other' } },
    'c.enc.yaml': { ...secret, metadata: { name: 'free' } },
  });
  expect(names).toEqual([
    'Deployment shop/app',
    'Secret -/free',
    'Secret shop/aws',
    'Secret shop/other',
    'ksops -/x',
  ]);
  expect(said).toEqual(['kustomization.yaml: it has generators']);
});
