import {
  fix,
  Files,
  KEY_BEFORE_MORE,
  KEY_LINES,
  ROLE_LINES,
} from './__testUtils__/fix';
import {
  account,
  fromSecret,
  indented,
  KEY,
  KEY_DATA,
  LEVEL,
  ROLE,
  secret,
  workload,
} from './__testUtils__/parts';

describe('layouts of Terraform that are edited', () => {
  it.each<[string, Files, string[]]>([
    [
      'variables from a Secret, and a ServiceAccount of its own',
      {
        'main.tf': `${account()}\n${workload({
          container: `${LEVEL}\n${KEY}`,
        })}`,
      },
      [...ROLE_LINES, '-', ...KEY_LINES],
    ],
    [
      'names by local values and references, in several files',
      {
        'main.tofu': workload({
          name: 'local.app.name',
          namespace: '"${kubernetes_namespace.shop.metadata.0.name}"',
          pod: 'service_account_name = kubernetes_service_account_v1.orders.metadata[0].name\n\n',
          container: `# What it writes.\n${LEVEL}\n${KEY}\n${fromSecret(
            'PASSWORD',
            '"database"',
          )}`,
        }),
        'names.tf':
          'locals {\n  app = { name = "orders", port = 80 }\n}\nresource "kubernetes_namespace" "shop" {\n  metadata { name = "shop" }\n}\n',
        'accounts.tf': account(
          'labels = {\n  app = "orders"\n}\n',
          'kubernetes_service_account_v1',
        ),
      },
      [...KEY_BEFORE_MORE, ...ROLE_LINES],
    ],
    [
      'a source of variables that holds only the key, and no ServiceAccount',
      {
        'main.tf': `${workload({
          type: 'kubernetes_deployment_v1',
          resource: '  provider = kubernetes.eu\n\n',
          pod: 'restart_policy = "Always"\n',
          container:
            'env_from {\n  secret_ref {\n    name = kubernetes_secret.aws.metadata[0].name\n  }\n}\n',
        })}\n${secret(KEY_DATA)}`,
      },
      [
        '+service_account_name = kubernetes_service_account_v1.orders.metadata[0].name',
        '+',
        '-',
        '-env_from {',
        '-secret_ref {',
        '-name = kubernetes_secret.aws.metadata[0].name',
        '-}',
        '-}',
        '+resource "kubernetes_service_account_v1" "orders" {',
        '+provider = kubernetes.eu',
        '+',
        '+metadata {',
        '+name      = "orders"',
        '+namespace = "shop"',
        ...ROLE_LINES,
        '+}',
        '+}',
        '+',
      ],
    ],
    [
      'a source of variables that holds more, which stays',
      {
        'main.tf': `${account()}\n${workload({
          container:
            'env_from {\n  secret_ref {\n    name     = kubernetes_secret.aws.metadata[0].name\n    optional = false\n  }\n}\n',
        })}\n${secret(KEY_DATA.replace('{\n', '{\n    QUEUE = var.queue\n'))}`,
      },
      [
        ...ROLE_LINES,
        '-env_from {',
        '-secret_ref {',
        '-name     = kubernetes_secret.aws.metadata[0].name',
        '-optional = false',
        '+env {',
        '+name = "QUEUE"',
        '+',
        '+value_from {',
        '+secret_key_ref {',
        '+name     = kubernetes_secret.aws.metadata[0].name',
        '+key      = "QUEUE"',
        '+optional = false',
        '+}',
      ],
    ],
    [
      'a file of credentials in a volume',
      {
        'main.tf': `${account('annotations = {}\n')}\n${workload({
          type: 'kubernetes_stateful_set_v1',
          container: `env {
  name  = "AWS_SHARED_CREDENTIALS_FILE"
  value = "/etc/aws/credentials"
}

volume_mount {
  name       = "aws"
  mount_path = "/etc/aws"
  read_only  = true
}

volume_mount {
  name       = "data"
  mount_path = "/data"
}
`,
          after: `
volume {
  name = "aws"
  secret {
    secret_name = "aws"
  }
}

volume {
  name = "data"
  empty_dir {}
}
`,
        })}\n${secret(
          '{\n    credentials = templatefile("credentials.tpl", {})\n  }',
        )}`,
      },
      [
        '-annotations = {}',
        ...ROLE_LINES,
        '-env {',
        '-name  = "AWS_SHARED_CREDENTIALS_FILE"',
        '-value = "/etc/aws/credentials"',
        '-}',
        '-',
        '-name       = "aws"',
        '-mount_path = "/etc/aws"',
        '-read_only  = true',
        '-}',
        '-',
        '-volume_mount {',
        '-name = "aws"',
        '-secret {',
        '-secret_name = "aws"',
        '-}',
        '-}',
        '-',
        '-volume {',
      ],
    ],
    [
      'a CronJob with the key from variables, and annotations that are there',
      {
        'main.tf': `${account(
          'annotations = {\n  "example.com/a-long-word-of-our-own" = "x" # ours\n  "b"                                  = "y"\n}\n',
        )}\n${workload({
          type: 'kubernetes_cron_job_v1',
          container:
            'env {\n  name  = "AWS_ACCESS_KEY_ID"\n  value = var.key_id\n}\nenv {\n  name  = "AWS_SECRET_ACCESS_KEY"\n  value = var.key\n}\n',
        })}`,
      },
      [
        `+"eks.amazonaws.com/role-arn"         = "${ROLE}"`,
        '-',
        '-env {',
        '-name  = "AWS_ACCESS_KEY_ID"',
        '-value = var.key_id',
        '-}',
        '-env {',
        '-name  = "AWS_SECRET_ACCESS_KEY"',
        '-value = var.key',
        '-}',
      ],
    ],
    [
      'a DaemonSet whose ServiceAccount has a role of the same code',
      {
        'main.tf': `${account(
          'annotations = {\n  "eks.amazonaws.com/role-arn" = aws_iam_role.orders.arn\n}\n',
        )}\n${workload({
          type: 'kubernetes_daemonset',
          container: `${KEY}\n${LEVEL}env {\n  name  = "AWS_ENDPOINT_URL"\n  value = "https://s3.\${var.region}.amazonaws.com"\n}\n`,
        })}`,
      },
      KEY_BEFORE_MORE,
    ],
    [
      'an init container too, by a count that is a switch',
      {
        'main.tf': `${account()}\n${workload({
          resource: '  count = var.enabled ? 1 : 0\n\n',
          container: LEVEL,
          after: `init_container {\n  name  = "copy"\n  image = "registry.example.com/copy:1"\n\n${indented(
            KEY,
            2,
          )}}\n`,
        })}`,
      },
      [...ROLE_LINES, '-', ...KEY_LINES],
    ],
  ])('%s', (_, files, expected) => {
    const { lines, reasons } = fix(files);
    expect(reasons).toEqual([]);
    expect(lines).toEqual(expected);
  });

  it('keeps line breaks of Windows, and says nothing the second time', () => {
    const windows = (text: string) => text.replace(/\n/g, '\r\n');
    const { files, lines } = fix({
      'main.tf': windows(`${account()}\n${workload()}`),
    });
    expect(lines.length).toBeGreaterThan(10);
    expect(files[0].content).not.toMatch(/[^\r]\n/);
    expect(
      fix(Object.fromEntries(files.map(each => [each.path, each.content]))),
    ).toMatchObject({ lines: [], reasons: [] });
  });
});
