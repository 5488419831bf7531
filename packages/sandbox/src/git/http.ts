import { IncomingMessage, ServerResponse } from 'node:http';
import { GitHost, HostUser } from './GitHost';
import { Refusal } from './HostedRepository';

const LIMIT = 16 * 1024 * 1024;

/** Whoever calls, by the header of any of the hosts. */
export function userOf(
  host: GitHost,
  headers: IncomingMessage['headers'],
): HostUser | undefined {
  const ofGitLab = headers['private-token'];
  if (typeof ofGitLab === 'string') {
    return host.userOf(ofGitLab);
  }
  const header = headers.authorization ?? '';
  const [, scheme, value = ''] = /^(\w+) (.+)$/.exec(header) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
    case 'token':
      return host.userOf(value);
    case 'basic':
      return host.userOf(
        Buffer.from(value, 'base64').toString('utf8').split(':').at(-1) ?? '',
      );
    default:
      return undefined;
  }
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LIMIT) {
      throw new Refusal(413, 'Payload Too Large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...(body && { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(body && JSON.stringify(body));
}

export function sendHtml(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  });
  response.end(page);
}
