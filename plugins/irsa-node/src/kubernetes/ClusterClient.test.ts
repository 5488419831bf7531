import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterClient } from './ClusterClient';
import { isClusterError } from './ClusterError';

/** An API server on loopback that counts the connections it is given. */
class Loopback {
  connections = 0;
  readonly headers: IncomingMessage['headers'][] = [];
  private readonly server: Server;

  constructor(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ) {
    this.server = createServer((request, response) => {
      this.headers.push(request.headers);
      answer(request, response);
    });
    this.server.on('connection', () => {
      this.connections += 1;
    });
  }

  async start(): Promise<KubeConfig> {
    await new Promise<void>(done => {
      this.server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.server.address() as AddressInfo;
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'c', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: 'u', token: 'a-token' },
    );
    return kubeConfig;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => {
      this.server.close(done);
    });
  }
}

describe('ClusterClient', () => {
  let loopback: Loopback;

  afterEach(() => loopback.close());

  async function clientOf(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    options: { credentialsMs?: number; onRefused?: () => void } = {},
  ) {
    loopback = new Loopback(answer);
    const kubeConfig = await loopback.start();
    return new ClusterClient({
      name: 'c',
      kubeConfig: () => kubeConfig,
      ...options,
    });
  }

  it('sends requests one after the other over one connection', async () => {
    const client = await clientOf((_, response) => response.end('{"a":1}'));
    for (let at = 0; at < 20; at += 1) {
      expect(await client.request({ path: '/version' })).toEqual({ a: 1 });
    }
    expect(loopback.connections).toBe(1);
    expect(loopback.headers[19]).toMatchObject({
      authorization: 'Bearer a-token',
      'user-agent': 'backstage-irsa',
    });
  });

  it('keeps its connection when a token is renewed', async () => {
    let token = 0;
    loopback = new Loopback((_, response) => response.end('{}'));
    const { clusters } = await loopback.start();
    const client = new ClusterClient({
      name: 'c',
      kubeConfig: () => {
        token += 1;
        const renewed = new KubeConfig();
        renewed.loadFromClusterAndUser(clusters[0], {
          name: 'u',
          token: `token-${token}`,
        });
        return renewed;
      },
    });
    await client.request({ path: '/version' });
    await client.request({ path: '/version' });
    expect(loopback.headers.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(loopback.connections).toBe(1);
  });

  it('opens as many connections as there are requests at a time, and no more later', async () => {
    const waiting: ServerResponse[] = [];
    const client = await clientOf((_, response) => {
      waiting.push(response);
      if (waiting.length === 8) {
        waiting.splice(0).forEach(each => each.end('{}'));
      }
    });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(
        Array.from({ length: 8 }, () => client.request({ path: '/version' })),
      );
    }
    expect(loopback.connections).toBe(8);
  });

  it('asks again over a new connection when the kept one was just closed', async () => {
    const client = await clientOf((request, response) => {
      response.end('{}');
      // Once the answer is out, as a server does whose idle time is over.
      if (loopback.headers.length === 1) {
        response.on('finish', () =>
          setImmediate(() => request.socket.resetAndDestroy()),
        );
      }
    });
    await client.request({ path: '/version' });
    await expect(client.request({ path: '/version' })).resolves.toEqual({});
  });

  it('follows a watch line by line, and closes it when nobody takes more', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const client = await clientOf((request, response) => {
      closed = new Promise(done => {
        request.on('close', done);
      });
      response.write('{"n":1}\n\n{"n"');
      response.write(':2}\n');
    });
    const seen: unknown[] = [];
    const { signal } = new AbortController();
    for await (const document of client.watch({
      path: '/api/v1/pods',
      signal,
    })) {
      seen.push(document);
      if (seen.length === 2) {
        break;
      }
    }
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
    await closed;
  });

  it.each([
    [401, 'credentials'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [410, 'gone'],
    [500, 'server'],
  ])(
    'tells %s as %s, without the words of the server',
    async (status, kind) => {
      const onRefused = jest.fn();
      const client = await clientOf(
        (_, response) => {
          response.statusCode = status;
          response.end(JSON.stringify({ message: 'canary-Zq81-value' }));
        },
        { onRefused },
      );
      const error: any = await client
        .request({ path: '/api/v1/pods' })
        .catch(found => found);
      expect(isClusterError(error, kind as never)).toBe(true);
      expect(error.details).toMatchObject({ path: '/api/v1/pods', status });
      expect(JSON.stringify(error) + error.message).not.toContain('canary');
      expect(onRefused).toHaveBeenCalledTimes(status === 401 ? 1 : 0);
    },
  );

  it('asks for no values of Secrets, so that nothing is sent', async () => {
    const client = await clientOf((_, response) => response.end('{}'));
    const path = '/api/v1/namespaces/a/secrets/b';
    await expect(client.request({ path })).rejects.toThrow(/as metadata/);
    const { signal } = new AbortController();
    await expect(
      client.watch({ path: '/api/v1/secrets', signal }).next(),
    ).rejects.toThrow(/as metadata/);
    expect(loopback.headers).toEqual([]);
  });
});
