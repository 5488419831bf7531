import { clusterError } from 'backstage-plugin-irsa-node';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { ClusterHandle } from '../../clusters/types';
import { backoff, PositionLostError, watchResource } from './watchResource';

type Script = (unknown | Error)[];

/** A server that answers each watch with the next script: documents, or an error in their place. */
async function follow(scripts: Script[]) {
  const leave = new AbortController();
  const asked: string[] = [];
  const events: string[] = [];
  const states: string[] = [];
  const positions: string[] = [];
  let failure: unknown;
  const cluster = {
    name: 'c',
    async *watch({ query }: { query: { resourceVersion: string } }) {
      asked.push(query.resourceVersion);
      const script = scripts.shift();
      if (!script) {
        leave.abort();
        return;
      }
      for (const each of script) {
        if (each instanceof Error) {
          throw each;
        }
        yield each;
      }
    },
  } as unknown as ClusterHandle;
  await watchResource<{ metadata: { name: string; resourceVersion: string } }>({
    cluster,
    path: '/api/v1/secrets',
    from: '5',
    metadataOnly: true,
    onEvent: ({ type, object }) =>
      events.push(`${type} ${object.metadata.name}`),
    onPosition: version => positions.push(version),
    onState: state => states.push(state),
    signal: leave.signal,
    logger: mockLogger(),
    pauseMs: () => 0,
  }).catch(error => {
    failure = error;
  });
  return { asked, events, states, positions, failure };
}

const event = (type: string, name: string, resourceVersion: string) => ({
  type,
  object: { metadata: { name, resourceVersion } },
});
const away = clusterError({ cluster: 'c', kind: 'unreachable' }, 'away');

describe('watchResource', () => {
  it('goes on after the last thing it heard, bookmarks included', async () => {
    const { asked, events, positions } = await follow([
      [event('ADDED', 'a', '6'), event('BOOKMARK', '', '9')],
      [event('DELETED', 'a', '10')],
    ]);
    expect(asked).toEqual(['5', '9', '10']);
    expect(events).toEqual(['ADDED a', 'DELETED a']);
    expect(positions).toEqual(['6', '9', '10']);
  });

  it('comes back after failures, and says that it was away', async () => {
    const { asked, events, states, failure } = await follow([
      [event('ADDED', 'a', '6'), away],
      [away],
      [event('MODIFIED', 'a', '7')],
    ]);
    expect(failure).toBeUndefined();
    expect(asked).toEqual(['5', '6', '6', '7']);
    expect(events).toEqual(['ADDED a', 'MODIFIED a']);
    expect(states).toEqual(['lost', 'lost', 'back']);
  });

  it.each<[string, Script]>([
    ['an event', [{ type: 'ERROR', object: { code: 410 } }]],
    ['an answer', [clusterError({ cluster: 'c', kind: 'gone' }, 'gone')]],
  ])('gives up its position on 410 as %s', async (_, script) => {
    const { failure, asked } = await follow([script]);
    expect(failure).toBeInstanceOf(PositionLostError);
    expect(asked).toEqual(['5']);
  });

  it('does not insist where it has no right', async () => {
    const denied = clusterError({ cluster: 'c', kind: 'forbidden' }, 'no');
    expect((await follow([[denied]])).failure).toBe(denied);
  });

  it('waits longer after each failure, never the same for all, never for ever', () => {
    for (const failures of [1, 2, 5, 20]) {
      const waits = Array.from({ length: 50 }, () => backoff(failures));
      const longest = Math.min(30_000, 500 * 2 ** (failures - 1));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(longest / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
      expect(new Set(waits).size).toBeGreaterThan(40);
    }
  });
});
