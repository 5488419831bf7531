import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { MemoryHost } from './__testUtils__/MemoryHost';
import { CANARY, nothingFed, ROLE, URL, wanted } from './__testUtils__/orders';
import { composeAgain, planRequest } from './planRequest';

const MAIN = `# The shop's orders.
resource "kubernetes_secret" "aws" {
  metadata {
    name      = "orders-aws"
    namespace = "shop"
  }
  data = {
    AWS_ACCESS_KEY_ID     = "AKIA4QPLKZ7MNT2RWXYV"
    AWS_SECRET_ACCESS_KEY = "${CANARY}"
  }
}
resource "kubernetes_service_account" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
  }
}
variable "aws_secret" { default = "${CANARY}" }

resource "kubernetes_deployment" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
  }
  spec {
    template {
      metadata {}
      spec {
        service_account_name = "orders"
        container {
          name  = "app"
          image = "orders:1"
          env_from {
            secret_ref {
              name = kubernetes_secret.aws.metadata[0].name
            }
          }
        }
      }
    }
  }
}
`;
const SHARED = MAIN.replaceAll('"shop"', 'var.namespace');

/** What people have written down of a workload. */
function source(path: string): WorkloadSource {
  return {
    state: 'found',
    places: [{ role: 'manifests', host: 'git', url: URL, path }],
    evidence: [],
    lookedAt: [],
    missing: [],
  };
}

const planned = async (files: Record<string, string>, path = 'infra') => {
  const host = new MemoryHost(URL, files);
  const plan = await planRequest(source(path), wanted, {
    repositories: host,
    catalogue: [],
    feeders: nothingFed,
  });
  return { ...plan, host };
};

describe('a change request of a workload in Terraform', () => {
  it.each(['infra', 'infra/main.tf', ''])(
    'is written and proven in %p, without a value of the Secret in what is shown',
    async path => {
      const { delivery, request, host } = await planned(
        {
          'infra/main.tf': MAIN,
          'infra/pod.yaml': 'kind: Pod\nmetadata: {name: other}\n',
          'README.md': '# Infra',
        },
        path,
      );
      expect(delivery).toMatchObject({ state: 'ready', base: 'main' });
      const [{ diff }] = delivery.files!;
      expect(diff).toContain(`+      "eks.amazonaws.com/role-arn" = "${ROLE}"`);
      expect(diff).toContain('-          env_from {');
      expect(diff).toContain('********');
      expect(JSON.stringify(delivery)).not.toContain(CANARY);
      for (const sentence of delivery.proof ?? []) {
        expect(sentence).toMatch(/[^.]\.$/);
      }
      expect(delivery.proof).toEqual(
        expect.arrayContaining([
          expect.stringContaining('finds no static key in Deployment orders'),
          expect.stringContaining('Terraform was not run'),
        ]),
      );
      const again = await composeAgain(host, request!, wanted, []);
      expect([...again.files.keys()]).toEqual(['infra/main.tf']);
    },
  );

  it.each<[string, Record<string, string>, string]>([
    [
      'several folders have it',
      { 'infra/eu/main.tf': MAIN, 'infra/us/main.tf': MAIN },
      'Deployment orders is written in several folders of Terraform (infra/eu, infra/us).',
    ],
    [
      'a variable decides in which namespace it is',
      { 'infra/main.tf': SHARED },
      'kubernetes_deployment.orders takes its namespace from a variable',
    ],
    [
      'no file has it',
      { 'infra/main.tf': 'locals {}\n' },
      'Deployment orders is in none of the files.',
    ],
    [
      'the file cannot be read',
      { 'infra/main.tf': `${MAIN}}`, 'infra/other/main.tf': 'locals {}\n' },
      'infra/main.tf could not be read (line 43)',
    ],
  ])('is refused when %s', async (_, files, reason) => {
    const { delivery, request } = await planned(files);
    expect(request).toBeUndefined();
    expect(delivery).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining(reason),
    });
  });
});
