import { Behaviour, NotPossibleHere } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { made, pathOf, remove, stored } from '../support/objects';
import { names, refusal } from '../support/reduce';
import { until } from '@internal/sandbox/until';
import { watch } from '../support/watch';
import { DEFINITIONS, widgets } from '../support/widgets';
import { Query, secret, secrets, versionOf, WATCH } from './secrets';

const BOOKMARKS = `${CONCEPTS}#watch-bookmarks`;

export const ends: Behaviour<Cluster>[] = [
  {
    id: 'watch.timeout',
    what: 'a watch ends when its time is over, without an error',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, { timeoutSeconds: 1 });
      await stream.ended();
      return [stream.status, stream.seen()];
    },
    answer: [200, ['ADDED a']],
  },
  {
    id: 'watch.bookmark',
    what: 'before it ends comes a bookmark, for who asked: a version to go on from',
    source: BOOKMARKS,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const query = { timeoutSeconds: 4, resourceVersion: 0 };
      const [with1, without] = await Promise.all([
        secrets(cluster, { ...query, allowWatchBookmarks: true }),
        secrets(cluster, query),
      ]);
      await Promise.all([with1.ended(), without.ended()]);
      const mark = with1.events.at(-1)!;
      return [
        mark.type,
        Object.keys(mark.object).filter(key => !/^(spec|status)$/.test(key)),
        versionOf(mark) >= versionOf(with1.events[0]),
        without.events.some(({ type }) => type === 'BOOKMARK'),
      ];
    },
    answer: ['BOOKMARK', ['kind', 'apiVersion', 'metadata'], true, false],
  },
  {
    id: 'watch.gone',
    what: 'a version from before what the server remembers is 410 Expired, as an event',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      // Nothing is known of the time before the kind existed.
      const { resourceVersion } = (
        await stored(cluster, 'serviceaccounts', 'default')
      ).metadata;
      const group = `${cluster.namespace}.example`;
      const { path, definition } = widgets(group, cluster.namespace);
      await cluster.must({
        method: 'POST',
        path: DEFINITIONS,
        body: definition,
      });
      await until(
        () => cluster.send({ path }),
        ({ status }) => status === 200,
      );
      const stream = await watch(cluster, { path, query: { resourceVersion } });
      await stream.ended();
      await cluster.must({
        method: 'DELETE',
        path: `${DEFINITIONS}/widgets.${group}`,
      });
      const { type, object } = stream.events[0];
      return [
        stream.status,
        type,
        object.kind,
        object.code,
        object.reason,
        /^too old resource version: \d+ \(\d+\)$/.test(object.message),
      ];
    },
    answer: [200, 'ERROR', 'Status', 410, 'Expired', true],
  },
  {
    id: 'watch.bad-version',
    what: 'a version that is no number is refused',
    source: WATCH,
    call: async cluster =>
      refusal(
        await cluster.send({
          path: pathOf(cluster, 'secrets'),
          query: { watch: 1, resourceVersion: 'new' },
        }),
      ),
    answer: { status: 500 },
  },
];

export const forgetting: Behaviour<Cluster>[] = [
  {
    id: 'list.gone-in-mid-list',
    what: 'a list that was forgotten between two pages is 410, with a way to go on all the same',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      const page = (query: Query) =>
        cluster.send({ path: pathOf(cluster, 'secrets'), query });
      const first = await page({ limit: 1 });
      await remove(cluster, 'secrets', 'b');
      await forget(cluster);
      const late = await page({
        limit: 5,
        continue: first.body.metadata.continue,
      });
      const rest = await page({
        limit: 5,
        continue: late.body.metadata.continue,
      });
      return [refusal(late), names(rest)];
    },
    answer: [{ status: 410, reason: 'Expired' }, ['c']],
  },
  {
    id: 'list.gone',
    what: 'a list of a version that has been forgotten is 410 Expired',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      await forget(cluster);
      return refusal(
        await cluster.send({
          // The API server keeps no snapshots of Events, so even a recent version is unknown.
          path: pathOf(cluster, 'events'),
          query: { resourceVersion: 1, resourceVersionMatch: 'Exact' },
        }),
      );
    },
    answer: { status: 410, reason: 'Expired' },
  },
];

async function forget({ world }: Cluster): Promise<void> {
  if (!world.forgetHistory) {
    throw new NotPossibleHere();
  }
  await world.forgetHistory();
}
