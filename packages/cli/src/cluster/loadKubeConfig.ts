import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { Cluster, KubeConfig } from '@kubernetes/client-node';
import { CommandError } from '../errors';
import { printable } from '../text';

export interface KubeConfigOptions {
  kubeconfig?: string;
  context?: string;
}

/**
 * Loads the kubeconfig that kubectl would use: `--kubeconfig`, else the files of `KUBECONFIG` (the first file that sets
 * a value counts), else `~/.kube/config`, else the ServiceAccount of the pod. Throws CommandError.
 *
 * {@link https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/}
 */
export function loadKubeConfig(
  { kubeconfig, context }: KubeConfigOptions,
  cwd: string,
  env: NodeJS.ProcessEnv,
): KubeConfig {
  const files = kubeconfig
    ? [path.resolve(cwd, kubeconfig)]
    : filesOf(cwd, env).filter(file => existsSync(file));
  if (files.length === 0) {
    return inCluster(context, env);
  }
  const merged = new KubeConfig();
  merged.loadFromOptions({ clusters: [], users: [], contexts: [] });
  for (const file of files) {
    const one = readFile(file);
    merged.currentContext ||= one.currentContext;
    merged.clusters.push(
      ...unknownTo(merged.clusters, one.clusters).map(withoutTls),
    );
    merged.users.push(...unknownTo(merged.users, one.users));
    merged.contexts.push(...unknownTo(merged.contexts, one.contexts));
  }
  if (context) {
    merged.setCurrentContext(context);
  }
  if (!merged.getCurrentCluster()) {
    const names = merged.contexts.map(({ name }) => printable(name));
    throw new CommandError(
      merged.currentContext
        ? `The kubeconfig has no context ${printable(
            merged.currentContext,
          )} with a cluster. There are: ${names.join(', ') || 'none'}.`
        : `The kubeconfig has no current context. Choose one with --context: ${
            names.join(', ') || 'there is none'
          }.`,
    );
  }
  return merged;
}

function filesOf(cwd: string, env: NodeJS.ProcessEnv): string[] {
  const listed = (env.KUBECONFIG ?? '').split(path.delimiter).filter(Boolean);
  return listed.length > 0
    ? listed.map(file => path.resolve(cwd, file))
    : [path.join(env.HOME || homedir(), '.kube/config')];
}

function readFile(file: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromFile(file, { onInvalidEntry: 'filter' });
  } catch (error) {
    const { code } = error as { code?: string };
    // The parser's message quotes the file, which holds credentials.
    throw new CommandError(
      code
        ? `The kubeconfig ${file} cannot be read (${code}). Check its path and who may read it.`
        : `The kubeconfig ${file} is not complete, or not YAML. Write it again, for example with aws eks update-kubeconfig.`,
    );
  }
  return kubeConfig;
}

function unknownTo<T extends { name: string }>(known: T[], more: T[]): T[] {
  return more.filter(({ name }) => !known.some(each => each.name === name));
}

/** The library refuses plain HTTP (as of `kubectl proxy`) unless it is told not to check certificates. */
function withoutTls(cluster: Cluster): Cluster {
  return cluster.server.startsWith('http:')
    ? { ...cluster, skipTLSVerify: true }
    : cluster;
}

function inCluster(
  context: string | undefined,
  env: NodeJS.ProcessEnv,
): KubeConfig {
  if (!env.KUBERNETES_SERVICE_HOST || context) {
    throw new CommandError(
      'There is no kubeconfig. Name one with --kubeconfig or KUBECONFIG, or put it at ~/.kube/config.',
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return kubeConfig;
}
