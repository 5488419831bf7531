import { readFileSync } from 'node:fs';
import path from 'node:path';
import { audit, deployment, secret } from './__testUtils__/audit';
import { AuditOptions } from './auditObjects';

const DOCUMENT = path.resolve(__dirname, '../../../../docs/audit.md');
const PAIR =
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }';
const refs = (secretName: string, names: string, more = '') =>
  `env:\n${names
    .split(' ')
    .map(
      (name, at) =>
        `  - { name: ${name}, valueFrom: { secretKeyRef: { name: ${secretName}, key: k${at}${more} } } }`,
    )
    .join('\n')}`;
const AWS_NAMES = 'AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY';
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: shop, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/app" } }
---
`;
const ALL = ['Secret', 'ConfigMap'] as const;
const DOORS: Readonly<Record<string, AuditOptions>> = {
  files: {},
  'Level 0': {
    readLevel: 0,
    doubtsUnknownNames: true,
    complete: new Set(['ConfigMap'] as const),
  },
  'Level 1': { readLevel: 1, doubtsUnknownNames: true, complete: new Set(ALL) },
  'Level 2': { readLevel: 2, doubtsUnknownNames: true, complete: new Set(ALL) },
};

/** For each row of the table: objects, and the last word of what each door says of them; none is silence. */
const ROWS: readonly [
  row: string,
  objects: string,
  verdicts: [files: string, zero: string, one: string, two: string],
][] = [
  [
    'Keys written in workloads, resources and ConfigMaps',
    deployment(
      'env: [{ name: AWS_ACCESS_KEY_ID, value: "@KEY@" }, { name: AWS_SECRET_ACCESS_KEY, value: "@SECRET@" }]',
    ),
    ['static-aws', 'static-aws', 'static-aws', 'static-aws'],
  ],
  [
    'Keys under names of AWS or of object stores, in Secrets',
    deployment(refs('login', AWS_NAMES)) +
      secret('login', '{ k0: "@KEY@", k1: "@SECRET@" }'),
    ['static-aws', 'static-aws', 'static-aws', 'static-aws'],
  ],
  [
    'Keys under names of AWS or of object stores, in Secrets',
    deployment('envFrom: [{ secretRef: { name: login } }]') +
      secret('login', PAIR),
    // A variable or path does not tell.
    ['static-aws', 'uncertain', 'static-aws', 'static-aws'],
  ],
  [
    'Keys under other names, and in files, in Secrets',
    deployment(refs('login', 'USER_OF_QUEUE PASS_OF_QUEUE')) +
      secret('login', '{ k0: "@KEY@", k1: "@SECRET@" }'),
    ['static-aws', '', '', 'static-aws'],
  ],
  [
    'Whose key it is: AWS or another store',
    deployment('envFrom: [{ secretRef: { name: login } }]') +
      secret(
        'login',
        '{ AWS_ACCESS_KEY_ID: shop, AWS_SECRET_ACCESS_KEY: x, S3_ENDPOINT: "http://minio.shop:9000" }',
      ),
    ['s3-compatible', 'uncertain', 'static-aws', 's3-compatible'],
  ],
  [
    'Whether an optional Secret is there',
    ACCOUNT +
      deployment(
        refs('login', AWS_NAMES, ', optional: true'),
        'serviceAccountName: app',
      ),
    ['', 'uncertain', '', ''],
  ],
  [
    'Names in a Secret that a resource will make',
    `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: login, namespace: shop }
spec: { data: [{ secretKey: AWS_ACCESS_KEY_ID }, { secretKey: AWS_SECRET_ACCESS_KEY }] }
---
${deployment('envFrom: [{ secretRef: { name: login } }]')}`,
    ['static-aws', 'static-aws', 'static-aws', 'static-aws'],
  ],
  [
    'What a provider of Kafka Connect fills in',
    `apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaConnect
metadata: { name: sinks, namespace: shop }
spec:
  externalConfiguration:
    env: [{ name: WORD, valueFrom: { secretKeyRef: { name: login, key: k1 } } }]
---
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaConnector
metadata: { name: orders, namespace: shop, labels: { strimzi.io/cluster: sinks } }
spec:
  config:
    aws.access.key.id: \${secrets:shop/login:k0}
    aws.secret.access.key: \${env:WORD}
---
${secret('login', '{ k0: "@KEY@", k1: "@SECRET@" }')}`,
    ['static-aws', 'static-aws', 'static-aws', 'static-aws'],
  ],
  [
    "Secrets of a class of Stackable's operator, by label",
    `apiVersion: s3.stackable.tech/v1alpha1
kind: S3Connection
metadata: { name: lake, namespace: shop }
spec: { host: s3.eu-west-1.amazonaws.com, credentials: { secretClass: s3 } }
---
${secret('login', PAIR).replace(
  'namespace: shop',
  'namespace: shop, labels: { secrets.stackable.tech/class: s3 }',
)}`,
    ['static-aws', '', 'static-aws', 'static-aws'],
  ],
  [
    'Secrets that only settings in a ConfigMap name',
    `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { app.yaml: "storage:\\n  secretName: login\\n" }
---
${secret('login', PAIR)}`,
    ['static-aws', '', 'static-aws', 'static-aws'],
  ],
  [
    'Secrets that nothing refers to',
    secret('login', PAIR),
    ['static-aws', '', 'static-aws', 'static-aws'],
  ],
  [
    'Kinds without a rule',
    deployment(refs('login', AWS_NAMES)).replace(
      'apiVersion: apps/v1\nkind: Deployment',
      'apiVersion: shop.example.com/v1\nkind: Till',
    ),
    ['static-aws', 'static-aws', 'static-aws', 'static-aws'],
  ],
];
/** What the cluster's answer decides, and not the audit: the tests of the command and of the portal show it. */
const ELSEWHERE = ['A Secret that may not be read'];

interface Row {
  name: string;
  cells: string[];
}

function table(): { doors: string[]; rows: Row[] } {
  const lines = readFileSync(DOCUMENT, 'utf8').split('\n');
  const start = lines.findIndex(line => line.startsWith('| What it can know'));
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replace(/`/g, ''));
  const end = lines.findIndex((line, at) => at > start && line === '');
  const [, ...doors] = cells(lines[start]);
  return {
    doors,
    rows: lines.slice(start + 2, end).map(line => {
      const [name, ...rest] = cells(line);
      return { name, cells: rest };
    }),
  };
}

const verdictOf = (found: readonly string[]) => [
  ...new Set(found.map(each => each.split(' ').pop()!)),
];

describe('the table of read levels in docs/audit.md', () => {
  const { doors, rows } = table();

  it('has the doors and the rows that are shown here', () => {
    expect(doors).toEqual(Object.keys(DOORS));
    expect(rows.map(({ name }) => name)).toEqual([
      ...new Set(ROWS.map(([name]) => name)),
      ...ELSEWHERE,
    ]);
  });

  it.each(ROWS)('%s: %#', (name, objects, verdicts) => {
    const row = rows.find(each => each.name === name)!;
    const found = doors.map(door => verdictOf(audit(objects, DOORS[door])));
    expect(found).toEqual(verdicts.map(verdict => (verdict ? [verdict] : [])));
    // A cell that says no must be silent about a key that is there, and one that says yes must find it.
    const isThere = found[0].length > 0;
    const saying = row.cells.map(cell => /^(yes|no)\b/.exec(cell)?.[0]);
    const isWrong = saying.map(
      (word, at) =>
        isThere &&
        ((word === 'no' && found[at].length > 0) ||
          (word === 'yes' && found[at].length === 0)),
    );
    expect(isWrong).toEqual(doors.map(() => false));
  });
});
