import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { JsonObject, Workload } from '../types';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const PREFIX = 'Deployment in version "v1" cannot be handled as a Deployment: ';

describe('fields of built-in kinds', () => {
  let cluster: TestCluster;
  let count = 0;
  beforeAll(async () => {
    cluster = await clusterForTests();
  });
  afterAll(() => cluster.close());

  function manifest(
    container: JsonObject = {},
    spec: JsonObject = {},
    top: JsonObject = {},
  ) {
    count += 1;
    const name = `d${count}`;
    return {
      ...deploymentManifest(
        name,
        { containers: [{ name: 'app', image: 'app:1', ...container }] },
        { replicas: 0, ...spec },
      ),
      ...top,
    };
  }
  const misspelt = () =>
    manifest(
      { foo: 1, env: [{ name: 'x', valeu: 'y' }] },
      { replcas: 2 },
      { zzz: 1 },
    );
  const UNKNOWN = [
    'spec.replcas',
    'spec.template.spec.containers[0].env[0].valeu',
    'spec.template.spec.containers[0].foo',
    'zzz',
  ];
  const named = (text: string) =>
    [...text.matchAll(/unknown field \\?"([^"\\]+)\\?"/g)]
      .map(([, field]) => field)
      .sort();

  it('finds unknown ones at any depth when told to be strict', async () => {
    const { status, body } = await cluster.call(
      'POST',
      `${DEPLOYMENTS}?fieldValidation=Strict`,
      misspelt(),
    );
    const message = body.message as string;
    expect(status).toBe(400);
    expect(message).toContain(
      `${PREFIX}strict decoding error: unknown field "`,
    );
    expect(named(message)).toEqual(UNKNOWN);
  });

  it.each(['?fieldValidation=Warn', ''])(
    'drops them with a warning: "%s"',
    async query => {
      const sent = misspelt();
      const { status, body, headers } = await cluster.call(
        'POST',
        `${DEPLOYMENTS}${query}`,
        sent,
      );
      expect(status).toBe(201);
      expect(named(String(headers.warning))).toEqual(UNKNOWN);
      const [container] = (body as unknown as Workload).spec.template.spec
        .containers;
      expect(container).not.toHaveProperty('foo');
      expect(container.env).toEqual([{ name: 'x' }]);
      expect(body).not.toHaveProperty('zzz');
      expect(JSON.stringify(body.metadata.managedFields)).not.toContain('zzz');
    },
  );

  it('drops them without a word when told to ignore them', async () => {
    const { status, headers } = await cluster.call(
      'POST',
      `${DEPLOYMENTS}?fieldValidation=Ignore`,
      misspelt(),
    );
    expect([status, headers.warning]).toEqual([201, undefined]);
  });

  it('refuses another word for it', async () => {
    const { body } = await cluster.call(
      'POST',
      `${DEPLOYMENTS}?fieldValidation=Foo`,
      manifest(),
    );
    expect(body.message).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Foo": supported values: "", "Ignore", "Strict", "Warn"',
    );
  });

  // The messages were taken from the real server.
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      'a number for a value',
      { env: [{ name: 'x', value: 1 }] },
      {},
      'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    ],
    [
      'text for a number',
      {},
      { replicas: '2' },
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'a fraction',
      {},
      { replicas: 1.5 },
      'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'text for a boolean',
      { tty: 'yes' },
      {},
      'json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.tty of type bool',
    ],
    [
      'an object for a list',
      {},
      { template: { spec: { containers: { a: 1 } } } },
      'json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
    ],
    [
      'no quantity',
      { resources: { limits: { cpu: 'abc' } } },
      {},
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [
      'neither number nor text',
      {},
      { strategy: { rollingUpdate: { maxSurge: true } } },
      'json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32',
    ],
  ])('refuses %s', async (_what, container, spec, message) => {
    const { status, body } = await cluster.call(
      'POST',
      DEPLOYMENTS,
      manifest(container, spec),
    );
    expect([status, body.message]).toEqual([400, `${PREFIX}${message}`]);
  });

  it('takes a number for a quantity', async () => {
    const { body } = await cluster.call(
      'POST',
      DEPLOYMENTS,
      manifest({ resources: { limits: { cpu: 1 } } }),
    );
    const { template } = (body as unknown as Workload).spec;
    expect(template.spec.containers[0].resources?.limits).toEqual({ cpu: '1' });
  });

  it('refuses data that is not base64', async () => {
    const { body } = await cluster.call(
      'POST',
      '/api/v1/namespaces/default/secrets',
      { metadata: { name: 'odd' }, data: { a: '%%%' } },
    );
    expect(body.message).toBe(
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0',
    );
  });

  it.each<[string, object, string]>([
    [
      'application/strategic-merge-patch+json',
      { spec: { foo: 1 } },
      'patch: Invalid value: "map[spec:map[foo:1]]": strict decoding error: unknown field "spec.foo"',
    ],
    [
      'application/merge-patch+json',
      { spec: { foo: 1 } },
      'strict decoding error: unknown field "spec.foo"',
    ],
    [
      'application/json-patch+json',
      [{ op: 'add', path: '/spec/foo', value: 1 }],
      'strict decoding error: unknown field "spec.foo"',
    ],
  ])('refuses a patch that brings one: %s', async (type, patch, message) => {
    const { body: made } = await cluster.call('POST', DEPLOYMENTS, manifest());
    const { status, body } = await cluster.call(
      'PATCH',
      `${DEPLOYMENTS}/${made.metadata.name}?fieldValidation=Strict`,
      patch,
      { 'content-type': type },
    );
    expect(status).toBe(422);
    expect(body.message).toContain(message);
  });

  it('refuses a configuration to apply that has one', async () => {
    const { status, body } = await cluster.call(
      'PATCH',
      `${DEPLOYMENTS}/applied?fieldManager=me`,
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { foo: 1 } },
      { 'content-type': 'application/apply-patch+yaml' },
    );
    expect([status, body.message]).toEqual([
      500,
      'failed to create typed patch object (/; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema',
    ]);
  });
});
