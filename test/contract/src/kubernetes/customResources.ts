import { Behaviour } from '../contract';
import { CUSTOM } from './api';
import { Cluster } from './support/Cluster';
import {
  APPLY_PATCH,
  MERGE_PATCH,
  METADATA_LIST,
  STRATEGIC_PATCH,
  TABLE,
} from './support/manifests';
import { told } from './support/people';
import { outcome } from './support/reduce';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Definitions have cluster scope, so each test has its own group. */
const groupOf = (cluster: Cluster) => `${cluster.namespace}.example`;
const pathOf = (cluster: Cluster, name?: string) =>
  [
    `/apis/${groupOf(cluster)}/v1/namespaces/${cluster.namespace}/rollouts`,
    name,
  ]
    .filter(Boolean)
    .join('/');

const SCHEMA = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer', minimum: 0, default: 1 },
        size: { type: 'integer', minimum: 0 },
        mode: { type: 'string', enum: ['fast', 'slow'] },
        template: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
    status: {
      type: 'object',
      properties: { replicas: { type: 'integer' } },
    },
  },
};

const definition = (group: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `rollouts.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'rollouts',
      singular: 'rollout',
      kind: 'Rollout',
      listKind: 'RolloutList',
      shortNames: [`ro${group.slice(9, 19)}`],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: SCHEMA },
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
          },
        },
        additionalPrinterColumns: [
          { name: 'Wanted', type: 'integer', jsonPath: '.spec.replicas' },
          {
            name: 'Mode',
            type: 'string',
            jsonPath: '.spec.mode',
            priority: 1,
          },
        ],
      },
    ],
  },
});

const rollout = (cluster: Cluster, spec: object = {}, more: object = {}) => ({
  apiVersion: `${groupOf(cluster)}/v1`,
  kind: 'Rollout',
  metadata: { name: 'r' },
  spec,
  ...more,
});

/** Runs with the definition in place and deletes it afterwards, because definitions make every discovery longer. */
function defined(
  id: string,
  what: string,
  call: (cluster: Cluster) => Promise<unknown>,
  answer: unknown,
): Row {
  return {
    id: `custom.${id}`,
    what,
    source: CUSTOM,
    call: async cluster => {
      const { metadata } = await cluster.must({
        method: 'POST',
        path: DEFINITIONS,
        body: definition(groupOf(cluster)),
      });
      try {
        await until(
          () => cluster.send({ path: pathOf(cluster) }),
          ({ status }) => status === 200,
        );
        return await call(cluster);
      } finally {
        await cluster.send({
          method: 'DELETE',
          path: `${DEFINITIONS}/${metadata.name}`,
        });
      }
    },
    answer,
  };
}

const create = (cluster: Cluster, spec?: object, more?: object) =>
  cluster.send({
    method: 'POST',
    path: pathOf(cluster),
    body: rollout(cluster, spec, more),
  });

const refused = (
  id: string,
  what: string,
  spec: object,
  cause: string,
  message: string,
): Row =>
  defined(
    id,
    what,
    async cluster => told(cluster, await create(cluster, spec)),
    {
      status: 422,
      reason: 'Invalid',
      kind: 'Rollout',
      group: expect.stringContaining('.example'),
      causes: [cause],
      message: `Rollout.NS.example "r" is invalid: ${message}`,
    },
  );

export const customResources: Row[] = [
  defined(
    'established',
    'a definition says when its names are accepted and it is served',
    async cluster => {
      const { status } = await cluster.must({
        path: `${DEFINITIONS}/rollouts.${groupOf(cluster)}`,
      });
      return {
        conditions: status.conditions
          .map(({ type, status: state }: any) => `${type}=${state}`)
          .filter((each: string) => /^(Established|NamesAccepted)/.test(each))
          .sort(),
        kind: status.acceptedNames.kind,
        stored: status.storedVersions,
      };
    },
    {
      conditions: ['Established=True', 'NamesAccepted=True'],
      kind: 'Rollout',
      stored: ['v1'],
    },
  ),
  defined(
    'discovered',
    'discovery tells of the kind and its subresources',
    async cluster => {
      const { body } = await until(
        () => cluster.send({ path: `/apis/${groupOf(cluster)}/v1` }),
        ({ status }) => status === 200,
      );
      return body.resources.map(({ name }: any) => name).sort();
    },
    ['rollouts', 'rollouts/scale', 'rollouts/status'],
  ),
  defined(
    'created',
    'an object is created with defaults, generation 1, and without the fields that nobody knows',
    async cluster => {
      const { status, body } = await create(cluster, {
        unknown: 'gone',
        template: { anything: { goes: true } },
      });
      return [status, body.spec, body.metadata.generation];
    },
    [201, { replicas: 1, template: { anything: { goes: true } } }, 1],
  ),
  refused(
    'wrong-type',
    'a value of another type is invalid',
    { size: 'many' },
    'spec.size: FieldValueTypeInvalid',
    'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
  ),
  refused(
    'wrong-choice',
    'a value that is none of the choices is not supported',
    { mode: 'idle' },
    'spec.mode: FieldValueNotSupported',
    'spec.mode: Unsupported value: "idle": supported values: "fast", "slow"',
  ),
  refused(
    'too-small',
    'a number below the least is invalid',
    { size: -1 },
    'spec.size: FieldValueInvalid',
    'spec.size: Invalid value: -1: spec.size in body should be greater than or equal to 0',
  ),
  ...[
    {
      id: 'scale-type',
      what: 'replicas that are no number are wrong for the scale as well',
      replicas: 'many',
      causes: [
        'spec.replicas: FieldValueTypeInvalid',
        '.spec.replicas: FieldValueInvalid',
      ],
      message:
        '.spec.replicas accessor error: many is of the type string, expected int64',
    },
    {
      id: 'scale-negative',
      what: 'replicas below zero are wrong for the scale as well',
      replicas: -1,
      causes: [
        'spec.replicas: FieldValueInvalid',
        '.spec.replicas: FieldValueInvalid',
      ],
      message:
        '.spec.replicas: Invalid value: -1: should be a non-negative integer',
    },
  ].map(({ id, what, replicas, causes, message }) =>
    defined(
      id,
      what,
      async cluster => {
        const answer = await create(cluster, { replicas });
        return [outcome(answer), answer.body.message];
      },
      [
        expect.objectContaining({ status: 422, causes }),
        expect.stringContaining(message),
      ],
    ),
  ),
  defined(
    'required',
    'a field that must be there and is not is refused',
    async cluster =>
      outcome(await create(cluster, undefined, { spec: undefined })),
    {
      status: 422,
      reason: 'Invalid',
      kind: 'Rollout',
      group: expect.stringContaining('.example'),
      causes: ['spec: FieldValueRequired'],
    },
  ),
  defined(
    'strict',
    'strict validation refuses unknown fields by name',
    async cluster => {
      const { status, body } = await cluster.send({
        method: 'POST',
        path: pathOf(cluster),
        query: { fieldValidation: 'Strict' },
        body: rollout(cluster, { unknown: 1 }),
      });
      return [
        status,
        body.reason,
        /unknown field "spec.unknown"/.test(body.message),
      ];
    },
    [400, 'BadRequest', true],
  ),
  defined(
    'status',
    'the status is written by its subresource only, and leaves the generation',
    async cluster => {
      const created = await create(cluster, {}, { status: { replicas: 9 } });
      const before = created.body.status ?? 'none';
      const { body } = await cluster.send({
        method: 'PATCH',
        path: `${pathOf(cluster, 'r')}/status`,
        headers: MERGE_PATCH,
        body: { status: { replicas: 2 }, spec: { replicas: 7 } },
      });
      return [
        before,
        body.status,
        body.spec.replicas,
        body.metadata.generation,
      ];
    },
    ['none', { replicas: 2 }, 1, 1],
  ),
  defined(
    'generation',
    'a change of the spec counts, one of labels does not',
    async cluster => {
      await create(cluster);
      const change = async (body: object) =>
        (
          await cluster.must({
            method: 'PATCH',
            path: pathOf(cluster, 'r'),
            headers: MERGE_PATCH,
            body,
          })
        ).metadata.generation;
      return [
        await change({ metadata: { labels: { a: 'b' } } }),
        await change({ spec: { replicas: 3 } }),
      ];
    },
    [1, 2],
  ),
  defined(
    'scale',
    'the scale is read and written by the paths of the definition',
    async cluster => {
      await create(cluster, { replicas: 2 });
      const path = `${pathOf(cluster, 'r')}/scale`;
      const { body } = await cluster.send({ path });
      await cluster.must({
        method: 'PUT',
        path,
        body: { ...body, spec: { replicas: 5 } },
      });
      const after = await cluster.must({ path: pathOf(cluster, 'r') });
      return [body.kind, body.apiVersion, body.spec, after.spec.replicas];
    },
    ['Scale', 'autoscaling/v1', { replicas: 2 }, 5],
  ),
  defined(
    'columns',
    'kubectl get has the columns of the definition',
    async cluster => {
      await create(cluster, { mode: 'fast' });
      const { body } = await cluster.send({
        path: pathOf(cluster),
        headers: { Accept: TABLE },
      });
      return {
        columns: body.columnDefinitions.map(({ name, priority }: any) => [
          name,
          priority,
        ]),
        cells: body.rows[0].cells,
      };
    },
    {
      columns: [
        ['Name', 0],
        ['Wanted', 0],
        ['Mode', 1],
      ],
      cells: ['r', 1, 'fast'],
    },
  ),
  defined(
    'metadata',
    'only the metadata can be listed here as well',
    async cluster => {
      await create(cluster);
      const { body } = await cluster.send({
        path: pathOf(cluster),
        headers: { Accept: METADATA_LIST },
      });
      return [
        body.kind,
        body.items[0].metadata.name,
        body.items[0].spec ?? 'none',
      ];
    },
    ['PartialObjectMetadataList', 'r', 'none'],
  ),
  defined(
    'no-strategic-patch',
    'a strategic merge patch needs a kind that the server was built with',
    async cluster => {
      await create(cluster);
      const { status, body } = await cluster.send({
        method: 'PATCH',
        path: pathOf(cluster, 'r'),
        headers: STRATEGIC_PATCH,
        body: { spec: { replicas: 2 } },
      });
      return [status, body.reason];
    },
    [415, 'UnsupportedMediaType'],
  ),
  defined(
    'apply',
    'server-side apply creates, and finds conflicts',
    async cluster => {
      const apply = (replicas: number, fieldManager: string) =>
        cluster.send({
          method: 'PATCH',
          path: pathOf(cluster, 'r'),
          query: { fieldManager },
          headers: APPLY_PATCH,
          body: rollout(cluster, { replicas }),
        });
      return [
        (await apply(2, 'one')).status,
        (await apply(2, 'two')).status,
        (await apply(3, 'two')).status,
      ];
    },
    [201, 200, 409],
  ),
  defined(
    'deleted',
    'with its definition an object is gone, and so is its address',
    async cluster => {
      await create(cluster);
      await cluster.must({
        method: 'DELETE',
        path: `${DEFINITIONS}/rollouts.${groupOf(cluster)}`,
      });
      const gone = await until(
        () => cluster.send({ path: pathOf(cluster, 'r') }),
        ({ text }) => /^404 page not found/.test(text),
      );
      return gone.status;
    },
    404,
  ),
  {
    id: 'custom.name',
    what: 'a definition is named by its plural and its group',
    source: CUSTOM,
    call: async cluster => {
      const wrong = definition(groupOf(cluster));
      wrong.metadata.name = 'another.example';
      const { status, body } = await cluster.send({
        method: 'POST',
        path: DEFINITIONS,
        body: wrong,
      });
      return [
        status,
        body.reason,
        body.details.causes.map(({ field }: any) => field),
      ];
    },
    answer: [422, 'Invalid', ['metadata.name']],
  },
];
