import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import {
  APPLY_PATCH,
  configMap,
  deployment,
  MERGE_PATCH,
  pod,
} from '../support/manifests';
import {
  get,
  made,
  patch,
  pathOf,
  post,
  put,
  remove,
  said,
  stored,
} from '../support/objects';
import { outcome, refusal } from '../support/reduce';

const DRY_RUN = `${CONCEPTS}#dry-run`;

const ALL = { dryRun: 'All' };

export const dryRun: Behaviour<Cluster>[] = [
  {
    id: 'dry-run.create',
    what: 'a created object comes back whole, and is not kept',
    source: DRY_RUN,
    call: async cluster => {
      const { status, body } = await post(
        cluster,
        'deployments',
        deployment('d'),
        ALL,
      );
      return [
        status,
        typeof body.metadata.uid,
        body.metadata.resourceVersion ?? 'no version',
        body.spec.strategy.type,
        (await get(cluster, 'deployments', 'd')).status,
      ];
    },
    answer: [201, 'string', 'no version', 'RollingUpdate', 404],
  },
  {
    id: 'dry-run.create-again',
    what: 'a name that is taken is taken in a dry run too',
    source: DRY_RUN,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return outcome(await post(cluster, 'configmaps', configMap('c'), ALL));
    },
    answer: { status: 409, reason: 'AlreadyExists', kind: 'configmaps' },
  },
  {
    id: 'dry-run.update',
    what: 'an update shows what would be, and changes nothing',
    source: DRY_RUN,
    call: async cluster => {
      const first = await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await put(
        cluster,
        'configmaps',
        'c',
        { ...first, data: { k: '2' } },
        ALL,
      );
      const after = await stored(cluster, 'configmaps', 'c');
      return [
        status,
        body.data,
        after.data,
        after.metadata.resourceVersion === first.metadata.resourceVersion,
      ];
    },
    answer: [200, { k: '2' }, { k: 'v' }, true],
  },
  {
    id: 'dry-run.update-stale',
    what: 'an older version is a Conflict in a dry run too',
    source: DRY_RUN,
    call: async cluster => {
      const first = await made(cluster, 'configmaps', configMap('c'));
      await put(cluster, 'configmaps', 'c', { ...first, data: { k: '2' } });
      return outcome(
        await put(cluster, 'configmaps', 'c', { ...first, data: {} }, ALL),
      );
    },
    answer: { status: 409, reason: 'Conflict', kind: 'configmaps' },
  },
  {
    id: 'dry-run.patch',
    what: 'a patch shows the next generation, and the template that it would make',
    source: DRY_RUN,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      const { status, body } = await patch(
        cluster,
        'deployments',
        'd',
        MERGE_PATCH,
        { spec: { template: { spec: { serviceAccountName: 'other' } } } },
        ALL,
      );
      const after = await stored(cluster, 'deployments', 'd');
      return [
        status,
        body.metadata.generation,
        body.spec.template.spec.serviceAccountName,
        after.metadata.generation,
        after.spec.template.spec.serviceAccountName ?? 'none',
      ];
    },
    answer: [200, 2, 'other', 1, 'none'],
  },
  {
    id: 'dry-run.apply',
    what: 'so does a server-side apply of what is not there',
    source: DRY_RUN,
    call: async cluster => {
      const { status, body } = await patch(
        cluster,
        'configmaps',
        'c',
        APPLY_PATCH,
        configMap('c'),
        { ...ALL, fieldManager: 'mine' },
      );
      return [
        status,
        body.data,
        (await get(cluster, 'configmaps', 'c')).status,
      ];
    },
    answer: [201, { k: 'v' }, 404],
  },
  {
    id: 'dry-run.scale',
    what: 'a scale is not kept either',
    source: DRY_RUN,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      const { status, body } = await cluster.send({
        method: 'PATCH',
        path: `${pathOf(cluster, 'deployments', 'd')}/scale`,
        headers: MERGE_PATCH,
        query: ALL,
        body: { spec: { replicas: 3 } },
      });
      const { spec } = await stored(cluster, 'deployments', 'd');
      return [status, body.spec.replicas, spec.replicas];
    },
    answer: [200, 3, 0],
  },
  {
    id: 'dry-run.delete',
    what: 'what is deleted is still there',
    source: DRY_RUN,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const inQuery = await remove(cluster, 'configmaps', 'c', undefined, ALL);
      const inBody = await remove(cluster, 'configmaps', 'c', {
        dryRun: ['All'],
      });
      const { metadata } = await stored(cluster, 'configmaps', 'c');
      return [inQuery.status, inBody.status, 'deletionTimestamp' in metadata];
    },
    answer: [200, 200, false],
  },
  {
    id: 'dry-run.delete-body-wins',
    what: 'a delete that brings options does not look at its query: it is none',
    source: 'kubernetes/apiserver pkg/endpoints/handlers/delete.go',
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      await remove(
        cluster,
        'configmaps',
        'c',
        { propagationPolicy: 'Background' },
        ALL,
      );
      return (await get(cluster, 'configmaps', 'c')).status;
    },
    answer: 404,
  },
  {
    id: 'dry-run.delete-collection',
    what: 'nor is a collection deleted',
    source: DRY_RUN,
    call: async cluster => {
      await made(cluster, 'secrets', { metadata: { name: 's' } });
      const { status } = await remove(
        cluster,
        'secrets',
        undefined,
        undefined,
        ALL,
      );
      return [status, (await get(cluster, 'secrets', 's')).status];
    },
    answer: [200, 200],
  },
  {
    id: 'dry-run.admission',
    what: 'admission is asked: the ServiceAccount is injected, or missed',
    source: DRY_RUN,
    call: async cluster => {
      const { body } = await post(cluster, 'pods', pod('p'), ALL);
      const [mount] = body.spec.containers[0].volumeMounts;
      return [
        body.spec.serviceAccountName,
        mount.mountPath,
        refusal(
          await post(
            cluster,
            'pods',
            pod('p', { serviceAccountName: 'missing' }),
            ALL,
          ),
        ),
      ];
    },
    answer: [
      'default',
      '/var/run/secrets/kubernetes.io/serviceaccount',
      { status: 403, reason: 'Forbidden', kind: 'pods' },
    ],
  },
  {
    id: 'dry-run.validation',
    what: 'so is validation',
    source: DRY_RUN,
    call: async cluster =>
      refusal(await post(cluster, 'configmaps', configMap('Upper'), ALL)),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'ConfigMap',
      causes: ['metadata.name: FieldValueInvalid'],
    },
  },
  {
    id: 'dry-run.unknown',
    what: 'a dry run of a part does not exist',
    source: DRY_RUN,
    call: async cluster => {
      const query = { dryRun: 'Sometimes' };
      await made(cluster, 'configmaps', configMap('c'));
      return [
        said(await post(cluster, 'configmaps', configMap('d'), query)),
        refusal(
          await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {}, query),
        ),
        refusal(await put(cluster, 'configmaps', 'c', configMap('c'), query)),
        refusal(await remove(cluster, 'configmaps', 'c', undefined, query)),
      ];
    },
    answer: [
      {
        status: 422,
        reason: 'Invalid',
        kind: 'CreateOptions',
        group: 'meta.k8s.io',
        causes: ['dryRun: FieldValueNotSupported'],
        message:
          'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Sometimes"]: supported values: "All"',
      },
      ...['PatchOptions', 'UpdateOptions', 'DeleteOptions'].map(kind => ({
        status: 422,
        reason: 'Invalid',
        kind,
        group: 'meta.k8s.io',
        causes: ['dryRun: FieldValueNotSupported'],
      })),
    ],
  },
];
