import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { configMap, MERGE_PATCH } from '../support/manifests';
import { get, made, patch, remove, said, stored } from '../support/objects';
import { HELD, release } from './ownership';

const FINALIZERS =
  'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/';

export const finalizers: Behaviour<Cluster>[] = [
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
