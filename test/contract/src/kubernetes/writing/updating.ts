import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, deployment, MERGE_PATCH } from '../support/manifests';
import {
  made,
  patch,
  pathOf,
  post,
  put,
  said,
  stored,
} from '../support/objects';
import { outcome, refusal } from '../support/reduce';

function lease(holderIdentity: string, meta = {}) {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'lock', ...meta },
    spec: { holderIdentity, leaseDurationSeconds: 15 },
  };
}

export const updating: Behaviour<Cluster>[] = [
  {
    id: 'write.update-stale',
    what: 'an update of an older version is a Conflict and changes nothing',
    source: CONCEPTS,
    call: async cluster => {
      const first = await made(cluster, 'configmaps', configMap('c'));
      await put(cluster, 'configmaps', 'c', { ...first, data: { k: '2' } });
      const late = await put(cluster, 'configmaps', 'c', {
        ...first,
        data: { k: '3' },
      });
      const { data } = await stored(cluster, 'configmaps', 'c');
      return [said(late), data];
    },
    answer: [
      {
        status: 409,
        reason: 'Conflict',
        kind: 'configmaps',
        message:
          'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
      },
      { k: '2' },
    ],
  },
  {
    id: 'write.update-unconditional',
    what: 'an update that names no version wins always',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c', { a: '1' }));
      const { status, body } = await put(
        cluster,
        'configmaps',
        'c',
        configMap('c', { b: '2' }),
      );
      return [status, body.data];
    },
    answer: [200, { b: '2' }],
  },
  {
    id: 'write.update-lease',
    what: 'a Lease is never updated without its version',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'leases', lease('first'));
      return said(await put(cluster, 'leases', 'lock', lease('second')));
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'leases',
      group: 'coordination.k8s.io',
      causes: ['metadata.resourceVersion: FieldValueInvalid'],
      message:
        'leases.coordination.k8s.io "lock" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    },
  },
  {
    id: 'write.update-missing',
    what: 'an update does not create',
    source: CONCEPTS,
    call: async cluster =>
      refusal(await put(cluster, 'configmaps', 'none', configMap('none'))),
    answer: { status: 404, reason: 'NotFound', kind: 'configmaps' },
  },
  {
    id: 'write.update-creates-lease',
    what: 'except that of a Lease',
    source: CONCEPTS,
    call: async cluster =>
      outcome(await put(cluster, 'leases', 'lock', lease('first'))),
    answer: 201,
  },
  {
    id: 'write.update-other-uid',
    what: 'an update that means an earlier object of the name is a Conflict',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const uid = '00000000-0000-4000-8000-000000000000';
      return refusal(
        await put(cluster, 'configmaps', 'c', configMap('c', {}, { uid })),
      );
    },
    answer: { status: 409, reason: 'Conflict', kind: 'configmaps' },
  },
  {
    id: 'write.update-other-name',
    what: 'the name of the body has to be that of the address',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return said(await put(cluster, 'configmaps', 'c', configMap('d')));
    },
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'the name of the object (d) does not match the name on the URL (c)',
    },
  },
  {
    id: 'write.update-of-nothing',
    what: 'an update that changes nothing leaves the version',
    source: CONCEPTS,
    call: async cluster => {
      const first = await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await put(cluster, 'configmaps', 'c', first);
      return [
        status,
        body.metadata.resourceVersion === first.metadata.resourceVersion,
      ];
    },
    answer: [200, true],
  },
  {
    id: 'write.generation',
    what: 'the generation counts changes of the spec, not of labels and status',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      const generation = async (body: unknown) =>
        (await patch(cluster, 'deployments', 'd', MERGE_PATCH, body)).body
          .metadata.generation;
      return [
        await generation({ metadata: { labels: { a: 'b' } } }),
        await generation({ spec: { minReadySeconds: 1 } }),
        await generation({ spec: { minReadySeconds: 1 } }),
      ];
    },
    answer: [1, 2, 2],
  },
  {
    id: 'write.status-is-apart',
    what: 'the main resource does not write the status',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { paused: true }));
      const { status, body } = await patch(
        cluster,
        'deployments',
        'd',
        MERGE_PATCH,
        { status: { replicas: 77 } },
      );
      return [status, body.status?.replicas === 77];
    },
    answer: [200, false],
  },
  {
    id: 'write.status-writes-status',
    what: 'the status subresource writes nothing else',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      const { status, body } = await cluster.send({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/status`,
        headers: MERGE_PATCH,
        body: {
          spec: { replicas: 5 },
          status: {
            conditions: [{ type: 'Mine', status: 'True', reason: 'Because' }],
          },
        },
      });
      return [
        status,
        body.spec.replicas,
        body.status.conditions.some((each: any) => each.type === 'Mine'),
      ];
    },
    answer: [200, 0, true],
  },
];

export const workloads: Behaviour<Cluster>[] = [
  {
    id: 'write.selector-immutable',
    what: 'the selector of a Deployment stays',
    source:
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      return said(
        await patch(cluster, 'deployments', 'd', MERGE_PATCH, {
          spec: {
            selector: { matchLabels: { app: 'd', other: 'x' } },
            template: { metadata: { labels: { other: 'x' } } },
          },
        }),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'Deployment',
      group: 'apps',
      causes: ['spec.selector: FieldValueInvalid'],
      message:
        'Deployment.apps "d" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"d","other":"x"}}: field is immutable',
    },
  },
  {
    id: 'write.selector-mismatch',
    what: 'the selector of a Deployment selects its own Pods',
    source:
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    call: async cluster =>
      refusal(
        await post(
          cluster,
          'deployments',
          deployment('d', { selector: { matchLabels: { app: 'other' } } }),
        ),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'Deployment',
      group: 'apps',
      causes: ['spec.template.metadata.labels: FieldValueInvalid'],
    },
  },
  {
    id: 'write.unknown-volume',
    what: 'a mount needs its volume',
    source: CONCEPTS,
    call: async cluster =>
      refusal(
        await post(
          cluster,
          'deployments',
          deployment('d', {
            template: {
              containers: [
                {
                  name: 'app',
                  image: 'i',
                  volumeMounts: [{ name: 'gone', mountPath: '/x' }],
                },
              ],
            },
          }),
        ),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'Deployment',
      group: 'apps',
      causes: [
        'spec.template.spec.containers[0].volumeMounts[0].name: FieldValueNotFound',
      ],
    },
  },
];
