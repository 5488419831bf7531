import { Behaviour } from '../../contract';
import { APPLY } from '../api';
import { Cluster } from '../support/Cluster';
import {
  configMap,
  deployment,
  JSON_PATCH,
  MERGE_PATCH,
} from '../support/manifests';
import { made, patch, pathOf, post, put, said } from '../support/objects';
import { apply, by, map, MIGRATION, owners } from './apply';

export const owning: Behaviour<Cluster>[] = [
  {
    id: 'apply.update-entry',
    what: 'an update is an entry of its own, with the maps that it made',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await post(cluster, 'configmaps', configMap('c', { a: '1' }), {
        fieldManager: 'creator',
      });
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { b: '2' }, metadata: { annotations: { x: 'y' } } },
        { fieldManager: 'patcher' },
      );
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [
      by('creator', 'Update', 'f:data .', 'f:data f:a'),
      by(
        'patcher',
        'Update',
        'f:data f:b',
        'f:metadata f:annotations .',
        'f:metadata f:annotations f:x',
      ),
    ],
  },
  {
    id: 'apply.same-name-two-operations',
    what: 'one manager applies and updates in two entries',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await apply(cluster, 'me', 'configmaps', map({ a: '1' }));
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { b: '2' } },
        { fieldManager: 'me' },
      );
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [by('me', 'Apply', 'f:data f:a'), by('me', 'Update', 'f:data f:b')],
  },
  {
    id: 'apply.status-entry',
    what: 'the status is written under its subresource',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await made(
        cluster,
        'deployments',
        deployment('d', { paused: true, replicas: 0 }),
      );
      await cluster.must({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/status`,
        query: { fieldManager: 'watcher' },
        headers: MERGE_PATCH,
        body: {
          status: {
            conditions: [{ type: 'Mine', status: 'True', reason: 'Because' }],
          },
        },
      });
      return (await owners(cluster, 'deployments', 'd'))
        .filter(({ manager }: any) => manager === 'watcher')
        .map(({ subresource, fields }: any) => [
          subresource,
          fields.every((field: string) => field.startsWith('f:status ')),
        ]);
    },
    answer: [['status', true]],
  },
  {
    id: 'apply.scale-entry',
    what: 'replicas that were scaled belong to who scaled',
    source: APPLY,
    call: async cluster => {
      await apply(
        cluster,
        'gitops',
        'deployments',
        deployment('d', { replicas: 0 }),
      );
      await cluster.must({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/scale`,
        query: { fieldManager: 'scaler' },
        headers: MERGE_PATCH,
        body: { spec: { replicas: 1 } },
      });
      const refused = await apply(
        cluster,
        'gitops',
        'deployments',
        deployment('d', { replicas: 0 }),
      );
      return said(refused);
    },
    answer: {
      status: 409,
      reason: 'Conflict',
      causes: ['.spec.replicas: FieldManagerConflict'],
      message:
        'Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using apps/v1: .spec.replicas',
    },
  },
  {
    id: 'apply.put-takes-over',
    what: 'a PUT takes what it changes, and frees what it leaves out',
    source: `${APPLY}#field-management`,
    call: async cluster => {
      await apply(
        cluster,
        'one',
        'configmaps',
        map({ a: '1', b: '1', c: '1' }),
      );
      await put(cluster, 'configmaps', 'c', map({ a: '1', b: '2' }), {
        fieldManager: 'putter',
      });
      return owners(cluster, 'configmaps', 'c');
    },
    answer: [
      by('one', 'Apply', 'f:data f:a'),
      by('putter', 'Update', 'f:data f:b'),
    ],
  },
];

export const migrating: Behaviour<Cluster>[] = [
  {
    id: 'apply.migrate-managers',
    what: 'entries of managedFields can be renamed by a patch, and are then applied by the new one',
    source: MIGRATION,
    call: async cluster => {
      await post(cluster, 'configmaps', configMap('c', { a: '1', b: '1' }), {
        fieldManager: 'before',
      });
      await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
        {
          op: 'replace',
          path: '/metadata/managedFields/0/manager',
          value: 'now',
        },
        {
          op: 'replace',
          path: '/metadata/managedFields/0/operation',
          value: 'Apply',
        },
      ]);
      const { status, body } = await apply(
        cluster,
        'now',
        'configmaps',
        map({ a: '2' }),
      );
      return [status, body.data];
    },
    answer: [200, { a: '2' }],
  },
  {
    id: 'apply.reset-managers',
    what: 'an empty entry resets managedFields; what is there then belongs to a time before the first apply',
    source: `${APPLY}#clearing-managedfields`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        metadata: { managedFields: [{}] },
      });
      return [
        await owners(cluster, 'configmaps', 'c'),
        said(await apply(cluster, 'two', 'configmaps', map({ a: '2' }))),
      ];
    },
    answer: [
      [],
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message:
          'Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a',
      },
    ],
  },
];
