import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Sandbox, SandboxCluster } from './sandbox';

type KubeconfigCluster = Pick<
  SandboxCluster,
  'name' | 'server' | 'caPem' | 'adminToken' | 'portalToken'
>;

/**
 * A kubeconfig with one context for each cluster, named like the cluster. The given context, or else the first, is the
 * current one.
 */
export function kubeconfigOf(
  clusters: KubeconfigCluster[],
  options: { current?: string; user?: 'admin' | 'portal' } = {},
): string {
  const { current = clusters[0].name, user = 'admin' } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: clusters.map(({ name, server, caPem }) => ({
      name,
      cluster: {
        server,
        'certificate-authority-data': Buffer.from(caPem).toString('base64'),
      },
    })),
    users: clusters.map(({ name, adminToken, portalToken }) => ({
      name: `${name}-${user}`,
      user: { token: user === 'portal' ? portalToken : adminToken },
    })),
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: `${name}-${user}` },
    })),
    'current-context': current,
  });
}

/**
 * Writes the files with which other programs use the sandbox. Only their owner can read them (0600), and each appears
 * complete.
 *
 * - `kubeconfig`: administrator, one context a cluster; `<cluster>.kubeconfig`: that cluster alone
 * - `aws.env`: root credentials of the first account, endpoint and region, to be sourced by a shell
 * - `portal.kubeconfig`, `app-config.sandbox.yaml`: the portal's own identity and its configuration
 * - `catalog/all.yaml` and the single files
 * - `control.json`: where commands go, with their token
 */
export async function writeState(
  sandbox: Sandbox,
  directory: string,
  control?: { url: string; token: string },
): Promise<void> {
  const folder = resolve(directory);
  const { scenario, clusters } = sandbox;
  await mkdir(join(folder, 'catalog'), { recursive: true, mode: 0o700 });

  const current = scenario.currentContext;
  const files: Record<string, string> = {
    kubeconfig: kubeconfigOf(clusters, { current }),
    'aws.env': awsEnv(sandbox),
    'catalog/all.yaml': scenario.catalog
      .map(({ text }) => text.trimEnd())
      .join('\n---\n')
      .concat('\n'),
  };
  for (const cluster of clusters) {
    files[`${cluster.name}.kubeconfig`] = cluster.kubeconfig;
  }
  for (const { name, text } of scenario.catalog) {
    files[`catalog/${name}`] = text;
  }
  if (clusters.every(({ portalToken }) => portalToken)) {
    files['portal.kubeconfig'] = kubeconfigOf(clusters, {
      current,
      user: 'portal',
    });
    files['app-config.sandbox.yaml'] = appConfig(sandbox, folder);
  }
  if (control) {
    const { url, token } = control;
    files['control.json'] = `${JSON.stringify({ url, token })}\n`;
  }
  for (const [name, content] of Object.entries(files)) {
    await writePrivately(join(folder, name), content);
  }
}

function awsEnv({ accounts, scenario }: Sandbox): string {
  const [account, ...others] = accounts;
  const lines = [
    `# Root of account ${account.id}. Load it with: set -a; . ./aws.env; set +a`,
    ...credentialLines(account, scenario.region),
  ];
  for (const other of others) {
    lines.push(
      '',
      `# Root of account ${other.id}:`,
      ...credentialLines(other, scenario.region).map(line => `# ${line}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function credentialLines(
  account: Sandbox['accounts'][number],
  region: string,
): string[] {
  return [
    `export AWS_ACCESS_KEY_ID=${account.rootAccessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${account.rootSecretAccessKey}`,
    `export AWS_ENDPOINT_URL=${account.endpoint}`,
    `export AWS_REGION=${region}`,
    // Version 1 of the aws command line reads only this variable.
    `export AWS_DEFAULT_REGION=${region}`,
  ];
}

/** Backstage configuration that points the portal at this sandbox, as its own user and ServiceAccounts. */
function appConfig(sandbox: Sandbox, folder: string): string {
  const { accounts, clusters, scenario, aws, git } = sandbox;
  return stringify({
    aws: {
      accounts: accounts.map(({ id, portalAccessKey }) => ({
        accountId: id,
        accessKeyId: portalAccessKey?.accessKeyId,
        secretAccessKey: portalAccessKey?.secretAccessKey,
      })),
    },
    irsa: {
      clusters: clusters.map(({ name, account, region }) => ({
        name,
        kubeconfig: { file: join(folder, 'portal.kubeconfig'), context: name },
        accountId: account,
        region,
        eksCluster: name,
      })),
      aws: { endpoint: aws.endpoint, region: scenario.region },
      emulator: 'sandbox',
      // Programs of the sandbox show within moments whether they work.
      migration: { watch: { seconds: 1 } },
      role: {
        permissionsBoundary: 'arn:aws:iam::{accountId}:policy/IrsaBoundary',
      },
    },
    ...(git && {
      integrations: {
        github: [
          {
            host: new URL(git.url).host,
            apiBaseUrl: git.apiUrl,
            token: git.portal.token,
          },
        ],
      },
    }),
    catalog: {
      locations: [
        {
          type: 'file',
          target: join(folder, 'catalog', 'all.yaml'),
          rules: [
            {
              allow: [
                'Component',
                'Group',
                'User',
                'System',
                'Domain',
                'Resource',
              ],
            },
          ],
        },
      ],
    },
  });
}

async function writePrivately(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, content, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
}
