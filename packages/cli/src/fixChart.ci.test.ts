import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { CANARY } from './__testUtils__/values';

// eslint-disable-next-line no-restricted-syntax
const OWN_HELM = path.resolve(__dirname, '../../../.cache/helm');
const PATH = [OWN_HELM, process.env.PATH].join(path.delimiter);
const hasHelm = PATH.split(path.delimiter).some(folder =>
  fs.existsSync(path.join(folder, 'helm')),
);
/** `npm run lab -- helm` builds it. */
const describeWithHelm = hasHelm ? describe : describe.skip;
const ROLE = 'arn:aws:iam::111122223333:role/irsa/{namespace}-{name}';

const FILES = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'chart/values.yaml':
    'env: []\nserviceAccount:\n  create: false\n  name: ""\n  annotations: {}\n',
  'chart/templates/all.yaml': `{{- if .Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .Values.serviceAccount.name | default "default" }}
  annotations: {{- toYaml .Values.serviceAccount.annotations | nindent 4 }}
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }}-api }
spec:
  template:
    spec:
      serviceAccountName: {{ .Values.serviceAccount.name | default "default" }}
      containers:
        - name: app
          image: orders:1
          env: {{- toYaml .Values.env | nindent 12 }}
`,
  'eu.yaml': `# Europe
dbPassword: ${CANARY}
env:
  - name: AWS_ACCESS_KEY_ID
    valueFrom: { secretKeyRef: { name: aws, key: id } }
  - name: AWS_SECRET_ACCESS_KEY
    valueFrom: { secretKeyRef: { name: aws, key: secret } }
  - name: LEVEL # of logs
    value: info
`,
};
const ARGS = [
  'fix',
  'chart',
  '--values',
  'eu.yaml',
  '--release',
  'orders-eu',
  '-n',
  'shop',
  '--role-arn',
  ROLE,
];

describeWithHelm('irsa-audit fix of a chart, rendered', () => {
  it('edits the values of the release', async () => {
    const folder = makeFolder(FILES);
    const dry = await run([...ARGS, '--dry-run'], {
      cwd: folder,
      env: { PATH },
    });
    expect(dry.stdout).toMatch(/^-.*AWS_ACCESS_KEY_ID/m);
    expect(dry.stdout).not.toContain(CANARY);
    const { code, stderr } = await run(ARGS, { cwd: folder, env: { PATH } });
    expect(stderr).toMatch(
      /Deployment shop\/orders-eu-api: the key is taken out/,
    );
    expect(code).toBe(0);
    expect(fs.readFileSync(path.join(folder, 'eu.yaml'), 'utf8')).toBe(`# Europe
dbPassword: ${CANARY}
env:
  - name: LEVEL # of logs
    value: info
serviceAccount:
  create: true
  name: orders-eu-api
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/irsa/shop-orders-eu-api
`);
    const again = await run(ARGS, { cwd: folder, env: { PATH } });
    expect(again.stderr).toMatch(
      /No workload in these files gets a static key/,
    );
  });
});

describe('irsa-audit fix of a chart', () => {
  it.each([
    ['no helm', ARGS, '/nowhere', /Install Helm 3/],
    [
      'values that are not there',
      ARGS.map(each => (each === 'eu.yaml' ? 'us.yaml' : each)),
      PATH,
      /us\.yaml cannot be read/,
    ],
    [
      'a release without a chart',
      ARGS.map(each => (each === 'chart' ? 'eu.yaml' : each)),
      PATH,
      /none of the paths has a Chart\.yaml/,
    ],
  ])('writes nothing with %s', async (_, args, searchPath, words) => {
    const folder = makeFolder(FILES);
    const { code, stderr } = await run(args, {
      cwd: folder,
      env: { PATH: searchPath },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    expect(fs.readFileSync(path.join(folder, 'eu.yaml'), 'utf8')).toBe(
      FILES['eu.yaml'],
    );
  });
});
