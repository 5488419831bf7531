import { request } from 'node:https';
import { Sandbox } from '@internal/sandbox';

/** Asks as the administrator, past the portal. Throws for every answer that is not a success. */
export function clusterCall<T>(
  sandbox: Sandbox,
  call: { path: string; method?: string; type?: string; body?: unknown },
): Promise<T> {
  const [{ server, caPem, adminToken }] = sandbox.clusters;
  const { path, method = 'GET', type = 'application/json', body } = call;
  return new Promise((resolve, reject) => {
    const asked = request(
      `${server}${path}`,
      {
        method,
        ca: caPem,
        headers: {
          authorization: `Bearer ${adminToken}`,
          'content-type': type,
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (String(response.statusCode).startsWith('2')) {
            resolve(JSON.parse(text));
          } else {
            reject(
              new Error(`${method} ${path} → ${response.statusCode}: ${text}`),
            );
          }
        });
      },
    );
    asked.once('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}
