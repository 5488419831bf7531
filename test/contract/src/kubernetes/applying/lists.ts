import { Behaviour } from '../../contract';
import { APPLY } from '../api';
import { Cluster } from '../support/Cluster';
import {
  container,
  deployment,
  JSON_PATCH,
  MERGE_PATCH,
} from '../support/manifests';
import { patch, said } from '../support/objects';
import { refusal } from '../support/reduce';
import { apply, by, envOf, KEYS, map, owners } from './apply';

const FROM = (...names: string[]) =>
  deployment('d', {
    replicas: 0,
    template: {
      containers: [
        container({
          envFrom: names.map(name => ({ secretRef: { name } })),
        }),
      ],
    },
  });

/** An apply configuration with a part of one container. */
const part = (changes: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: { template: { spec: { containers: [{ name: 'app', ...changes }] } } },
});

const envFromOf = ({ spec }: any) =>
  spec.template.spec.containers[0].envFrom?.map(
    (each: any) => each.secretRef.name,
  ) ?? 'none';

export const lists: Behaviour<Cluster>[] = [
  {
    id: 'apply.env',
    what: 'env entries have owners of their own: each takes back what it brought',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', KEYS('A', 'B'));
      const added = await apply(
        cluster,
        'other',
        'deployments',
        part({ env: [{ name: 'C', value: '1' }] }),
      );
      const fewer = await apply(cluster, 'owner', 'deployments', KEYS('A'));
      const none = await apply(cluster, 'other', 'deployments', part({}));
      return [envOf(added.body), envOf(fewer.body), envOf(none.body)];
    },
    answer: [['A', 'B', 'C'], ['A', 'C'], ['A']],
  },
  {
    id: 'apply.env-conflict',
    what: 'a conflict in a list names the element by its key',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', KEYS('A'));
      return said(
        await apply(
          cluster,
          'other',
          'deployments',
          part({ env: [{ name: 'A', value: '2' }] }),
        ),
      );
    },
    answer: {
      status: 409,
      reason: 'Conflict',
      causes: [
        '.spec.template.spec.containers[name="app"].env[name="A"].value: FieldManagerConflict',
      ],
      message:
        'Apply failed with 1 conflict: conflict with "owner": .spec.template.spec.containers[name="app"].env[name="A"].value',
    },
  },
  {
    id: 'apply.env-from',
    what: 'envFrom has one owner as a whole',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'owner', 'deployments', FROM('a', 'b'));
      const other = part({ envFrom: [{ secretRef: { name: 'b' } }] });
      const refused = await apply(cluster, 'other', 'deployments', other);
      const forced = await apply(cluster, 'other', 'deployments', other, {
        force: true,
      });
      const back = await apply(cluster, 'owner', 'deployments', FROM('a', 'b'));
      return [refusal(refused), envFromOf(forced.body), refusal(back)];
    },
    answer: [
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.spec.template.spec.containers[name="app"].envFrom: FieldManagerConflict',
        ],
      },
      ['b'],
      {
        status: 409,
        reason: 'Conflict',
        causes: [
          '.spec.template.spec.containers[name="app"].envFrom: FieldManagerConflict',
        ],
      },
    ],
  },
  {
    id: 'apply.env-patched-away',
    what: 'what a patch took out of an applied list comes back with the next apply',
    source: APPLY,
    call: async cluster => {
      await apply(cluster, 'gitops', 'deployments', KEYS('A', 'B'));
      const patched = await patch(cluster, 'deployments', 'd', JSON_PATCH, [
        { op: 'remove', path: '/spec/template/spec/containers/0/env/1' },
      ]);
      const again = await apply(
        cluster,
        'gitops',
        'deployments',
        KEYS('A', 'B'),
      );
      return [envOf(patched.body), again.status, envOf(again.body)];
    },
    answer: [['A'], 200, ['A', 'B']],
  },
  {
    id: 'apply.after-update',
    what: 'a value that an update changed is a Conflict for the next apply',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'gitops', 'configmaps', map({ a: '1' }));
      await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { data: { a: '2' } },
        { fieldManager: 'backstage-irsa' },
      );
      const managers = await owners(cluster, 'configmaps', 'c');
      return [
        managers,
        said(await apply(cluster, 'gitops', 'configmaps', map({ a: '1' }))),
      ];
    },
    answer: [
      [by('backstage-irsa', 'Update', 'f:data f:a')],
      {
        status: 409,
        reason: 'Conflict',
        causes: ['.data.a: FieldManagerConflict'],
        message:
          'Apply failed with 1 conflict: conflict with "backstage-irsa" using v1: .data.a',
      },
    ],
  },
];
