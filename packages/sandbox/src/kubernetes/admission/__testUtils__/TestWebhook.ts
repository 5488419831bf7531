import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import {
  createAuthority,
  createServerCertificate,
} from '../../http/certificates';
import { JsonObject } from '../../types';
import { AdmissionResponse } from '../webhooks/webhookTypes';

/** The answer of a webhook: a response without its uid, or a whole HTTP answer. */
export type Say = (
  request: JsonObject,
) =>
  | AdmissionResponse
  | { http: number; text: string }
  | { raw: JsonObject }
  | 'nothing'
  | 'end of the connection';

export interface TestWebhook {
  url: string;
  caBundle: string;
  /** The requests received, oldest first. */
  asked: JsonObject[];
  say: Say;
  close(): Promise<void>;
}

export async function startTestWebhook(say: Say): Promise<TestWebhook> {
  const authority = await createAuthority('webhook-ca');
  const { key, cert } = await createServerCertificate(authority);
  const asked: JsonObject[] = [];
  const webhook = { asked, say };
  const server = createServer({ key, cert }, (request, response) => {
    let text = '';
    request.on('data', chunk => {
      text += chunk;
    });
    request.on('end', () => {
      const review = JSON.parse(text).request as JsonObject;
      asked.push({ ...review, url: request.url as string });
      const said = webhook.say(review);
      if (said === 'nothing') {
        return;
      }
      if (said === 'end of the connection') {
        request.socket.destroy();
        return;
      }
      if ('http' in said) {
        response.writeHead(said.http).end(said.text);
        return;
      }
      const body =
        'raw' in said
          ? said.raw
          : {
              apiVersion: 'admission.k8s.io/v1',
              kind: 'AdmissionReview',
              response: { uid: review.uid, ...said },
            };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(webhook, {
    url: `https://127.0.0.1:${port}/check`,
    caBundle: Buffer.from(authority.cert).toString('base64'),
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  });
}

export function jsonPatchOf(operations: JsonObject[]): AdmissionResponse {
  return {
    allowed: true,
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(operations)).toString('base64'),
  };
}
