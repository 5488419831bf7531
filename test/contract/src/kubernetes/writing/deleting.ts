import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, MERGE_PATCH } from '../support/manifests';
import { get, made, patch, remove, stored } from '../support/objects';
import { outcome, refusal } from '../support/reduce';
import { until } from '@internal/sandbox/until';
import { GARBAGE, HELD, OTHER_UID, release } from './ownership';

export const preconditions: Behaviour<Cluster>[] = [
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

export const namespaces: Behaviour<Cluster>[] = [
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
