import { Behaviour } from '../contract';
import { CONCEPTS } from './api';
import { Cluster } from './support/Cluster';
import {
  configMap,
  deployment,
  MERGE_PATCH,
  secret,
} from './support/manifests';
import {
  made,
  patch,
  pathOf,
  post,
  put,
  said,
  stored,
} from './support/objects';
import { outcome, refusal } from './support/reduce';

const NAMES =
  'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const SECRETS = 'https://kubernetes.io/docs/concepts/configuration/secret/';

function lease(holderIdentity: string, meta = {}) {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'lock', ...meta },
    spec: { holderIdentity, leaseDurationSeconds: 15 },
  };
}

const creating: Behaviour<Cluster>[] = [
  {
    id: 'write.generate-name',
    what: 'generateName gets five letters that spell no word',
    source: NAMES,
    call: async cluster => {
      const { status, body } = await post(cluster, 'configmaps', {
        metadata: { generateName: 'made-' },
      });
      return [
        status,
        /^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(body.metadata.name),
        body.metadata.generateName,
      ];
    },
    answer: [201, true, 'made-'],
  },
  {
    id: 'write.no-name',
    what: 'an object needs a name',
    source: NAMES,
    call: async cluster =>
      refusal(await post(cluster, 'configmaps', { metadata: {} })),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'ConfigMap',
      causes: ['metadata.name: FieldValueRequired'],
    },
  },
  {
    id: 'write.already-exists',
    what: 'a second object of the same name is AlreadyExists',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      return said(await post(cluster, 'deployments', deployment('d')));
    },
    answer: {
      status: 409,
      reason: 'AlreadyExists',
      kind: 'deployments',
      group: 'apps',
      message: 'deployments.apps "d" already exists',
    },
  },
  {
    id: 'write.version-on-create',
    what: 'a new object may not bring a version',
    source: CONCEPTS,
    call: async cluster =>
      said(
        await post(
          cluster,
          'configmaps',
          configMap('c', {}, { resourceVersion: '1' }),
        ),
      ),
    answer: {
      status: 500,
      message: 'resourceVersion should not be set on objects to be created',
    },
  },
  {
    id: 'write.identity-is-the-servers',
    what: 'uid and creation time that a new object brings are not taken, a generation is',
    source: CONCEPTS,
    call: async cluster => {
      const uid = '00000000-0000-4000-8000-000000000000';
      const { body } = await post(
        cluster,
        'configmaps',
        configMap(
          'c',
          {},
          { uid, creationTimestamp: '2001-01-01T00:00:00Z', generation: 7 },
        ),
      );
      const { metadata } = body;
      return [
        metadata.uid === uid,
        metadata.creationTimestamp.startsWith('2001'),
        metadata.generation,
      ];
    },
    answer: [false, false, 7],
  },
  {
    id: 'write.other-namespace',
    what: 'the namespace of the body has to be that of the address',
    source: CONCEPTS,
    call: async cluster =>
      said(
        await post(
          cluster,
          'configmaps',
          configMap('c', {}, { namespace: 'default' }),
        ),
      ),
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
    },
  },
  {
    id: 'write.other-kind',
    what: 'the kind of the body has to be that of the address',
    source: CONCEPTS,
    call: async cluster =>
      refusal(await post(cluster, 'configmaps', secret('s'))),
    answer: { status: 400, reason: 'BadRequest' },
  },
  {
    id: 'write.missing-namespace',
    what: 'nothing comes into a namespace that is not there',
    source: CONCEPTS,
    call: async cluster =>
      said(
        await cluster.send({
          method: 'POST',
          path: '/api/v1/namespaces/no-such-one/configmaps',
          body: configMap('c'),
        }),
      ),
    answer: {
      status: 404,
      reason: 'NotFound',
      kind: 'namespaces',
      message: 'namespaces "no-such-one" not found',
    },
  },
  {
    id: 'write.garbage',
    what: 'a body that is no JSON is a bad request',
    source: CONCEPTS,
    call: async cluster => refusal(await post(cluster, 'configmaps', '{"a')),
    answer: { status: 400, reason: 'BadRequest' },
  },
  {
    id: 'write.wrong-type',
    what: 'a text where a number belongs is a bad request',
    source: CONCEPTS,
    call: async cluster =>
      said(
        await post(
          cluster,
          'deployments',
          deployment('d', { replicas: 'two' }),
        ),
      ),
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    },
  },
  {
    id: 'write.yaml',
    what: 'YAML is as good as JSON',
    source: CONCEPTS,
    call: async cluster => {
      const { status, body } = await cluster.send({
        method: 'POST',
        path: pathOf(cluster, 'configmaps'),
        headers: { 'Content-Type': 'application/yaml' },
        body: 'metadata:\n  name: c\ndata:\n  a: "1"\n',
      });
      return [status, body.data];
    },
    answer: [201, { a: '1' }],
  },
  {
    id: 'write.media-type',
    what: 'another content type is refused',
    source: CONCEPTS,
    call: async cluster =>
      refusal(
        await cluster.send({
          method: 'POST',
          path: pathOf(cluster, 'configmaps'),
          headers: { 'Content-Type': 'text/plain' },
          body: JSON.stringify(configMap('c')),
        }),
      ),
    answer: { status: 415, reason: 'UnsupportedMediaType' },
  },
  {
    id: 'write.collection-put',
    what: 'a collection cannot be replaced',
    source: CONCEPTS,
    call: async cluster =>
      refusal(
        await cluster.send({
          method: 'PUT',
          path: pathOf(cluster, 'configmaps'),
          body: configMap('c'),
        }),
      ),
    answer: { status: 405, reason: 'MethodNotAllowed' },
  },
];

const updating: Behaviour<Cluster>[] = [
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

const workloads: Behaviour<Cluster>[] = [
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

const named = (
  id: string,
  what: string,
  plural: string,
  body: (name: string) => unknown,
  cases: Record<string, unknown>,
): Behaviour<Cluster> => ({
  id: `write.${id}`,
  what,
  source: NAMES,
  call: async cluster => {
    const answers: Record<string, unknown> = {};
    for (const name of Object.keys(cases)) {
      const answer = await post(cluster, plural, body(name));
      answers[name] =
        answer.status < 300
          ? answer.status
          : [answer.status, ...(refusal(answer) as any).causes];
    }
    return answers;
  },
  answer: cases,
});

const INVALID = (field: string) => [422, `${field}: FieldValueInvalid`];

const naming: Behaviour<Cluster>[] = [
  named(
    'names',
    'most names are DNS subdomains of up to 253 letters',
    'configmaps',
    name => configMap(name),
    {
      'a.b-1': 201,
      '1': 201,
      ['x'.repeat(253)]: 201,
      ['x'.repeat(254)]: INVALID('metadata.name'),
      Upper: INVALID('metadata.name'),
      under_score: INVALID('metadata.name'),
      '-a': INVALID('metadata.name'),
      'a..b': INVALID('metadata.name'),
    },
  ),
  named(
    'service-names',
    'those of Services are DNS labels',
    'services',
    name => ({ metadata: { name }, spec: { ports: [{ port: 80 }] } }),
    {
      'a-1': 201,
      '1a': 201,
      'a.b': INVALID('metadata.name'),
    },
  ),
  named(
    'label-values',
    'values of labels have up to 63 letters and no slash',
    'configmaps',
    value => ({
      metadata: { generateName: 'c-', labels: { app: value } },
    }),
    {
      '': 201,
      'A_b.c-1': 201,
      ['x'.repeat(63)]: 201,
      ['x'.repeat(64)]: INVALID('metadata.labels'),
      'a/b': INVALID('metadata.labels'),
    },
  ),
  named(
    'annotation-keys',
    'keys of annotations are a name, and a DNS subdomain before it',
    'configmaps',
    key => ({ metadata: { generateName: 'c-', annotations: { [key]: 'v' } } }),
    {
      'eks.amazonaws.com/role-arn': 201,
      'Upper.example/a': 201,
      'a/b/c': INVALID('metadata.annotations'),
      'a b': INVALID('metadata.annotations'),
    },
  ),
  named(
    'data-keys',
    'keys of ConfigMaps are file names',
    'configmaps',
    key => ({ metadata: { generateName: 'c-' }, data: { [key]: 'v' } }),
    {
      AWS_ACCESS_KEY_ID: 201,
      'a.b-c': 201,
      '..': [422, 'data[..]: FieldValueInvalid'],
      'a/b': [422, 'data[a/b]: FieldValueInvalid'],
      '': [422, 'data[]: FieldValueInvalid'],
    },
  ),
];

const MIB = 1024 * 1024;
const text = (bytes: number) => 'x'.repeat(bytes);

const secrets: Behaviour<Cluster>[] = [
  {
    id: 'write.string-data',
    what: 'stringData goes over data, key by key',
    source: SECRETS,
    call: async cluster => {
      await made(cluster, 'secrets', {
        ...secret('s', { both: 'new', text: 't' }),
        data: { both: 'b2xk', kept: 'aw==' },
      });
      const { body } = await patch(cluster, 'secrets', 's', MERGE_PATCH, {
        stringData: { text: 'u' },
      });
      return body.data;
    },
    answer: { both: 'bmV3', kept: 'aw==', text: 'dQ==' },
  },
  {
    id: 'write.bad-base64',
    what: 'data that is no base64 is a bad request',
    source: SECRETS,
    call: async cluster =>
      said(
        await post(cluster, 'secrets', {
          metadata: { name: 's' },
          data: { k: 'not base64!' },
        }),
      ),
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 3',
    },
  },
  {
    id: 'write.secret-size',
    what: 'a Secret holds one MiB and not a byte more',
    source: SECRETS,
    call: async cluster => [
      outcome(await post(cluster, 'secrets', secret('a', { k: text(MIB) }))),
      said(
        await post(cluster, 'secrets', secret('b', { k: text(MIB), l: 'x' })),
      ),
    ],
    answer: [
      201,
      {
        status: 422,
        reason: 'Invalid',
        kind: 'Secret',
        causes: ['data: FieldValueTooLong'],
        message:
          'Secret "b" is invalid: data: Too long: may not be more than 1048576 bytes',
      },
    ],
  },
  {
    id: 'write.config-map-size',
    what: 'so does a ConfigMap, text and binary together',
    source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    call: async cluster =>
      said(
        await post(cluster, 'configmaps', {
          ...configMap('c', { k: text(MIB) }),
          binaryData: { z: 'AA==' },
        }),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'ConfigMap',
      causes: ['[]: FieldValueTooLong'],
      message:
        'ConfigMap "c" is invalid: []: Too long: may not be more than 1048576 bytes',
    },
  },
  {
    id: 'write.annotations-size',
    what: 'annotations of an object have 256 KiB',
    source: CONCEPTS,
    call: async cluster =>
      said(
        await post(
          cluster,
          'configmaps',
          configMap('c', {}, { annotations: { a: text(256 * 1024) } }),
        ),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'ConfigMap',
      causes: ['metadata.annotations: FieldValueTooLong'],
      message:
        'ConfigMap "c" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes',
    },
  },
  {
    id: 'write.body-size',
    what: 'a request has three MiB',
    source: CONCEPTS,
    call: async cluster =>
      refusal(
        await post(cluster, 'configmaps', configMap('c', { k: text(3 * MIB) })),
      ),
    answer: { status: 413, reason: 'RequestEntityTooLarge' },
  },
  {
    id: 'write.immutable',
    what: 'an immutable Secret keeps its data, and stays immutable',
    source: `${SECRETS}#secret-immutable`,
    call: async cluster => {
      await made(cluster, 'secrets', { ...secret('s'), immutable: true });
      const change = async (body: unknown) =>
        outcome(await patch(cluster, 'secrets', 's', MERGE_PATCH, body));
      return [
        await change({ stringData: { k: 'w' } }),
        await change({ immutable: null }),
        await change({ metadata: { labels: { a: 'b' } } }),
      ];
    },
    answer: [
      {
        status: 422,
        reason: 'Invalid',
        kind: 'Secret',
        causes: ['data: FieldValueForbidden'],
      },
      {
        status: 422,
        reason: 'Invalid',
        kind: 'Secret',
        causes: ['immutable: FieldValueForbidden'],
      },
      200,
    ],
  },
  {
    id: 'write.secret-type',
    what: 'the type of a Secret stays',
    source: SECRETS,
    call: async cluster => {
      await made(cluster, 'secrets', secret('s'));
      return refusal(
        await patch(cluster, 'secrets', 's', MERGE_PATCH, { type: 'other' }),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'Secret',
      causes: ['type: FieldValueInvalid'],
    },
  },
  {
    id: 'write.secret-type-keys',
    what: 'a type that Kubernetes knows has its keys',
    source: `${SECRETS}#secret-types`,
    call: async cluster =>
      refusal(
        await post(cluster, 'secrets', {
          ...secret('s'),
          type: 'kubernetes.io/basic-auth',
        }),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'Secret',
      causes: [
        'data[username]: FieldValueRequired',
        'data[password]: FieldValueRequired',
      ],
    },
  },
];

export const writing: Behaviour<Cluster>[] = [
  ...creating,
  ...updating,
  ...workloads,
  ...naming,
  ...secrets,
];
