import { existsSync } from 'node:fs';
import { KubeConfig, User } from '@kubernetes/client-node';
import { credentialsError } from 'backstage-plugin-irsa-node';
import { ClusterConfig } from '../config/IrsaConfig';
import { settingOf } from './settingOf';

const SERVICE_ACCOUNT_TOKEN =
  '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** Loads the kubeconfig from a file. The file is read each time, so that a renewed login is used. */
export function kubeConfigFromFile(
  config: ClusterConfig,
  file: string,
  context: string | undefined,
): KubeConfig {
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromFile(file);
  } catch {
    // The parser's message quotes the file, which holds credentials.
    throw credentialsError(
      config.name,
      `the kubeconfig ${file} of ${settingOf(
        config,
        'kubeconfig.file',
      )} cannot be read. Check that it is complete, and readable for the portal.`,
    );
  }
  if (context) {
    kubeConfig.setCurrentContext(context);
  }
  const user = kubeConfig.getCurrentUser();
  const cluster = kubeConfig.getCurrentCluster();
  if (!user || !cluster) {
    throw credentialsError(
      config.name,
      `the kubeconfig ${file} has no complete context '${
        context ?? kubeConfig.getCurrentContext()
      }'. There are: ${
        kubeConfig
          .getContexts()
          .map(({ name }) => name)
          .join(', ') || 'none'
      }. Correct ${settingOf(config, 'kubeconfig.context')} or the file.`,
    );
  }
  return overridden(config, kubeConfig);
}

/** The pod's own ServiceAccount. */
export function kubeConfigInCluster(config: ClusterConfig): KubeConfig {
  assertInCluster(config);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return overridden(config, kubeConfig);
}

/** Throws ClusterError outside of a pod. */
export function assertInCluster(config: ClusterConfig): void {
  if (
    !process.env.KUBERNETES_SERVICE_HOST ||
    !existsSync(SERVICE_ACCOUNT_TOKEN)
  ) {
    throw credentialsError(
      config.name,
      `${settingOf(
        config,
        'inCluster',
      )} is set, but the portal does not run in a pod with a ServiceAccount token.`,
    );
  }
}

/** A server and a bearer token. */
export function kubeConfigWithToken(
  config: ClusterConfig,
  server: string,
  token: string,
  caData?: string,
): KubeConfig {
  assertCaFile(config);
  const user: User = { name: config.name, ...(token && { token }) };
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: config.name,
      server,
      caData: config.caData ?? (config.caFile ? undefined : caData),
      caFile: config.caFile,
      skipTLSVerify: config.dangerouslyAllowSkipTLSVerify ?? false,
    },
    user,
  );
  return kubeConfig;
}

/** Throws ClusterError when the file of the CA certificate is not there. */
export function assertCaFile(config: ClusterConfig): void {
  const { name, caFile } = config;
  if (caFile && !existsSync(caFile)) {
    throw credentialsError(
      name,
      `the file ${caFile} of ${settingOf(
        config,
        'caFile',
      )} is not there. Put the CA certificate of the API server there.`,
    );
  }
}

/** Settings of the cluster take precedence over the kubeconfig. */
function overridden(config: ClusterConfig, kubeConfig: KubeConfig): KubeConfig {
  assertCaFile(config);
  const current = kubeConfig.getCurrentCluster()!;
  const ownCa = config.caData !== undefined || config.caFile !== undefined;
  const cluster = {
    ...current,
    server: config.server ?? current.server,
    caData: ownCa ? config.caData : current.caData,
    caFile: ownCa ? config.caFile : current.caFile,
    skipTLSVerify:
      config.dangerouslyAllowSkipTLSVerify ?? current.skipTLSVerify,
  };
  kubeConfig.clusters = kubeConfig.clusters.map(existing =>
    existing.name === cluster.name ? cluster : existing,
  );
  return kubeConfig;
}
