import { request } from 'node:https';
import { Sandbox } from '@internal/sandbox';

const OK = 200;

/** Reads as the administrator, past the portal. Throws for every answer that is not a success. */
export function clusterGet<T>(sandbox: Sandbox, path: string): Promise<T> {
  const [{ server, caPem, adminToken }] = sandbox.clusters;
  return new Promise((resolve, reject) => {
    const asked = request(
      `${server}${path}`,
      { ca: caPem, headers: { authorization: `Bearer ${adminToken}` } },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === OK) {
            resolve(JSON.parse(text));
          } else {
            reject(new Error(`${path} → ${response.statusCode}: ${text}`));
          }
        });
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}
