import https from 'node:https';
import { Cluster } from './Cluster';
import { Call, prepare } from './send';
import { until } from '@internal/sandbox/until';

export interface WatchEvent {
  type: string;
  object: any;
}

export interface Watching {
  status: number;
  events: WatchEvent[];
  /** `ADDED name`, in order, without bookmarks. */
  seen(): string[];
  /** Waits for this many events other than bookmarks. */
  have(count: number): Promise<void>;
  /** Waits until the stream has told of an object at the version at which it was read: on a busy machine it lags behind. */
  toldOf(object: any): Promise<void>;
  /** Waits until the server has closed the stream. */
  ended(): Promise<void>;
  stop(): void;
}

/** Opens one HTTP watch and reads it line by line. Resolves when the server has accepted it. */
export async function watch(cluster: Cluster, call: Call): Promise<Watching> {
  const { url, options } = await prepare(cluster.config, {
    ...call,
    query: { ...call.query, watch: 1 },
  });
  const events: WatchEvent[] = [];
  let closed = false;
  const response = await new Promise<import('node:http').IncomingMessage>(
    (resolve, reject) => {
      https.get(url, { ...options, agent: false }, resolve).on('error', reject);
    },
  );
  let rest = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      if (line) {
        events.push(JSON.parse(line));
      }
    }
  });
  response.on('close', () => {
    closed = true;
  });
  // A stream that is stopped here ends with an error, as intended.
  response.on('error', () => {});
  const seen = () =>
    events
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ type, object }) => `${type} ${object.metadata?.name ?? ''}`);
  return {
    status: response.statusCode ?? 0,
    events,
    seen,
    have: async count => {
      await until(
        async () => seen(),
        names => names.length >= count,
      );
    },
    toldOf: async ({ metadata: { uid, resourceVersion } }) => {
      await until(
        async () => events.map(({ object }) => object.metadata),
        told =>
          told.some(
            each =>
              each?.uid === uid && each.resourceVersion === resourceVersion,
          ),
      );
    },
    ended: async () => {
      await until(
        async () => closed,
        yes => yes,
      );
    },
    stop: () => response.destroy(),
  };
}
