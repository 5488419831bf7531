import { CoreV1Api, makeInformer, V1ConfigMap } from '@kubernetes/client-node';
import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, MERGE_PATCH } from '../support/manifests';
import { made, patch, pathOf, put, remove } from '../support/objects';
import { until } from '@internal/sandbox/until';
import {
  labelled,
  secret,
  secrets,
  versionOf,
  versionOfList,
  WATCH,
} from './secrets';

export const changes: Behaviour<Cluster>[] = [
  {
    id: 'watch.after-list',
    what: 'a watch from the version of a list sees every later change, in order',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('before'));
      const resourceVersion = await versionOfList(cluster);
      await made(cluster, 'secrets', secret('meanwhile'));
      const stream = await secrets(cluster, { resourceVersion });
      await made(cluster, 'secrets', secret('a'));
      await labelled(cluster, 'a', { x: 'y' });
      await remove(cluster, 'secrets', 'a');
      await stream.have(4);
      stream.stop();
      const versions = stream.events.map(versionOf);
      return [
        stream.seen(),
        versions.every((each, at) => at === 0 || each > versions[at - 1]),
      ];
    },
    answer: [['ADDED meanwhile', 'ADDED a', 'MODIFIED a', 'DELETED a'], true],
  },
  {
    id: 'watch.resume',
    what: 'a watch from the version of an event goes on after it',
    source: WATCH,
    call: async cluster => {
      const resourceVersion = await versionOfList(cluster);
      const first = await secrets(cluster, { resourceVersion });
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      await first.have(2);
      first.stop();
      const second = await secrets(cluster, {
        resourceVersion: versionOf(first.events[1]),
      });
      await second.have(1);
      second.stop();
      return [first.seen().slice(0, 2), second.seen()];
    },
    answer: [['ADDED a', 'ADDED b'], ['ADDED c']],
  },
  {
    id: 'watch.version-zero',
    what: 'from version 0, or from none, what there is comes first',
    source: `${CONCEPTS}#semantics-for-watch`,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      await made(cluster, 'secrets', secret('b'));
      const seen = [];
      for (const query of [{ resourceVersion: 0 }, {}]) {
        const stream = await secrets(cluster, query);
        await stream.have(2);
        await labelled(cluster, 'b', { x: `${seen.length}` });
        await stream.have(3);
        stream.stop();
        seen.push(stream.seen().slice(0, 2).sort().concat(stream.seen()[2]));
      }
      return seen;
    },
    answer: [
      ['ADDED a', 'ADDED b', 'MODIFIED b'],
      ['ADDED a', 'ADDED b', 'MODIFIED b'],
    ],
  },
  {
    id: 'watch.objects-are-whole',
    what: 'objects of events have kind and version, unlike items of lists',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, {});
      await stream.have(1);
      stream.stop();
      const [{ object }] = stream.events;
      return [object.kind, object.apiVersion];
    },
    answer: ['Secret', 'v1'],
  },
  {
    id: 'watch.other-namespace',
    what: 'a watch of a namespace sees that namespace only',
    source: WATCH,
    call: async cluster => {
      const stream = await secrets(cluster, {
        resourceVersion: await versionOfList(cluster),
      });
      const name = `elsewhere-${cluster.namespace}`;
      const path = '/api/v1/namespaces/default/secrets';
      await cluster.must({ method: 'POST', path, body: secret(name) });
      await cluster.must({ method: 'DELETE', path: `${path}/${name}` });
      await made(cluster, 'secrets', secret('here'));
      await stream.have(1);
      stream.stop();
      return stream.seen();
    },
    answer: ['ADDED here'],
  },
  {
    id: 'watch.nothing-changed',
    what: 'an update that changes nothing is no event',
    source: WATCH,
    call: async cluster => {
      const first = await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, {
        resourceVersion: first.metadata.resourceVersion,
      });
      await put(cluster, 'secrets', 'a', first);
      await labelled(cluster, 'a', { x: 'y' });
      await stream.have(1);
      stream.stop();
      return stream.seen();
    },
    answer: ['MODIFIED a'],
  },
  {
    id: 'watch.finalizer',
    what: 'a delete that a finalizer holds is a change first',
    source: WATCH,
    call: async cluster => {
      const { metadata } = await made(cluster, 'secrets', {
        metadata: { name: 'a', finalizers: ['contract.example/held'] },
      });
      const stream = await secrets(cluster, {
        resourceVersion: metadata.resourceVersion,
      });
      await remove(cluster, 'secrets', 'a');
      await patch(cluster, 'secrets', 'a', MERGE_PATCH, {
        metadata: { finalizers: null },
      });
      await stream.have(2);
      stream.stop();
      return stream.events.map(({ type, object }) => [
        type,
        'deletionTimestamp' in object.metadata,
      ]);
    },
    answer: [
      ['MODIFIED', true],
      ['DELETED', true],
    ],
  },
  {
    id: 'watch.deleted-version',
    what: 'what is deleted comes as it last was, with the version of its deletion',
    source: WATCH,
    call: async cluster => {
      const { metadata } = await made(cluster, 'secrets', {
        ...secret('a', { x: 'y' }),
        stringData: { k: 'v' },
      });
      const stream = await secrets(cluster, {
        resourceVersion: metadata.resourceVersion,
      });
      await remove(cluster, 'secrets', 'a');
      await stream.have(1);
      stream.stop();
      const [event] = stream.events;
      return [
        event.object.data,
        event.object.metadata.labels,
        versionOf(event) > Number(metadata.resourceVersion),
      ];
    },
    answer: [{ k: 'dg==' }, { x: 'y' }, true],
  },
  {
    id: 'watch.informer',
    what: 'the informer of @kubernetes/client-node keeps up',
    source: 'https://github.com/kubernetes-client/javascript',
    call: async cluster => {
      const core = cluster.client(CoreV1Api);
      const { namespace } = cluster;
      const informer = makeInformer<V1ConfigMap>(
        cluster.config,
        pathOf(cluster, 'configmaps'),
        () => core.listNamespacedConfigMap({ namespace }),
      );
      const seen: string[] = [];
      for (const verb of ['add', 'update', 'delete'] as const) {
        informer.on(verb, ({ metadata }) => {
          if (metadata?.name === 'c') {
            seen.push(verb);
          }
        });
      }
      await informer.start();
      const saw = (count: number) =>
        until(
          async () => seen.length,
          length => length >= count,
        );
      await made(cluster, 'configmaps', configMap('c'));
      await saw(1);
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { k: '2' },
      });
      await saw(2);
      const held = informer.get('c', namespace)?.data;
      await remove(cluster, 'configmaps', 'c');
      await saw(3);
      await informer.stop();
      return [seen, held];
    },
    answer: [['add', 'update', 'delete'], { k: '2' }],
  },
];
