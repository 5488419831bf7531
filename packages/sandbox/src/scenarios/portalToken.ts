import { request } from 'node:https';
import { ClusterSandbox } from '../kubernetes';
import { PORTAL_NAME, PORTAL_NAMESPACE } from './portalIdentity';

const THIRTY_DAYS_IN_SECONDS = 30 * 24 * 3600;

type Target = Pick<ClusterSandbox, 'server' | 'caPem' | 'adminToken'>;

/** A token of the portal's ServiceAccount that the API server accepts. */
export function requestPortalToken(cluster: Target): Promise<string> {
  return requestToken(cluster, PORTAL_NAMESPACE, PORTAL_NAME, {
    expirationSeconds: THIRTY_DAYS_IN_SECONDS,
  });
}

/** A token of a ServiceAccount, requested as `kubectl create token` does. */
export async function requestToken(
  cluster: Target,
  namespace: string,
  serviceAccount: string,
  spec: { audiences?: string[]; expirationSeconds: number },
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
  const text = await post(cluster, path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec,
  });
  const answer = JSON.parse(text) as {
    status?: { token?: string };
    message?: string;
  };
  if (!answer.status?.token) {
    throw new Error(
      `no token for ${namespace}/${serviceAccount}: ${answer.message}`,
    );
  }
  return answer.status.token;
}

function post(
  { server, caPem, adminToken }: Target,
  path: string,
  body: object,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, server),
      {
        method: 'POST',
        ca: caPem,
        agent: false,
        headers: {
          authorization: `Bearer ${adminToken}`,
          'content-type': 'application/json',
        },
      },
      incoming => {
        const chunks: Buffer[] = [];
        incoming.on('data', chunk => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve(Buffer.concat(chunks).toString('utf8')),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
