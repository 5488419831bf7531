import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, MERGE_PATCH, secret } from '../support/manifests';
import { made, patch, post, said } from '../support/objects';
import { outcome, refusal } from '../support/reduce';

const SECRETS = 'https://kubernetes.io/docs/concepts/configuration/secret/';

const text = (bytes: number) => 'x'.repeat(bytes);

const MIB = 1024 * 1024;

export const secrets: Behaviour<Cluster>[] = [
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
