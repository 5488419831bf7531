import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { configMap, deployment, pod } from '../support/manifests';
import { get, made, remove, stored } from '../support/objects';
import { until } from '@internal/sandbox/until';
import { GARBAGE, gone, HELD, OTHER_UID, release } from './ownership';

function ownerOf({ kind, apiVersion, metadata }: any, more = {}) {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, ...more };
}

/** An owner, and an object that belongs to it. */
async function family(cluster: Cluster, meta = {}, reference = {}) {
  const owner = await made(cluster, 'configmaps', configMap('owner'));
  const child = await made(
    cluster,
    'configmaps',
    configMap(
      'child',
      {},
      { ownerReferences: [ownerOf(owner, reference)], ...meta },
    ),
  );
  return { owner, child };
}

export const dependents: Behaviour<Cluster>[] = [
  {
    id: 'delete.background',
    what: 'what belongs to a deleted object goes after it',
    source: GARBAGE,
    call: async cluster => {
      await family(cluster);
      const { status } = await remove(cluster, 'configmaps', 'owner', {
        propagationPolicy: 'Background',
      });
      const owner = await get(cluster, 'configmaps', 'owner');
      return [
        status,
        owner.status,
        (await gone(cluster, 'configmaps', 'child')).status,
      ];
    },
    answer: [200, 404, 404],
  },
  {
    id: 'delete.foreground',
    what: 'in the foreground it goes before it, if it blocks its owner',
    source: GARBAGE,
    call: async cluster => {
      await family(cluster, HELD, { blockOwnerDeletion: true });
      const deleted = await remove(cluster, 'configmaps', 'owner', {
        propagationPolicy: 'Foreground',
      });
      const child = await until(
        () => stored(cluster, 'configmaps', 'child'),
        ({ metadata }) => Boolean(metadata.deletionTimestamp),
      );
      const owner = await get(cluster, 'configmaps', 'owner');
      await release(cluster, 'configmaps', 'child');
      return [
        deleted.body.metadata.finalizers,
        owner.status,
        child.metadata.finalizers,
        (await gone(cluster, 'configmaps', 'owner')).status,
        (await get(cluster, 'configmaps', 'child')).status,
      ];
    },
    answer: [['foregroundDeletion'], 200, HELD.finalizers, 404, 404],
  },
  {
    id: 'delete.orphan',
    what: 'an orphan stays, and no longer knows its owner',
    source: GARBAGE,
    call: async cluster => {
      await family(cluster);
      await remove(cluster, 'configmaps', 'owner', {
        propagationPolicy: 'Orphan',
      });
      await gone(cluster, 'configmaps', 'owner');
      const { metadata } = await stored(cluster, 'configmaps', 'child');
      return metadata.ownerReferences ?? 'none';
    },
    answer: 'none',
  },
  {
    id: 'delete.second-owner',
    what: 'what has two owners stays with the second',
    source: GARBAGE,
    call: async cluster => {
      const first = await made(cluster, 'configmaps', configMap('first'));
      const second = await made(cluster, 'configmaps', configMap('second'));
      await made(
        cluster,
        'configmaps',
        configMap(
          'child',
          {},
          { ownerReferences: [ownerOf(first), ownerOf(second)] },
        ),
      );
      await remove(cluster, 'configmaps', 'first');
      const child = await until(
        () => stored(cluster, 'configmaps', 'child'),
        ({ metadata }) => metadata.ownerReferences.length === 1,
      );
      return child.metadata.ownerReferences.map((each: any) => each.name);
    },
    answer: ['second'],
  },
  {
    id: 'delete.dangling-owner',
    what: 'an object whose owner never was is collected',
    source: GARBAGE,
    call: async cluster => {
      const owner = await made(cluster, 'configmaps', configMap('owner'));
      await made(
        cluster,
        'configmaps',
        configMap(
          'child',
          {},
          { ownerReferences: [{ ...ownerOf(owner), uid: OTHER_UID }] },
        ),
      );
      return [
        (await gone(cluster, 'configmaps', 'child')).status,
        (await get(cluster, 'configmaps', 'owner')).status,
      ];
    },
    answer: [404, 200],
  },
  {
    id: 'delete.deployment',
    what: 'a Deployment takes its ReplicaSets and Pods along',
    source: GARBAGE,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d'));
      const list = async (path: string) =>
        (await cluster.must({ path })).items as any[];
      const pods = () => list(`${cluster.core}/pods`);
      await until(pods, items => items.length === 1);
      await remove(cluster, 'deployments', 'd');
      await until(pods, items => items.length === 0);
      return (await list(`${cluster.apps}/replicasets`)).length;
    },
    answer: 0,
  },
  {
    id: 'delete.deployment-orphan',
    what: 'unless they are orphaned',
    source: GARBAGE,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      const sets = async () =>
        (await cluster.must({ path: `${cluster.apps}/replicasets` }))
          .items as any[];
      await until(sets, items => items.length === 1);
      await remove(cluster, 'deployments', 'd', {
        propagationPolicy: 'Orphan',
      });
      await gone(cluster, 'deployments', 'd');
      return (await sets()).map(
        ({ metadata }) => metadata.ownerReferences ?? 'none',
      );
    },
    answer: ['none'],
  },
  {
    id: 'delete.pod-unscheduled',
    what: 'a Pod that is on no node goes at once',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    call: async cluster => {
      await made(
        cluster,
        'pods',
        pod('p', { nodeSelector: { no: 'such-node' } }),
      );
      const { status } = await remove(cluster, 'pods', 'p');
      return [status, (await get(cluster, 'pods', 'p')).status];
    },
    answer: [200, 404],
  },
  {
    id: 'delete.pod-grace',
    what: 'one on a node gets its grace period',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    call: async cluster => {
      await made(
        cluster,
        'pods',
        pod('p', { terminationGracePeriodSeconds: 7 }, HELD),
      );
      await until(
        () => stored(cluster, 'pods', 'p'),
        ({ status }) => status.phase === 'Running',
      );
      const { body } = await remove(cluster, 'pods', 'p');
      await release(cluster, 'pods', 'p');
      return [
        body.kind,
        body.metadata.deletionGracePeriodSeconds,
        (await gone(cluster, 'pods', 'p')).status,
      ];
    },
    answer: ['Pod', 7, 404],
  },
];
