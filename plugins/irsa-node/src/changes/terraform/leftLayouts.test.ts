import { fix, Files, KEY_LINES, ROLE_LINES } from './__testUtils__/fix';
import {
  account,
  KEY,
  LEVEL,
  ROLE,
  secret,
  workload,
} from './__testUtils__/parts';

describe('layouts of Terraform that are left', () => {
  it.each<[string, Files, RegExp]>([
    [
      'variables by a dynamic block',
      {
        'main.tf': `${account()}${workload({
          container: `${KEY}\ndynamic "env" {\n  for_each = var.env\n  content {\n    name  = env.key\n    value = env.value\n  }\n}\n`,
        })}`,
      },
      /^kubernetes_deployment\.orders makes its env blocks by a dynamic block/,
    ],
    [
      'workloads by for_each',
      {
        'main.tf': `${account()}${workload({
          resource: '  for_each = toset(["eu", "us"])\n',
        })}`,
      },
      /is made several times by for_each/,
    ],
    [
      'a count that is no switch',
      {
        'main.tf': `${account()}${workload({
          resource: '  count = length(var.shops)\n',
        })}`,
      },
      /is made several times by count/,
    ],
    [
      'a name that is a variable',
      { 'main.tf': `${account()}${workload({ name: 'var.name' })}` },
      /takes its name from a variable/,
    ],
    [
      'a name by a condition that begins as a text',
      {
        'main.tf': `${account()}${workload({
          name: '"eu" == var.region ? "orders" : "shop"',
        })}`,
      },
      /takes its name from a variable/,
    ],
    [
      'a name by local values in a circle',
      {
        'main.tf': `${account()}${workload({ name: 'local.a' })}locals {
  a = "\${local.b}-x"
  b = local.a
}
`,
      },
      /takes its name from a variable/,
    ],
    [
      'a name by local values that grow beyond all bounds',
      {
        'main.tf': `${account()}${workload({
          name: 'local.v0',
        })}locals {\n${Array.from(
          { length: 10 },
          (_, at) => `  v${at} = "${`\${local.v${at + 1}}`.repeat(100)}"\n`,
        ).join('')}  v10 = "abcdefgh"\n}\n`,
      },
      /takes its name from a variable/,
    ],
    [
      'an endpoint that is a variable',
      {
        'main.tf': `${account()}${workload({
          container: `${KEY}env {\n  name  = "AWS_ENDPOINT_URL"\n  value = "https://\${var.host}"\n}\n`,
        })}`,
      },
      /do not tell where AWS_ENDPOINT_URL leads/,
    ],
    [
      'an endpoint that a ConfigMap has from a variable',
      {
        'main.tf': `${account()}${workload({
          container: `${KEY}env_from {\n  config_map_ref {\n    name = "settings"\n  }\n}\n`,
        })}${secret('{\n    LEVEL = "x"\n    S3_ENDPOINT = var.endpoint\n  }')
          .replace('kubernetes_secret', 'kubernetes_config_map')
          .replace('"aws"\n', '"settings"\n')}`,
      },
      /do not tell where S3_ENDPOINT leads/,
    ],
    [
      'a name that the cluster makes',
      {
        'main.tf': `${account()}${workload({
          type: 'kubernetes_pod',
        }).replace(
          'name      = "orders"\n    namespace = "shop"\n  }\n\n',
          'generate_name = "orders-"\n  }\n',
        )}`,
      },
      /takes its name from a variable/,
    ],
    [
      'a variable of the container with a name from elsewhere',
      {
        'main.tf': `${account()}${workload({
          container: `${KEY}\nenv {\n  name  = var.extra\n  value = "x"\n}\n`,
        })}`,
      },
      /a name that is not written there/,
    ],
    [
      'annotations by a function',
      {
        'main.tf': `${account(
          'annotations = merge(local.annotations, { a = "b" })\n',
        )}${workload()}`,
      },
      /^variable: kubernetes_service_account\.orders takes its annotations from/,
    ],
    [
      'a ServiceAccount that a variable names',
      {
        'main.tf': workload({
          pod: 'service_account_name = var.service_account\n',
        }),
      },
      /ServiceAccount \$\{var\.service_account\} is in none of the files/,
    ],
    [
      'a ServiceAccount that is only looked up',
      {
        'main.tf': `data ${account().replace('resource ', '')}${workload()}`,
      },
      /ServiceAccount orders is in none of the files/,
    ],
    [
      'a ServiceAccount by for_each',
      {
        'main.tf': `${account().replace(
          '{\n',
          '{\n  for_each = var.shops\n',
        )}${workload()}`,
      },
      /^repeated: kubernetes_service_account\.orders is made several times/,
    ],
    [
      'a count without a ServiceAccount',
      {
        'main.tf': workload({
          resource: '  count = var.enabled ? 1 : 0\n',
          pod: '',
        }),
      },
      /^repeated: .* has a count and no ServiceAccount of its own/,
    ],
    [
      'two resources of one name',
      {
        'eu.tf': `${account()}${workload()}`,
        'us.tf': workload().replace('"orders" {', '"other" {'),
      },
      /is there 2 times \(kubernetes_deployment\.orders in eu\.tf, kubernetes_deployment\.other in us\.tf\)/,
    ],
    [
      'a file that overrides parts of it',
      {
        'main.tf': `${account()}${workload()}`,
        'main_override.tf':
          'resource "kubernetes_deployment" "orders" {\n  wait_for_rollout = false\n}\n',
      },
      /is there 2 times/,
    ],
    [
      'a place that Terraform leaves as it is',
      {
        'main.tf': `${account()}${workload({
          resource:
            '  lifecycle {\n    ignore_changes = [spec[0].template[0].spec[0].container[0].env]\n  }\n',
        })}`,
      },
      /in ignore_changes, so Terraform would leave the running one/,
    ],
    [
      'a source of variables with data from elsewhere',
      {
        'main.tf': `${account()}${workload({
          container:
            'env_from {\n  secret_ref {\n    name = "aws-credentials"\n  }\n}\n',
        })}${secret('var.aws').replace('"aws"\n', '"aws-credentials"\n')}`,
      },
      /not certain|are not known/,
    ],
    [
      'a module that is given the key',
      {
        'main.tf':
          'module "orders" {\n  source = "./service"\n  env = {\n    AWS_ACCESS_KEY_ID     = var.id\n    AWS_SECRET_ACCESS_KEY = var.key\n  }\n}\n',
      },
      /^It is given AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY \(main\.tf:1\)/,
    ],
  ])('%s', (_, files, reason) => {
    const { lines, reasons } = fix(files);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    expect(lines).toEqual([]);
  });

  it.each<[string, Files]>([
    [
      'a role and no key',
      {
        'main.tf': `${account(
          `annotations = { "eks.amazonaws.com/role-arn" = "${ROLE}" }\n`,
        )}${workload({ container: LEVEL })}`,
      },
    ],
    [
      'the key of another store',
      {
        'main.tf': `${account()}${workload({
          container: `${KEY}\nenv {\n  name  = "AWS_ENDPOINT_URL"\n  value = "http://minio.shop.svc:9000"\n}\n`,
        })}`,
      },
    ],
    [
      'resources of AWS only',
      {
        'main.tf':
          'resource "aws_iam_user" "orders" {\n  name = "orders"\n}\nresource "aws_iam_access_key" "orders" {\n  user = aws_iam_user.orders.name\n}\n',
      },
    ],
  ])('nothing is said of %s', (_, files) => {
    expect(fix(files)).toMatchObject({ lines: [], reasons: [], unread: [] });
  });

  it('says that a dynamic block may bring a key', () => {
    const { unread } = fix({
      'main.tf': workload({
        container:
          'dynamic "env_from" {\n  for_each = var.secrets\n  content {}\n}\n',
      }),
    });
    expect(unread).toEqual([
      {
        path: 'main.tf',
        line: 22,
        text: expect.stringContaining('by a dynamic block is not read'),
      },
    ]);
  });

  it('names what is not read, and reads the rest', () => {
    const { lines, unread } = fix({
      'a.tf': 'resource "helm_release" "orders" {\n  name = "orders"\n}\n',
      'b.tf': 'resource "kubernetes_pod" "a" {\n  a = "b\n}\n',
      'c.tf': `${account()}${workload()}`,
    });
    expect(unread).toEqual([
      {
        path: 'b.tf',
        line: 2,
        text: expect.stringContaining('could not be read'),
      },
      {
        path: 'a.tf',
        line: 1,
        text: expect.stringContaining('helm_release.orders is not read'),
      },
    ]);
    expect(lines).toEqual([...ROLE_LINES, '-', ...KEY_LINES]);
  });
});
