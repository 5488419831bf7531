import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** Sends one HTTP request as the product does: client-node supplies server, trusted authorities and credentials. */
export interface Call {
  /** `GET` unless given. */
  method?: string;
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** A string is sent as it is, everything else as JSON. */
  body?: unknown;
}

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  /** Parsed JSON; undefined when the body is not JSON. */
  body: any;
  text: string;
}

/** Error answers are returned, not thrown, because the tables compare them. */
export async function send(config: KubeConfig, call: Call): Promise<Answer> {
  const { url, options } = await prepare(config, call);
  const text = textOf(call.body);
  return new Promise((resolve, reject) => {
    const outgoing = https.request(url, options, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const received = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: parsed(received),
          text: received,
        });
      });
    });
    outgoing.on('error', reject);
    // Node sets no length for the body of a DELETE, and without one the server does not read it.
    if (text !== undefined) {
      outgoing.setHeader('Content-Length', Buffer.byteLength(text));
    }
    outgoing.end(text);
  });
}

export async function prepare(
  config: KubeConfig,
  { method = 'GET', path, query, headers, body }: Call,
): Promise<{ url: URL; options: https.RequestOptions }> {
  const url = new URL(`${config.getCurrentCluster()!.server}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  const options: https.RequestOptions = {
    method,
    headers: {
      Accept: 'application/json',
      'User-Agent': 'contract-suite',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
  };
  await config.applyToHTTPSOptions(options);
  return { url, options };
}

function textOf(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string'
    ? body
    : JSON.stringify(body);
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
