import { V1ServiceAccount } from '@kubernetes/client-node';
import { KINDS, objectPath } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';

/**
 * A token of a ServiceAccount for one audience, 600 s. The caller uses it at once and drops it.
 * Source: Kubernetes API, TokenRequest.
 */
export async function requestToken(
  cluster: ClusterHandle,
  namespace: string,
  name: string,
  audience: string,
): Promise<string> {
  const response = await cluster.request<{ status?: { token?: string } }>({
    method: 'POST',
    path: objectPath(KINDS.ServiceAccount, namespace, name, 'token'),
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: [audience], expirationSeconds: 600 },
    },
  });
  const token = response.status?.token;
  if (!token) {
    throw new Error(
      `Cluster ${cluster.name} answered the request for a token of ServiceAccount ${namespace}/${name} without one. Look at what is between the portal and its API server.`,
    );
  }
  return token;
}

export function annotationsOf(
  account: V1ServiceAccount,
): Record<string, string> {
  return account.metadata?.annotations ?? {};
}
