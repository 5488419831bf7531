import { Agent, request, RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/**
 * Sends requests as this kubeconfig's user over connections that stay open. Returns the body. Throws the server's
 * error.
 */
export async function requestWith(config: KubeConfig) {
  const { server } = config.getCurrentCluster()!;
  const identity: RequestOptions = {};
  await config.applyToHTTPSOptions(identity);
  const { ca, cert, key } = identity;
  const agent = new Agent({ ca, cert, key, keepAlive: true });
  return (
    method: string,
    path: string,
    body?: object,
    type = 'application/json',
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { ...identity.headers, 'Content-Type': type };
      const sent = request(
        new URL(path, server),
        { agent, method, headers },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if ((response.statusCode ?? 500) < 300) {
              resolve(text);
            } else {
              reject(new Error(`${method} ${path}: ${text}`));
            }
          });
        },
      );
      sent.once('error', reject);
      sent.end(body && JSON.stringify(body));
    });
}
