import http, { IncomingMessage } from 'node:http';
import https from 'node:https';

/** More than any page of 500 objects needs; guards the memory of the process. */
const MAX_BYTES = 256 * 1024 * 1024;
/** A watch's server sends a bookmark about every minute; one that is silent for so long is gone without a word. */
const SILENCE_MS = 5 * 60_000;
/** Until the answer of a watch begins. */
const CONNECT_MS = 30_000;

/** An answer that was read to its end. */
export interface Answer {
  status: number;
  text: string;
  retryAfter?: string;
}

class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('a kept connection was closed', { cause });
  }
}

/** Sends one request, and once more when a read met a kept connection that the server was just closing. */
export async function send(
  url: URL,
  options: https.RequestOptions,
  body?: unknown,
): Promise<Answer> {
  try {
    return await sendOnce(url, options, body);
  } catch (failure) {
    if (options.method === 'GET' && failure instanceof StaleConnection) {
      return sendOnce(url, options, body);
    }
    throw failure instanceof StaleConnection ? failure.cause : failure;
  }
}

function sendOnce(
  url: URL,
  options: https.RequestOptions,
  body: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) {
          response.destroy(new Error('answer too large'));
          return;
        }
        chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          retryAfter: response.headers['retry-after'],
        }),
      );
    });
    outgoing.on('error', error => {
      const { code } = error as NodeJS.ErrnoException;
      const isStale = outgoing.reusedSocket && code === 'ECONNRESET';
      reject(isStale ? new StaleConnection(error) : error);
    });
    if (body === undefined) {
      outgoing.end();
      return;
    }
    const text = JSON.stringify(body);
    // Node leaves the length out of a DELETE, and the server then takes the body for a request of its own.
    outgoing.setHeader('Content-Length', Buffer.byteLength(text));
    outgoing.end(text);
  });
}

/** Begins an answer that is read while it comes. */
export function open(
  url: URL,
  options: https.RequestOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      outgoing.setTimeout(SILENCE_MS);
      response.setEncoding('utf8');
      resolve(response);
    });
    outgoing.setTimeout(CONNECT_MS, () => {
      outgoing.destroy(
        Object.assign(new Error('silent'), { name: 'TimeoutError' }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function request(
  url: URL,
  options: https.RequestOptions,
  handle: (response: IncomingMessage) => void,
) {
  const { request: begin } = url.protocol === 'http:' ? http : https;
  return begin(url, options, handle);
}

/** `undefined` for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
