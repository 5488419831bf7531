import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { CANARY, FAKE_ID, FAKE_SECRET } from './__testUtils__/values';

const ROLE = 'arn:aws:iam::111122223333:role/irsa/{namespace}-{name}';

const app = (name: string, account = name) => `# Kept by hand.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}}   # as above
    spec:
      serviceAccountName: ${account}
      containers:
        - name: main
          image: 'registry.example.com/${name}:1'
          env:
            - name: LEVEL
              value: "info"
            - name: AWS_ACCESS_KEY_ID
              valueFrom:
                secretKeyRef:
                  name: aws
                  key: AWS_ACCESS_KEY_ID
            - name: AWS_SECRET_ACCESS_KEY
              valueFrom:
                secretKeyRef:
                  name: aws
                  key: AWS_SECRET_ACCESS_KEY
`;
const account = (name: string) => `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: shop
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: aws
  namespace: shop
stringData:
  AWS_ACCESS_KEY_ID: ${FAKE_ID}
  AWS_SECRET_ACCESS_KEY: ${FAKE_SECRET}
`;

const contentOf = (folder: string, file: string) =>
  fs.readFileSync(path.join(folder, file), 'utf8');

describe('irsa-audit fix', () => {
  it('takes keys out of a working tree, and the detector then finds none in its workloads', async () => {
    const files = {
      'orders/app.yaml': app('orders'),
      'orders/account.yaml': account('orders'),
      'all.yaml': `${app('billing', 'default')}---\n${SECRET}`,
    };
    const cwd = makeFolder(files);
    expect((await run(['files', '.', '-q'], { cwd })).code).toBe(1);

    const { code, stderr, stdout } = await run(
      ['fix', '.', '--role-arn', ROLE],
      { cwd },
    );

    expect(stderr).toContain(
      'Deployment shop/orders: the key is taken out; ServiceAccount orders gets arn:aws:iam::111122223333:role/irsa/shop-orders.',
    );
    expect(stderr).toContain('Secret shop/aws still holds a key.');
    expect(stdout).toBe('');
    expect(code).toBe(0);
    expect(contentOf(cwd, 'orders/app.yaml')).toBe(
      files['orders/app.yaml'].replace(/ {12}- name: AWS_ACCESS[^]*$/, ''),
    );
    expect(contentOf(cwd, 'orders/account.yaml')).toBe(
      `${files['orders/account.yaml']}  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/irsa/shop-orders
`,
    );
    expect(contentOf(cwd, 'all.yaml')).toBe(
      `${files['all.yaml']
        .replace(/ {12}- name: AWS_ACCESS[^]*?(?=---)/, '')
        .replace(
          'serviceAccountName: default',
          'serviceAccountName: billing',
        )}---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: billing
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/irsa/shop-billing
`,
    );
    const after = JSON.parse(
      (await run(['files', '.', '-q', '--format', 'json'], { cwd })).stdout,
    );
    expect(
      (after.findings ?? after).map(({ kind }: { kind: string }) => kind),
    ).toEqual(['Secret']);
    const again = await run(['fix', '.', '--role-arn', ROLE], { cwd });
    expect(again.stderr).toContain(
      'No workload in these files gets a static key.',
    );
  });

  it('shows the change as a diff without a value of a Secret, and writes nothing', async () => {
    const literal = app('orders')
      .replace(
        /valueFrom:\n {16}secretKeyRef:\n {18}name: aws\n {18}key: AWS_ACCESS_KEY_ID/,
        `value: ${FAKE_ID}`,
      )
      .replace(
        /valueFrom:\n {16}secretKeyRef:\n {18}name: aws\n {18}key: AWS_SECRET_ACCESS_KEY/,
        `value: ${CANARY}`,
      );
    const files = {
      'app.yaml': `${SECRET}---\n${literal}---\n${account('orders')}`,
    };
    const cwd = makeFolder(files);
    const { stdout, stderr } = await run(
      ['fix', 'app.yaml', '--dry-run', '--role-arn', ROLE],
      { cwd },
    );
    expect(stdout).toContain('--- a/app.yaml\n+++ b/app.yaml\n@@ ');
    expect(stdout).toContain('-            - name: AWS_ACCESS_KEY_ID\n');
    expect(stdout).toContain(
      '+    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/irsa/shop-orders\n',
    );
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stdout + stderr).not.toContain(FAKE_ID);
    expect(stderr).toContain('nothing was written');
    expect(contentOf(cwd, 'app.yaml')).toBe(files['app.yaml']);
  });

  it.each<[string, string, Record<string, string>]>([
    [
      'keys in arguments',
      'gets its key in its command line',
      {
        'a.yaml': `${app('orders').replace(
          /env:[^]*/,
          `args: ["--access-key=${FAKE_ID}", "--secret-key=${FAKE_SECRET}"]\n`,
        )}---\n${account('orders')}`,
      },
    ],
    [
      'a key in variables that only the application reads',
      'takes its key from ARCHIVE_LOGIN, which no SDK reads by itself',
      {
        'a.yaml': `${app('orders').replace(
          /env:[^]*/,
          `env:\n            - {name: ARCHIVE_LOGIN, value: ${FAKE_ID}}\n`,
        )}---\n${account('orders')}`,
      },
    ],
    [
      'an IAM user for mail',
      'sends mail as an IAM user of the SMTP interface of SES (SMTP_USERNAME), which takes no role',
      {
        'a.yaml': `${app('orders').replace(
          /env:[^]*/,
          `env:\n            - {name: SMTP_USERNAME, value: ${FAKE_ID}}\n`,
        )}---\n${account('orders')}`,
      },
    ],
    [
      'a key in a file of settings',
      'reads its key from the file config.yaml, which may hold more',
      {
        'a.yaml': `${app('orders').replace(
          /env:[^]*/,
          'volumeMounts: [{name: c, mountPath: /etc/app}]\n      volumes: [{name: c, configMap: {name: conf}}]\n',
        )}---\n${account('orders')}---
apiVersion: v1
kind: ConfigMap
metadata: {name: conf, namespace: shop}
data:
  config.yaml: |
    port: 80
    access_key: ${FAKE_ID}
    secret_key: ${FAKE_SECRET}
`,
      },
    ],
    [
      'a ServiceAccount that is elsewhere',
      'Its ServiceAccount orders is in none of the files',
      { 'a.yaml': `${app('orders')}---\n${SECRET}` },
    ],
    [
      'a shared ServiceAccount with rights in the cluster',
      'RoleBinding lister',
      {
        'a.yaml': `${app('orders', 'common')}---\n${app(
          'billing',
          'common',
        )}---\n${account('common')}---\n${SECRET}---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: lister, namespace: shop}
subjects: [{kind: ServiceAccount, name: common, namespace: shop}]
`,
      },
    ],
    [
      'the same workload in two overlays',
      'Deployment orders is there 2 times',
      {
        'eu/a.yaml': app('orders'),
        'us/a.yaml': app('orders'),
        'b.yaml': `${account('orders')}---\n${SECRET}`,
      },
    ],
  ])('leaves to people: %s', async (_title, words, files) => {
    const cwd = makeFolder(files);
    const { code, stderr } = await run(['fix', '.', '--role-arn', ROLE], {
      cwd,
    });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(FAKE_ID);
    expect(code).toBe(1);
    for (const [file, text] of Object.entries(files)) {
      expect(contentOf(cwd, file)).toBe(text);
    }
  });

  describe('with overlays of Kustomize', () => {
    const PATTERN = 'arn:aws:iam::111122223333:role/irsa/{environment}-{name}';
    const env = { PATH: process.env.PATH };
    const unplaced = (text: string) =>
      text.replaceAll('\n  namespace: shop', '');
    const tree = {
      'base/app.yaml': unplaced(
        `${app('orders').replace(
          '          env:\n',
          '          envFrom:\n            - secretRef: {name: aws}\n            - configMapRef: {name: more}\n          env:\n',
        )}---\n${account('orders')}`,
      ),
      'base/kustomization.yaml': 'resources: [app.yaml]\n',
      'eu/kustomization.yaml': `# of Europe
namePrefix: eu-
namespace: shop

resources:
- ../base
configMapGenerator:
- {name: more, literals: [A=b]}
secretGenerator:
- name: aws
  literals:
  - AWS_ACCESS_KEY_ID=${FAKE_ID}
  - AWS_SECRET_ACCESS_KEY=${FAKE_SECRET}
  - QUEUE=orders
`,
      'us/kustomization.yaml': `resources: [../base, aws.yaml]
namespace: us
patches:
  # more of them
  - target: {kind: Deployment}
    patch: |-
      - {op: add, path: /spec/replicas, value: 3}
`,
      'us/aws.yaml': unplaced(SECRET),
    };
    const rendered = (cwd: string, folder: string) =>
      execFileSync('kubectl', ['kustomize', path.join(cwd, folder)], {
        encoding: 'utf8',
      });

    it('patches each environment, and leaves the base as it is', async () => {
      const cwd = makeFolder(tree);
      const { code, stderr } = await run(['fix', '.', '--role-arn', PATTERN], {
        cwd,
        env,
      });
      expect(stderr).toContain(
        'Deployment shop/eu-orders, environment eu: the key is taken out by a patch; ServiceAccount eu-orders gets arn:aws:iam::111122223333:role/irsa/eu-eu-orders.',
      );
      expect(stderr).toContain(
        'Deployment us/orders, environment us: the key is taken out by a patch; ServiceAccount orders gets arn:aws:iam::111122223333:role/irsa/us-orders.',
      );
      expect(code).toBe(0);
      for (const file of [
        'base/app.yaml',
        'base/kustomization.yaml',
      ] as const) {
        expect(contentOf(cwd, file)).toBe(tree[file]);
      }
      expect(contentOf(cwd, 'eu/kustomization.yaml')).toBe(
        `${tree['eu/kustomization.yaml']}patches:\n- path: irsa-orders.yaml\n`,
      );
      expect(contentOf(cwd, 'us/kustomization.yaml')).toBe(
        `${tree['us/kustomization.yaml']}  - path: irsa-orders.yaml\n`,
      );
      for (const folder of ['eu', 'us']) {
        const after = rendered(cwd, folder);
        const { stdout } = await run(['files', '-', '--format', 'json', '-q'], {
          cwd,
          stdin: after,
        });
        expect(stdout).not.toContain('"Deployment"');
      }
      const europe = rendered(cwd, 'eu');
      expect(europe).toMatch(
        /- name: QUEUE\n\s+valueFrom:\n\s+secretKeyRef:\n\s+key: QUEUE\n\s+name: eu-aws-\w+/,
      );
      expect(europe).toMatch(/configMapRef:\n\s+name: eu-more-\w+/);
      const again = await run(['fix', '.', '--role-arn', PATTERN], {
        cwd,
        env,
      });
      expect(again.stderr).toContain(
        'environment eu: nothing to do, it gets no key there',
      );
      expect(again.code).toBe(0);
    });

    it('writes nothing where Kustomize is missing or would make something else (in CI)', async () => {
      const cwd = makeFolder(tree);
      const without = await run(['fix', '.', '--role-arn', PATTERN], {
        cwd,
        env: { PATH: cwd },
      });
      expect(without.stderr).toContain(
        'Neither kubectl nor kustomize is on this machine',
      );
      expect(without.code).toBe(1);
      const broken = makeFolder({
        ...tree,
        'us/kustomization.yaml': 'resources: [../base, nowhere.yaml]\n',
      });
      const { stderr } = await run(['fix', '.', '--role-arn', PATTERN], {
        cwd: broken,
        env,
      });
      expect(stderr).toContain(
        'In environment us: kubectl kustomize us fails. Run it to see why.',
      );
      expect(contentOf(broken, 'us/kustomization.yaml')).toBe(
        'resources: [../base, nowhere.yaml]\n',
      );
    });
  });

  it('comes to an end with every case of the corpus: done, or left with a reason (in CI)', async () => {
    const corpus = path.resolve(__dirname, '../../../test/corpus');
    const cases = fs
      .readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter(file => path.basename(file) === 'expected.json')
      .map(path.dirname);
    expect(cases.length).toBeGreaterThan(50);
    const ended: Record<string, string> = {};
    for (const folder of cases) {
      const { code, stderr } = await run(
        ['fix', folder, '--dry-run', '--namespace', 'n', '--role-arn', ROLE],
        { cwd: corpus, env: { PATH: process.env.PATH } },
      );
      if (code > 1 && !/: not valid|cannot be read|looks like/.test(stderr)) {
        ended[folder] = stderr;
      }
    }
    expect(ended).toEqual({});
  });

  it('lets a workload keep the role that its key hides', async () => {
    const files = {
      'app.yaml': app('orders'),
      'b.yaml': `${SECRET}---\n${account(
        'orders',
      )}  annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/other"}\n`,
    };
    const cwd = makeFolder(files);
    const { code, stderr } = await run(['fix', '.', '--role-arn', ROLE], {
      cwd,
    });
    expect(stderr).toContain('the role that it has already stays');
    expect(code).toBe(0);
    expect(contentOf(cwd, 'b.yaml')).toBe(files['b.yaml']);
    expect(contentOf(cwd, 'app.yaml')).not.toContain('AWS_ACCESS_KEY_ID');
  });

  it.each([
    [['fix', '.'], '--role-arn is needed'],
    [['fix', '.', '--role-arn', 'orders'], 'has to be the ARN of a role'],
    [['fix', '.', '--role-arn', `${ROLE}{x}`], '{x}, which is not known'],
    [
      ['fix', '.', '--role-arn', ROLE, '--workload', 'Deployment/none'],
      'No workload with a key matches',
    ],
    [['fix', 'nowhere', '--role-arn', ROLE], 'There is no nowhere'],
  ])('refuses %j', async (args, words) => {
    const cwd = makeFolder({
      'a.yaml': `${app('orders')}---\n${account('orders')}---\n${SECRET}`,
    });
    const { code, stderr } = await run(args, { cwd });
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });

  it('keeps the mark at the beginning of a file, its rights, and a link (in CI)', async () => {
    const cwd = makeFolder({
      'real/a.yaml': `\ufeff${app('orders')}---\n${account(
        'orders',
      )}---\n${SECRET}`,
    });
    fs.chmodSync(path.join(cwd, 'real/a.yaml'), 0o640);
    fs.symlinkSync('real/a.yaml', path.join(cwd, 'link.yaml'));
    await run(['fix', 'link.yaml', '--role-arn', ROLE], { cwd });
    expect(fs.lstatSync(path.join(cwd, 'link.yaml')).isSymbolicLink()).toBe(
      true,
    );
    const text = contentOf(cwd, 'real/a.yaml');
    expect(text.startsWith('\ufeff# Kept')).toBe(true);
    expect(text).not.toContain('AWS_ACCESS_KEY_ID\n              valueFrom');
    expect(fs.statSync(path.join(cwd, 'real/a.yaml')).mode % 0o1000).toBe(
      0o640,
    );
    expect(fs.readdirSync(path.join(cwd, 'real'))).toEqual(['a.yaml']);
  });
});
