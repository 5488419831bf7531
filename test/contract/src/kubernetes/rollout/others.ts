import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { daemonSet, statefulSet } from '../support/manifests';
import { pathOf, remove, stored } from '../support/objects';
import { names } from '../support/reduce';
import {
  changeTemplate,
  pods,
  release,
  running,
  settled,
} from '../support/rollouts';
import { until } from '@internal/sandbox/until';
import { watch } from '../support/watch';

/** Pods by name, with the version of their template. */
async function versions(cluster: Cluster): Promise<[string, string][]> {
  return (await pods(cluster))
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .map(({ metadata }): [string, string] => [
      metadata.name,
      metadata.annotations?.version ?? '1',
    ])
    .sort();
}

const SETS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';

const DAEMONS =
  'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/';

export const others: Behaviour<Cluster>[] = [
  {
    id: 'rollout.stateful-set-order',
    what: 'Pods of a StatefulSet come one after the other, and are replaced from the last',
    source: `${SETS}#deployment-and-scaling-guarantees`,
    call: async cluster => {
      const stream = await watch(cluster, { path: pathOf(cluster, 'pods') });
      await running(cluster, 'statefulsets', statefulSet('s', { replicas: 3 }));
      await changeTemplate(cluster, 'statefulsets', 's', release('2'));
      const done = await settled(cluster, 'statefulsets', 's');
      await stream.have(6);
      stream.stop();
      const { currentRevision, updateRevision, updatedReplicas } = done.status;
      return [
        stream.seen().filter(each => each.startsWith('ADDED')),
        currentRevision === updateRevision || updatedReplicas === 3,
      ];
    },
    answer: [
      ['s-0', 's-1', 's-2', 's-2', 's-1', 's-0'].map(name => `ADDED ${name}`),
      true,
    ],
  },
  {
    id: 'rollout.stateful-set-partition',
    what: 'a partition keeps the Pods below it as they are',
    source: `${SETS}#partitions`,
    call: async cluster => {
      await running(
        cluster,
        'statefulsets',
        statefulSet('s', {
          replicas: 3,
          updateStrategy: { rollingUpdate: { partition: 2 } },
        }),
      );
      await changeTemplate(cluster, 'statefulsets', 's', release('2'));
      const done = await until(
        () => stored(cluster, 'statefulsets', 's'),
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation &&
          status.updatedReplicas === 1 &&
          status.readyReplicas === 3,
      );
      return [
        await versions(cluster),
        done.status.currentRevision === done.status.updateRevision,
        done.status.currentReplicas,
      ];
    },
    answer: [
      [
        ['s-0', '1'],
        ['s-1', '1'],
        ['s-2', '2'],
      ],
      false,
      2,
    ],
  },
  {
    id: 'rollout.stateful-set-on-delete',
    what: 'with OnDelete a Pod is replaced by the new template when somebody deletes it',
    source: `${SETS}#on-delete`,
    call: async cluster => {
      await running(
        cluster,
        'statefulsets',
        statefulSet('s', { replicas: 2, updateStrategy: { type: 'OnDelete' } }),
      );
      await changeTemplate(cluster, 'statefulsets', 's', release('2'));
      await until(
        () => stored(cluster, 'statefulsets', 's'),
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation,
      );
      const before = await versions(cluster);
      await remove(cluster, 'pods', 's-0');
      const after = await until(
        () => versions(cluster),
        all => all.some(([name, version]) => name === 's-0' && version === '2'),
      );
      return [before, after];
    },
    answer: [
      [
        ['s-0', '1'],
        ['s-1', '1'],
      ],
      [
        ['s-0', '2'],
        ['s-1', '1'],
      ],
    ],
  },
  {
    id: 'rollout.daemon-set',
    what: 'a DaemonSet has a Pod on each node, and replaces them all',
    source: DAEMONS,
    call: async cluster => {
      const nodes = names(await cluster.send({ path: '/api/v1/nodes' }));
      await running(cluster, 'daemonsets', daemonSet('s'));
      await changeTemplate(cluster, 'daemonsets', 's', release('2'));
      const { status } = await settled(cluster, 'daemonsets', 's');
      const all = await pods(cluster);
      return [
        status.desiredNumberScheduled === nodes.length,
        status.numberReady === nodes.length,
        new Set(all.map(({ spec }) => spec.nodeName)).size === nodes.length,
        [...new Set((await versions(cluster)).map(([, version]) => version))],
      ];
    },
    answer: [true, true, true, ['2']],
  },
  {
    id: 'rollout.daemon-set-on-delete',
    what: 'but not with OnDelete',
    source: DAEMONS,
    call: async cluster => {
      await running(
        cluster,
        'daemonsets',
        daemonSet('s', { updateStrategy: { type: 'OnDelete' } }),
      );
      await changeTemplate(cluster, 'daemonsets', 's', release('2'));
      const { status } = await until(
        () => stored(cluster, 'daemonsets', 's'),
        each => each.status.observedGeneration === each.metadata.generation,
      );
      return [
        status.updatedNumberScheduled ?? 0,
        [...new Set((await versions(cluster)).map(([, version]) => version))],
      ];
    },
    answer: [0, ['1']],
  },
];
