import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../clock';
import { GitHost, HostUser } from './GitHost';
import { serveApi } from './github/serveApi';
import { HostedRepository, Refusal } from './HostedRepository';
import { serveGit } from './httpBackend';
import { hostPage, repositoryPage, requestPage } from './pages';

/** Whoever clicks on a page of the host. */
const PERSON = 'ingrid';
const LIMIT = 16 * 1024 * 1024;

export interface RunningGitHost {
  /** `http://127.0.0.1:PORT`: pages, and git over HTTP. */
  url: string;
  /** Base of the REST API, as in `integrations.github[].apiBaseUrl`. */
  apiUrl: string;
  /** The portal's account, which may write. */
  portal: { login: string; token: string };
  host: GitHost;
  /** The repository at a URL of this host, with or without `.git`. */
  repositoryAt(url: string): HostedRepository | undefined;
  close(): Promise<void>;
}

/** A Git host on loopback: git's smart HTTP, GitHub's REST API, and pages on which people merge and close requests. */
export async function startGitHost(options: {
  clock: Clock;
  /** Default: a free port. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
}): Promise<RunningGitHost> {
  const { clock, host: listenOn = '127.0.0.1' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'irsa-git-'));
  const host = new GitHost(folder, clock);
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  const portal = { login: 'irsa-portal', token };
  host.addUser(portal.login, token);
  host.addUser(PERSON, randomBytes(18).toString('hex'));
  let url = '';
  const server = createServer((request, response) => {
    serve({ host, folder, url, request, response }).catch(error => {
      if (response.headersSent) {
        response.destroy();
      } else {
        sendJson(response, 500, { message: (error as Error).message });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, listenOn, resolve);
  });
  url = `http://${listenOn}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiUrl: `${url}/api/v3`,
    portal,
    host,
    repositoryAt: address => {
      const [, owner, name] =
        /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
          address.startsWith(`${url}/`) ? address.slice(url.length) : '',
        ) ?? [];
      return name ? host.repository(owner, name) : undefined;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Serving {
  host: GitHost;
  folder: string;
  url: string;
  request: IncomingMessage;
  response: ServerResponse;
}

async function serve(serving: Serving): Promise<void> {
  const { host, folder, url, request, response } = serving;
  const { pathname, search, searchParams } = new URL(request.url ?? '/', url);
  const user = userOf(host, request.headers.authorization);
  if (pathname.startsWith('/api/v3/')) {
    await serveRest(
      serving,
      pathname.slice('/api/v3'.length),
      searchParams,
      user,
    );
    return;
  }
  const [, owner, name, rest] =
    /^\/([\w.-]+)\/([\w.-]+?)\.git(\/.*)$/.exec(pathname) ?? [];
  if (rest) {
    const repository = host.repository(owner, name);
    const right = repository ? host.rightOf(user, repository) : 'none';
    const isPush =
      rest.endsWith('git-receive-pack') ||
      searchParams.get('service') === 'git-receive-pack';
    if (!repository || right === 'none' || (isPush && right !== 'write')) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
      response.end();
      return;
    }
    await serveGit(request, response, {
      folder,
      path: `/${repository.fullName}.git${rest}`,
      query: search.slice(1),
      login: user?.login,
    });
    if (isPush) {
      repository.changed();
    }
    return;
  }
  await servePage(serving, pathname);
}

async function serveRest(
  { host, url, request, response }: Serving,
  path: string,
  query: URLSearchParams,
  user: HostUser | undefined,
): Promise<void> {
  const method = request.method ?? 'GET';
  const text = (await bodyOf(request)).toString('utf8');
  const fault = host.faults.take(method, path);
  const record = (status: number) =>
    host.calls.push({ method, path, status, login: user?.login });
  if (fault?.kind === 'drop') {
    record(0);
    response.destroy();
    return;
  }
  if (fault?.kind === 'status') {
    const status = fault.status ?? 500;
    record(status);
    sendJson(response, status, { message: fault.message ?? '' }, fault.headers);
    return;
  }
  const { status, body } = await serveApi(host, {
    origin: url,
    method,
    path,
    query,
    user,
    body: text ? JSON.parse(text) : {},
  });
  record(status);
  if (fault?.kind === 'lostAnswer') {
    response.destroy();
    return;
  }
  sendJson(response, status, body);
}

async function servePage(
  { host, request, response }: Serving,
  pathname: string,
): Promise<void> {
  const [, owner, name, number] =
    /^\/([\w.-]+)\/([\w.-]+)(?:\/pull\/(\d+))?\/?$/.exec(pathname) ?? [];
  const repository = name ? host.repository(owner, name) : undefined;
  try {
    if (repository && number && request.method === 'POST') {
      await act(repository, Number(number), request);
      response.writeHead(303, { location: pathname });
      response.end();
      return;
    }
    await repository?.refresh();
    sendHtml(response, await pageOf(host, repository, pathname, number));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    response.writeHead(error.status, { 'content-type': 'text/plain' });
    response.end(error.message);
  }
}

async function pageOf(
  host: GitHost,
  repository: ReturnType<GitHost['repository']>,
  pathname: string,
  number: string | undefined,
): Promise<string> {
  if (repository) {
    return number
      ? requestPage(repository, repository.request(Number(number)))
      : repositoryPage(repository);
  }
  if (pathname !== '/') {
    throw new Refusal(404, 'Not Found');
  }
  return hostPage(host);
}

async function act(
  repository: NonNullable<ReturnType<GitHost['repository']>>,
  number: number,
  request: IncomingMessage,
): Promise<void> {
  // A page of another site in the same browser must not merge anything.
  const site = request.headers['sec-fetch-site'] ?? 'same-origin';
  if (site !== 'same-origin') {
    throw new Refusal(403, 'Only the page itself may do this');
  }
  const wish = new URLSearchParams((await bodyOf(request)).toString('utf8'));
  switch (wish.get('act')) {
    case 'merge':
    case 'squash':
      await repository.merge(
        number,
        PERSON,
        wish.get('act') === 'squash' ? 'squash' : 'merge',
      );
      break;
    case 'close':
      repository.close(number, PERSON);
      break;
    case 'revert':
      await repository.revert(number, PERSON);
      break;
    default:
      throw new Refusal(400, 'There are merge, squash, close and revert');
  }
}

function userOf(host: GitHost, header = ''): HostUser | undefined {
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

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
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

function sendJson(
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

function sendHtml(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  });
  response.end(page);
}
