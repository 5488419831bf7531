import { ChangeImpossibleError, TextFile } from '../types';
import { removeSecret } from './removeSecret';
import { SecretRemoval } from './types';

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const removal = (otherKeys: string[] = []): SecretRemoval => ({
  namespace: 'shop',
  name: 'orders-aws',
  awsKeys: KEYS,
  otherKeys,
});
const file = (content: string, path = 'app.yaml'): TextFile => ({
  path,
  content,
});

const DEPLOYMENT = `# The service of the shop.
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}   # not the Secret
spec:
  template:
    spec:
      containers:
      - name: 'app'
        env:
        - {name: QUEUE, valueFrom: {secretKeyRef: {name: orders-aws, key: QUEUE}}}
`;
const QUIET = DEPLOYMENT.replace(/ +env:\n.*\n/, '');
const secret = (data: string, kind = 'v1') => `apiVersion: ${kind}
kind: Secret
metadata:
  name: orders-aws # of AWS
stringData:
${data}`;
const BOTH = `  AWS_ACCESS_KEY_ID: value-canary
  AWS_SECRET_ACCESS_KEY: "value-canary"
`;
const SEALED = `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: orders-aws
spec:
  encryptedData:
    AWS_ACCESS_KEY_ID: AgB-canary
    # who reads this?
    QUEUE: AgC-canary
    AWS_SECRET_ACCESS_KEY: AgD-canary
`;
const EXTERNAL = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: orders
spec:
  target: {name: orders-aws}
  data:
  - secretKey: AWS_ACCESS_KEY_ID
    remoteRef: {key: aws/orders, property: id}
  # The queue's password.
  - secretKey: QUEUE
    remoteRef: {key: queue}
  - secretKey: AWS_SECRET_ACCESS_KEY
    remoteRef: {key: aws/orders, property: secret}
`;
const OPEN = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: orders-aws}
spec:
  dataFrom:
  - extract: {key: aws/orders}
`;
const TEMPLATED = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: orders-aws}
spec:
  target:
    template:
      data: {AWS_ACCESS_KEY_ID: '{{ .id }}'}
  data:
  - {secretKey: id, remoteRef: {key: aws/orders}}
`;
const SOPS = `apiVersion: isindir.github.com/v1alpha3
kind: SopsSecret
metadata:
  name: orders
spec:
  secretTemplates:
  - name: orders-aws
    stringData:
      AWS_ACCESS_KEY_ID: ENC[AES256_GCM,data:canary]
      AWS_SECRET_ACCESS_KEY: ENC[AES256_GCM,data:canary]
sops:
  mac: ENC[AES256_GCM,data:canary]
`;
const SOPS_SECRET = `${secret(BOTH)}sops:
  mac: ENC[AES256_GCM,data:canary]
`;

describe('removeSecret', () => {
  it.each<[string, string, string | null, string[]]>([
    ['a Secret in a file of its own', secret(BOTH), null, []],
    ['a SealedSecret', SEALED.replace(/.*#.*\n.*QUEUE.*\n/, ''), null, []],
    [
      'an ExternalSecret of another name',
      EXTERNAL.replace(/.*#.*\n.*QUEUE.*\n.*\n/, ''),
      null,
      [],
    ],
    ['one that takes over what a store has', OPEN, null, []],
    ['one whose template has AWS keys only', TEMPLATED, null, []],
    ['a SopsSecret', SOPS, null, []],
    ['a Secret that SOPS encrypted', SOPS_SECRET, null, []],
    [
      'the first of several documents, with its comment, but not that of the file',
      `# Written by hand.\n\n# The key.\n${secret(BOTH)}---\n${QUIET}`,
      `# Written by hand.\n\n${QUIET}`,
      [],
    ],
    [
      'one in the middle',
      `${QUIET}---\n# The key.\n${secret(BOTH)}--- # next\nkind: A\n`,
      `${QUIET}--- # next\nkind: A\n`,
      [],
    ],
    ['the last one', `${QUIET}---\n${secret(BOTH)}`, QUIET, []],
    [
      'an item of a List',
      `kind: List\nitems:\n- kind: A\n  metadata: {name: a}\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: orders-aws}\n  stringData: {AWS_ACCESS_KEY_ID: x}\n`,
      `kind: List\nitems:\n- kind: A\n  metadata: {name: a}\n`,
      [],
    ],
    [
      'the keys of a Secret with other data',
      `${DEPLOYMENT}---\n${secret(`  # how loud\n  QUEUE: 'q'\n${BOTH}`)}`,
      `${DEPLOYMENT}---\n${secret(`  # how loud\n  QUEUE: 'q'\n`)}`,
      ['QUEUE'],
    ],
    [
      'the keys of a SealedSecret with other data',
      SEALED,
      SEALED.replace(/ +AWS_\w+: .*\n/g, ''),
      ['QUEUE'],
    ],
    [
      'the keys of an ExternalSecret with other data',
      EXTERNAL,
      EXTERNAL.replace(/ +- secretKey: AWS_\w+\n.*\n/g, ''),
      ['QUEUE'],
    ],
    [
      'data of which the cluster does not know yet, which stays',
      secret(`  QUEUE: q\n${BOTH}`),
      secret(`  QUEUE: q\n`),
      [],
    ],
  ])('takes out %s, byte for byte', (_title, before, after, others) => {
    for (const newline of ['\n', '\r\n']) {
      const text = (of: string) => of.replaceAll('\n', newline);
      const { files, proof } = removeSecret(
        [file(text(before)), file('kind: B\nmetadata: {name: b}\n', 'b.yaml')],
        removal(others),
      );
      expect(files).toEqual([
        { path: 'app.yaml', content: after === null ? null : text(after) },
      ]);
      expect(proof.join('\n')).toMatch(
        /(held AWS keys only|all other data of Secret orders-aws stays)/,
      );
      expect(proof.join('\n')).not.toContain('canary');
    }
  });

  it('says that a controller keeps the Secret', () => {
    const { proof } = removeSecret(
      [
        file(
          OPEN.replace(
            'spec:\n',
            'spec:\n  target: {creationPolicy: Orphan}\n',
          ),
        ),
      ],
      removal(),
    );
    expect(proof.join('\n')).toMatch(
      /delete it in the cluster after the merge/,
    );
  });

  const custom = (kind: string, spec: string) =>
    `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: {name: x}\nspec: ${spec}\n`;

  it.each<[string, string, string, string[], RegExp]>([
    [
      'the workload still reads it',
      'stillNamed',
      `${DEPLOYMENT}---\n${secret(BOTH)}`,
      [],
      /named by Deployment orders/,
    ],
    [
      'a workload reads one of the keys',
      'stillNamed',
      `${DEPLOYMENT.replace(
        'key: QUEUE',
        'key: AWS_ACCESS_KEY_ID',
      )}---\n${secret(`  QUEUE: q\n${BOTH}`)}`,
      ['QUEUE'],
      /read by Deployment orders/,
    ],
    [
      'a resource of any kind names it',
      'stillNamed',
      `${custom('Backup', '{s3: {existingSecret: orders-aws}}')}---\n${secret(
        BOTH,
      )}`,
      [],
      /named by Backup x/,
    ],
    [
      'a template of Helm names it',
      'unreadable',
      `${secret(BOTH)}{{- if .Values.x }}\n`,
      [],
      /templates of Helm/,
    ],
    [
      'SOPS has signed other data',
      'mixed',
      SOPS_SECRET.replace('stringData:\n', 'stringData:\n  QUEUE: canary\n'),
      ['QUEUE'],
      /SOPS has signed/,
    ],
    [
      'SOPS has signed another document of the file',
      'mixed',
      `${SOPS_SECRET}---\n${QUIET}`,
      [],
      /holds other objects too/,
    ],
    [
      'a SopsSecret makes two',
      'mixed',
      SOPS.replace(
        'sops:\n',
        '  - name: other\n    stringData: {A: canary}\nsops:\n',
      ),
      [],
      /other data than AWS keys/,
    ],
    [
      'a store decides on names, and the Secret has others',
      'mixed',
      OPEN,
      ['QUEUE'],
      /QUEUE.*names of its data stand elsewhere/,
    ],
    [
      'a store decides on names, and one that the cluster does not have yet is named beside it',
      'mixed',
      `${OPEN}  data:\n  - {secretKey: DB_PASSWORD, remoteRef: {key: db}}\n`,
      [],
      /DB_PASSWORD.*names of its data stand elsewhere/,
    ],
    [
      'its template has a name that the cluster does not have yet',
      'mixed',
      TEMPLATED.replace('{AWS', "{DB_PASSWORD: '{{ .db }}', AWS"),
      [],
      /DB_PASSWORD/,
    ],
    [
      'its template is merged with other data',
      'mixed',
      TEMPLATED.replace('template:\n', 'template:\n      mergePolicy: Merge\n'),
      [],
      /\(id\)/,
    ],
    [
      'what makes it makes more',
      'otherMaker',
      'apiVersion: objectbucket.io/v1alpha1\nkind: ObjectBucketClaim\nmetadata: {name: orders-aws}\n',
      [],
      /by hand/,
    ],
    [
      'it is there for two environments',
      'ambiguous',
      `${secret(BOTH)}---\n${secret(BOTH)}`,
      [],
      /2 times/,
    ],
    ['it is not there', 'notFound', QUIET, [], /None of the files/],
    [
      'an anchor shares its data',
      'anchor',
      `${secret(`  QUEUE: q\n  AWS_ACCESS_KEY_ID: &id canary\n  X: *id\n`)}`,
      ['QUEUE', 'X'],
      /shared/,
    ],
  ])('is refused where %s', (_title, code, content, others, words) => {
    let refused: unknown;
    try {
      removeSecret([file(content)], removal(others));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(ChangeImpossibleError);
    expect(refused).toMatchObject({
      code,
      message: expect.stringMatching(words),
    });
    expect(String(refused)).not.toContain('canary');
  });
});
