import { Agent, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** Sends requests as this kubeconfig's user over connections that stay open. Answers the body; throws what the server refused. */
export function requestWith(config: KubeConfig) {
  const { server, caData } = config.getCurrentCluster()!;
  const user = config.getCurrentUser()!;
  const decoded = (text: string | undefined) =>
    text ? Buffer.from(text, 'base64') : undefined;
  const agent = new Agent({
    keepAlive: true,
    ca: decoded(caData),
    cert: decoded(user.certData),
    key: decoded(user.keyData),
  });
  return (method: string, path: string, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, server),
        { agent, method, headers: { 'Content-Type': 'application/json' } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if ((response.statusCode ?? 500) < 300) resolve(text);
            else reject(new Error(`${method} ${path}: ${text}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body && JSON.stringify(body));
    });
}
