import { Behaviour } from '../../contract';
import { DEPLOYMENTS, WORKLOADS } from '../api';
import { Cluster } from '../support/Cluster';
import { deployment, MERGE_PATCH } from '../support/manifests';
import { patch, pathOf, remove, stored } from '../support/objects';
import {
  changeTemplate,
  condition,
  counts,
  pods,
  release,
  revisions,
  running,
  settled,
} from '../support/rollouts';
import { until } from '@internal/sandbox/until';
import { watch } from '../support/watch';
import { onTheWay } from './progress';

const numbers = (seen: any[], field: string): number[] =>
  seen.map(({ status }) => status?.[field] ?? 0);

/** The highest sum of replicas wanted by its ReplicaSets, and the lowest number of available Pods. */
async function extremes(cluster: Cluster): Promise<[number, number]> {
  const sets = await watch(cluster, { path: pathOf(cluster, 'replicasets') });
  const seen = await onTheWay(cluster, release('2'));
  sets.stop();
  const wanted = new Map<string, number>();
  const sums = sets.events.map(({ object }) => {
    wanted.set(object.metadata.name, object.spec.replicas);
    return [...wanted.values()].reduce((sum, count) => sum + count, 0);
  });
  return [Math.max(...sums), Math.min(...numbers(seen, 'availableReplicas'))];
}

export const bounds: Behaviour<Cluster>[] = [
  {
    id: 'rollout.max-surge',
    what: 'without a Pod to spare, one more comes first',
    source: `${DEPLOYMENTS}#max-surge`,
    call: async cluster => {
      await running(
        cluster,
        'deployments',
        deployment('d', {
          replicas: 3,
          strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        }),
      );
      const [most, fewest] = await extremes(cluster);
      return [most, fewest >= 3];
    },
    answer: [4, true],
  },
  {
    id: 'rollout.max-unavailable',
    what: 'without room for one more, one goes first',
    source: `${DEPLOYMENTS}#max-unavailable`,
    call: async cluster => {
      await running(
        cluster,
        'deployments',
        deployment('d', {
          replicas: 3,
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        }),
      );
      const [most, fewest] = await extremes(cluster);
      return [most, fewest >= 2];
    },
    answer: [3, true],
  },
  {
    id: 'rollout.recreate',
    what: 'Recreate makes no new Pod before the last old one is gone',
    source: `${DEPLOYMENTS}#recreate-deployment`,
    call: async cluster => {
      await running(
        cluster,
        'deployments',
        deployment('d', { replicas: 2, strategy: { type: 'Recreate' } }),
      );
      const old = (await pods(cluster)).map(({ metadata }) => metadata.name);
      const stream = await watch(cluster, { path: pathOf(cluster, 'pods') });
      const seen = await onTheWay(cluster, release('2'));
      stream.stop();
      const mixed = seen.filter(
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation &&
          status.updatedReplicas &&
          status.replicas > status.updatedReplicas,
      );
      // The status may skip the moment without Pods, so the Pods themselves are watched.
      const turns = stream.events.flatMap(({ type, object }) => {
        const isOld = old.includes(object.metadata.name);
        if (type === 'DELETED' && isOld) {
          return 'old gone';
        }
        return type === 'ADDED' && !isOld ? 'new' : [];
      });
      return [mixed.length, turns];
    },
    answer: [0, ['old gone', 'old gone', 'new', 'new']],
  },
  {
    id: 'rollout.history-limit',
    what: 'of old ReplicaSets as many stay as the limit says',
    source: `${DEPLOYMENTS}#revision-history-limit`,
    call: async cluster => {
      await running(
        cluster,
        'deployments',
        deployment('d', { revisionHistoryLimit: 1 }),
      );
      for (const version of ['2', '3']) {
        await changeTemplate(cluster, 'deployments', 'd', release(version));
        await settled(cluster, 'deployments', 'd');
      }
      return until(
        () => revisions(cluster),
        ({ length }) => length === 2,
      );
    },
    answer: [
      ['2', 0],
      ['3', 1],
    ],
  },
  {
    id: 'rollout.replaces-pods',
    what: 'a Pod that is deleted is replaced',
    source: WORKLOADS,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      const [before] = await pods(cluster);
      await remove(cluster, 'pods', before.metadata.name);
      const [after] = await until(
        () => pods(cluster),
        all =>
          all.length === 1 &&
          all[0].metadata.uid !== before.metadata.uid &&
          all[0].status.phase === 'Running',
      );
      return after.metadata.name === before.metadata.name;
    },
    answer: false,
  },
  {
    id: 'rollout.scale-to-zero',
    what: 'with no replicas it is complete, and available with nothing',
    source: `${DEPLOYMENTS}#scaling-a-deployment`,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      await patch(cluster, 'deployments', 'd', MERGE_PATCH, {
        spec: { replicas: 0 },
      });
      const done = await settled(cluster, 'deployments', 'd');
      return [counts(done), condition(done, 'Available')];
    },
    answer: [{}, ['Available', 'True', 'MinimumReplicasAvailable']],
  },
  {
    id: 'rollout.scale',
    what: 'the scale shows the wish, the state and the selector',
    source: WORKLOADS,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d', { replicas: 2 }));
      const { kind, spec, status } = await cluster.must({
        path: `${pathOf(cluster, 'deployments', 'd')}/scale`,
      });
      return [kind, spec, status];
    },
    answer: ['Scale', { replicas: 2 }, { replicas: 2, selector: 'app=d' }],
  },
  {
    id: 'rollout.paused',
    what: 'while it is paused it is scaled, but nothing is rolled out',
    source: `${DEPLOYMENTS}#pausing-and-resuming-a-deployment`,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      await patch(cluster, 'deployments', 'd', MERGE_PATCH, {
        spec: { paused: true, replicas: 2, template: release('2') },
      });
      const paused = await until(
        () => stored(cluster, 'deployments', 'd'),
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation &&
          status.availableReplicas === 2,
      );
      const before = await revisions(cluster);
      await patch(cluster, 'deployments', 'd', MERGE_PATCH, {
        spec: { paused: null },
      });
      await settled(cluster, 'deployments', 'd');
      return [
        condition(paused, 'Progressing'),
        before,
        await revisions(cluster),
      ];
    },
    answer: [
      ['Progressing', 'Unknown', 'DeploymentPaused'],
      [['1', 2]],
      [
        ['1', 0],
        ['2', 2],
      ],
    ],
  },
];
