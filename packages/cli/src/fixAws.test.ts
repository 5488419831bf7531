import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { FAKE_ID, FAKE_SECRET } from './__testUtils__/values';

const ISSUER = 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE';
const ROLE = 'arn:aws:iam::111122223333:role/{namespace}-{name}';

const app = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  template:
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example.com/${name}:1
          env:
            - name: AWS_ACCESS_KEY_ID
              value: ${FAKE_ID}
            - name: AWS_SECRET_ACCESS_KEY
              value: ${FAKE_SECRET}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: shop
`;
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      // eslint-disable-next-line no-template-curly-in-string
      Resource: 'arn:aws:s3:::orders/${aws:PrincipalTag/team}/*',
    },
  ],
});
const TERRAFORM = 'resource "aws_iam_role" "other" {\n  name = "other"\n}\n';
/** A repository. */
const TREE = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'deploy/orders.yaml': app('orders'),
  'policies/orders.json': POLICY,
};

const fix = (cwd: string, ...more: string[]) =>
  run(
    [
      'fix',
      'deploy',
      '--role-arn',
      ROLE,
      '--issuer',
      ISSUER,
      '--policy',
      'policies/{name}.json',
      ...more,
    ],
    { cwd },
  );
const contentOf = (folder: string, file: string) =>
  fs.readFileSync(path.join(folder, file), 'utf8');

describe('irsa-audit fix --aws', () => {
  it('writes the role beside the code that is there, in the form that the repository uses', async () => {
    const cwd = makeFolder({ ...TREE, 'infra/iam/main.tf': TERRAFORM });

    const { code, stderr } = await fix(cwd, '--aws', 'auto');

    expect(code).toBe(0);
    expect(stderr).toContain(
      'infra/iam/irsa-shop-orders.tf: role arn:aws:iam::111122223333:role/shop-orders for ServiceAccount shop/orders, as infra/iam/main.tf:1 is written.\n',
    );
    expect(stderr).toContain('terraform apply (or tofu apply)');
    expect(stderr).toContain(
      `IAM has to know the issuer ${ISSUER} already; its provider is not in these files.`,
    );
    const text = contentOf(cwd, 'infra/iam/irsa-shop-orders.tf');
    // eslint-disable-next-line no-template-curly-in-string
    expect(text).toContain('orders/$${aws:PrincipalTag/team}/*');
    expect(text).toContain(
      '"oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE:sub" = "system:serviceaccount:shop:orders"',
    );
    expect(contentOf(cwd, 'infra/iam/main.tf')).toBe(TERRAFORM);
    expect(contentOf(cwd, 'deploy/orders.yaml')).toContain(
      'eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/shop-orders',
    );
  });

  it('shows the new file as a diff, and writes nothing', async () => {
    const cwd = makeFolder({ ...TREE, 'infra/main.tf': TERRAFORM });

    const { stdout, code } = await fix(cwd, '--aws', 'terraform', '--dry-run');

    expect(code).toBe(0);
    expect(stdout).toContain('+++ b/infra/irsa-shop-orders.tf');
    expect(stdout).toContain('+resource "aws_iam_policy" "shop_orders" {');
    expect(stdout).not.toContain(FAKE_SECRET);
    expect(fs.readdirSync(path.join(cwd, 'infra'))).toEqual(['main.tf']);
    expect(contentOf(cwd, 'deploy/orders.yaml')).toBe(app('orders'));
  });

  it.each([
    ['cloudformation', 'irsa-shop-orders.yaml', 'Type: AWS::IAM::Role'],
    ['cdk', 'irsa-shop-orders.json', '"Type": "AWS::IAM::Role"'],
    ['eksctl', 'irsa-shop-orders.yaml', 'region: eu-central-1'],
    ['ack', 'irsa-shop-orders.yaml', 'iam.services.k8s.aws/v1alpha1'],
    ['crossplane', 'irsa-shop-orders.yaml', 'iam.aws.upbound.io/v1beta1'],
  ])('writes %s where it is told to', async (form, file, text) => {
    const cwd = makeFolder({ ...TREE, 'aws/README.md': '' });

    const { code } = await fix(
      cwd,
      ...['--aws', form, '--aws-folder', 'aws', '--cluster', 'one'],
    );

    expect(code).toBe(0);
    expect(contentOf(cwd, `aws/${file}`)).toContain(text);
  });

  it('says that a kustomization has to name the new file', async () => {
    const cwd = makeFolder({
      ...TREE,
      'aws/kustomization.yaml': 'resources: [role.yaml]\n',
      'aws/role.yaml': 'apiVersion: iam.aws.m.upbound.io/v1beta1\nkind: Role\n',
    });

    const { stderr } = await fix(cwd, '--aws', 'crossplane');

    expect(stderr).toContain(
      'Add them to the resources of aws/kustomization.yaml.',
    );
    expect(contentOf(cwd, 'aws/irsa-shop-orders.yaml')).toContain(
      'iam.aws.m.upbound.io/v1beta1',
    );
  });

  it.each([
    [
      'a file is there already',
      { 'infra/main.tf': TERRAFORM, 'infra/irsa-shop-orders.tf': '# Ours.\n' },
      ['--aws', 'terraform', '--dry-run'],
      'infra/irsa-shop-orders.tf is there already. Nothing was written; look at what it does.',
    ],
    [
      'the repository has nothing of the form',
      {},
      ['--aws', 'terraform'],
      'Nothing in this repository is written for terraform. Say where the files belong with --aws-folder.',
    ],
    [
      'the repository has nothing of AWS',
      {},
      ['--aws', 'auto'],
      'Nothing in this repository describes AWS.',
    ],
    [
      'the repository has several forms',
      {
        'infra/main.tf': TERRAFORM,
        'aws/role.yaml': 'apiVersion: iam.services.k8s.aws/v1alpha1\n',
      },
      ['--aws', 'auto'],
      'This repository describes AWS in several ways (ack in aws/role.yaml:1, terraform in infra/main.tf:1). Say which one is meant with --aws.',
    ],
    [
      'IAM would refuse the policy',
      { 'infra/main.tf': TERRAFORM, 'policies/orders.json': '{}' },
      ['--aws', 'terraform'],
      '--policy policies/orders.json is no policy that IAM takes',
    ],
    [
      'the policy is too long for IAM',
      {
        'infra/main.tf': TERRAFORM,
        'policies/orders.json': POLICY.replace('orders/', 'o'.repeat(6100)),
      },
      ['--aws', 'terraform'],
      'characters without spaces; IAM takes 6144.',
    ],
    [
      'eksctl is not told which cluster',
      { 'infra/main.tf': TERRAFORM },
      ['--aws', 'eksctl', '--aws-folder', 'infra'],
      '--aws eksctl needs --cluster',
    ],
    [
      'the boundary is no policy',
      { 'infra/main.tf': TERRAFORM },
      ['--aws', 'terraform', '--boundary-arn', 'boundary'],
      '--boundary-arn has to be the ARN of a policy',
    ],
    [
      '--aws itself is missing',
      {},
      [],
      '--cluster are for --aws, which is not given.',
    ],
  ])('changes nothing when %s', async (_, more, args, words) => {
    const cwd = makeFolder({ ...TREE, ...more });

    const { code, stderr } = await fix(cwd, ...args);

    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(contentOf(cwd, 'deploy/orders.yaml')).toBe(app('orders'));
  });

  it('leaves alone what the CDK makes', async () => {
    const cwd = makeFolder({
      ...TREE,
      'app/cdk.json': '{\n  "app": "node app.js"\n}\n',
      'app/cdk.out/app.template.json':
        '{\n  "Resources": {\n    "Role": {\n      "Type": "AWS::IAM::Role"\n    }\n  }\n}\n',
    });

    const { code } = await fix(cwd, '--aws', 'auto');

    expect(code).toBe(0);
    expect(fs.readdirSync(path.join(cwd, 'app')).sort()).toEqual([
      'cdk.json',
      'cdk.out',
      'irsa-shop-orders.json',
    ]);
  });

  it('refuses one role for two ServiceAccounts', async () => {
    const cwd = makeFolder({
      ...TREE,
      'deploy/billing.yaml': app('billing'),
      'policies/billing.json': POLICY,
      'infra/main.tf': TERRAFORM,
    });

    const { code, stderr } = await fix(
      cwd,
      ...['--aws', 'terraform'],
      ...['--role-arn', 'arn:aws:iam::111122223333:role/one'],
    );

    expect(code).toBe(2);
    expect(stderr).toContain(
      'role/one would be the role of ServiceAccount shop/billing and of ServiceAccount shop/orders. Give each its own',
    );
  });

  it('refuses one role with the rights of two environments', async () => {
    const overlay = (level: string) =>
      `resources: [../base]\nnamespace: shop\nnameSuffix: ''\ncommonAnnotations: {level: ${level}}\n`;
    const cwd = makeFolder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'deploy/base/app.yaml': app('orders'),
      'deploy/base/kustomization.yaml': 'resources: [app.yaml]\n',
      'deploy/eu/kustomization.yaml': overlay('eu'),
      'deploy/us/kustomization.yaml': overlay('us'),
      'policies/eu.json': POLICY,
      'policies/us.json': POLICY.replace('s3:GetObject', 's3:PutObject'),
      'infra/main.tf': TERRAFORM,
    });

    const { code, stderr } = await run(
      [
        ...['fix', 'deploy', '--aws', 'terraform', '--issuer', ISSUER],
        ...['--role-arn', 'arn:aws:iam::111122223333:role/one'],
        ...['--policy', 'policies/{environment}.json'],
      ],
      { cwd, env: { PATH: process.env.PATH } },
    );

    expect(stderr).toContain(
      'role/one would have the rights of one file of --policy, and there are two of them: for ServiceAccount shop/orders of orders and of orders.',
    );
    expect(code).toBe(2);
  });

  it('writes a file for each of two roles whose workloads have names that run together', async () => {
    const nested = app('api-orders');
    const cwd = makeFolder({
      ...TREE,
      'deploy/api.yaml': nested,
      'deploy/orders.yaml': app('orders').replace(
        /namespace: shop/g,
        'namespace: shop-api',
      ),
      'policies/api-orders.json': POLICY,
      'infra/main.tf': TERRAFORM,
    });

    await fix(
      cwd,
      ...['--aws', 'terraform'],
      ...['--role-arn', 'arn:aws:iam::111122223333:role/{namespace}.{name}'],
    );

    const files = fs
      .readdirSync(path.join(cwd, 'infra'))
      .filter(file => file !== 'main.tf')
      .map(file => contentOf(cwd, `infra/${file}`));
    expect(
      files.map(text => /role" [^]*?name +?= "(.*)"/.exec(text)?.[1]),
    ).toEqual(['shop-api.orders', 'shop.api-orders']);
  });

  it('writes one file for each workload', async () => {
    const cwd = makeFolder({
      ...TREE,
      'deploy/billing.yaml': app('billing'),
      'policies/billing.json': POLICY,
      'infra/main.tf': TERRAFORM,
    });

    await fix(cwd, '--aws', 'terraform');

    expect(fs.readdirSync(path.join(cwd, 'infra')).sort()).toEqual([
      'irsa-shop-billing.tf',
      'irsa-shop-orders.tf',
      'main.tf',
    ]);
  });
});
