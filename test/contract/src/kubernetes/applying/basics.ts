import { Behaviour } from '../../contract';
import { APPLY } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, MERGE_PATCH } from '../support/manifests';
import { made, patch, said, stored } from '../support/objects';
import { outcome, refusal } from '../support/reduce';
import { apply, by, map, owners } from './apply';

export const basics: Behaviour<Cluster>[] = [
  {
    id: 'apply.create',
    what: 'an apply creates, and its manager owns what it sent and nothing else',
    source: APPLY,
    call: async cluster => {
      const { status } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ a: '1' }),
      );
      return [status, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [201, [by('one', 'Apply', 'f:data f:a')]],
  },
  {
    id: 'apply.again',
    what: 'the same apply changes nothing, not even the version',
    source: APPLY,
    call: async cluster => {
      const versions = [];
      for (let i = 0; i < 2; i += 1) {
        const { body } = await apply(
          cluster,
          'one',
          'configmaps',
          map({ a: '1' }),
        );
        versions.push(body.metadata.resourceVersion);
      }
      return versions[0] === versions[1];
    },
    answer: true,
  },
  {
    id: 'apply.removes',
    what: 'what a manager no longer sends is gone',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '2' }));
      const { status, body } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ b: '2' }),
      );
      return [status, body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [200, { b: '2' }, [by('one', 'Apply', 'f:data f:b')]],
  },
  {
    id: 'apply.removes-last',
    what: 'down to the last',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const { body } = await apply(cluster, 'one', 'configmaps', map());
      return [body.data ?? 'none', body.metadata.managedFields ?? 'none'];
    },
    answer: ['none', 'none'],
  },
  {
    id: 'apply.leaves-others',
    what: 'what others own stays',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      await apply(cluster, 'two', 'configmaps', map({ b: '2' }));
      const { body } = await apply(
        cluster,
        'one',
        'configmaps',
        map({ c: '3' }),
      );
      return [body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [
      { b: '2', c: '3' },
      [by('one', 'Apply', 'f:data f:c'), by('two', 'Apply', 'f:data f:b')],
    ],
  },
  {
    id: 'apply.shared',
    what: 'what two send alike belongs to both, and goes with the second',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const shared = await apply(cluster, 'two', 'configmaps', map({ a: '1' }));
      const both = await owners(cluster, 'configmaps', 'c');
      const first = await apply(cluster, 'one', 'configmaps', map());
      const second = await apply(cluster, 'two', 'configmaps', map());
      return [shared.status, both, first.body.data, second.body.data ?? 'none'];
    },
    answer: [
      200,
      [by('one', 'Apply', 'f:data f:a'), by('two', 'Apply', 'f:data f:a')],
      { a: '1' },
      'none',
    ],
  },
  {
    id: 'apply.conflict',
    what: 'a change of what another owns is a Conflict that names both',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '1' }));
      const one = await apply(cluster, 'two', 'configmaps', map({ a: '2' }));
      const two = await apply(
        cluster,
        'two',
        'configmaps',
        map({ a: '2', b: '2' }),
      );
      return [
        said(one),
        one.body.details.causes[0].message,
        said(two),
        (await stored(cluster, 'configmaps', 'c')).data,
      ];
    },
    answer: [
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      },
      'conflict with "one"',
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.data.a: FieldManagerConflict',
          '.data.b: FieldManagerConflict',
        ],
        message:
          'Apply failed with 2 conflicts: conflicts with "one":\n- .data.a\n- .data.b',
      },
      { a: '1', b: '1' },
    ],
  },
  {
    id: 'apply.force',
    what: 'force takes it over',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1', b: '1' }));
      const { status, body } = await apply(
        cluster,
        'two',
        'configmaps',
        map({ a: '2' }),
        { force: true },
      );
      return [status, body.data, await owners(cluster, 'configmaps', 'c')];
    },
    answer: [
      200,
      { a: '2', b: '1' },
      [by('one', 'Apply', 'f:data f:b'), by('two', 'Apply', 'f:data f:a')],
    ],
  },
  {
    id: 'apply.no-manager',
    what: 'an apply without a manager is refused',
    source: APPLY,
    call: async cluster =>
      said(await apply(cluster, undefined, 'configmaps', map())),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'PatchOptions',
      group: 'meta.k8s.io',
      causes: ['fieldManager: FieldValueRequired'],
      message:
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    },
  },
  {
    id: 'apply.force-elsewhere',
    what: 'only an apply can be forced',
    source: APPLY,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return refusal(
        await patch(
          cluster,
          'configmaps',
          'c',
          MERGE_PATCH,
          {},
          { force: true },
        ),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'PatchOptions',
      group: 'meta.k8s.io',
      causes: ['force: FieldValueForbidden'],
    },
  },
  {
    id: 'apply.managed-fields-sent',
    what: 'who sends managedFields has not understood',
    source: APPLY,
    call: async cluster => {
      const made1 = await made(cluster, 'configmaps', configMap('c'));
      return said(await apply(cluster, 'one', 'configmaps', made1));
    },
    answer: {
      status: 400,
      reason: 'BadRequest',
      message: 'metadata.managedFields must be nil',
    },
  },
  {
    id: 'apply.version',
    what: 'a version that is sent has to be the current one',
    source: APPLY,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { resourceVersion } = metadata;
      const send = async (data: object) =>
        outcome(
          await apply(
            cluster,
            'one',
            'configmaps',
            map(data, { metadata: { name: 'c', resourceVersion } }),
          ),
        );
      return [await send({ a: '1' }), await send({ a: '2' })];
    },
    answer: [200, { status: 409, reason: 'Conflict', kind: 'configmaps' }],
  },
  {
    id: 'apply.unknown-field',
    what: 'a field that nobody knows is refused',
    source: APPLY,
    call: async cluster => {
      const { status, body } = await apply(
        cluster,
        'one',
        'configmaps',
        map(undefined, { dta: {} }),
      );
      return [status, body.message.split('): ')[1]];
    },
    answer: [500, '.dta: field not declared in schema'],
  },
];
