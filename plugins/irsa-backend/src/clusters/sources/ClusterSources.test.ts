import { until } from '@internal/sandbox/until';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { FoundClusters } from '../../config/IrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { ClusterSource } from './ClusterSource';
import { ClusterSources } from './ClusterSources';

const cluster = (name: string, server = 'https://127.0.0.1:6443') => ({
  name,
  auth: { kind: 'anonymous' as const },
  server,
  audience: 'sts.amazonaws.com',
});

function setUp(sources: ClusterSource[]) {
  const told: { names: string[]; since: number | undefined }[] = [];
  const logger = mockLogger();
  const joined = new ClusterSources({
    sources,
    logger,
    failures: new RecurringFailures({ logger, firstMs: 5, longestMs: 10 }),
    onClusters: ({ clusters }, since) =>
      told.push({ names: clusters.map(({ name }) => name), since }),
  });
  return { joined, told, logger };
}

describe('ClusterSources', () => {
  const settings = (found: Partial<FoundClusters>): ClusterSource => ({
    key: 'irsa.clusters',
    type: 'irsa',
    read: async () => ({ clusters: [], leftOut: [], ...found }),
  });

  it('joins what sources say; the first that names a cluster wins', async () => {
    const { joined, told } = setUp([
      settings({ clusters: [cluster('a')] }),
      {
        key: 'supplier',
        type: 'extension',
        read: async () => ({
          clusters: [cluster('a', 'https://other'), cluster('b')],
          leftOut: [{ key: 'supplier/c', name: 'c', reason: 'no address' }],
        }),
      },
    ]);
    await joined.start();
    joined.stop();
    expect(told.at(-1)).toEqual({ names: ['a', 'b'], since: 0 });
    expect(joined.states()).toMatchObject([
      { key: 'irsa.clusters', state: 'ok', clusters: ['a'], leftOut: [] },
      {
        key: 'supplier',
        state: 'partial',
        clusters: ['b'],
        leftOut: [
          { name: 'c', reason: 'no address' },
          { name: 'a', reason: expect.stringContaining('irsa.clusters') },
        ],
      },
    ]);
  });

  it('keeps what a source said while it fails, and says when it is back', async () => {
    let mode: 'first' | 'down' | 'back' = 'first';
    let reads = 0;
    const { joined, told, logger } = setUp([
      {
        key: 'catalog',
        type: 'catalog',
        everyMs: 5,
        read: async () => {
          reads += 1;
          if (mode === 'down') {
            throw new Error('the catalog is away');
          }
          const names = mode === 'first' ? ['a'] : ['a', 'b'];
          return { clusters: names.map(name => cluster(name)), leftOut: [] };
        },
      },
    ]);
    await joined.start();
    await until(() => told.at(-1)?.names.length === 1);
    mode = 'down';
    await until(() => joined.states()[0].state === 'failed');
    const at = reads;
    await until(() => reads > at + 3);
    expect(told.at(-1)).toEqual({ names: ['a'], since: undefined });
    expect(joined.states()[0]).toMatchObject({
      message: 'the catalog is away',
      clusters: ['a'],
    });
    mode = 'back';
    await until(() => joined.states()[0].clusters.length === 2);
    joined.stop();
    expect(told.at(-1)!.since).toBeGreaterThan(0);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('logs once why a cluster is left out, however often it is read', async () => {
    let reads = 0;
    const { joined, logger } = setUp([
      {
        key: 'catalog',
        type: 'catalog',
        everyMs: 1,
        read: async () => {
          reads += 1;
          return { clusters: [], leftOut: [{ key: 'x', reason: 'no way in' }] };
        },
      },
    ]);
    await joined.start();
    await until(() => reads > 5);
    joined.stop();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no way in'),
    );
  });
});
