import { Behaviour } from '../contract';
import { CONCEPTS } from './api';
import { Cluster } from './support/Cluster';
import { configMap, deployment, MERGE_PATCH, pod } from './support/manifests';
import { get, made, patch, remove, said, stored } from './support/objects';
import { outcome, refusal } from './support/reduce';
import { until } from './support/until';

const GARBAGE =
  'https://kubernetes.io/docs/concepts/architecture/garbage-collection/';
const FINALIZERS =
  'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/';
const OTHER_UID = '00000000-0000-4000-8000-000000000000';
const HELD = { finalizers: ['contract.example/held'] };

function ownerOf({ kind, apiVersion, metadata }: any, more = {}) {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, ...more };
}

/** An owner and one that belongs to it. */
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

function gone(cluster: Cluster, plural: string, name: string) {
  return until(
    () => get(cluster, plural, name),
    ({ status }) => status === 404,
  );
}

async function release(cluster: Cluster, plural: string, name: string) {
  const { status } = await patch(cluster, plural, name, MERGE_PATCH, {
    metadata: { finalizers: null },
  });
  return status;
}

const preconditions: Behaviour<Cluster>[] = [
  {
    id: 'delete.status',
    what: 'a delete that is done is answered by a Status with the uid',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await remove(cluster, 'configmaps', 'c');
      const { uid, ...details } = body.details;
      return [status, body.kind, body.status, details, uid === metadata.uid];
    },
    answer: [200, 'Status', 'Success', { name: 'c', kind: 'configmaps' }, true],
  },
  {
    id: 'delete.missing',
    what: 'what is not there cannot be deleted',
    source: CONCEPTS,
    call: async cluster => refusal(await remove(cluster, 'secrets', 'none')),
    answer: { status: 404, reason: 'NotFound', kind: 'secrets' },
  },
  {
    id: 'delete.other-uid',
    what: 'a delete that means an earlier object of the name is a Conflict',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const refused = await remove(cluster, 'configmaps', 'c', {
        preconditions: { uid: OTHER_UID },
      });
      return [refusal(refused), (await get(cluster, 'configmaps', 'c')).status];
    },
    answer: [{ status: 409, reason: 'Conflict', kind: 'ConfigMap' }, 200],
  },
  {
    id: 'delete.other-version',
    what: 'a delete of an older version is a Conflict',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { resourceVersion } = metadata;
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { k: '2' },
      });
      const refused = await remove(cluster, 'configmaps', 'c', {
        preconditions: { resourceVersion },
      });
      return [refusal(refused), (await get(cluster, 'configmaps', 'c')).status];
    },
    answer: [{ status: 409, reason: 'Conflict', kind: 'ConfigMap' }, 200],
  },
  {
    id: 'delete.same-uid-and-version',
    what: 'preconditions that hold let it go',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { uid, resourceVersion } = metadata;
      return outcome(
        await remove(cluster, 'configmaps', 'c', {
          preconditions: { uid, resourceVersion },
        }),
      );
    },
    answer: 200,
  },
  {
    id: 'delete.unknown-policy',
    what: 'a propagation policy that does not exist is refused',
    source: GARBAGE,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return [
        refusal(
          await remove(cluster, 'configmaps', 'c', undefined, {
            propagationPolicy: 'Upwards',
          }),
        ),
        refusal(
          await remove(cluster, 'configmaps', 'c', {
            propagationPolicy: 'Orphan',
            orphanDependents: true,
          }),
        ),
      ];
    },
    answer: [
      {
        status: 422,
        reason: 'Invalid',
        kind: 'DeleteOptions',
        group: 'meta.k8s.io',
        causes: ['propagationPolicy: FieldValueNotSupported'],
      },
      {
        status: 422,
        reason: 'Invalid',
        kind: 'DeleteOptions',
        group: 'meta.k8s.io',
        causes: ['propagationPolicy: FieldValueInvalid'],
      },
    ],
  },
  {
    id: 'delete.collection',
    what: 'a collection is deleted as far as it is selected',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'secrets', {
        metadata: { name: 'a', labels: { out: 'yes' } },
      });
      await made(cluster, 'secrets', { metadata: { name: 'b' } });
      const { status } = await remove(
        cluster,
        'secrets',
        undefined,
        undefined,
        {
          labelSelector: 'out=yes',
        },
      );
      return [
        status,
        (await get(cluster, 'secrets', 'a')).status,
        (await get(cluster, 'secrets', 'b')).status,
      ];
    },
    answer: [200, 404, 200],
  },
];

const finalizers: Behaviour<Cluster>[] = [
  {
    id: 'delete.finalizer',
    what: 'a finalizer holds what is deleted, until it is removed',
    source: FINALIZERS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', {}, HELD));
      const { status, body } = await remove(cluster, 'configmaps', 'c');
      const { metadata } = await stored(cluster, 'configmaps', 'c');
      return [
        status,
        body.kind,
        typeof metadata.deletionTimestamp,
        metadata.deletionGracePeriodSeconds,
        await release(cluster, 'configmaps', 'c'),
        (await get(cluster, 'configmaps', 'c')).status,
      ];
    },
    answer: [200, 'ConfigMap', 'string', 0, 200, 404],
  },
  {
    id: 'delete.finalizer-no-new-ones',
    what: 'what is being deleted gets no further finalizers',
    source: FINALIZERS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', {}, HELD));
      await remove(cluster, 'configmaps', 'c');
      const refused = await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        metadata: { finalizers: [...HELD.finalizers, 'contract.example/late'] },
      });
      await release(cluster, 'configmaps', 'c');
      return [refused.status, refused.body.message];
    },
    answer: [
      422,
      'ConfigMap "c" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"contract.example/late"}',
    ],
  },
  {
    id: 'delete.twice',
    what: 'a second delete changes nothing, and what is being deleted can be written',
    source: FINALIZERS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', {}, HELD));
      const first = await remove(cluster, 'configmaps', 'c');
      const second = await remove(cluster, 'configmaps', 'c');
      const written = await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { k: '2' },
      });
      const revived = await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        metadata: { deletionTimestamp: null },
      });
      await release(cluster, 'configmaps', 'c');
      return [
        second.status,
        first.body.metadata.resourceVersion ===
          second.body.metadata.resourceVersion,
        written.status,
        typeof revived.body.metadata.deletionTimestamp,
      ];
    },
    answer: [200, true, 200, 'string'],
  },
  {
    id: 'delete.recreate-while-held',
    what: 'the name is taken until the last finalizer is gone',
    source: FINALIZERS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', {}, HELD));
      await remove(cluster, 'configmaps', 'c');
      const answer = await cluster.send({
        method: 'POST',
        path: `${cluster.core}/configmaps`,
        body: configMap('c'),
      });
      await release(cluster, 'configmaps', 'c');
      return said(answer);
    },
    answer: {
      status: 409,
      reason: 'AlreadyExists',
      kind: 'configmaps',
      message: 'object is being deleted: configmaps "c" already exists',
    },
  },
];

const dependents: Behaviour<Cluster>[] = [
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

const namespaces: Behaviour<Cluster>[] = [
  {
    id: 'delete.namespace-terminating',
    what: 'a namespace on its way out takes nothing new, and says so',
    source:
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', {}, HELD));
      const path = `/api/v1/namespaces/${cluster.namespace}`;
      const { body } = await cluster.send({ method: 'DELETE', path });
      const late = await cluster.send({
        method: 'POST',
        path: `${cluster.core}/secrets`,
        body: { metadata: { name: 's' } },
      });
      await until(
        () => stored(cluster, 'configmaps', 'c'),
        ({ metadata }) => Boolean(metadata.deletionTimestamp),
      );
      await release(cluster, 'configmaps', 'c');
      return [body.status.phase, refusal(late)];
    },
    answer: [
      'Terminating',
      {
        status: 403,
        reason: 'Forbidden',
        kind: 'secrets',
        causes: ['metadata.namespace: NamespaceTerminating'],
      },
    ],
  },
];

export const deleting: Behaviour<Cluster>[] = [
  ...preconditions,
  ...finalizers,
  ...dependents,
  ...namespaces,
];
