import { ClusterSandbox } from '../kubernetes';
import { Manifest } from './scenario';
import { ScenarioError } from './ScenarioError';

/** Creates the objects of a scenario in a cluster, each in the name of the tool that its labels name. */
export async function installManifests(
  cluster: ClusterSandbox,
  manifests: Manifest[],
): Promise<void> {
  for (const manifest of manifests) {
    try {
      await cluster.apply([manifest], { fieldManager: managerOf(manifest) });
    } catch (error) {
      const { kind, metadata } = manifest;
      throw new ScenarioError(
        `cluster ${cluster.name}: ${kind} ${metadata.name}: ${
          (error as Error).message
        }`,
      );
    }
  }
}

/** Undefined means `kubectl apply`, which leaves the manifest, values of Secrets included, in an annotation. */
function managerOf({
  metadata: { labels, annotations },
}: Manifest): string | undefined {
  if (labels?.['app.kubernetes.io/managed-by'] === 'Helm') {
    return 'helm';
  }
  if (annotations?.['argocd.argoproj.io/tracking-id']) {
    return 'argocd-controller';
  }
  return undefined;
}
