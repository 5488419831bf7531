import { isDeepStrictEqual } from 'node:util';
import { Behaviour } from '../../contract';
import { DEPLOYMENTS, KUBECTL } from '../api';
import { Cluster } from '../support/Cluster';
import { deployment, FAILING } from '../support/manifests';
import { made, pathOf } from '../support/objects';
import {
  changeTemplate,
  release,
  REVISION,
  revisions,
  running,
  settled,
} from '../support/rollouts';
import { stalled } from './progress';

export const kubectls: Behaviour<Cluster>[] = [
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
