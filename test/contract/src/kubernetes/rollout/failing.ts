import { Behaviour } from '../../contract';
import { DEPLOYMENTS } from '../api';
import { Cluster } from '../support/Cluster';
import { deployment, FAILING } from '../support/manifests';
import { made, stored } from '../support/objects';
import {
  changeTemplate,
  condition,
  counts,
  REVISION,
  running,
  settled,
} from '../support/rollouts';
import { until } from '@internal/sandbox/until';
import { onTheWay, PROGRESS, stalled } from './progress';

/** A rollout that never gets ready, after its deadline. */
async function stall(cluster: Cluster, body = stalled) {
  await running(cluster, 'deployments', body);
  const { labels, ...spec } = FAILING;
  await changeTemplate(cluster, 'deployments', 'd', {
    metadata: { labels },
    spec,
  });
  return until(
    () => stored(cluster, 'deployments', 'd'),
    each => condition(each, 'Progressing')?.[1] === 'False',
  );
}

/**
 * An old Pod is deleted before its new one is created, so there are as many new Pods as old ones when the rollout
 * stalls.
 */
const HALF_WAY = deployment('d', {
  replicas: 2,
  progressDeadlineSeconds: 2,
  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
});

export const failing: Behaviour<Cluster>[] = [
  {
    id: 'rollout.deadline',
    what: 'past its deadline it has failed, and the old Pods still serve',
    source: `${DEPLOYMENTS}#failed-deployment`,
    call: async cluster => {
      const failed = await stall(cluster);
      return [
        condition(failed, 'Progressing'),
        condition(failed, 'Available'),
        counts(failed),
        failed.metadata.annotations[REVISION],
      ];
    },
    answer: [
      ['Progressing', 'False', 'ProgressDeadlineExceeded'],
      ['Available', 'True', 'MinimumReplicasAvailable'],
      {
        replicas: 3,
        updatedReplicas: 1,
        readyReplicas: 2,
        availableReplicas: 2,
        unavailableReplicas: 1,
      },
      '2',
    ],
  },
  {
    id: 'rollout.deadline-undo',
    what: 'it does not go back by itself; an undo brings the earlier template again',
    source: `${DEPLOYMENTS}#rolling-back-a-deployment`,
    call: async cluster => {
      const failed = await stall(cluster);
      const { code } = await cluster.kubectl([
        'rollout',
        'undo',
        'deployment/d',
      ]);
      const done = await settled(cluster, 'deployments', 'd');
      return [
        failed.spec.template.metadata.labels['lab/fail'],
        code,
        done.spec.template.metadata.labels,
        condition(done, 'Progressing'),
        counts(done).replicas,
      ];
    },
    answer: [
      'true',
      0,
      { app: 'd' },
      ['Progressing', 'True', 'NewReplicaSetAvailable'],
      2,
    ],
  },
  {
    id: 'rollout.deadline-stands',
    what: 'the verdict on a rollout still stands when the controller has seen the change that takes it back',
    source: PROGRESS,
    call: async cluster => {
      const failed = await stall(cluster, HALF_WAY);
      const events = await onTheWay(cluster, {
        metadata: { labels: { 'lab/fail': null } },
        spec: HALF_WAY.spec.template.spec,
      });
      const seen = events.filter(
        ({ metadata, status }) =>
          metadata.generation > failed.metadata.generation &&
          status.observedGeneration === metadata.generation,
      );
      return [
        failed.status.updatedReplicas,
        condition(seen[0], 'Progressing'),
        condition(seen[seen.length - 1], 'Progressing'),
      ];
    },
    answer: [
      1,
      ['Progressing', 'False', 'ProgressDeadlineExceeded'],
      ['Progressing', 'True', 'NewReplicaSetAvailable'],
    ],
  },
  {
    id: 'rollout.cannot-create',
    what: 'Pods that admission refuses are a failure with its words',
    source: PROGRESS,
    call: async cluster => {
      await made(
        cluster,
        'deployments',
        deployment('d', { template: { serviceAccountName: 'missing' } }),
      );
      const failed = await until(
        () => stored(cluster, 'deployments', 'd'),
        each => Boolean(condition(each, 'ReplicaFailure')),
      );
      const { message } = failed.status.conditions.find(
        ({ type }: any) => type === 'ReplicaFailure',
      );
      return [
        condition(failed, 'ReplicaFailure'),
        message.includes('serviceaccount "missing" not found'),
      ];
    },
    answer: [['ReplicaFailure', 'True', 'FailedCreate'], true],
  },
];
