import { spawn } from 'node:child_process';
import { IncomingMessage, ServerResponse } from 'node:http';
import { GIT_ENVIRONMENT } from './runGit';

/** Gives a request of the git command to `git http-backend`, which speaks git's smart protocol. */
export async function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  options: { folder: string; path: string; query: string; login?: string },
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: options.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: options.path,
      QUERY_STRING: options.query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      ...(options.login && { REMOTE_USER: options.login }),
    } as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  const answer = Buffer.concat(chunks);
  const end = answer.indexOf('\r\n\r\n');
  let status = end < 0 ? 500 : 200;
  const headers: Record<string, string> = {};
  for (const line of answer
    .subarray(0, Math.max(end, 0))
    .toString()
    .split('\r\n')) {
    const [, key, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
    if (key === 'Status') {
      status = Number.parseInt(value, 10);
    } else if (key) {
      headers[key] = value;
    }
  }
  response.writeHead(status, headers);
  response.end(answer.subarray(end + 4));
}
