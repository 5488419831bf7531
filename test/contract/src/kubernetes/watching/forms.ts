import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { METADATA, TABLE } from '../support/manifests';
import { made, pathOf, remove } from '../support/objects';
import { refusal } from '../support/reduce';
import { until } from '@internal/sandbox/until';
import { labelled, Query, secret, secrets, versionOf } from './secrets';

const STREAMING = `${CONCEPTS}#streaming-lists`;

const INITIAL = {
  sendInitialEvents: true,
  resourceVersionMatch: 'NotOlderThan',
  allowWatchBookmarks: true,
};

export const forms: Behaviour<Cluster>[] = [
  {
    id: 'watch.metadata',
    what: 'a metadata-only watch carries no data, and names the keys all the same',
    source: `${CONCEPTS}#metadata-only-fetches`,
    call: async cluster => {
      await made(cluster, 'secrets', {
        ...secret('a'),
        stringData: { AWS_ACCESS_KEY_ID: 'v' },
      });
      const stream = await secrets(cluster, {}, { Accept: METADATA });
      await stream.have(1);
      await remove(cluster, 'secrets', 'a');
      await stream.have(2);
      stream.stop();
      return stream.events.map(({ type, object }) => [
        type,
        object.kind,
        object.apiVersion,
        Object.keys(object).sort(),
        Object.keys(object.metadata.managedFields[0].fieldsV1['f:data']),
      ]);
    },
    answer: ['ADDED', 'DELETED'].map(type => [
      type,
      'PartialObjectMetadata',
      'meta.k8s.io/v1',
      ['apiVersion', 'kind', 'metadata'],
      ['.', 'f:AWS_ACCESS_KEY_ID'],
    ]),
  },
  {
    id: 'watch.table',
    what: 'a watch of Tables names the columns once',
    source: `${CONCEPTS}#receiving-resources-as-tables`,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, {}, { Accept: TABLE });
      await stream.have(1);
      await labelled(cluster, 'a', { x: 'y' });
      await stream.have(2);
      stream.stop();
      return stream.events.map(({ type, object }) => [
        type,
        object.kind,
        object.columnDefinitions?.length > 0,
        object.rows[0].cells.slice(0, 3),
      ]);
    },
    answer: [
      ['ADDED', 'Table', true, ['a', 'Opaque', 0]],
      ['MODIFIED', 'Table', false, ['a', 'Opaque', 0]],
    ],
  },
  {
    id: 'watch.initial-events',
    what: 'a streamed list ends with a bookmark that says so, and goes on',
    source: STREAMING,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      await made(cluster, 'secrets', secret('b'));
      const stream = await secrets(cluster, INITIAL);
      await until(
        async () => stream.events.length,
        length => length >= 3,
      );
      await made(cluster, 'secrets', secret('c'));
      await stream.have(3);
      stream.stop();
      const [first, second, mark, later] = stream.events;
      const { kind, apiVersion, metadata } = mark.object;
      return [
        [first, second].map(({ object }) => object.metadata.name).sort(),
        mark.type,
        kind,
        apiVersion,
        metadata.annotations,
        Number(metadata.resourceVersion) >= versionOf(second),
        `${later.type} ${later.object.metadata.name}`,
      ];
    },
    answer: [
      ['a', 'b'],
      'BOOKMARK',
      'Secret',
      'v1',
      { 'k8s.io/initial-events-end': 'true' },
      true,
      'ADDED c',
    ],
  },
  {
    id: 'watch.initial-events-metadata',
    what: 'the bookmark of a metadata-only one is metadata too',
    source: STREAMING,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, INITIAL, { Accept: METADATA });
      await until(
        async () => stream.events.length,
        length => length >= 2,
      );
      stream.stop();
      const { type, object } = stream.events[1];
      return [
        type,
        object.kind,
        object.metadata.annotations?.['k8s.io/initial-events-end'],
      ];
    },
    answer: ['BOOKMARK', 'PartialObjectMetadata', 'true'],
  },
  {
    id: 'watch.initial-events-options',
    what: 'initial events need to be told how old they may be, and need a watch',
    source: STREAMING,
    call: async cluster => {
      const ask = async (query: Query) =>
        refusal(
          await cluster.send({ path: pathOf(cluster, 'secrets'), query }),
        );
      return [
        await ask({ watch: 1, sendInitialEvents: true }),
        await ask({
          watch: 1,
          sendInitialEvents: true,
          resourceVersionMatch: 'Exact',
        }),
        await ask({
          sendInitialEvents: true,
          resourceVersionMatch: 'NotOlderThan',
        }),
        await ask({ watch: 1, resourceVersionMatch: 'NotOlderThan' }),
      ];
    },
    answer: [
      {
        status: 422,
        reason: 'Invalid',
        kind: 'ListOptions',
        group: 'meta.k8s.io',
        causes: ['resourceVersionMatch: FieldValueForbidden'],
      },
      {
        status: 422,
        reason: 'Invalid',
        kind: 'ListOptions',
        group: 'meta.k8s.io',
        causes: [
          'resourceVersionMatch: FieldValueForbidden',
          'resourceVersionMatch: FieldValueNotSupported',
        ],
      },
      {
        status: 422,
        reason: 'Invalid',
        kind: 'ListOptions',
        group: 'meta.k8s.io',
        causes: [
          'resourceVersionMatch: FieldValueForbidden',
          'sendInitialEvents: FieldValueForbidden',
        ],
      },
      {
        status: 422,
        reason: 'Invalid',
        kind: 'ListOptions',
        group: 'meta.k8s.io',
        causes: ['resourceVersionMatch: FieldValueForbidden'],
      },
    ],
  },
];
