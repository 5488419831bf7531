import { request } from 'node:https';
import { ClusterSandbox } from '../kubernetes';
import { PORTAL_NAME, PORTAL_NAMESPACE } from './portalIdentity';
import { Manifest } from './scenario';

const PORTAL_TOKEN_SECONDS = 30 * 24 * 3600;

/** Creates the objects of a scenario in a cluster, each by the hand its labels speak of. */
export async function installManifests(
  cluster: ClusterSandbox,
  manifests: Manifest[],
): Promise<void> {
  await cluster.apply(manifests);
}

/** A token of the portal's ServiceAccount, as `kubectl create token` gets it. */
export async function requestPortalToken(
  cluster: ClusterSandbox,
): Promise<string> {
  const path = `/api/v1/namespaces/${PORTAL_NAMESPACE}/serviceaccounts/${PORTAL_NAME}/token`;
  const answer = await post(cluster, path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: PORTAL_TOKEN_SECONDS },
  });
  return (answer as { status: { token: string } }).status.token;
}

function post(
  cluster: ClusterSandbox,
  path: string,
  body: unknown,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, cluster.server),
      {
        method: 'POST',
        ca: cluster.caPem,
        agent: false,
        headers: {
          authorization: `Bearer ${cluster.adminToken}`,
          'content-type': 'application/json',
        },
      },
      incoming => {
        const chunks: Buffer[] = [];
        incoming.on('data', chunk => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { statusCode = 0 } = incoming;
          if (statusCode >= 300) {
            reject(new Error(`POST ${path}: ${statusCode} ${text}`));
          } else {
            resolve(JSON.parse(text));
          }
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
