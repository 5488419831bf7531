import { existsSync } from 'node:fs';
import path from 'node:path';
import { SourcePlace, WorkloadSource } from 'backstage-plugin-irsa-common';
import { MemoryHost } from './__testUtils__/MemoryHost';
import { CANARY, nothingFed, ROLE, URL, wanted } from './__testUtils__/orders';
import { diffsOf } from './composeChange';
import { composeAgain, planRequest } from './planRequest';

// eslint-disable-next-line no-restricted-syntax
const OWN_HELM = path.resolve(__dirname, '../../../../.cache/helm');
const hasHelm = [
  OWN_HELM,
  ...(process.env.PATH ?? '').split(path.delimiter),
].some(folder => existsSync(path.join(folder, 'helm')));
/** `npm run lab -- helm` builds it. */
const describeWithHelm = hasHelm ? describe : describe.skip;

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: service\nversion: 1.0.0\n',
  'chart/values.yaml':
    'existingSecret: ""\nserviceAccount:\n  annotations: {}\n',
  'chart/templates/all.yaml': `apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .Release.Name }}
  annotations: {{- toYaml .Values.serviceAccount.annotations | nindent 4 }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  template:
    spec:
      serviceAccountName: {{ .Release.Name }}
      containers:
        - name: app
          image: orders:1
          {{- with .Values.existingSecret }}
          envFrom: [{ secretRef: { name: {{ . }} } }]
          {{- end }}
`,
};
const VALUES = `# Orders of Europe.
adminPassword: ${CANARY} # rotate!
existingSecret: orders-aws
`;

const git = (place: Partial<SourcePlace>): SourcePlace => ({
  role: 'values',
  host: 'git',
  url: URL,
  revision: 'HEAD',
  ...place,
});
const CHART_PLACE = git({
  role: 'chart',
  format: 'helm',
  path: 'chart',
  release: { name: 'orders', namespace: 'shop' },
});
const source = (...places: SourcePlace[]): WorkloadSource => ({
  state: 'found',
  keeper: 'Argo CD Application argocd/orders',
  places,
  evidence: [],
  lookedAt: [],
  missing: [],
});
const held = (kind: string): SourcePlace[] => [
  { role: 'values', host: 'cluster', path: `${kind} argocd/orders` },
  git({ role: 'definition', path: 'apps' }),
];

describe('a change request in the values of a chart', () => {
  let host: MemoryHost;
  const plan = (from: WorkloadSource) =>
    planRequest(from, wanted, {
      repositories: host,
      catalogue: [],
      feeders: nothingFed,
    });
  const before = process.env.PATH;

  beforeEach(() => {
    process.env.PATH = `${OWN_HELM}${path.delimiter}${before}`;
    host = new MemoryHost(URL, { ...CHART, 'eu/values.yaml': VALUES });
  });
  afterEach(() => {
    process.env.PATH = before;
  });

  describeWithHelm('that is rendered', () => {
    it('is in a file of values, and is proven by rendering', async () => {
      const { delivery, request } = await plan(
        source(git({ path: 'eu/values.yaml', url: `${URL}.git` }), CHART_PLACE),
      );
      expect(delivery).toMatchObject({ state: 'ready' });
      expect(delivery.proof![0]).toMatch(/^helm template was run on chart/);
      expect(request).toMatchObject({
        folder: 'chart',
        chart: { valueFiles: ['eu/values.yaml'] },
        files: [{ path: 'eu/values.yaml' }],
      });
      expect(JSON.stringify({ delivery, request })).not.toContain(CANARY);
      host.push({ 'us/values.yaml': VALUES });
      const { files } = await composeAgain(host, request!, wanted, []);
      expect(files.get('eu/values.yaml')).toBe(
        `${VALUES.replace(
          'existingSecret: orders-aws\n',
          '',
        )}serviceAccount:\n  annotations:\n    eks.amazonaws.com/role-arn: ${ROLE}\n`,
      );
    });

    it.each([
      [
        'HelmRelease',
        'spec:\n  values:\n    existingSecret: orders-aws # the key\n',
        /^spec:\n {2}values:\n {4}serviceAccount:/m,
      ],
      [
        'HelmRelease',
        'spec:\n  chart: { spec: { valuesFiles: [./chart/values.yaml] } }\n  values:\n    existingSecret: orders-aws # the key\n',
        /^ {2}values:\n {4}serviceAccount:/m,
      ],
      [
        'Application',
        'spec:\n  source:\n    helm:\n      valuesObject: {existingSecret: orders-aws}\n',
        /valuesObject: \{"serviceAccount"|valuesObject:\n +serviceAccount:/,
      ],
      [
        'Application',
        'spec:\n  source:\n    helm:\n      values: |\n        # Europe\n        existingSecret: orders-aws\n',
        /values: \|\n {8}# Europe\n {8}serviceAccount:/,
      ],
      [
        'Application',
        'spec:\n  source:\n    helm:\n      parameters: [{ name: image.tag, value: "2" }, { name: adminPassword, value: x }]\n      valuesObject:\n        existingSecret: orders-aws\n',
        /valuesObject:\n {8}serviceAccount:/,
      ],
      [
        'Application',
        'spec:\n  sources:\n    - repoURL: x\n      ref: values\n    - repoURL: x\n      path: ./chart\n      helm:\n        valueFiles: [$values/eu/values.yaml]\n        valuesObject:\n          existingSecret: orders-aws # the key\n',
        /valuesObject:\n {10}serviceAccount:/,
      ],
    ])('is in the %s that holds the values', async (kind, spec, expected) => {
      host.push({
        'apps/orders.yaml': `# Kept by hand.\nkind: ${kind}\nmetadata: { name: orders, namespace: argocd }\n${spec}`,
      });
      const { delivery, request } = await plan(
        source(...held(kind), CHART_PLACE),
      );
      expect(delivery).toMatchObject({ state: 'ready' });
      const { files } = await composeAgain(host, request!, wanted, []);
      const text = files.get('apps/orders.yaml');
      expect(text).toMatch(/^# Kept by hand\./);
      expect(text).toMatch(expected);
      expect(text).not.toContain('orders-aws');
    });
  });

  describe('with values that a HelmRelease takes from objects', () => {
    const release = (valuesFrom: string, values = '{}') =>
      `kind: HelmRelease\nmetadata: { name: orders, namespace: argocd }\nspec:\n  valuesFrom: ${valuesFrom}\n  values: ${values}\n`;
    const made = (data: string, kind = 'ConfigMap') =>
      `---\nkind: ${kind}\nmetadata: { name: more, namespace: argocd }\n${data}`;
    const SECOND: SourcePlace = {
      role: 'values',
      host: 'cluster',
      path: 'ConfigMap argocd/more',
    };
    const from = source(...held('HelmRelease'), SECOND, CHART_PLACE);
    const push = (text: string) => host.push({ 'apps/orders.yaml': text });

    describeWithHelm('that are rendered', () => {
      it('is in a ConfigMap that Git has beside it', async () => {
        push(
          release('[{ kind: ConfigMap, name: more }]') +
            made('data:\n  values.yaml: |\n    existingSecret: orders-aws\n'),
        );
        const { delivery, request } = await plan(from);
        expect(delivery).toMatchObject({ state: 'ready' });
        const { files } = await composeAgain(host, request!, wanted, []);
        expect(files.get('apps/orders.yaml')).not.toContain('orders-aws');
        expect(files.get('apps/orders.yaml')).toMatch(
          /data:\n {2}values\.yaml: /,
        );
      });

      it('is proven whatever a value of a Secret is, which is not read', async () => {
        push(
          release(
            '[{ kind: Secret, name: more, valuesKey: pw, targetPath: adminPassword }]',
            '{ existingSecret: orders-aws }',
          ) + made(`stringData: { pw: ${CANARY} }\n`, 'Secret'),
        );
        const { delivery, request } = await plan(from);
        expect(delivery).toMatchObject({ state: 'ready' });
        expect(delivery.proof).toContain(
          'Not read, and so taken as a text, an empty text, true, a number: adminPassword, from pw of Secret argocd/more (targetPath in spec.valuesFrom of HelmRelease argocd/orders). Each time the difference was the same.',
        );
        expect(JSON.stringify({ delivery, request })).not.toContain(CANARY);
      });

      it.each([
        [
          'a ConfigMap that Git has',
          made('data: { name: orders-aws }\n'),
          '[{ kind: ConfigMap, name: more, valuesKey: name, targetPath: existingSecret }]',
          'name of ConfigMap argocd/more',
        ],
        [
          'a ConfigMap that a person made, and the workload tells what is in it',
          '',
          '[{ kind: ConfigMap, name: more, valuesKey: name, targetPath: existingSecret, optional: true }]',
          'name of ConfigMap argocd/more',
        ],
      ])(
        'is refused where the Secret is named in %s, and says where to change it',
        async (_, beside, list, where) => {
          push(release(list) + beside);
          const { delivery } = await plan(from);
          expect(delivery).toMatchObject({ state: 'refused' });
          expect(delivery.reason).toContain(where);
        },
      );
    });

    it.each([
      [
        'all values of a Secret',
        release('[{ kind: Secret, name: more }]'),
        /takes values from Secret argocd\/more \(spec\.valuesFrom\), whose values are never read/,
      ],
      [
        'all values of a ConfigMap that is not in Git',
        release('[{ kind: ConfigMap, name: more }]'),
        /ConfigMap argocd\/more .* is not written in apps as it is applied/,
      ],
      [
        'a ConfigMap that is there twice',
        release('[{ kind: ConfigMap, name: more }]') + made('') + made(''),
        /is 2 times in files of apps/,
      ],
      [
        'a ConfigMap without that key',
        release('[{ kind: ConfigMap, name: more, valuesKey: eu.yaml }]') +
          made('data: {}\n'),
        /eu\.yaml of ConfigMap argocd\/more .* is not there/,
      ],
      [
        'a ConfigMap that SOPS has encrypted',
        release('[{ kind: ConfigMap, name: more }]') +
          made('data: { values.yaml: ENC }\nsops: { mac: ENC }\n'),
        /which SOPS has encrypted/,
      ],
      [
        'a path that is none',
        release('[{ kind: ConfigMap, name: more, targetPath: "a[b]" }]'),
        /at a\[b\] \(spec\.valuesFrom\), which is not understood here/,
      ],
      [
        'a list in the form of --set',
        release(
          '[{ kind: ConfigMap, name: more, valuesKey: list, targetPath: hosts }]',
        ) + made('data: { list: "{a,b}" }\n'),
        /list of ConfigMap argocd\/more .* is written in a form/,
      ],
      [
        'a value that the release writes too',
        release(
          '[{ kind: Secret, name: more, valuesKey: pw, targetPath: existingSecret }]',
          '{ existingSecret: orders-aws }',
        ),
        /apps\/orders\.yaml writes existingSecret, which comes from pw of Secret argocd\/more/,
      ],
    ])('is not made of %s, and says why', async (_, text, reason) => {
      push(text);
      const { delivery } = await plan(from);
      expect(delivery).toMatchObject({ state: 'refused' });
      expect(delivery.reason).toMatch(reason);
    });
  });

  it('says what is missing where helm is not there', async () => {
    process.env.PATH = '/nowhere';
    const { delivery } = await plan(
      source(git({ path: 'eu/values.yaml' }), CHART_PLACE),
    );
    expect(delivery).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/helm is not on this machine/),
    });
  });

  it.each<[string, SourcePlace[], Record<string, string>, RegExp]>([
    [
      'a chart of a repository of charts',
      [{ ...CHART_PLACE, host: 'helm', chart: 'orders', path: undefined }],
      {},
      /the chart orders, which is not in Git/,
    ],
    [
      'values of another repository',
      [git({ path: 'v.yaml', url: `${URL}2` }), CHART_PLACE],
      {},
      /Values of the chart chart are in .*deploy2/,
    ],
    [
      'an ApplicationSet',
      [...held('ApplicationSet'), CHART_PLACE],
      {},
      /ApplicationSet argocd\/orders, which the portal does not change/,
    ],
    [
      'a release that is not where it is applied from',
      [...held('HelmRelease'), CHART_PLACE],
      {},
      /HelmRelease argocd\/orders, which names the release, is in none of apps/,
    ],
    [
      'parameters over the values',
      [...held('Application'), CHART_PLACE],
      {
        'apps/a.yaml':
          'kind: Application\nmetadata: { name: orders }\nspec: { source: { helm: { parameters: [{ name: a, value: "{b,c}" }] } } }\n',
      },
      /has spec\.source\.helm\.parameters/,
    ],
    [
      'parameters from files',
      [...held('Application'), CHART_PLACE],
      {
        'apps/a.yaml':
          'kind: Application\nmetadata: { name: orders }\nspec: { source: { helm: { fileParameters: [{ name: a, path: b }] } } }\n',
      },
      /has spec\.source\.helm\.fileParameters/,
    ],
    [
      'sources of which none is the chart',
      [...held('Application'), CHART_PLACE],
      {
        'apps/a.yaml':
          'kind: Application\nmetadata: { name: orders }\nspec: { sources: [{ repoURL: x, chart: chart }, { path: other }] }\n',
      },
      /has spec\.sources/,
    ],
    ...[
      ['values without those of the chart', '[eu/values.yaml]'],
      ['those of the chart over others', '[eu/values.yaml, chart/values.yaml]'],
      [
        'those of the chart twice',
        '[chart/values.yaml, eu/values.yaml, ./chart/values.yaml]',
      ],
    ].map(
      ([title, list]): [
        string,
        SourcePlace[],
        Record<string, string>,
        RegExp,
      ] => [
        title,
        [...held('HelmRelease'), CHART_PLACE],
        {
          'apps/a.yaml': `kind: HelmRelease\nmetadata: { name: orders }\nspec: { chart: { spec: { valuesFiles: ${list} } } }\n`,
        },
        /has spec\.chart\.spec\.valuesFiles in which chart\/values\.yaml is not the first/,
      ],
    ),
    [
      'values that a HelmChart lists',
      [...held('HelmRelease'), CHART_PLACE],
      {
        'apps/a.yaml':
          'kind: HelmRelease\nmetadata: { name: orders }\nspec: { chartRef: { kind: HelmChart, name: orders } }\n',
      },
      /has spec\.chartRef/,
    ],
    [
      'values that are not there',
      [git({ path: 'eu/none.yaml' }), CHART_PLACE],
      {},
      /eu\/none\.yaml, which is not there/,
    ],
    [
      'a chart that needs another one',
      [git({ path: 'eu/values.yaml' }), CHART_PLACE],
      {
        'chart/Chart.yaml':
          'name: service\ndependencies: [{ name: redis, version: 1.0.0 }]\n',
      },
      /depends on the chart redis, which is not in chart\/charts/,
    ],
  ])('is not made of %s, and says why', async (_, places, files, reason) => {
    host.push(files);
    const { delivery } = await plan(source(...places));
    expect(delivery).toMatchObject({ state: 'refused' });
    expect(delivery.reason).toMatch(reason);
  });
});

it('shows no secret of values that have a kind and a list of items', () => {
  const after = `kind: DaemonSet\nitems: [a]\ntokens: [${CANARY}x]\n`;
  const [{ diff }] = diffsOf({
    files: new Map([['values.yaml', after]]),
    before: new Map([['values.yaml', `${after}gone: old\n`]]),
    proof: [],
  });
  expect(diff).toContain('-gone: old');
  expect(diff).not.toContain(CANARY);
});
