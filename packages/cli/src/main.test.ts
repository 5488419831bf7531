import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { CANARY, FAKE_ID, podWithKey } from './__testUtils__/values';

const PLAIN_POD =
  'kind: Pod\nmetadata: {name: plain}\nspec: {containers: []}\n';
/** A Pod with the key of a store other than AWS. */
const OTHER_STORE = podWithKey('other').replace(
  '      env:',
  '      env:\n        - { name: AWS_ENDPOINT_URL_S3, value: "https://minio.example.com" }',
);

describe('irsa-audit files', () => {
  it('writes exactly the fields that programs read, and nothing else, to stdout', async () => {
    const { code, stdout, stderr } = await run(
      ['files', '-', '--format', 'json'],
      { stdin: podWithKey('a') },
    );
    expect(JSON.parse(stdout)).toEqual([
      {
        namespace: 'production',
        kind: 'Pod',
        name: 'a',
        container: 'app',
        location: 'env-literal',
        objectName: '',
        keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
        verdict: 'static-aws',
      },
    ]);
    expect(code).toBe(1);
    expect(stderr).toBe('1 finding (1 static-aws) in 1 object of 1 file\n');
  });

  it('says in JSON and in words what it did not read, so that silence is no good news', async () => {
    const cwd = makeFolder({ 'deploy/main.jsonnet': '{}' });
    const json = await run(['files', '.', '-f', 'json', '--strict'], { cwd });
    expect(JSON.parse(json.stdout)).toEqual([
      expect.objectContaining({
        name: 'deploy',
        verdict: 'not-read',
        location: 'not-read',
        keyNames: [],
        why: expect.stringContaining('Jsonnet is not read (main.jsonnet)'),
      }),
    ]);
    expect(json.stderr).toContain(
      '0 findings in 0 objects of 0 files; 1 place not read',
    );
    expect(json.code).toBe(3);
    const { stdout } = await run(['files', '.'], { cwd });
    expect(stdout).toBe(
      'No static AWS keys found in what was read; 1 place not read.\n',
    );
  });

  it('joins a workload, its Secret and its ServiceAccount from different files', async () => {
    const folder = makeFolder({
      'a.yaml':
        'kind: ServiceAccount\nmetadata: {name: app, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/app"}}\n',
      'b.yaml': `kind: Secret\nmetadata: {name: keys}\nstringData: {AWS_ACCESS_KEY_ID: ${FAKE_ID}, AWS_SECRET_ACCESS_KEY: "${CANARY}"}\n`,
      'c.yaml':
        'kind: Pod\nmetadata: {name: a}\nspec: {serviceAccountName: app, containers: [{name: app, envFrom: [{secretRef: {name: keys}}]}]}\n',
    });
    const { stdout } = await run(['files', '.', '-f', 'json'], { cwd: folder });
    expect(
      JSON.parse(stdout).filter((row: { kind: string }) => row.kind === 'Pod'),
    ).toEqual([
      expect.objectContaining({
        location: 'envFrom-secret',
        objectName: 'keys',
        verdict: 'irsa-shadowed',
      }),
    ]);
  });

  it('knows associations of EKS Pod Identity from a file', async () => {
    const folder = makeFolder({
      'a.yaml': podWithKey('a'),
      'pods.json': JSON.stringify({
        associations: [{ namespace: 'production', serviceAccount: 'default' }],
      }),
    });
    const { stdout } = await run(
      [
        'files',
        'a.yaml',
        '-f',
        'json',
        '--pod-identity-associations',
        'pods.json',
      ],
      { cwd: folder },
    );
    expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'irsa-shadowed' }]);
  });

  it('finds keys in custom resources by rules from a file', async () => {
    const folder = makeFolder({
      'plan.yaml': `apiVersion: backup.example.com/v1\nkind: BackupPlan\nmetadata: {name: daily, namespace: n}\nspec: {target: {key: "${FAKE_ID}", secret: {name: keys, key: secret}}}\n`,
      'rules.yaml': [
        'rules:',
        '  - software: Our backup operator',
        '    group: backup.example.com',
        '    kinds: [BackupPlan]',
        '    family: aws',
        '    places:',
        '      - { path: spec.target.key, as: value, part: id }',
        '      - { path: spec.target.secret, as: selector, part: secret }',
      ].join('\n'),
    });
    const plans = async (...args: string[]) => {
      const { stdout } = await run(
        ['files', 'plan.yaml', '-f', 'json', ...args],
        { cwd: folder },
      );
      return JSON.parse(stdout);
    };
    expect(await plans('--catalogue', 'rules.yaml')).toContainEqual(
      expect.objectContaining({
        kind: 'BackupPlan',
        location: 'other',
        objectName: 'keys',
        verdict: 'static-aws',
      }),
    );
    expect(await plans()).not.toContainEqual(
      expect.objectContaining({ objectName: 'keys' }),
    );
  });

  it('gives objects without a namespace the one of --namespace', async () => {
    const { stdout } = await run(
      ['files', '-', '-f', 'csv', '--namespace', 'chosen'],
      { stdin: podWithKey('a', '""') },
    );
    expect(stdout).toContain('\r\nchosen,Pod,a,');
  });

  it.each<[string, string[], string, number]>([
    ['a static key', [], podWithKey('a'), 1],
    [
      'a static key, and nothing to fail on',
      ['--fail-on', 'none'],
      podWithKey('a'),
      0,
    ],
    ['a key of another store', [], OTHER_STORE, 0],
    [
      'a key of another store that is to fail',
      ['--fail-on', 's3-compatible'],
      OTHER_STORE,
      1,
    ],
    ['nothing', [], PLAIN_POD, 0],
    ['no input', [], '', 0],
    ['no input, strictly', ['--strict'], '', 3],
    ['a broken document', [], `${PLAIN_POD}---\n\ta: b\nkind: "\n`, 2],
    [
      'a broken document and a key',
      [],
      `${podWithKey('a')}---\n\ta: b\nkind: "\n`,
      1,
    ],
    [
      'a template that is not rendered',
      [],
      '{{ if x }}\nkind: Pod\n{{ end }}\n',
      0,
    ],
    [
      'a template that is not rendered, strictly',
      ['--strict'],
      '{{ if x }}\nkind: Pod\n{{ end }}\n',
      3,
    ],
  ])('ends after %s with %p', async (_, args, stdin, expected) => {
    const { code, stdout } = await run(['files', '-', '-f', 'json', ...args], {
      stdin,
    });
    expect(code).toBe(expected);
    expect(Array.isArray(JSON.parse(stdout))).toBe(true);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['frob'], /unknown command/],
    ['an unknown option', ['files', '-', '--frob'], /unknown option/],
    [
      'an unknown format',
      ['files', '-', '--format', 'xml'],
      /Allowed choices are table, json, sarif, csv/,
    ],
    ['an unknown verdict', ['files', '-', '--fail-on', 'x'], /Allowed choices/],
    ['a path that is not there', ['files', 'nothing'], /There is no nothing/],
    [
      'an output that cannot be written',
      ['files', '-', '-o', 'no/such/folder'],
      /cannot be written \(ENOENT\)/,
    ],
    [
      'associations that are not there',
      ['files', '-', '--pod-identity-associations', 'x'],
      /cannot be read \(ENOENT\)/,
    ],
    [
      'associations that are none',
      ['files', '-', '--pod-identity-associations', 'odd.json'],
      /has to be a list/,
    ],
    [
      'associations that are not JSON',
      ['files', '-', '--pod-identity-associations', 'broken.json'],
      /neither JSON nor YAML/,
    ],
    [
      'a catalogue that is none',
      ['files', '-', '--catalogue', 'odd.json'],
      /--catalogue odd.json cannot be used: Catalogue: software of rule 1/,
    ],
    [
      'a catalogue that is not there',
      ['files', '-', '--catalogue', 'x'],
      /cannot be read \(ENOENT\)/,
    ],
    [
      'a read level that is none',
      ['cluster', '--read-level', '3'],
      /Allowed choices/,
    ],
    [
      'a timeout that is none',
      ['cluster', '--timeout', 'soon'],
      /number of seconds/,
    ],
    [
      'a kubeconfig that is not there',
      ['cluster', '--kubeconfig', 'x'],
      /cannot be read \(ENOENT\)/,
    ],
  ])('refuses %s with 2 and nothing on stdout', async (_, args, expected) => {
    const cwd = makeFolder({
      'odd.json': `[{"name": "${CANARY}"}]`,
      'broken.json': `{"${CANARY}`,
    });
    const { code, stdout, stderr } = await run(args, { cwd, stdin: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain(CANARY);
  });

  it('writes the report into a file and nothing to stdout', async () => {
    const folder = makeFolder({ 'deploy/a.yaml': `\n${podWithKey('a')}` });
    const { stdout, code } = await run(
      ['files', 'deploy', '--format', 'sarif', '--output', 'out.sarif'],
      { cwd: folder },
    );
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    const log = JSON.parse(
      fs.readFileSync(path.join(folder, 'out.sarif'), 'utf8'),
    );
    expect(log.runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'deploy/a.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 9 },
    });
  });

  it('tells in SARIF what could not be read', async () => {
    const { stdout, stderr } = await run(
      ['files', '-', '-f', 'sarif', '--quiet'],
      { stdin: '{{ if x }}\nkind: Pod\n' },
    );
    expect(stderr).toBe('');
    expect(
      JSON.parse(stdout).runs[0].invocations[0].toolExecutionNotifications,
    ).toHaveLength(1);
  });

  // eslint-disable-next-line no-control-regex
  const ESCAPE = /\u001b/;

  it.each<[string, Parameters<typeof run>[1], string[], boolean]>([
    ['a terminal', { terminal: true }, [], true],
    ['a pipe', {}, [], false],
    [
      'a terminal with NO_COLOR',
      { terminal: true, env: { NO_COLOR: '1' } },
      [],
      false,
    ],
    ['a dumb terminal', { terminal: true, env: { TERM: 'dumb' } }, [], false],
    ['a terminal with --no-color', { terminal: true }, ['--no-color'], false],
  ])('paints, or not, on %s', async (_, options, args, painted) => {
    const { stdout } = await run(['files', '-', ...args], {
      stdin: podWithKey('a'),
      ...options,
    });
    expect(ESCAPE.test(stdout)).toBe(painted);
    expect(stdout).toContain('static-aws');
    expect(stdout).toContain('stdin:8');
  });

  it('lets no name in a manifest steer the terminal', async () => {
    const { stdout, stderr } = await run(['files', '-'], {
      stdin: podWithKey('"\\e[2J\\u202ename"'),
    });
    expect(stdout + stderr).not.toMatch(ESCAPE);
    expect(stdout).not.toContain('\u202e');
    expect(stdout).toContain('name');
  });

  it('survives manifests in which nothing is what it should be', async () => {
    const values = [
      '3',
      'text',
      'true',
      '[]',
      '{}',
      '[[1]]',
      '[{}]',
      '~',
      '[~]',
    ];
    const fields = ['metadata', 'spec', 'data', 'stringData', 'items'];
    const pods = [
      'containers',
      'volumes',
      'initContainers',
      'serviceAccountName',
    ];
    const inner = ['name', 'env', 'envFrom', 'volumeMounts', 'args', 'command'];
    const documents = [
      ...[
        'Pod',
        'Deployment',
        'Secret',
        'ConfigMap',
        'CronJob',
        'List',
        'ClusterIssuer',
      ].flatMap(kind =>
        fields.flatMap(field =>
          values.map(value => `{kind: ${kind}, ${field}: ${value}}`),
        ),
      ),
      ...pods.flatMap(field =>
        values.map(
          value =>
            `{kind: Pod, metadata: {name: x}, spec: {containers: [{name: c}], ${field}: ${value}}}`,
        ),
      ),
      ...inner.flatMap(field =>
        values.map(
          value =>
            `{kind: Pod, metadata: {name: x}, spec: {containers: [{name: c, ${field}: ${value}}]}}`,
        ),
      ),
      ...['env', 'envFrom', 'volumeMounts'].flatMap(field =>
        ['name', 'value', 'valueFrom', 'secretRef', 'mountPath'].flatMap(name =>
          values.map(
            value =>
              `{kind: Pod, metadata: {name: x}, spec: {volumes: [{name: v, secret: ${value}, projected: {sources: ${value}}}], containers: [{name: c, ${field}: [{name: AWS_ACCESS_KEY_ID, ${name}: ${value}}]}]}}`,
          ),
        ),
      ),
    ];
    const { code, stdout, stderr } = await run(['files', '-', '-f', 'json'], {
      stdin: documents.map(text => `--- ${text}\n`).join(''),
    });
    expect(stderr).not.toContain('unexpected');
    expect([0, 1]).toContain(code);
    expect(Array.isArray(JSON.parse(stdout))).toBe(true);
  });
});
