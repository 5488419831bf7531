import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { auditObjects } from '../audit/auditObjects';
import { changeManifests, WorkloadChange } from './changeManifests';
import { detachIntent } from './detach/detachIntent';
import { ChangeImpossibleError } from './types';

const ROLE = 'arn:aws:iam::111122223333:role/irsa/orders';

const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: orders   # of this service
`;

/** The change that takes both variables out of the only container and gives the role. */
function change(
  texts: readonly string[],
  more: Partial<WorkloadChange> = {},
  serviceAccountName?: string,
): WorkloadChange {
  const objects = texts.flatMap(text =>
    (parseAllDocuments(text, { merge: true }) as any[]).map(each =>
      each.toJS(),
    ),
  );
  const workload = objects.find(({ kind }) => kind === 'Deployment');
  const references = auditObjects(objects).filter(
    ({ kind }) => kind === 'Deployment',
  );
  return {
    workload: { kind: 'Deployment', name: 'orders' },
    detach: detachIntent(workload.spec.template, references as any, {
      keysOf: (_kind, name) =>
        name === 'aws'
          ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'QUEUE']
          : [],
      serviceAccountName,
    }),
    serviceAccount: {
      name: 'orders',
      action: 'annotate',
      annotations: { 'eks.amazonaws.com/role-arn': ROLE },
    },
    ...more,
  };
}

const deployment = (container: string, pod = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  template:
    spec:
      serviceAccountName: orders
${pod}      containers:
${container}`;

/** What was taken out and put in, by lines. */
function lines(before: string, after: string): string[] {
  const count = (text: string) => {
    const found = new Map<string, number>();
    text
      .split('\n')
      .forEach(each => found.set(each, (found.get(each) ?? 0) + 1));
    return found;
  };
  const [old, now] = [count(before), count(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(each => {
    const more = (now.get(each) ?? 0) - (old.get(each) ?? 0);
    return more === 0 ? [] : [`${more > 0 ? '+' : '-'}${each}`];
  });
}

const VARIABLES = (indent: string) =>
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    .map(
      name =>
        `${indent}- name: ${name} # from the pipeline\n${indent}  valueFrom:\n${indent}    secretKeyRef: {name: aws, key: ${name}}\n`,
    )
    .join('');

const gone = (indent: string) => [
  `-${indent}- name: AWS_ACCESS_KEY_ID # from the pipeline`,
  `-${indent}  valueFrom:`,
  `-${indent}    secretKeyRef: {name: aws, key: AWS_ACCESS_KEY_ID}`,
  `-${indent}- name: AWS_SECRET_ACCESS_KEY # from the pipeline`,
  `-${indent}    secretKeyRef: {name: aws, key: AWS_SECRET_ACCESS_KEY}`,
];
const annotation = [
  '+  annotations:',
  `+    eks.amazonaws.com/role-arn: ${ROLE}`,
];

describe('A change of manifests', () => {
  it.each<[string, string, string[]]>([
    [
      'among other variables, with comments, quotes and empty lines',
      `      - name: app
        image: "registry/app:1"

        env:
          # The queue of this environment
          - name: 'QUEUE'
            value: "orders"
${VARIABLES('          ')}
          # how loud
          - {name: LEVEL, value: info}
`,
      gone('          '),
    ],
    [
      'alone in the list, which goes with its key',
      `      - name: app
        env:
        # of AWS
${VARIABLES('        ')}        image: app
`,
      ['-        env:', '-        # of AWS', ...gone('        ')],
    ],
    [
      'alone in a list that is first in its container',
      `      - env:
${VARIABLES('          ')}        name: app
`,
      [
        '-      - env:',
        ...gone('          '),
        '-        name: app',
        '+      - name: app',
      ],
    ],
    [
      'in brackets',
      `      - {name: app, env: [{name: AWS_ACCESS_KEY_ID, valueFrom: {secretKeyRef: {name: aws, key: a}}}, {name: X, value: "1"}, {name: AWS_SECRET_ACCESS_KEY, valueFrom: {secretKeyRef: {name: aws, key: b}}}]}
`,
      [
        '-      - {name: app, env: [{name: AWS_ACCESS_KEY_ID, valueFrom: {secretKeyRef: {name: aws, key: a}}}, {name: X, value: "1"}, {name: AWS_SECRET_ACCESS_KEY, valueFrom: {secretKeyRef: {name: aws, key: b}}}]}',
        '+      - {name: app, env: [{name: X, value: "1"}]}',
      ],
    ],
    [
      'by envFrom, of which the other variables are kept',
      `      - name: app
        envFrom:
        - secretRef:
            name: aws
        - configMapRef:
            name: settings
        ports:
        - containerPort: 80
`,
      [
        '-        - secretRef:',
        '-            name: aws',
        '+        env:',
        '+        - name: QUEUE',
        '+          valueFrom:',
        '+            secretKeyRef:',
        '+              name: aws',
        '+              key: QUEUE',
      ],
    ],
  ])('takes a key out: %s', (_title, container, expected) => {
    const before = deployment(container);
    const secret = `kind: Secret
metadata: {name: aws}
stringData:
  AWS_ACCESS_KEY_ID: ${'AKIA'}QWERTYUIOPASDFGH
  AWS_SECRET_ACCESS_KEY: ${'wJalrXUtnFEMIK7MDENG'.repeat(2)}
  a: ${'AKIA'}QWERTYUIOPASDFGH
  b: ${'wJalrXUtnFEMIK7MDENG'.repeat(2)}
  QUEUE: z
`;
    const files = [
      { path: 'app.yaml', content: before },
      { path: 'account.yaml', content: ACCOUNT },
    ];
    const changed = changeManifests(files, change([before, secret]));
    expect(changed.map(({ path }) => path)).toEqual([
      'app.yaml',
      'account.yaml',
    ]);
    expect(lines(before, changed[0].content).sort()).toEqual(
      [...expected].sort(),
    );
    expect(lines(ACCOUNT, changed[1].content)).toEqual(annotation);
    const after = [...changed.map(({ content }) => content), secret].flatMap(
      text => (parseAllDocuments(text) as any[]).map(each => each.toJS()),
    );
    expect(
      auditObjects(after).filter(({ kind }) => kind === 'Deployment'),
    ).toEqual([]);
  });

  it('gives a workload its own ServiceAccount, in the same file and with its line breaks', () => {
    const before = deployment(
      `      - name: app\n        env:\n${VARIABLES('        ')}`,
    )
      .replace('serviceAccountName: orders', 'serviceAccountName: "shared"')
      .replaceAll('\n', '\r\n');
    const [{ content }] = changeManifests(
      [{ path: 'app.yaml', content: before }],
      change(
        [before],
        {
          serviceAccount: {
            name: 'orders',
            action: 'create',
            annotations: { 'eks.amazonaws.com/role-arn': ROLE },
          },
        },
        'orders',
      ),
    );
    expect(content).toContain('      serviceAccountName: "orders"\r\n');
    expect(content).toMatch(
      /\r\n---\r\napiVersion: v1\r\nkind: ServiceAccount\r\nmetadata:\r\n {2}name: orders\r\n/,
    );
    expect(content.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('finds the object in a List of JSON, and writes JSON', () => {
    const list = JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'v1',
            kind: 'ServiceAccount',
            metadata: { name: 'orders' },
          },
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'orders' },
            spec: {
              template: {
                spec: {
                  serviceAccountName: 'orders',
                  containers: [
                    {
                      name: 'app',
                      env: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(
                        name => ({
                          name,
                          valueFrom: {
                            secretKeyRef: { name: 'aws', key: name },
                          },
                        }),
                      ),
                    },
                  ],
                },
              },
            },
          },
        ],
      },
      null,
      2,
    );
    const workload = JSON.stringify(JSON.parse(list).items[1]);
    const [{ content }] = changeManifests(
      [{ path: 'all.json', content: list }],
      change([workload]),
    );
    const { items } = JSON.parse(content);
    expect(items[0].metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': ROLE,
    });
    expect(items[1].spec.template.spec.containers).toEqual([{ name: 'app' }]);
  });

  const container = `      - name: app\n        env:\n${VARIABLES('        ')}`;
  it.each<[string, string, string[], Partial<WorkloadChange>, string]>([
    [
      'the workload is not there',
      'notFound',
      [ACCOUNT],
      {},
      'none of the files',
    ],
    [
      'it may be in a template',
      'unreadable',
      [
        'kind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n  {{- if x }}\n',
      ],
      {},
      'templates of Helm',
    ],
    [
      'it is there twice',
      'ambiguous',
      [deployment(container), deployment(container), ACCOUNT],
      {},
      '2 times',
    ],
    [
      'its ServiceAccount is elsewhere',
      'noServiceAccount',
      [deployment(container)],
      {},
      'ServiceAccount orders',
    ],
    [
      'its ServiceAccount is there already',
      'different',
      [deployment(container), ACCOUNT],
      {
        serviceAccount: { name: 'orders', action: 'create', annotations: {} },
      },
      'there already',
    ],
    [
      'the file is not what runs',
      'different',
      [deployment('      - name: app\n'), ACCOUNT],
      {},
      'AWS_ACCESS_KEY_ID',
    ],
    [
      'an anchor shares the variables',
      'anchor',
      [
        deployment(
          `      - name: app\n        env: &keys\n${VARIABLES(
            '        ',
          )}      - name: other\n        env: *keys\n`,
        ),
        ACCOUNT,
      ],
      {},
      'env is shared',
    ],
  ])('is refused where %s', (_title, code, contents, more, words) => {
    const planned = change([deployment(container)], more);
    const files = contents.map((content, at) => ({
      path: `${at}.yaml`,
      content,
    }));
    let refused: unknown;
    try {
      changeManifests(files, planned);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(ChangeImpossibleError);
    expect(refused).toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  const noise = fc.constantFrom(
    '# a comment: with - signs',
    '',
    '   # indented',
    '# "quotes" \'and\' {braces}',
  );
  const variable = fc.record({
    name: fc.constantFrom('A', 'B_C', 'LONG_NAME'),
    value: fc.constantFrom(
      '"double"',
      "'single'",
      'plain # with a comment',
      '|\n  several\n  lines',
      '>-\n  folded\n\n  text',
      '"# none"',
    ),
  });
  const other = fc.constantFrom(
    'kind: ConfigMap\nmetadata: {name: a}\ndata:\n  b: |+\n    text\n\n\n',
    '# only a comment\n',
    'kind: Deployment\nmetadata:\n  name: neighbour\n',
  );

  it('leaves every byte outside of the edit as it was', () => {
    fc.assert(
      fc.property(
        fc.array(variable, { maxLength: 4 }),
        fc.array(variable, { maxLength: 4 }),
        noise,
        noise,
        fc.array(other, { maxLength: 3 }),
        fc.array(other, { maxLength: 2 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 4 }),
        (before, behind, above, below, earlier, later, isWindows, extra) => {
          const indent = ' '.repeat(8 + extra);
          const write = ({ name, value }: { name: string; value: string }) =>
            `${indent}- name: ${name}\n${indent}  value: ${value.replaceAll(
              '\n',
              `\n${indent}  `,
            )}\n`;
          const kept = [...before, ...behind].length;
          const [head, first, second, tail] = [
            `${deployment('      - name: app\n        env:\n')}${
              kept > 0 ? `${above}\n` : ''
            }${before.map(write).join('')}`,
            VARIABLES(indent),
            behind.map(write).join(''),
            `${kept > 0 ? `${below}\n` : ''}        image: x\n`,
          ].map(part => (isWindows ? part.replaceAll('\n', '\r\n') : part));
          fc.pre(kept > 0);
          const mark = isWindows ? '---\r\n' : '---\n';
          const others = (list: string[]) =>
            list.map(each =>
              isWindows ? each.replaceAll('\n', '\r\n') : each,
            );
          const start = others(earlier)
            .map(each => each + mark)
            .join('');
          const end = others(later)
            .map(each => mark + each)
            .join('');
          const content = start + head + first + second + tail + end;
          const [changed] = changeManifests(
            [
              { path: 'app.yaml', content },
              { path: 'account.yaml', content: ACCOUNT },
            ],
            change([head + first + second + tail]),
          );
          expect(changed.content).toBe(start + head + second + tail + end);
        },
      ),
    );
  });
});
