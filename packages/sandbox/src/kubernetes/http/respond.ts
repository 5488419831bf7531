import { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ApiError, PlainTextError } from '../ApiError';
import { JsonObject } from '../types';

const COMPRESS_FROM = 128 * 1024;

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  body: JsonObject,
  contentType = 'application/json',
): void {
  const text = Buffer.from(JSON.stringify(body));
  const compress =
    text.length >= COMPRESS_FROM &&
    String(request.headers['accept-encoding'] ?? '').includes('gzip');
  const payload = compress ? gzipSync(text, { level: 1 }) : text;
  response.writeHead(code, {
    'content-type': contentType,
    'content-length': payload.length,
    'cache-control': 'no-cache, private',
    ...(compress
      ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }
      : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : payload);
}

export function sendText(
  response: ServerResponse,
  code: number,
  text: string,
): void {
  response.writeHead(code, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(
          500,
          'InternalError',
          `Internal error occurred: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
  if (response.headersSent) {
    response.end();
    return;
  }
  if (known instanceof PlainTextError) {
    sendText(response, known.code, known.message);
    return;
  }
  const wait = known.details?.retryAfterSeconds;
  if (wait) {
    response.setHeader('retry-after', String(wait));
  }
  sendJson(request, response, known.code, known.toStatus());
}
