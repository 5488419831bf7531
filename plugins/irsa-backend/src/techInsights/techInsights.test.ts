import { mockServices } from '@backstage/backend-test-utils';
import { Workload } from 'backstage-plugin-irsa-common';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { factsOf } from './factsOf';
import { irsaFactRetriever } from './irsaFactRetriever';

const workload = (
  entityRef: string | undefined,
  status: Workload['status'],
  changes: Partial<Workload> = {},
) => ({ entityRef, status, keys: [], ...changes } as unknown as Workload);
const read = { clusters: [{ state: 'ok' }], accounts: [] } as never;
const API = 'component:default/api';

describe('facts', () => {
  it('count what an entity has, and keep apart what was not read', () => {
    const aged = (...days: (number | undefined)[]) =>
      days.map(ageDays => ({ ageDays })) as Workload['keys'];
    expect(
      factsOf(
        [
          workload(API, 'static', {
            keys: aged(400, 3),
            severity: { level: 'high' } as never,
          }),
          workload(API, 'shadowed', {
            keys: aged(undefined),
            severity: { level: 'low' } as never,
          }),
          workload(API, 'unknown', {
            severity: { level: 'critical' } as never,
          }),
          workload(API, 'soaking'),
          workload('component:shop/cart', 'keyless'),
          workload(undefined, 'static'),
        ],
        read,
      ),
    ).toEqual([
      {
        entity: { kind: 'component', namespace: 'default', name: 'api' },
        facts: {
          staticKeys: 2,
          notRead: 1,
          isAllRead: true,
          soaking: 1,
          oldestKeyDays: 400,
          severity: 'high',
        },
      },
      {
        entity: { kind: 'component', namespace: 'shop', name: 'cart' },
        facts: {
          staticKeys: 0,
          notRead: 0,
          isAllRead: true,
          soaking: 0,
          oldestKeyDays: 0,
          severity: 'none',
        },
      },
    ]);
  });

  it.each(['clusters', 'accounts'])(
    'say that not all was read when one of the %s was not',
    kind => {
      const coverage = {
        clusters: [],
        accounts: [],
        [kind]: [{ state: 'denied' }],
      };
      const [{ facts }] = factsOf([workload(API, 'static')], coverage as never);
      expect(facts.isAllRead).toBe(false);
    },
  );
});

describe('the retriever', () => {
  async function ask(answer: (path: string) => [number, object]) {
    const asked: { path: string; authorization?: string }[] = [];
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push({ path, authorization: request.headers.authorization });
      const [status, body] = answer(path);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    try {
      const facts = await irsaFactRetriever.handler({
        auth: mockServices.auth({ pluginId: 'tech-insights' }),
        discovery: {
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
          getExternalBaseUrl: async () => '',
        },
      });
      return { facts, asked };
    } finally {
      server.close();
    }
  }

  it('reads page by page with a token of its own, and gives what its schema says', async () => {
    const { facts, asked } = await ask(path => [
      200,
      path.includes('cursor')
        ? { items: [workload(API, 'soaking')], coverage: read }
        : {
            items: [workload(API, 'static')],
            coverage: read,
            nextCursor: 'second',
          },
    ]);
    expect(asked).toHaveLength(2);
    expect(asked[1].authorization).toMatch(/^Bearer ./);
    expect(facts[0].facts).toMatchObject({ staticKeys: 1, soaking: 1 });
    expect(Object.keys(facts[0].facts)).toEqual(
      Object.keys(irsaFactRetriever.schema),
    );
  });

  it('writes no fact when our backend does not answer', async () => {
    await expect(
      ask(() => [503, { error: { name: 'Away', message: 'away' } }]),
    ).rejects.toThrow(/503/);
  });
});
