import { Behaviour } from '../../contract';
import { CONCEPTS, PATCHES } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, JSON_PATCH, MERGE_PATCH } from '../support/manifests';
import { made, patch, pathOf, said, stored } from '../support/objects';
import { outcome } from '../support/reduce';
import { merge, podSpec, RFC7386, TEMPLATE } from './workload';

export const mergePatches: Behaviour<Cluster>[] = [
  merge(
    'merge-list',
    'a merge patch of a list is the list: the containers that it does not name are gone, and so are their fields',
    podSpec({ containers: [{ name: 'app', image: 'idle:9' }] }),
    { ...TEMPLATE, containers: [{ name: 'app', image: 'idle:9' }] },
  ),
  merge(
    'merge-env-from',
    'an envFrom of a merge patch is the whole envFrom',
    podSpec({
      containers: [
        {
          name: 'app',
          image: 'idle:1',
          envFrom: [{ configMapRef: { name: 'other' } }],
        },
      ],
    }),
    {
      ...TEMPLATE,
      containers: [{ name: 'app', image: 'idle:1', envFrom: ['other'] }],
    },
  ),
  merge(
    'merge-null',
    'null removes',
    podSpec({ imagePullSecrets: null, tolerations: null }),
    { ...TEMPLATE, pull: undefined, tolerations: undefined },
  ),
  merge(
    'merge-null-of-nothing',
    'also what is not there',
    podSpec({ nodeSelector: null }),
    TEMPLATE,
  ),
  merge('merge-empty', 'an empty patch changes nothing', {}, TEMPLATE),
  {
    id: 'patch.merge-keys',
    what: 'a merge patch of a map changes the keys it names',
    source: RFC7386,
    call: async cluster => {
      await made(
        cluster,
        'configmaps',
        configMap('c', { a: '1', b: '2', c: '3' }),
      );
      const { body } = await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { a: null, b: '22', d: '4' },
      });
      return body.data;
    },
    answer: { b: '22', c: '3', d: '4' },
  },
  {
    id: 'patch.version',
    what: 'a version in a patch has to be the current one',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const { resourceVersion } = metadata;
      const send = async (data: unknown) =>
        outcome(
          await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
            metadata: { resourceVersion },
            data,
          }),
        );
      const answers = [await send({ k: '2' }), await send({ k: '3' })];
      return [...answers, (await stored(cluster, 'configmaps', 'c')).data];
    },
    answer: [
      200,
      { status: 409, reason: 'Conflict', kind: 'configmaps' },
      { k: '2' },
    ],
  },
  {
    id: 'patch.version-tested',
    what: 'so has one that a JSON Patch tests',
    source: CONCEPTS,
    call: async cluster => {
      const { metadata } = await made(cluster, 'configmaps', configMap('c'));
      const send = async (value: string) =>
        outcome(
          await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
            {
              op: 'test',
              path: '/metadata/resourceVersion',
              value: metadata.resourceVersion,
            },
            { op: 'replace', path: '/data/k', value },
          ]),
        );
      return [await send('2'), await send('3')];
    },
    answer: [200, { status: 422, reason: 'Invalid' }],
  },
  {
    id: 'patch.uid',
    what: 'a uid in a patch has to be that of the object',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await patch(
        cluster,
        'configmaps',
        'c',
        MERGE_PATCH,
        { metadata: { uid: '00000000-0000-4000-8000-000000000000' } },
      );
      return [status, body.reason, body.message];
    },
    answer: [
      422,
      'Invalid',
      'ConfigMap "c" is invalid: metadata.uid: Invalid value: "00000000-0000-4000-8000-000000000000": field is immutable',
    ],
  },
  {
    id: 'patch.name',
    what: 'a patch does not rename',
    source: CONCEPTS,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return outcome(
        await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
          metadata: { name: 'd' },
        }),
      );
    },
    answer: { status: 400, reason: 'BadRequest' },
  },
  {
    id: 'patch.missing',
    what: 'what is not there cannot be patched',
    source: CONCEPTS,
    call: async cluster =>
      outcome(await patch(cluster, 'configmaps', 'none', MERGE_PATCH, {})),
    answer: { status: 404, reason: 'NotFound', kind: 'configmaps' },
  },
  {
    id: 'patch.media-type',
    what: 'plain JSON is no patch',
    source: PATCHES,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const answer = await cluster.send({
        method: 'PATCH',
        path: pathOf(cluster, 'configmaps', 'c'),
        body: { data: { k: '2' } },
      });
      return said(answer);
    },
    answer: {
      status: 415,
      reason: 'UnsupportedMediaType',
      message: '415: Unsupported Media Type',
    },
  },
];
