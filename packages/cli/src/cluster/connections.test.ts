import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { makeFolder } from '../__testUtils__/folder';
import { run } from '../__testUtils__/run';

/** An API server with nothing in it, and with pages that go on for a while. */
describe('the connections of a scan', () => {
  let server: Server;
  let connections = 0;
  let requests = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      const { searchParams } = new URL(`http://127.0.0.1${request.url}`);
      const page = Number(searchParams.get('continue') ?? 0) + 1;
      response.end(
        JSON.stringify({
          items: [],
          metadata: {
            resourceVersion: '1',
            continue: page < 5 ? String(page) : '',
          },
        }),
      );
    });
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  it('are kept open: many requests, one connection', async () => {
    const { port } = server.address() as AddressInfo;
    const cwd = makeFolder({
      'config.yaml': `
apiVersion: v1
kind: Config
current-context: c
clusters: [{ name: c, cluster: { server: "http://127.0.0.1:${port}" } }]
users: [{ name: u, user: { token: a-token } }]
contexts: [{ name: c, context: { cluster: c, user: u } }]
`,
    });
    const { code, stderr } = await run(
      ['cluster', '--kubeconfig', 'config.yaml', '--quiet'],
      { cwd },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // Sixteen lists of five pages each, that of definitions among them, and the groups.
    expect(requests).toBe(81);
    expect(connections).toBe(1);
  });
});
