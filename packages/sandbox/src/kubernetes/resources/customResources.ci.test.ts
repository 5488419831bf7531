import { TestCluster, clusterForTests } from '../clusterForTests';
import { until } from '../../until';
import { Structural } from '../schema/structural';
import { Json, JsonObject, KubeObject } from '../types';
import { Definition } from './customTypes';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const WIDGETS = '/apis/ex.io/v1/namespaces/default/widgets';

const SPEC: Structural = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 9 },
    color: { type: 'string', enum: ['red', 'blue'], default: 'red' },
    name: { type: 'string', pattern: '^a', maxLength: 3, minLength: 1 },
    tags: {
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      maxItems: 2,
    },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    port: { 'x-kubernetes-int-or-string': true },
    replicas: { type: 'integer' },
  },
};

function definition(
  plural: string,
  kind: string,
  version: JsonObject = {},
  spec: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.ex.io` },
    spec: {
      group: 'ex.io',
      scope: 'Namespaced',
      names: { plural, kind, shortNames: [plural.slice(0, 3)] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: SPEC as JsonObject,
                status: {
                  type: 'object',
                  properties: {
                    replicas: { type: 'integer' },
                    conditions: {
                      type: 'array',
                      items: {
                        type: 'object',
                        'x-kubernetes-preserve-unknown-fields': true,
                      },
                    },
                  },
                },
              },
            },
          },
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
            },
          },
          additionalPrinterColumns: [
            { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
            {
              name: 'Ready',
              type: 'string',
              jsonPath: '.status.conditions[?(@.type=="Ready")].status',
            },
          ],
          ...version,
        },
      ],
      ...spec,
    },
  };
}

describe('custom resources', () => {
  let cluster: TestCluster;
  let count = 0;
  beforeEach(async () => {
    cluster = await clusterForTests();
    count += 1;
    await cluster.apply([definition('widgets', 'Widget')]);
  });
  afterEach(() => cluster.close());

  function create(spec: Json, query = '', top: JsonObject = {}) {
    count += 1;
    return cluster.call('POST', `${WIDGETS}${query}`, {
      apiVersion: 'ex.io/v1',
      kind: 'Widget',
      metadata: { name: `w${count}` },
      spec,
      ...top,
    });
  }

  // The messages were taken from the real server.
  it.each<[Json, string]>([
    [{}, 'spec.size: Required value'],
    [{ size: null }, 'spec.size: Required value'],
    [
      { size: 'x' },
      'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
    ],
    [
      { size: 0 },
      'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1',
    ],
    [
      { size: 10 },
      'spec.size: Invalid value: 10: spec.size in body should be less than or equal to 9',
    ],
    [
      { size: 1, color: 'green' },
      'spec.color: Unsupported value: "green": supported values: "red", "blue"',
    ],
    [
      { size: 1, name: 'b' },
      `spec.name: Invalid value: "b": spec.name in body should match '^a'`,
    ],
    [
      { size: 1, name: 'abcd' },
      'spec.name: Too long: may not be more than 3 bytes',
    ],
    [
      { size: 1, tags: [] },
      'spec.tags: Invalid value: 0: spec.tags in body should have at least 1 items',
    ],
    [
      { size: 1, tags: ['a', 'b', 'c'] },
      'spec.tags: Too many: 3: must have at most 2 items',
    ],
    [
      { size: 1, tags: [1] },
      'spec.tags[0]: Invalid value: "integer": spec.tags[0] in body must be of type string: "integer"',
    ],
    [
      { size: 1, port: true },
      'spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
    ],
  ])('refuses %j', async (spec, message) => {
    const { status, body } = await create(spec);
    expect([status, body.message]).toEqual([
      422,
      `Widget.ex.io "w${count}" is invalid: ${message}`,
    ]);
  });

  it('drops what the schema does not know, keeps what it leaves open, and fills in defaults', async () => {
    const sent = { size: 1, foo: 1, free: { x: 1 }, color: null };
    const { body, headers } = await create(sent, '', { zz: 1 });
    expect(body.spec).toEqual({ size: 1, color: 'red', free: { x: 1 } });
    expect(body).not.toHaveProperty('zz');
    expect(headers.warning).toBe(
      '299 - "unknown field \\"spec.foo\\"", 299 - "unknown field \\"zz\\""',
    );
    const strict = await create(sent, '?fieldValidation=Strict', { zz: 1 });
    expect(strict.body.message).toBe(
      'Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "spec.foo", unknown field "zz"',
    );
  });

  it('keeps status and scale apart', async () => {
    const { body } = await create({ size: 1 }, '', { status: { replicas: 7 } });
    expect(body.status).toBeUndefined();
    const path = `${WIDGETS}/${body.metadata.name}`;
    const merge = { 'content-type': 'application/merge-patch+json' };
    const status = await cluster.call(
      'PATCH',
      `${path}/status`,
      { spec: { size: 5 }, status: { replicas: 4 } },
      merge,
    );
    expect(status.body).toMatchObject({
      spec: { size: 1 },
      status: { replicas: 4 },
    });
    const none = await cluster.call('GET', `${path}/scale`);
    expect([none.status, none.body.message]).toEqual([
      500,
      'Internal error occurred: the spec replicas field ".spec.replicas" does not exist',
    ]);
    const scaled = await cluster.call('PUT', `${path}/scale`, {
      metadata: { name: body.metadata.name },
      spec: { replicas: 3 },
    });
    expect(scaled.body).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 3 },
      status: { replicas: 4 },
    });
    const widget = await cluster.call('GET', path);
    expect(widget.body.spec).toMatchObject({ size: 1, replicas: 3 });
  });

  it('shows its own columns', async () => {
    const { body } = await create({ size: 2 });
    await cluster.call(
      'PATCH',
      `${WIDGETS}/${body.metadata.name}/status`,
      {
        status: {
          conditions: [
            { type: 'Other', status: 'x' },
            { type: 'Ready', status: 'True' },
          ],
        },
      },
      { 'content-type': 'application/merge-patch+json' },
    );
    const table = await cluster.call('GET', WIDGETS, undefined, {
      accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
    });
    const { columnDefinitions, rows } = table.body as unknown as {
      columnDefinitions: { name: string }[];
      rows: { cells: Json[] }[];
    };
    expect(columnDefinitions.map(({ name }) => name)).toEqual([
      'Name',
      'Size',
      'Ready',
    ]);
    expect(rows[0].cells).toEqual([body.metadata.name, 2, 'True']);
  });

  it('is established when its names are free, and not served when they are taken', async () => {
    const { body } = await cluster.call('GET', `${DEFINITIONS}/widgets.ex.io`);
    expect((body as unknown as Definition).status).toMatchObject({
      conditions: [
        { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
        { type: 'Established', status: 'True', reason: 'InitialNamesAccepted' },
      ],
      acceptedNames: {
        plural: 'widgets',
        singular: 'widget',
        listKind: 'WidgetList',
      },
      storedVersions: ['v1'],
    });
    const second = await cluster.call(
      'POST',
      DEFINITIONS,
      definition(
        'widgetz',
        'Widget',
        {},
        {
          names: { plural: 'widgetz', kind: 'Widget' },
        },
      ),
    );
    expect((second.body as unknown as Definition).status).toMatchObject({
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'False',
          reason: 'ListKindConflict',
          message: '"WidgetList" is already in use',
        },
        { type: 'Established', status: 'False', reason: 'NotAccepted' },
      ],
      acceptedNames: { plural: 'widgetz', kind: '' },
    });
    const list = await cluster.call(
      'GET',
      '/apis/ex.io/v1/namespaces/default/widgetz',
    );
    expect(list.status).toBe(404);
  });

  it.each<[string, JsonObject, string]>([
    [
      'another name than its own',
      { ...definition('x', 'X'), metadata: { name: 'y.ex.io' } },
      'metadata.name: Invalid value: "y.ex.io": must be spec.names.plural+"."+spec.group',
    ],
    [
      'no storage version',
      definition('gadgets', 'Gadget', { storage: false }),
      'must have exactly one version marked as storage version',
    ],
    [
      'no schema',
      definition('gadgets', 'Gadget', { schema: {} }),
      'spec.versions[0].schema.openAPIV3Schema: Required value',
    ],
    [
      'a field without type',
      definition('gadgets', 'Gadget', {
        schema: {
          openAPIV3Schema: { type: 'object', properties: { spec: {} } },
        },
      }),
      'properties[spec].type: Required value: must not be empty for specified object fields',
    ],
    [
      'another scope',
      definition('gadgets', 'Gadget', {}, { scope: 'Foo' }),
      'spec.scope: Unsupported value: "Foo": supported values: "Cluster", "Namespaced"',
    ],
  ])('refuses a definition with %s', async (_what, sent, message) => {
    const { status, body } = await cluster.call('POST', DEFINITIONS, sent);
    expect(status).toBe(422);
    expect(body.message).toContain(message);
  });

  it('goes when its objects are gone, finalizers and all', async () => {
    const { body } = await create({ size: 1 }, '', {
      metadata: { name: 'held', finalizers: ['ex.io/hold'] },
    });
    await create({ size: 1 });
    const path = `${DEFINITIONS}/widgets.ex.io`;
    const deleted = await cluster.call('DELETE', path);
    expect(deleted.body.metadata.finalizers).toEqual([
      'customresourcecleanup.apiextensions.k8s.io',
    ]);
    await until(async () => {
      const { body: list } = await cluster.call('GET', WIDGETS);
      return list.items.length === 1;
    });
    expect((await create({ size: 1 })).status).toBe(405);
    await cluster.call(
      'PATCH',
      `${WIDGETS}/${body.metadata.name}`,
      { metadata: { finalizers: null } },
      { 'content-type': 'application/merge-patch+json' },
    );
    await until(
      'the definition to go',
      async () => (await cluster.call('GET', path)).status === 404,
    );
    expect((await cluster.call('GET', WIDGETS)).status).toBe(404);
  });

  it('serves each version by its own name, the stable one first', async () => {
    const { spec } = definition('gears', 'Gear') as unknown as Definition;
    const [version] = spec.versions;
    const made = await cluster.call('POST', DEFINITIONS, {
      ...definition('gears', 'Gear'),
      metadata: { name: 'gears.gears.io' },
      spec: {
        ...spec,
        group: 'gears.io',
        versions: [
          { ...version, name: 'v1beta1', storage: false },
          { ...version, name: 'v1' },
          { ...version, name: 'v1alpha1', storage: false, served: false },
        ],
      },
    });
    expect(made.status).toBe(201);
    const group = await cluster.call('GET', '/apis/gears.io');
    expect(
      (group.body.versions as { version: string }[]).map(
        ({ version: name }) => name,
      ),
    ).toEqual(['v1', 'v1beta1']);
    await cluster.call('POST', '/apis/gears.io/v1/namespaces/default/gears', {
      metadata: { name: 'one' },
      spec: { size: 1 },
    });
    const old = await cluster.call(
      'GET',
      '/apis/gears.io/v1beta1/namespaces/default/gears/one',
    );
    expect((old.body as KubeObject).apiVersion).toBe('gears.io/v1beta1');
  });
});
