import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../clock';
import { GitHost, HostUser } from './GitHost';
import { giteaDialect } from './gitea/routes';
import { gitHubDialect } from './github/routes';
import { gitLabDialect } from './gitlab/routes';
import { Dialect } from './route';
import { bodyOf, sendHtml, sendJson, userOf } from './http';
import { serveApi } from './serveApi';
import { HostedRepository, Refusal } from './HostedRepository';
import { serveGit } from './httpBackend';
import { hostPage, repositoryPage, requestPage } from './pages';

const DIALECTS: readonly Dialect[] = [
  gitHubDialect,
  gitLabDialect,
  giteaDialect,
];
/** Whoever clicks on a page of the host. */
const PERSON = 'ingrid';

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

/** A Git host on loopback: git's smart HTTP, the REST APIs of GitHub, GitLab and Gitea, and pages on which people merge and close requests. */
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
  const user = userOf(host, request.headers);
  const dialect = DIALECTS.find(({ prefix }) =>
    pathname.startsWith(`${prefix}/`),
  );
  if (dialect) {
    await serveRest(
      serving,
      dialect,
      pathname.slice(dialect.prefix.length),
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
  dialect: Dialect,
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
  const { status, body, headers } = await serveApi(host, dialect, {
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
  if (Buffer.isBuffer(body)) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  sendJson(response, status, body, headers);
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
