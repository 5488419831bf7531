import { randomBytes, timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import type { Sandbox } from '../sandbox';
import { CommandError, moveClock, setFaults } from './commands';

export interface Control {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** Bearer token that every command needs. */
  token: string;
  close(): Promise<void>;
}

const LIMIT = 64 * 1024;

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LIMIT) {
      throw new CommandError('the body is too long');
    }
  }
  try {
    const body: unknown = JSON.parse(text || '{}');
    if (typeof body === 'object' && body && !Array.isArray(body)) {
      return body as Record<string, unknown>;
    }
  } catch {
    // The error below covers it.
  }
  throw new CommandError('the body must be a JSON object');
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function answer(
  sandbox: Sandbox,
  request: IncomingMessage,
): Promise<object | undefined> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /faults':
      setFaults(sandbox, await bodyOf(request));
      return {};
    case 'POST /clock':
      return moveClock(sandbox, await bodyOf(request));
    case 'GET /requests': {
      const name = url.searchParams.get('cluster');
      const cluster = sandbox.clusters.find(each => each.name === name);
      if (!cluster) {
        throw new CommandError('?cluster= names no cluster');
      }
      return { requests: sandbox.cluster(cluster.name).requests.all() };
    }
    default:
      return undefined;
  }
}

/** Takes commands from other processes, on loopback and with a token: set faults, move the clock, read the requests. */
export async function startControl(sandbox: Sandbox): Promise<Control> {
  const token = randomBytes(24).toString('hex');
  const server = createServer((request, response: ServerResponse) => {
    const send = (code: number, body: object) => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    if (!same(request.headers.authorization ?? '', `Bearer ${token}`)) {
      send(401, { error: 'the token of control.json is needed' });
      return;
    }
    answer(sandbox, request)
      .then(body =>
        body
          ? send(200, body)
          : send(404, {
              error: 'there are POST /faults, POST /clock, GET /requests',
            }),
      )
      .catch(error =>
        send(error instanceof CommandError ? 400 : 500, {
          error: error.message,
        }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}
