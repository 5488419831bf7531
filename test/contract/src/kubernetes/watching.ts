import { CoreV1Api, makeInformer, V1ConfigMap } from '@kubernetes/client-node';
import { Behaviour, NotPossibleHere } from '../contract';
import { CONCEPTS } from './api';
import { Cluster } from './support/Cluster';
import {
  configMap,
  METADATA,
  MERGE_PATCH,
  pod,
  TABLE,
} from './support/manifests';
import { made, patch, pathOf, put, remove, stored } from './support/objects';
import { names, outcome, refusal } from './support/reduce';
import { until } from './support/until';
import { watch, Watching } from './support/watch';
import { DEFINITIONS, widgets } from './support/widgets';

const WATCH = `${CONCEPTS}#efficient-detection-of-changes`;
const BOOKMARKS = `${CONCEPTS}#watch-bookmarks`;
const STREAMING = `${CONCEPTS}#streaming-lists`;

const INITIAL = {
  sendInitialEvents: true,
  resourceVersionMatch: 'NotOlderThan',
  allowWatchBookmarks: true,
};

type Query = Record<string, string | number | boolean | undefined>;

/** Secrets: nobody but the test writes any in its namespace. */
function secrets(
  cluster: Cluster,
  query: Query,
  headers?: Record<string, string>,
): Promise<Watching> {
  return watch(cluster, { path: pathOf(cluster, 'secrets'), query, headers });
}

const secret = (name: string, labels?: Record<string, string>) => ({
  metadata: { name, ...(labels ? { labels } : {}) },
});

function labelled(cluster: Cluster, name: string, labels: object) {
  return patch(cluster, 'secrets', name, MERGE_PATCH, { metadata: { labels } });
}

async function versionOfList(cluster: Cluster): Promise<string> {
  const { metadata } = await cluster.must({ path: pathOf(cluster, 'secrets') });
  return metadata.resourceVersion;
}

const versionOf = ({ object }: { object: any }) =>
  Number(object.metadata.resourceVersion);

const changes: Behaviour<Cluster>[] = [
  {
    id: 'watch.after-list',
    what: 'a watch from the version of a list sees every later change, in order',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('before'));
      const resourceVersion = await versionOfList(cluster);
      await made(cluster, 'secrets', secret('meanwhile'));
      const stream = await secrets(cluster, { resourceVersion });
      await made(cluster, 'secrets', secret('a'));
      await labelled(cluster, 'a', { x: 'y' });
      await remove(cluster, 'secrets', 'a');
      await stream.have(4);
      stream.stop();
      const versions = stream.events.map(versionOf);
      return [
        stream.seen(),
        versions.every((each, at) => at === 0 || each > versions[at - 1]),
      ];
    },
    answer: [['ADDED meanwhile', 'ADDED a', 'MODIFIED a', 'DELETED a'], true],
  },
  {
    id: 'watch.resume',
    what: 'a watch from the version of an event goes on after it',
    source: WATCH,
    call: async cluster => {
      const resourceVersion = await versionOfList(cluster);
      const first = await secrets(cluster, { resourceVersion });
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      await first.have(2);
      first.stop();
      const second = await secrets(cluster, {
        resourceVersion: versionOf(first.events[1]),
      });
      await second.have(1);
      second.stop();
      return [first.seen().slice(0, 2), second.seen()];
    },
    answer: [['ADDED a', 'ADDED b'], ['ADDED c']],
  },
  {
    id: 'watch.version-zero',
    what: 'from version 0, or from none, what there is comes first',
    source: `${CONCEPTS}#semantics-for-watch`,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      await made(cluster, 'secrets', secret('b'));
      const seen = [];
      for (const query of [{ resourceVersion: 0 }, {}]) {
        const stream = await secrets(cluster, query);
        await stream.have(2);
        await labelled(cluster, 'b', { x: `${seen.length}` });
        await stream.have(3);
        stream.stop();
        seen.push(stream.seen().slice(0, 2).sort().concat(stream.seen()[2]));
      }
      return seen;
    },
    answer: [
      ['ADDED a', 'ADDED b', 'MODIFIED b'],
      ['ADDED a', 'ADDED b', 'MODIFIED b'],
    ],
  },
  {
    id: 'watch.objects-are-whole',
    what: 'objects of events have kind and version, unlike items of lists',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, {});
      await stream.have(1);
      stream.stop();
      const [{ object }] = stream.events;
      return [object.kind, object.apiVersion];
    },
    answer: ['Secret', 'v1'],
  },
  {
    id: 'watch.other-namespace',
    what: 'a watch of a namespace sees that namespace only',
    source: WATCH,
    call: async cluster => {
      const stream = await secrets(cluster, {
        resourceVersion: await versionOfList(cluster),
      });
      const name = `elsewhere-${cluster.namespace}`;
      const path = '/api/v1/namespaces/default/secrets';
      await cluster.must({ method: 'POST', path, body: secret(name) });
      await cluster.must({ method: 'DELETE', path: `${path}/${name}` });
      await made(cluster, 'secrets', secret('here'));
      await stream.have(1);
      stream.stop();
      return stream.seen();
    },
    answer: ['ADDED here'],
  },
  {
    id: 'watch.nothing-changed',
    what: 'an update that changes nothing is no event',
    source: WATCH,
    call: async cluster => {
      const first = await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, {
        resourceVersion: first.metadata.resourceVersion,
      });
      await put(cluster, 'secrets', 'a', first);
      await labelled(cluster, 'a', { x: 'y' });
      await stream.have(1);
      stream.stop();
      return stream.seen();
    },
    answer: ['MODIFIED a'],
  },
  {
    id: 'watch.finalizer',
    what: 'a delete that a finalizer holds is a change first',
    source: WATCH,
    call: async cluster => {
      const { metadata } = await made(cluster, 'secrets', {
        metadata: { name: 'a', finalizers: ['contract.example/held'] },
      });
      const stream = await secrets(cluster, {
        resourceVersion: metadata.resourceVersion,
      });
      await remove(cluster, 'secrets', 'a');
      await patch(cluster, 'secrets', 'a', MERGE_PATCH, {
        metadata: { finalizers: null },
      });
      await stream.have(2);
      stream.stop();
      return stream.events.map(({ type, object }) => [
        type,
        'deletionTimestamp' in object.metadata,
      ]);
    },
    answer: [
      ['MODIFIED', true],
      ['DELETED', true],
    ],
  },
  {
    id: 'watch.deleted-version',
    what: 'what is deleted comes as it last was, with the version of its deletion',
    source: WATCH,
    call: async cluster => {
      const { metadata } = await made(cluster, 'secrets', {
        ...secret('a', { x: 'y' }),
        stringData: { k: 'v' },
      });
      const stream = await secrets(cluster, {
        resourceVersion: metadata.resourceVersion,
      });
      await remove(cluster, 'secrets', 'a');
      await stream.have(1);
      stream.stop();
      const [event] = stream.events;
      return [
        event.object.data,
        event.object.metadata.labels,
        versionOf(event) > Number(metadata.resourceVersion),
      ];
    },
    answer: [{ k: 'dg==' }, { x: 'y' }, true],
  },
  {
    id: 'watch.informer',
    what: 'the informer of @kubernetes/client-node keeps up',
    source: 'https://github.com/kubernetes-client/javascript',
    call: async cluster => {
      const core = cluster.client(CoreV1Api);
      const { namespace } = cluster;
      const informer = makeInformer<V1ConfigMap>(
        cluster.config,
        pathOf(cluster, 'configmaps'),
        () => core.listNamespacedConfigMap({ namespace }),
      );
      const seen: string[] = [];
      for (const verb of ['add', 'update', 'delete'] as const) {
        informer.on(verb, ({ metadata }) => {
          if (metadata?.name === 'c') seen.push(verb);
        });
      }
      await informer.start();
      const saw = (count: number) =>
        until(
          async () => seen.length,
          length => length >= count,
        );
      await made(cluster, 'configmaps', configMap('c'));
      await saw(1);
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { k: '2' },
      });
      await saw(2);
      const held = informer.get('c', namespace)?.data;
      await remove(cluster, 'configmaps', 'c');
      await saw(3);
      await informer.stop();
      return [seen, held];
    },
    answer: [['add', 'update', 'delete'], { k: '2' }],
  },
];

const selecting: Behaviour<Cluster>[] = [
  {
    id: 'watch.label-selector',
    what: 'what comes to be selected is added, and what no longer is, is deleted',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a', { mine: 'no' }));
      const stream = await secrets(cluster, {
        labelSelector: 'mine=yes',
        resourceVersion: await versionOfList(cluster),
      });
      await labelled(cluster, 'a', { x: 'y' });
      await labelled(cluster, 'a', { mine: 'yes' });
      await labelled(cluster, 'a', { x: 'z' });
      await labelled(cluster, 'a', { mine: 'no' });
      await remove(cluster, 'secrets', 'a');
      await made(cluster, 'secrets', secret('last', { mine: 'yes' }));
      await stream.have(4);
      stream.stop();
      return [stream.seen(), stream.events[2].object.metadata.labels];
    },
    answer: [
      ['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED last'],
      { mine: 'yes', x: 'z' },
    ],
  },
  {
    id: 'watch.field-selector',
    what: 'one object is watched by its name',
    source: WATCH,
    call: async cluster => {
      const stream = await secrets(cluster, {
        fieldSelector: 'metadata.name=b',
        resourceVersion: await versionOfList(cluster),
      });
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      await remove(cluster, 'secrets', 'b');
      await stream.have(2);
      stream.stop();
      return stream.seen();
    },
    answer: ['ADDED b', 'DELETED b'],
  },
  {
    id: 'watch.field-leaves',
    what: 'a Pod that gets a node leaves the watch of those without one',
    source: WATCH,
    call: async cluster => {
      const stream = await watch(cluster, {
        path: pathOf(cluster, 'pods'),
        query: { fieldSelector: 'spec.nodeName=' },
      });
      await made(cluster, 'pods', pod('p'));
      await until(
        async () => stream.seen().at(-1),
        last => last === 'DELETED p',
      );
      stream.stop();
      return stream.seen()[0];
    },
    answer: 'ADDED p',
  },
  {
    id: 'watch.bad-selector',
    what: 'a selector that is none is refused before the stream begins',
    source: WATCH,
    call: async cluster =>
      outcome(
        await cluster.send({
          path: pathOf(cluster, 'secrets'),
          query: { watch: 1, labelSelector: 'a=b=c' },
        }),
      ),
    answer: { status: 400, reason: 'BadRequest' },
  },
];

const forms: Behaviour<Cluster>[] = [
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

const ends: Behaviour<Cluster>[] = [
  {
    id: 'watch.timeout',
    what: 'a watch ends when its time is over, without an error',
    source: WATCH,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const stream = await secrets(cluster, { timeoutSeconds: 1 });
      await stream.ended();
      return [stream.status, stream.seen()];
    },
    answer: [200, ['ADDED a']],
  },
  {
    id: 'watch.bookmark',
    what: 'before it ends comes a bookmark, for who asked: a version to go on from',
    source: BOOKMARKS,
    call: async cluster => {
      await made(cluster, 'secrets', secret('a'));
      const query = { timeoutSeconds: 4, resourceVersion: 0 };
      const [with1, without] = await Promise.all([
        secrets(cluster, { ...query, allowWatchBookmarks: true }),
        secrets(cluster, query),
      ]);
      await Promise.all([with1.ended(), without.ended()]);
      const mark = with1.events.at(-1)!;
      return [
        mark.type,
        Object.keys(mark.object).filter(key => !/^(spec|status)$/.test(key)),
        versionOf(mark) >= versionOf(with1.events[0]),
        without.events.some(({ type }) => type === 'BOOKMARK'),
      ];
    },
    answer: ['BOOKMARK', ['kind', 'apiVersion', 'metadata'], true, false],
  },
  {
    id: 'watch.gone',
    what: 'a version from before what the server remembers is 410 Expired, as an event',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      // What was before the kind itself, nobody can remember.
      const { resourceVersion } = (
        await stored(cluster, 'serviceaccounts', 'default')
      ).metadata;
      const group = `${cluster.namespace}.example`;
      const { path, definition } = widgets(group, cluster.namespace);
      await cluster.must({
        method: 'POST',
        path: DEFINITIONS,
        body: definition,
      });
      await until(
        () => cluster.send({ path }),
        ({ status }) => status === 200,
      );
      const stream = await watch(cluster, { path, query: { resourceVersion } });
      await stream.ended();
      await cluster.must({
        method: 'DELETE',
        path: `${DEFINITIONS}/widgets.${group}`,
      });
      const { type, object } = stream.events[0];
      return [
        stream.status,
        type,
        object.kind,
        object.code,
        object.reason,
        /^too old resource version: \d+ \(\d+\)$/.test(object.message),
      ];
    },
    answer: [200, 'ERROR', 'Status', 410, 'Expired', true],
  },
  {
    id: 'watch.bad-version',
    what: 'a version that is no number is refused',
    source: WATCH,
    call: async cluster =>
      refusal(
        await cluster.send({
          path: pathOf(cluster, 'secrets'),
          query: { watch: 1, resourceVersion: 'new' },
        }),
      ),
    answer: { status: 500 },
  },
];

const forgetting: Behaviour<Cluster>[] = [
  {
    id: 'list.gone-in-mid-list',
    what: 'a list that was forgotten between two pages is 410, with a way to go on all the same',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      for (const name of ['a', 'b', 'c']) {
        await made(cluster, 'secrets', secret(name));
      }
      const page = (query: Query) =>
        cluster.send({ path: pathOf(cluster, 'secrets'), query });
      const first = await page({ limit: 1 });
      await remove(cluster, 'secrets', 'b');
      await forget(cluster);
      const late = await page({
        limit: 5,
        continue: first.body.metadata.continue,
      });
      const rest = await page({
        limit: 5,
        continue: late.body.metadata.continue,
      });
      return [refusal(late), names(rest)];
    },
    answer: [{ status: 410, reason: 'Expired' }, ['c']],
  },
  {
    id: 'list.gone',
    what: 'a list of a version that has been forgotten is 410 Expired',
    source: `${CONCEPTS}#410-gone-responses`,
    call: async cluster => {
      await forget(cluster);
      return refusal(
        await cluster.send({
          path: pathOf(cluster, 'secrets'),
          query: { resourceVersion: 1, resourceVersionMatch: 'Exact' },
        }),
      );
    },
    answer: { status: 410, reason: 'Expired' },
  },
];

async function forget({ world }: Cluster): Promise<void> {
  if (!world.forgetHistory) throw new NotPossibleHere();
  await world.forgetHistory();
}

export const watching: Behaviour<Cluster>[] = [
  ...changes,
  ...selecting,
  ...forms,
  ...ends,
  ...forgetting,
];
