import { KubernetesCaller, KubernetesTarget } from './KubernetesCaller';
import { PORTAL_NAME, PORTAL_NAMESPACE } from './portalIdentity';
import { Manifest } from './scenario';
import { ScenarioError } from './ScenarioError';

const PORTAL_TOKEN_SECONDS = 30 * 24 * 3600;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Creates the objects of a scenario in a cluster over its API, each in the name of the tool its labels speak of. */
export async function installManifests(
  target: KubernetesTarget,
  manifests: Manifest[],
): Promise<void> {
  if (manifests.length === 0) {
    return;
  }
  const caller = new KubernetesCaller(target);
  try {
    for (const manifest of manifests) {
      const { kind, metadata } = manifest;
      const manager = managerOf(manifest);
      try {
        const path = await caller.collection(manifest);
        await caller.send(
          'POST',
          `${path}?fieldManager=${manager}`,
          manager === 'kubectl-client-side-apply'
            ? withLastApplied(manifest)
            : manifest,
        );
      } catch (error) {
        throw new ScenarioError(
          `${kind} ${metadata.namespace ?? ''}/${metadata.name}: ${
            (error as Error).message
          }`,
        );
      }
    }
  } finally {
    caller.close();
  }
}

/** A token of the portal's ServiceAccount, as `kubectl create token` gets it. */
export async function requestPortalToken(
  target: KubernetesTarget,
): Promise<string> {
  const caller = new KubernetesCaller(target);
  try {
    const answer = await caller.send(
      'POST',
      `/api/v1/namespaces/${PORTAL_NAMESPACE}/serviceaccounts/${PORTAL_NAME}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: PORTAL_TOKEN_SECONDS },
      },
    );
    return (answer as { status: { token: string } }).status.token;
  } finally {
    caller.close();
  }
}

function managerOf({ metadata: { labels, annotations } }: Manifest): string {
  if (labels?.['app.kubernetes.io/managed-by'] === 'Helm') {
    return 'helm';
  }
  if (annotations?.['argocd.argoproj.io/tracking-id']) {
    return 'argocd-controller';
  }
  return 'kubectl-client-side-apply';
}

/** What `kubectl apply` leaves behind: the whole manifest, values of Secrets included, in an annotation. */
function withLastApplied(manifest: Manifest): Manifest {
  const { metadata } = manifest;
  return {
    ...manifest,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [LAST_APPLIED]: `${JSON.stringify(manifest)}\n`,
      },
    },
  };
}
