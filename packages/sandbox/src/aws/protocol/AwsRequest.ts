import { IncomingMessage } from 'node:http';

/** A request as received. Nothing is decoded, because signatures cover the exact text. */
export interface AwsRequest {
  method: string;
  /** As sent, still percent-encoded, without the query. */
  path: string;
  /** Decoded pairs in the order sent. */
  query: URLSearchParams;
  rawQuery: string;
  headers: Record<string, string>;
  body: Buffer;
  sourceIp: string;
}

const MAXIMUM_BODY = 64 * 1024 * 1024;

export async function readRequest(
  message: IncomingMessage,
): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAXIMUM_BODY) {
      chunks.push(chunk);
    }
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) {
      headers[name] = [value].flat().join(',');
    }
  }
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(rawQuery.replace(/\+/g, '%2B')),
    rawQuery,
    headers,
    body: Buffer.concat(chunks),
    sourceIp: message.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
  };
}

/** The answer. */
export interface AwsResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}
