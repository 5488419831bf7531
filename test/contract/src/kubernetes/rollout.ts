import { isDeepStrictEqual } from 'node:util';
import { Behaviour } from '../contract';
import { DEPLOYMENTS, KUBECTL, WORKLOADS } from './api';
import { Cluster } from './support/Cluster';
import {
  daemonSet,
  deployment,
  FAILING,
  MERGE_PATCH,
  statefulSet,
} from './support/manifests';
import { made, patch, pathOf, remove, stored } from './support/objects';
import { names } from './support/reduce';
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
} from './support/rollouts';
import { until } from './support/until';
import { watch } from './support/watch';

const PROGRESS = `${DEPLOYMENTS}#deployment-status`;
const HASH = 'pod-template-hash';

const numbers = (seen: any[], field: string): number[] =>
  seen.map(({ status }) => status?.[field] ?? 0);

/** What the Deployment looked like on the way to a new template. */
async function onTheWay(cluster: Cluster, template: object): Promise<any[]> {
  const stream = await watch(cluster, {
    path: pathOf(cluster, 'deployments'),
    query: { fieldSelector: 'metadata.name=d' },
  });
  await changeTemplate(cluster, 'deployments', 'd', template);
  await settled(cluster, 'deployments', 'd');
  stream.stop();
  return stream.events.map(({ object }) => object);
}

/** The most Pods that its ReplicaSets were told to have together, and the fewest that were available. */
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

const statuses: Behaviour<Cluster>[] = [
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
      await running(cluster, 'deployments', deployment('d', { replicas: 2 }));
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

const bounds: Behaviour<Cluster>[] = [
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
    what: 'Recreate has no Pod of both templates at a time',
    source: `${DEPLOYMENTS}#recreate-deployment`,
    call: async cluster => {
      await running(
        cluster,
        'deployments',
        deployment('d', { replicas: 2, strategy: { type: 'Recreate' } }),
      );
      const seen = await onTheWay(cluster, release('2'));
      const mixed = seen.filter(
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation &&
          status.updatedReplicas &&
          status.replicas > status.updatedReplicas,
      );
      return [mixed.length, numbers(seen, 'availableReplicas').includes(0)];
    },
    answer: [0, true],
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

const stalled = deployment('d', { replicas: 2, progressDeadlineSeconds: 2 });

/** A rollout that does not get ready, until its deadline is over. */
async function stall(cluster: Cluster) {
  await running(cluster, 'deployments', stalled);
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

const failing: Behaviour<Cluster>[] = [
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

const kubectls: Behaviour<Cluster>[] = [
  {
    id: 'rollout.kubectl-status',
    what: 'kubectl rollout status waits, and fails past the deadline',
    source: `${KUBECTL}kubectl_rollout/kubectl_rollout_status/`,
    call: async cluster => {
      await made(cluster, 'deployments', stalled);
      const status = () =>
        cluster.kubectl(['rollout', 'status', 'deployment/d']);
      const good = await status();
      await changeTemplate(cluster, 'deployments', 'd', {
        metadata: { labels: FAILING.labels },
        spec: { containers: FAILING.containers },
      });
      const bad = await status();
      return [
        good.code,
        good.out.trim().split('\n').at(-1),
        bad.code,
        bad.err.trim(),
      ];
    },
    answer: [
      0,
      'deployment "d" successfully rolled out',
      1,
      'error: deployment "d" exceeded its progress deadline',
    ],
  },
  {
    id: 'rollout.kubectl-restart',
    what: 'kubectl rollout restart is an annotation of the template',
    source: `${KUBECTL}kubectl_rollout/kubectl_rollout_restart/`,
    call: async cluster => {
      const before = await running(cluster, 'deployments', deployment('d'));
      await cluster.kubectl(['rollout', 'restart', 'deployment/d']);
      const after = await settled(cluster, 'deployments', 'd');
      const { annotations } = after.spec.template.metadata;
      return [
        before.spec.template.metadata.annotations ?? 'none',
        Object.keys(annotations),
        await revisions(cluster),
      ];
    },
    answer: [
      'none',
      ['kubectl.kubernetes.io/restartedAt'],
      [
        ['1', 0],
        ['2', 1],
      ],
    ],
  },
  {
    id: 'rollout.kubectl-undo',
    what: 'kubectl rollout undo takes the earlier ReplicaSet again, under a new revision',
    source: `${DEPLOYMENTS}#rolling-back-to-a-previous-revision`,
    call: async cluster => {
      const first = await running(cluster, 'deployments', deployment('d'));
      await changeTemplate(cluster, 'deployments', 'd', release('2'));
      await settled(cluster, 'deployments', 'd');
      await cluster.kubectl(['rollout', 'undo', 'deployment/d']);
      const done = await settled(cluster, 'deployments', 'd');
      const { items } = await cluster.must({
        path: pathOf(cluster, 'replicasets'),
      });
      const histories = items.map(
        ({ metadata }: any) =>
          metadata.annotations['deployment.kubernetes.io/revision-history'],
      );
      return [
        isDeepStrictEqual(done.spec.template, first.spec.template),
        done.metadata.annotations[REVISION],
        await revisions(cluster),
        histories.filter(Boolean),
      ];
    },
    answer: [
      true,
      '3',
      [
        ['2', 0],
        ['3', 1],
      ],
      ['1'],
    ],
  },
  {
    id: 'rollout.kubectl-undo-to',
    what: 'also to a revision that is named, and not to one that is not there',
    source: `${DEPLOYMENTS}#rolling-back-to-a-previous-revision`,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      for (const version of ['2', '3']) {
        await changeTemplate(cluster, 'deployments', 'd', release(version));
        await settled(cluster, 'deployments', 'd');
      }
      const undo = (revision: number) =>
        cluster.kubectl([
          'rollout',
          'undo',
          'deployment/d',
          `--to-revision=${revision}`,
        ]);
      const missing = await undo(9);
      const found = await undo(1);
      const done = await settled(cluster, 'deployments', 'd');
      return [
        missing.code,
        missing.err.trim(),
        found.code,
        done.spec.template.metadata.annotations ?? 'none',
      ];
    },
    answer: [
      1,
      'error: unable to find specified revision 9 in history',
      0,
      'none',
    ],
  },
  {
    id: 'rollout.kubectl-history',
    what: 'kubectl rollout history lists the revisions',
    source: `${KUBECTL}kubectl_rollout/kubectl_rollout_history/`,
    call: async cluster => {
      await running(cluster, 'deployments', deployment('d'));
      await changeTemplate(cluster, 'deployments', 'd', release('2'));
      await settled(cluster, 'deployments', 'd');
      const { out } = await cluster.kubectl([
        'rollout',
        'history',
        'deployment/d',
      ]);
      return out
        .trim()
        .split('\n')
        .slice(2)
        .map(line => line.split(/\s+/)[0]);
    },
    answer: ['1', '2'],
  },
];

/** Pods by name, with the version of the template they were made from. */
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

const others: Behaviour<Cluster>[] = [
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

export const rollout: Behaviour<Cluster>[] = [
  ...statuses,
  ...bounds,
  ...failing,
  ...kubectls,
  ...others,
];
