import { ClientRequest } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { JsonObject } from '../../types';
import { WebhookCallError } from './WebhookCallError';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1', '[::1]'];
const UNTRUSTED = [
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

export interface Target {
  /** The address that error messages show. */
  shown: URL;
  /** The real address, when it differs from `shown`. */
  address?: { host: string; port: number };
  /** PEM. Without it, the authorities of the system are trusted. */
  ca?: string;
}

function goError(error: NodeJS.ErrnoException, { shown }: Target): string {
  const place = `${shown.hostname}:${shown.port || 443}`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return `dial tcp ${place}: connect: connection refused`;
    case 'ENOTFOUND':
      return `dial tcp: lookup ${shown.hostname}: no such host`;
    case 'ECONNRESET':
      return 'EOF';
    case 'CERT_HAS_EXPIRED':
      return 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `tls: failed to verify certificate: x509: certificate is not valid for ${shown.hostname}`;
    default:
      return UNTRUSTED.includes(error.code ?? '')
        ? 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
        : error.message;
  }
}

/** The error that client-go makes of an unsuccessful answer. */
function refusalOf(status: number, body: string): string {
  if (status === 404) {
    return 'the server could not find the requested resource';
  }
  return status >= 500
    ? `an error on the server (${JSON.stringify(
        body.trim(),
      )}) has prevented the request from succeeding`
    : `the server rejected our request for an unknown reason (${status})`;
}

function answerTo(
  outgoing: ClientRequest,
  payload: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.end(payload);
  });
}

/** Posts a review and reads the answer. Errors are in the words of the API server. Only loopback can be reached. */
export class ReviewClient {
  private agents = new Map<string, Agent>();

  async post(
    target: Target,
    review: JsonObject,
    timeoutSeconds: number,
  ): Promise<JsonObject> {
    const { shown, address } = target;
    const host = address?.host ?? shown.hostname;
    const failed = (why: string) =>
      new WebhookCallError(
        `failed to call webhook: Post ${JSON.stringify(shown.href)}: ${why}`,
      );
    if (!LOOPBACK.includes(host)) {
      throw failed(`dial tcp: lookup ${shown.hostname}: no such host`);
    }
    const payload = JSON.stringify(review);
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const { status, text } = await this.send(target, payload, signal).catch(
      (error: NodeJS.ErrnoException) => {
        throw failed(
          signal.aborted ? 'context deadline exceeded' : goError(error, target),
        );
      },
    );
    if (status < 200 || status > 299) {
      throw new WebhookCallError(
        `failed to call webhook: ${refusalOf(status, text)}`,
      );
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new WebhookCallError(
        `failed to call webhook: couldn't get version/kind; json parse error: ${
          (error as Error).message
        }`,
      );
    }
  }

  /** Rejects with the error of the connection. */
  private async send(
    target: Target,
    payload: string,
    signal: AbortSignal,
  ): Promise<{ status: number; text: string }> {
    const { shown, address } = target;
    const host = address?.host ?? shown.hostname;
    const outgoing = httpsRequest({
      method: 'POST',
      host: host.replace(/[[\]]/g, ''),
      port: address?.port ?? (shown.port || 443),
      path: `${shown.pathname}${shown.search}`,
      // An IP address has no server name, so the certificate is checked against the address.
      ...(isIP(shown.hostname) ? {} : { servername: shown.hostname }),
      agent: this.agent(target),
      signal,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'user-agent': 'kube-apiserver-admission',
        host: shown.host,
      },
    });
    try {
      return await answerTo(outgoing, payload);
    } catch (error) {
      // As the client of Go: the server closes a connection that was idle for long just when it is used again.
      const isStale =
        outgoing.reusedSocket &&
        (error as NodeJS.ErrnoException).code === 'ECONNRESET';
      if (!isStale || signal.aborted) {
        throw error;
      }
      return this.send(target, payload, signal);
    }
  }

  close(): void {
    this.agents.forEach(agent => agent.destroy());
    this.agents.clear();
  }

  private agent({ ca }: Target): Agent {
    const key = ca ?? '';
    const agent = this.agents.get(key) ?? new Agent({ keepAlive: true, ca });
    this.agents.set(key, agent);
    return agent;
  }
}
