/** Parts of files of Terraform, as people write them. */

export const ROLE = 'arn:aws:iam::111122223333:role/irsa/orders';

/** Lines with spaces before them; empty ones stay empty. */
export function indented(text: string, by: number): string {
  return text.replace(/^(?=[^\n])/gm, ' '.repeat(by));
}

/** `env` from a Secret. `name` is an expression. */
export const fromSecret = (variable: string, name = '"aws"', key = variable) =>
  `env {
  name = "${variable}"
  value_from {
    secret_key_ref {
      name = ${name}
      key  = "${key}"
    }
  }
}
`;

export const KEY = `${fromSecret('AWS_ACCESS_KEY_ID')}
${fromSecret('AWS_SECRET_ACCESS_KEY')}`;

export const LEVEL = `env {
  name  = "LEVEL"
  value = "info"
}
`;

/** A workload with one container. */
export function workload({
  type = 'kubernetes_deployment',
  name = '"orders"',
  namespace = '"shop"',
  pod = 'service_account_name = "orders"\n\n',
  container = KEY,
  after = '',
  resource = '',
}: {
  type?: string;
  name?: string;
  namespace?: string;
  /** Before the container, and after it. */
  pod?: string;
  after?: string;
  container?: string;
  /** First lines of the resource. */
  resource?: string;
} = {}): string {
  const spec = `spec {
${indented(
  `${pod}container {
  name  = "main"
  image = "registry.example.com/orders:\${var.tag}"

${indented(container, 2)}}
${after}`,
  2,
)}}
`;
  const template = (inner: string) => `template {
  metadata {
    labels = { app = "orders" }
  }
${indented(inner, 2)}}
`;
  const jobs = `schedule = "0 3 * * *"
job_template {
  metadata {}
  spec {
${indented(template(spec), 4)}  }
}
`;
  const body = type.includes('cron_job')
    ? jobs
    : `selector {
  match_labels = { app = "orders" }
}
${template(spec)}`;
  return `resource "${type}" "orders" {
${resource}  metadata {
    name      = ${name}
    namespace = ${namespace}
  }

  spec {
${indented(body, 4)}  }
}
`;
}

/** A ServiceAccount. `metadata` are further lines. */
export const account = (
  metadata = '',
  type = 'kubernetes_service_account',
) => `resource "${type}" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
${indented(metadata, 4)}  }
}
`;

export const secret = (data: string) => `resource "kubernetes_secret" "aws" {
  metadata {
    name      = "aws"
    namespace = "shop"
  }

  data = ${data}
}
`;

export const KEY_DATA = `{
    AWS_ACCESS_KEY_ID     = aws_iam_access_key.orders.id
    AWS_SECRET_ACCESS_KEY = aws_iam_access_key.orders.secret
  }`;
