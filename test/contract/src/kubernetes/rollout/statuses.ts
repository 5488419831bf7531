import { Behaviour } from '../../contract';
import { DEPLOYMENTS } from '../api';
import { Cluster } from '../support/Cluster';
import { deployment, MERGE_PATCH } from '../support/manifests';
import { patch, pathOf } from '../support/objects';
import {
  changeTemplate,
  condition,
  counts,
  pods,
  release,
  REVISION,
  revisions,
  running,
  settled,
} from '../support/rollouts';
import { watch } from '../support/watch';
import { onTheWay, PROGRESS } from './progress';

const HASH = 'pod-template-hash';

export const statuses: Behaviour<Cluster>[] = [
  {
    id: 'rollout.complete',
    what: 'a Deployment that is there says so by counts and conditions',
    source: PROGRESS,
    call: async cluster => {
      const done = await running(
        cluster,
        'deployments',
        deployment('d', { replicas: 2 }),
      );
      return [
        done.status.observedGeneration,
        counts(done),
        condition(done, 'Available'),
        condition(done, 'Progressing'),
        done.metadata.annotations[REVISION],
      ];
    },
    answer: [
      1,
      {
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
      },
      ['Available', 'True', 'MinimumReplicasAvailable'],
      ['Progressing', 'True', 'NewReplicaSetAvailable'],
      '1',
    ],
  },
  {
    id: 'rollout.begins',
    what: 'at first nothing is available, and the controller says what it made',
    source: PROGRESS,
    call: async cluster => {
      const stream = await watch(cluster, {
        path: pathOf(cluster, 'deployments'),
      });
      await stream.toldOf(
        await running(cluster, 'deployments', deployment('d', { replicas: 2 })),
      );
      stream.stop();
      const seen = stream.events.map(({ object }) => object);
      const first = seen.find(each => condition(each, 'Available'));
      const reasons = seen.map(each => condition(each, 'Progressing')?.[2]);
      return [
        seen[0].status,
        condition(first, 'Available'),
        [...new Set(reasons.filter(Boolean))].filter(
          reason => reason !== 'ReplicaSetUpdated',
        ),
      ];
    },
    answer: [
      {},
      ['Available', 'False', 'MinimumReplicasUnavailable'],
      ['NewReplicaSetCreated', 'NewReplicaSetAvailable'],
    ],
  },
  {
    id: 'rollout.observed-generation',
    what: 'the observed generation follows, and is never ahead',
    source: PROGRESS,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      const seen = await onTheWay(cluster, release('2'));
      const pairs = seen.map(({ metadata, status }) => [
        metadata.generation,
        status.observedGeneration ?? 0,
      ]);
      return [
        pairs.every(([generation, observed]) => observed <= generation),
        pairs.some(([generation, observed]) => observed < generation),
        pairs.at(-1),
      ];
    },
    answer: [true, true, [2, 2]],
  },
  {
    id: 'rollout.replica-set',
    what: 'a template is a ReplicaSet that is named and labelled by its hash',
    source: `${DEPLOYMENTS}#pod-template-hash-label`,
    call: async cluster => {
      const { metadata } = await running(
        cluster,
        'deployments',
        deployment('d'),
      );
      const { items } = await cluster.must({
        path: pathOf(cluster, 'replicasets'),
      });
      const [set] = items;
      const hash = set.metadata.labels[HASH];
      const [pod] = await pods(cluster);
      const [owner] = set.metadata.ownerReferences;
      return [
        set.metadata.name === `d-${hash}`,
        set.spec.selector.matchLabels[HASH] === hash,
        pod.metadata.labels[HASH] === hash,
        pod.metadata.name.startsWith(`d-${hash}-`),
        owner.uid === metadata.uid,
        [owner.kind, owner.controller, owner.blockOwnerDeletion],
      ];
    },
    answer: [true, true, true, true, true, ['Deployment', true, true]],
  },
  {
    id: 'rollout.new-template',
    what: 'a new template is a new ReplicaSet and a new revision; the old one stays, without Pods',
    source: `${DEPLOYMENTS}#updating-a-deployment`,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d', { replicas: 2 }));
      await changeTemplate(cluster, 'deployments', 'd', release('2'));
      const done = await settled(cluster, 'deployments', 'd');
      return [done.metadata.annotations[REVISION], await revisions(cluster)];
    },
    answer: [
      '2',
      [
        ['1', 0],
        ['2', 2],
      ],
    ],
  },
  {
    id: 'rollout.other-changes',
    what: 'other changes roll nothing out',
    source: `${DEPLOYMENTS}#updating-a-deployment`,
    call: async cluster => {
      const before = await running(cluster, 'deployments', deployment('d'));
      await patch(cluster, 'deployments', 'd', MERGE_PATCH, {
        metadata: { labels: { a: 'b' } },
        spec: { minReadySeconds: 0, revisionHistoryLimit: 3 },
      });
      const after = await settled(cluster, 'deployments', 'd');
      return [
        after.metadata.generation - before.metadata.generation,
        await revisions(cluster),
      ];
    },
    answer: [1, [['1', 1]]],
  },
];
