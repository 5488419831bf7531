import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { CANARY, FAKE_ID } from './__testUtils__/values';

const ROLE = 'arn:aws:iam::111122223333:role/irsa/{namespace}-{name}';

const ACCOUNT = `resource "kubernetes_service_account" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
  }
}
`;
const DEPLOYMENT = `# Kept by hand.
resource "kubernetes_deployment" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
  }
  spec {
    template {
      metadata {}
      spec {
        service_account_name = kubernetes_service_account.orders.metadata[0].name
        container {
          name  = "main"
          image = "registry.example.com/orders:1"
          env {
            name  = "LEVEL"
            value = "info"
          }
          env {
            name  = "AWS_ACCESS_KEY_ID"
            value = "${FAKE_ID}"
          }
          env {
            name  = "AWS_SECRET_ACCESS_KEY"
            value = local.secret
          }
        }
      }
    }
  }
}

locals {
  secret = "${CANARY}"
}
`;
const FIXED = DEPLOYMENT.replace(
  / {10}env \{\n {12}name {2}= "AWS_ACCESS_[^]*?(?=\n {8}\}\n)/,
  '',
).replace('          }\n\n', '          }\n');
const GIVEN = ACCOUNT.replace(
  '"shop"\n',
  `"shop"
    annotations = {
      "eks.amazonaws.com/role-arn" = "arn:aws:iam::111122223333:role/irsa/shop-orders"
    }
`,
);

const contentOf = (folder: string, file: string) =>
  fs.readFileSync(path.join(folder, file), 'utf8');
const fix = (cwd: string, ...more: string[]) =>
  run(['fix', ...more, '--role-arn', ROLE], { cwd });

describe('irsa-audit fix, of Terraform', () => {
  it('takes the key out, gives the role, and has nothing to do the second time', async () => {
    const cwd = makeFolder({
      'infra/main.tf': DEPLOYMENT,
      'infra/accounts.tf': ACCOUNT,
    });
    const { code, stderr, stdout } = await fix(cwd, '.');
    expect(stderr).toBe(
      `Deployment shop/orders: the key is taken out; ServiceAccount orders gets arn:aws:iam::111122223333:role/irsa/shop-orders.
1 workload in 2 files changed; 0 left to you.
`,
    );
    expect([code, stdout]).toEqual([0, '']);
    expect(contentOf(cwd, 'infra/main.tf')).toBe(FIXED);
    expect(contentOf(cwd, 'infra/accounts.tf')).toBe(GIVEN);

    expect((await fix(cwd, '.')).stderr).toBe(
      'No workload in these files gets a static key.\n',
    );
  });

  it('shows a diff without the key, and writes nothing', async () => {
    const near = `${ACCOUNT}variable "secret_token" { default = "${CANARY}" }\n`;
    const files = { 'main.tf': `${DEPLOYMENT}\n${near}` };
    const cwd = makeFolder(files);
    const { stdout, stderr } = await fix(cwd, 'main.tf', '--dry-run');
    expect(stdout).toContain('--- a/main.tf\n+++ b/main.tf\n@@ ');
    expect(stdout).toContain('-            name  = "AWS_ACCESS_KEY_ID"\n');
    expect(stdout).toContain(
      'variable "secret_token" { default = "********" }',
    );
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stdout + stderr).not.toContain(FAKE_ID);
    expect(contentOf(cwd, 'main.tf')).toBe(files['main.tf']);
  });

  it('changes only files that were named', async () => {
    const cwd = makeFolder({
      'main.tf': DEPLOYMENT,
      'accounts.tf': ACCOUNT,
      'other.tf': DEPLOYMENT.replace(/orders/g, 'billing'),
    });
    const alone = await fix(cwd, 'main.tf');
    expect(alone.stderr).toContain(
      'Left to you: Deployment shop/orders. accounts.tf would change too, and it is not among the given paths.',
    );
    expect(alone.stderr).not.toContain('billing');
    expect(alone.code).toBe(1);
    const both = await fix(cwd, 'main.tf', 'accounts.tf');
    expect(both.code).toBe(0);
    expect(contentOf(cwd, 'main.tf')).toBe(FIXED);
  });

  it('says what it cannot read, and fails when that may be a workload', async () => {
    const cwd = makeFolder({
      'a.tf': 'resource "helm_release" "orders" {}\n',
      'b.tf': 'resource "kubernetes_pod" "orders" {\n',
      'c.tf': 'locals { name = "\u00fc" }\n',
    });
    fs.writeFileSync(path.join(cwd, 'd.tf'), Buffer.from([0xfc, 0x0a]));
    fs.symlinkSync('nowhere', path.join(cwd, 'e.tf'));
    const { code, stderr } = await fix(cwd, '.');
    expect(stderr).toContain('a.tf:1: helm_release.orders is not read');
    expect(stderr).toContain('b.tf:2: could not be read as Terraform');
    expect(stderr).toContain('d.tf: not UTF-8');
    expect(stderr).toContain('e.tf: cannot be read (ENOENT)');
    expect(stderr).not.toContain('c.tf');
    expect(code).toBe(2);
  });

  it('leaves what hides behind a variable', async () => {
    const hidden = DEPLOYMENT.replace('"shop"', 'var.namespace');
    const cwd = makeFolder({
      'main.tf': `${hidden}${ACCOUNT.replace('"shop"', 'var.namespace')}`,
    });
    const { code, stderr } = await fix(cwd, '.');
    expect(stderr).toContain(
      'Left to you: Deployment ${var.namespace}/orders. Its namespace or name is in a variable, so it cannot be filled into the role.',
    );
    expect(code).toBe(1);
    expect(contentOf(cwd, 'main.tf')).toContain('AWS_ACCESS_KEY_ID');
  });

  it('names a file that is not there', async () => {
    const { code, stderr } = await fix(makeFolder({}), 'main.tf');
    expect(stderr).toContain('There is no main.tf.');
    expect(code).toBe(2);
  });
});
