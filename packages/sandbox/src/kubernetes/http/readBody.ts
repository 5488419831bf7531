import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from '../ApiError';
import { Json } from '../types';
import { decodeProtobuf } from './protobuf';

const LIMIT = 3 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LIMIT) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${LIMIT}`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export function contentTypeOf(request: IncomingMessage): string {
  const header = request.headers['content-type'] ?? 'application/json';
  return header.split(';')[0].trim().toLowerCase();
}

/** JSON, YAML or protobuf, by the content type; CBOR is refused, and clients then fall back to JSON. */
export function decodeBody(body: Buffer, contentType: string): Json {
  const text = body.toString();
  const decoded = contentType.includes('protobuf')
    ? decodeProtobuf(body)
    : undefined;
  if (decoded) {
    return decoded;
  }
  if (!/^application\/(.+\+)?(json|yaml)$/.test(contentType)) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf`,
    );
  }
  try {
    return contentType.includes('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${
        (error as Error).message
      }`,
    );
  }
}
