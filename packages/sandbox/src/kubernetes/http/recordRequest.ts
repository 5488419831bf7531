import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { RequestRecord } from '../ClusterSandbox';

export type RecordedRequest = Partial<
  Pick<
    RequestRecord,
    | 'user'
    | 'groups'
    | 'impersonatedUser'
    | 'verb'
    | 'group'
    | 'version'
    | 'resource'
    | 'subresource'
    | 'namespace'
    | 'name'
  >
> & { annotations: Record<string, string> };

function addressOf(request: IncomingMessage): string {
  const { remoteAddress } = request.socket;
  return remoteAddress?.replace(/^::ffff:/, '') ?? '';
}

/**
 * Records one request when its answer has ended: user, request, status and size, but never a body. Returns the record,
 * to which the handler adds what it learns.
 */
export function recordRequest(
  request: IncomingMessage,
  response: ServerResponse,
  now: () => number,
  done: (record: RequestRecord) => void,
): RecordedRequest {
  const noted: RecordedRequest = { annotations: {} };
  const time = now();
  const begun = performance.now();
  let bytes = 0;
  const count = (chunk: unknown) => {
    if (typeof chunk === 'string') {
      bytes += Buffer.byteLength(chunk);
    } else if (chunk instanceof Uint8Array) {
      bytes += chunk.length;
    }
  };
  const { write, end } = response;
  response.write = ((...rest: Parameters<typeof write>) => {
    count(rest[0]);
    return write.apply(response, rest);
  }) as typeof write;
  response.end = ((...rest: Parameters<typeof end>) => {
    count(rest[0]);
    return end.apply(response, rest);
  }) as typeof end;
  const method = request.method ?? 'GET';
  const address = addressOf(request);
  const url = request.url ?? '/';
  response.once('close', () => {
    const query = new URL(url, 'https://localhost').searchParams;
    done({
      id: randomUUID(),
      time: new Date(time).toISOString(),
      user: '',
      groups: [],
      verb: method.toLowerCase(),
      ...noted,
      url,
      code: response.headersSent ? response.statusCode : 0,
      userAgent: String(request.headers['user-agent'] ?? ''),
      sourceIP: address,
      accept: String(request.headers.accept ?? ''),
      bytes,
      dryRun: query.getAll('dryRun').includes('All'),
      complete: response.writableFinished,
      milliseconds: Math.round(performance.now() - begun),
    });
  });
  return noted;
}
