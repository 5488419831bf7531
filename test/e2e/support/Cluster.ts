import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  V1Deployment,
} from '@kubernetes/client-node';

/** One cluster as its administrator sees it, without the portal. */
export class Cluster {
  readonly apps: AppsV1Api;
  readonly core: CoreV1Api;

  constructor(kubeconfigFile: string, context: string) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigFile);
    config.setCurrentContext(context);
    this.apps = config.makeApiClient(AppsV1Api);
    this.core = config.makeApiClient(CoreV1Api);
  }

  readDeployment(namespace: string, name: string): Promise<V1Deployment> {
    return this.apps.readNamespacedDeployment({ namespace, name });
  }

  /** Changes the Pod template as a colleague would, without the portal. */
  async annotateDeployment(
    namespace: string,
    name: string,
    annotations: Record<string, string>,
  ): Promise<void> {
    const deployment = await this.readDeployment(namespace, name);
    const template = deployment.spec!.template;
    template.metadata = {
      ...template.metadata,
      annotations: { ...template.metadata?.annotations, ...annotations },
    };
    await this.apps.replaceNamespacedDeployment({
      namespace,
      name,
      body: deployment,
    });
  }

  /** Every value in every Secret that looks like a credential, decoded. */
  async readSecretValues(): Promise<string[]> {
    const { items } = await this.core.listSecretForAllNamespaces();
    return items
      .flatMap(({ data }) => Object.entries(data ?? {}))
      .filter(([key]) => /secret|token|password/i.test(key))
      .map(([, value]) => Buffer.from(value, 'base64').toString('utf8').trim())
      .filter(value => value.length >= 16);
  }
}
