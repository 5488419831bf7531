import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { pod } from '../support/manifests';
import { made, pathOf, remove } from '../support/objects';
import { outcome } from '../support/reduce';
import { until } from '@internal/sandbox/until';
import { watch } from '../support/watch';
import { labelled, secret, secrets, versionOfList, WATCH } from './secrets';

export const selecting: Behaviour<Cluster>[] = [
  {
    id: 'watch.label-selector',
    what: 'what comes to be selected is added, and what no longer is, is deleted',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a', { mine: 'no' }));
      const stream = await secrets(cluster, {
        labelSelector: 'mine=yes',
        resourceVersion: await versionOfList(cluster),
      });
      await labelled(cluster, 'a', { x: 'y' });
      await labelled(cluster, 'a', { mine: 'yes' });
      await labelled(cluster, 'a', { x: 'z' });
      await labelled(cluster, 'a', { mine: 'no' });
      await remove(cluster, 'secrets', 'a');
      await made(cluster, 'secrets', secret('last', { mine: 'yes' }));
      await stream.have(4);
      stream.stop();
      return [stream.seen(), stream.events[2].object.metadata.labels];
    },
    answer: [
      ['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED last'],
      { mine: 'yes', x: 'z' },
    ],
  },
  {
    id: 'watch.field-selector',
    what: 'one object is watched by its name',
    source: WATCH,
    call: async cluster => {
      const stream = await secrets(cluster, {
        fieldSelector: 'metadata.name=b',
        resourceVersion: await versionOfList(cluster),
      });
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      await remove(cluster, 'secrets', 'b');
      await stream.have(2);
      stream.stop();
      return stream.seen();
    },
    answer: ['ADDED b', 'DELETED b'],
  },
  {
    id: 'watch.field-leaves',
    what: 'a Pod that gets a node leaves the watch of those without one',
    source: WATCH,
    call: async cluster => {
      const stream = await watch(cluster, {
        path: pathOf(cluster, 'pods'),
        query: { fieldSelector: 'spec.nodeName=' },
      });
      await made(cluster, 'pods', pod('p'));
      await until(
        async () => stream.seen().at(-1),
        last => last === 'DELETED p',
      );
      stream.stop();
      return stream.seen()[0];
    },
    answer: 'ADDED p',
  },
  {
    id: 'watch.bad-selector',
    what: 'a selector that is none is refused before the stream begins',
    source: WATCH,
    call: async cluster =>
      outcome(
        await cluster.send({
          path: pathOf(cluster, 'secrets'),
          query: { watch: 1, labelSelector: 'a=b=c' },
        }),
      ),
    answer: { status: 400, reason: 'BadRequest' },
  },
];
