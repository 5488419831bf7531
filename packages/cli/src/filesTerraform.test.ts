import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { CANARY, FAKE_ID } from './__testUtils__/values';

const SECRET = `resource "kubernetes_secret" "aws" {
  metadata {
    name      = "aws-keys"
    namespace = "shop"
  }
  data = {
    AWS_ACCESS_KEY_ID     = var.key_id
    AWS_SECRET_ACCESS_KEY = "${CANARY}"
  }
}
`;
const deployment = (label: string, inContainer: string, more = '') => `
resource "kubernetes_deployment_v1" "${label}" {
  ${more}
  metadata {
    name      = "${label}"
    namespace = "shop"
  }
  spec {
    template {
      metadata {}
      spec {
        container {
          name  = "main"
          image = "registry.example.com/${label}:1"
          ${inContainer}
        }
      }
    }
  }
}
`;
const TAKES_ALL = `env_from {
            secret_ref {
              name = kubernetes_secret.aws.metadata[0].name
            }
          }`;
const LITERAL = `env {
            name  = "AWS_ACCESS_KEY_ID"
            value = "${FAKE_ID}"
          }
          env {
            name  = "AWS_SECRET_ACCESS_KEY"
            value = var.secret
          }`;

/** A result of SARIF, as far as it is looked at here. */
interface Result {
  ruleId: string;
  properties: object;
  locations: {
    physicalLocation: {
      artifactLocation: { uri: string };
      region?: { startLine: number };
    };
    message?: { text: string };
  }[];
}

async function files(content: Record<string, string>, ...args: string[]) {
  const { stdout, stderr, code } = await run(
    ['files', ...args, '--format', 'sarif'],
    { cwd: makeFolder(content) },
  );
  expect(stdout + stderr).not.toContain(CANARY);
  expect(stdout + stderr).not.toContain(FAKE_ID);
  const [{ results }]: { results: Result[] }[] = JSON.parse(stdout).runs;
  return { results, stderr, code };
}

/** `static-aws shop/Deployment/orders, container main: main.tf:2` */
const told = (results: Result[]) =>
  results.map(
    ({ ruleId, locations: [{ physicalLocation, message }] }) =>
      `${ruleId} ${message?.text}: ${physicalLocation.artifactLocation.uri}:${physicalLocation.region?.startLine}`,
  );

describe('irsa-audit files with Terraform', () => {
  it('finds the keys of resources, with file and line', async () => {
    const { results, code } = await files(
      {
        'live/secret.tf': SECRET,
        'live/workloads.tf':
          deployment('orders', TAKES_ALL) + deployment('mailer', LITERAL),
        'live/clean.tofu': deployment('clean', ''),
      },
      '.',
    );
    expect(told(results)).toEqual([
      'static-aws shop/Deployment/mailer, container main: live/workloads.tf:26',
      'static-aws shop/Deployment/orders, container main: live/workloads.tf:2',
    ]);
    expect(results[1].properties).toMatchObject({
      location: 'envFrom-secret',
      objectName: 'aws-keys',
      keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    });
    expect(code).toBe(1);
  });

  it('reads a Secret in a manifest and its user in Terraform together', async () => {
    const { results } = await files(
      {
        'secret.yaml': `kind: Secret\nmetadata: { name: aws-keys, namespace: shop }\nstringData: { AWS_ACCESS_KEY_ID: ${FAKE_ID}, AWS_SECRET_ACCESS_KEY: ${CANARY} }\n`,
        'main.tf': deployment(
          'orders',
          'env_from {\n secret_ref {\n name = "aws-keys"\n }\n }',
        ),
      },
      '.',
    );
    expect(told(results)).toEqual([
      'static-aws shop/Deployment/orders, container main: main.tf:2',
    ]);
  });

  it('reads a file that is named with the others of its folder, and tells only of what is in it', async () => {
    const { results } = await files(
      {
        'secret.tf': SECRET,
        'orders.tf': deployment('orders', TAKES_ALL),
        'mailer.tf': deployment('mailer', LITERAL),
      },
      'orders.tf',
    );
    expect(told(results)).toEqual([
      'static-aws shop/Deployment/orders, container main: orders.tf:2',
    ]);
  });

  it('counts a key of which the cluster gets several workloads once, and says that its name is not told', async () => {
    const { results } = await files(
      {
        'main.tf': deployment(
          'each',
          LITERAL,
          'for_each = toset(["a", "b"])',
        ).replace('"each"\n    namespace', 'each.key\n    namespace'),
      },
      '.',
    );
    expect(told(results)).toEqual([
      // eslint-disable-next-line no-template-curly-in-string
      'static-aws shop/Deployment/${each.key}, container main: main.tf:2',
    ]);
  });

  it.each([
    [
      'a chart',
      'resource "helm_release" "loki" {}',
      'helm_release.loki is not read; ask the cluster what it makes',
      3,
    ],
    [
      'a manifest in Terraform',
      'resource "kubernetes_manifest" "m" {}',
      'kubernetes_manifest.m is not read; ask the cluster what it makes',
      3,
    ],
    [
      'a module that is given a key',
      'module "app" {\n  source = "./app"\n  env = { AWS_SECRET_ACCESS_KEY = var.s }\n}',
      'module.app is given AWS_SECRET_ACCESS_KEY, and what it makes of it is not known; give its own files too, or ask the cluster',
      3,
    ],
    [
      'a file with a mistake',
      'resource "kubernetes_secret" "a" {',
      'could not be read as Terraform, so nothing in it is known or changed',
      2,
    ],
  ])(
    'says that it does not know what comes of %s, also by its exit code',
    async (_, text, words, expected) => {
      const { results, stderr, code } = await files(
        { 'main.tf': text },
        '.',
        '--strict',
      );
      expect(stderr).toContain(`main.tf:1: ${words}`);
      expect(results).toEqual([]);
      expect(code).toBe(expected);
    },
  );

  it('says nothing of Terraform that has nothing to do with a cluster', async () => {
    const { results, stderr, code } = await files(
      {
        'bucket.tf': 'resource "aws_s3_bucket" "b" {}\n',
        'app.yaml': 'kind: ConfigMap\nmetadata: { name: a }\n',
      },
      '.',
      '--strict',
    );
    expect([results, code]).toEqual([[], 0]);
    expect(stderr).not.toMatch(/bucket/);
  });

  it('says which file of Terraform is not there', async () => {
    const { stderr, code } = await run(['files', 'main.tf'], {
      cwd: makeFolder({ 'a.tf': '' }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no main.tf.');
  });
});
