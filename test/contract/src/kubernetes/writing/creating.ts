import { Behaviour } from '../../contract';
import { CONCEPTS, NAMES } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, deployment, secret } from '../support/manifests';
import { made, pathOf, post, said } from '../support/objects';
import { refusal } from '../support/reduce';

export const creating: Behaviour<Cluster>[] = [
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
