import { request } from 'node:https';
import { ClusterSandbox } from '../kubernetes';
import { PORTAL_NAME, PORTAL_NAMESPACE } from './portalIdentity';

const THIRTY_DAYS_IN_SECONDS = 30 * 24 * 3600;
const PATH = `/api/v1/namespaces/${PORTAL_NAMESPACE}/serviceaccounts/${PORTAL_NAME}/token`;

/** A token of the portal's ServiceAccount, asked for as `kubectl create token` does. */
export async function requestPortalToken(
  cluster: Pick<ClusterSandbox, 'server' | 'caPem' | 'adminToken'>,
): Promise<string> {
  const text = await post(cluster, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: THIRTY_DAYS_IN_SECONDS },
  });
  const answer = JSON.parse(text) as {
    status?: { token?: string };
    message?: string;
  };
  if (!answer.status?.token) {
    throw new Error(`no token for the portal: ${answer.message}`);
  }
  return answer.status.token;
}

function post(
  {
    server,
    caPem,
    adminToken,
  }: Pick<ClusterSandbox, 'server' | 'caPem' | 'adminToken'>,
  body: object,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(PATH, server),
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
