import { Behaviour } from '../contract';
import { CONCEPTS } from './api';
import { Cluster } from './support/Cluster';
import {
  configMap,
  METADATA,
  METADATA_LIST,
  pod,
  secret,
  TABLE,
} from './support/manifests';
import { managers, names, outcome, plain, refusal } from './support/reduce';

async function secrets(cluster: Cluster, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await cluster.must({
      method: 'POST',
      path: `${cluster.core}/secrets`,
      body: secret(
        `s-${i}`,
        { k: 'v' },
        { labels: i % 2 ? { odd: 'yes', n: `${i}` } : { n: `${i}` } },
      ),
    });
  }
}

async function pages(cluster: Cluster, query: Record<string, string | number>) {
  const seen = [];
  let token: string | undefined;
  do {
    const { body } = await cluster.send({
      path: `${cluster.core}/secrets`,
      query: { ...query, continue: token },
    });
    seen.push({
      names: body.items.map((item: any) => item.metadata.name),
      left: body.metadata.remainingItemCount,
      version: body.metadata.resourceVersion,
    });
    token = body.metadata.continue || undefined;
  } while (token);
  return plain({
    oneVersion: new Set(seen.map(({ version }) => version)).size === 1,
    pages: seen.map(({ version: _, ...page }) => page),
  });
}

const selector = (
  id: string,
  query: Record<string, string>,
  answer: unknown,
): Behaviour<Cluster> => ({
  id: `read.${id}`,
  what: `${Object.values(query)[0]} selects what it says`,
  source: CONCEPTS,
  call: async cluster => {
    await secrets(cluster, 4);
    const found = await cluster.send({
      path: `${cluster.core}/secrets`,
      query,
    });
    return found.status === 200 ? names(found) : refusal(found);
  },
  answer,
});

export const reading: Behaviour<Cluster>[] = [
  {
    id: 'read.pages',
    what: 'a limit gives pages of one version that say how much is left',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 5);
      return pages(cluster, { limit: 2 });
    },
    answer: {
      oneVersion: true,
      pages: [
        { names: ['s-0', 's-1'], left: 3 },
        { names: ['s-2', 's-3'], left: 1 },
        { names: ['s-4'] },
      ],
    },
  },
  {
    id: 'read.pages-selected',
    what: 'with a selector nobody knows how much is left',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 5);
      const read = await pages(cluster, { limit: 1, labelSelector: 'odd=yes' });
      // The last page may be empty, because the server does not look ahead.
      return {
        oneVersion: read.oneVersion,
        names: read.pages.flatMap(page => page.names),
        left: read.pages.flatMap(page => page.left ?? []),
      };
    },
    answer: { oneVersion: true, names: ['s-1', 's-3'], left: [] },
  },
  {
    id: 'read.pages-consistent',
    what: 'a later page does not show what changed since the first',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 3);
      const path = `${cluster.core}/secrets`;
      const first = await cluster.send({ path, query: { limit: 1 } });
      await cluster.must({ method: 'DELETE', path: `${path}/s-1` });
      await cluster.must({ method: 'POST', path, body: secret('s-9') });
      const rest = await cluster.send({
        path,
        query: { limit: 9, continue: first.body.metadata.continue },
      });
      return names(rest);
    },
    answer: ['s-1', 's-2'],
  },
  {
    id: 'read.continue-garbage',
    what: 'a continue token that is none is a bad request',
    source: CONCEPTS,
    call: async cluster =>
      refusal(
        await cluster.send({
          path: `${cluster.core}/secrets`,
          query: { limit: 1, continue: 'garbage' },
        }),
      ),
    answer: { status: 400, reason: 'BadRequest' },
  },
  {
    id: 'read.metadata-list',
    what: 'a metadata-only list of Secrets has no data',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const { body } = await cluster.send({
        path: `${cluster.core}/secrets`,
        query: { limit: 500 },
        headers: { Accept: METADATA_LIST },
      });
      return {
        kind: body.kind,
        apiVersion: body.apiVersion,
        fields: Object.keys(body.items[0]).filter(
          field => !['kind', 'apiVersion'].includes(field),
        ),
        managers: managers(body.items[0].metadata),
      };
    },
    answer: {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      fields: ['metadata'],
      managers: [
        { manager: 'contract-suite', operation: 'Update', keys: ['k'] },
      ],
    },
  },
  {
    id: 'read.metadata-get',
    what: 'one Secret can be read by its metadata only',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const { body } = await cluster.send({
        path: `${cluster.core}/secrets/s-0`,
        headers: { Accept: METADATA },
      });
      return { kind: body.kind, fields: Object.keys(body).sort() };
    },
    answer: {
      kind: 'PartialObjectMetadata',
      fields: ['apiVersion', 'kind', 'metadata'],
    },
  },
  {
    id: 'read.metadata-wrong-version',
    what: 'metadata-only in a version that does not exist is not acceptable',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const answer = await cluster.send({
        path: `${cluster.core}/secrets/s-0`,
        headers: {
          Accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1',
        },
      });
      return { status: answer.status, reason: answer.body?.reason };
    },
    answer: { status: 406, reason: 'NotAcceptable' },
  },
  {
    id: 'read.metadata-wrong-kind',
    what: 'metadata-only of a list is no way to see one object, nor the reverse',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const seen = async (path: string, Accept: string) =>
        outcome(
          await cluster.send({
            path: `${cluster.core}/${path}`,
            headers: { Accept },
          }),
        );
      return [
        await seen('secrets/s-0', METADATA_LIST),
        await seen('secrets', METADATA),
        await seen('secrets', `${METADATA},application/json`),
      ];
    },
    answer: [
      { status: 406, reason: 'NotAcceptable' },
      { status: 406, reason: 'NotAcceptable' },
      { status: 406, reason: 'NotAcceptable' },
    ],
  },
  {
    id: 'read.table',
    what: 'a Table names its columns and carries metadata only',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const { body } = await cluster.send({
        path: `${cluster.core}/secrets`,
        headers: { Accept: TABLE },
      });
      return {
        kind: body.kind,
        columns: body.columnDefinitions.map((column: any) => column.name),
        cells: body.rows[0].cells.slice(0, 3),
        object: body.rows[0].object.kind,
      };
    },
    answer: {
      kind: 'Table',
      columns: ['Name', 'Type', 'Data', 'Age'],
      cells: ['s-0', 'Opaque', 1],
      object: 'PartialObjectMetadata',
    },
  },
  {
    id: 'read.items-without-kind',
    what: 'items of a list have no kind of their own',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const { body } = await cluster.send({ path: `${cluster.core}/secrets` });
      return [body.kind, body.apiVersion, body.items[0].kind ?? 'none'];
    },
    answer: ['SecretList', 'v1', 'none'],
  },
  selector('label-equals', { labelSelector: 'odd=yes' }, ['s-1', 's-3']),
  selector('label-not-equals', { labelSelector: 'odd!=yes' }, ['s-0', 's-2']),
  selector('label-in', { labelSelector: 'n in (0,3)' }, ['s-0', 's-3']),
  selector('label-not-in', { labelSelector: 'n notin (0,3)' }, ['s-1', 's-2']),
  selector('label-exists', { labelSelector: 'odd,n=1' }, ['s-1']),
  selector('label-absent', { labelSelector: '!odd' }, ['s-0', 's-2']),
  selector(
    'label-malformed',
    { labelSelector: 'a=b=c' },
    { status: 400, reason: 'BadRequest' },
  ),
  selector('field-name', { fieldSelector: 'metadata.name=s-2' }, ['s-2']),
  selector('field-type', { fieldSelector: 'type!=Opaque' }, []),
  selector(
    'field-unknown',
    { fieldSelector: 'data.k=v' },
    { status: 400, reason: 'BadRequest' },
  ),
  {
    id: 'read.field-pods',
    what: 'Pods are selected by phase and node',
    source: CONCEPTS,
    call: async cluster => {
      await cluster.must({
        method: 'POST',
        path: `${cluster.core}/pods`,
        body: pod('waits', { nodeSelector: { no: 'such-node' } }),
      });
      const list = async (fieldSelector: string) =>
        names(
          await cluster.send({
            path: `${cluster.core}/pods`,
            query: { fieldSelector },
          }),
        );
      return [
        await list('status.phase=Pending'),
        await list('status.phase=Running'),
        await list('spec.nodeName!='),
      ];
    },
    answer: [['waits'], [], []],
  },
  {
    id: 'read.missing',
    what: 'an object that is not there is NotFound with its kind',
    source: CONCEPTS,
    call: async cluster =>
      refusal(await cluster.send({ path: `${cluster.apps}/deployments/none` })),
    answer: {
      status: 404,
      reason: 'NotFound',
      kind: 'deployments',
      group: 'apps',
    },
  },
  {
    id: 'read.missing-namespace',
    what: 'a list of a namespace that is not there is empty',
    source: CONCEPTS,
    call: async cluster =>
      names(
        await cluster.send({ path: `/api/v1/namespaces/no-such-one/secrets` }),
      ),
    answer: [],
  },
  {
    id: 'read.unknown-resource',
    what: 'a resource that the cluster does not know is 404 without a Status',
    source: CONCEPTS,
    call: async cluster => {
      const { status, text } = await cluster.send({
        path: '/apis/argoproj.example/v1alpha1/rollouts',
      });
      return [status, text.trim()];
    },
    answer: [404, '404 page not found'],
  },
  {
    id: 'read.unknown-resource-of-group',
    what: 'a resource that its group does not have is NotFound',
    source: CONCEPTS,
    call: async cluster =>
      refusal(await cluster.send({ path: `${cluster.apps}/rollouts` })),
    answer: { status: 404, reason: 'NotFound' },
  },
  {
    id: 'read.secret-values',
    what: 'stringData comes back as base64 data, and nothing else',
    source: CONCEPTS,
    call: async cluster => {
      const body = await cluster.must({
        method: 'POST',
        path: `${cluster.core}/secrets`,
        body: secret('s', { a: 'b' }),
      });
      return [body.data, body.stringData ?? 'none', body.type];
    },
    answer: [{ a: 'Yg==' }, 'none', 'Opaque'],
  },
  {
    id: 'read.version-match-without-version',
    what: 'resourceVersionMatch needs a resourceVersion',
    source: CONCEPTS,
    call: async cluster =>
      outcome(
        await cluster.send({
          path: `${cluster.core}/configmaps`,
          query: { resourceVersionMatch: 'Exact' },
        }),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'ListOptions',
      group: 'meta.k8s.io',
      causes: ['resourceVersionMatch: FieldValueForbidden'],
    },
  },
  {
    id: 'read.version-exact',
    what: 'a list can be read as of an earlier version',
    source: CONCEPTS,
    call: async cluster => {
      await secrets(cluster, 1);
      const path = `${cluster.core}/secrets`;
      const before = await cluster.send({ path });
      await cluster.must({ method: 'POST', path, body: secret('later') });
      return names(
        await cluster.send({
          path,
          query: {
            resourceVersionMatch: 'Exact',
            resourceVersion: before.body.metadata.resourceVersion,
          },
        }),
      );
    },
    answer: ['s-0'],
  },
];

/** Entries of the same second have no fixed order. */
function byName(entries: { manager: string }[]) {
  return [...entries].sort((left, right) =>
    left.manager.localeCompare(right.manager),
  );
}

/** The recorded manager, for each way to create an object. */
function made(
  id: string,
  what: string,
  make: (cluster: Cluster) => Promise<unknown>,
  answer: { managers: unknown; valuesInAnnotation: boolean },
): Behaviour<Cluster> {
  return {
    id: `managed-fields.${id}`,
    what,
    source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
    call: async cluster => {
      await make(cluster);
      const { body } = await cluster.send({
        path: `${cluster.core}/secrets/s`,
        headers: { Accept: METADATA },
      });
      return {
        managers: byName(managers(body.metadata)),
        valuesInAnnotation: JSON.stringify(
          body.metadata.annotations ?? {},
        ).includes('opensesame'),
      };
    },
    answer,
  };
}

const SECRET = secret('s', { KEY: 'opensesame' });
const post = (cluster: Cluster, body: unknown, query = {}) =>
  cluster.must({
    method: 'POST',
    path: `${cluster.core}/secrets`,
    body,
    query,
  });
const by = (manager: string, operation = 'Update', keys = ['KEY']) => ({
  manager,
  operation,
  keys,
});

export const managedFields: Behaviour<Cluster>[] = [
  made(
    'apply',
    'kubectl apply writes the values into an annotation too',
    cluster => cluster.kubectl(['apply', '-f', '-'], SECRET),
    { managers: [by('kubectl-client-side-apply')], valuesInAnnotation: true },
  ),
  made(
    'create',
    'kubectl create names the keys and keeps no copy',
    cluster => cluster.kubectl(['create', '-f', '-'], SECRET),
    { managers: [by('kubectl-create')], valuesInAnnotation: false },
  ),
  made(
    'server-side-apply',
    'server-side apply names the keys as applied',
    cluster =>
      cluster.kubectl(['apply', '--server-side', '-f', '-'], {
        ...SECRET,
        stringData: undefined,
        data: { KEY: 'b3BlbnNlc2FtZQ==' },
      }),
    { managers: [by('kubectl', 'Apply')], valuesInAnnotation: false },
  ),
  made(
    'post',
    'a plain POST is recorded under its user agent',
    cluster => post(cluster, SECRET),
    { managers: [by('contract-suite')], valuesInAnnotation: false },
  ),
  made(
    'helm',
    'a POST with a field manager is recorded under it',
    cluster => post(cluster, SECRET, { fieldManager: 'helm' }),
    { managers: [by('helm')], valuesInAnnotation: false },
  ),
  made(
    'two-managers',
    'each manager has the keys it wrote last',
    async cluster => {
      await post(cluster, SECRET, { fieldManager: 'first' });
      await cluster.must({
        method: 'PATCH',
        path: `${cluster.core}/secrets/s`,
        query: { fieldManager: 'backstage-irsa' },
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { stringData: { OTHER: 'x' } },
      });
    },
    {
      managers: [by('backstage-irsa', 'Update', ['OTHER']), by('first')],
      valuesInAnnotation: false,
    },
  ),
  made(
    'stripped',
    'a PUT that empties managedFields leaves none',
    async cluster => {
      const body = await post(cluster, SECRET);
      body.metadata.managedFields = [{}];
      await cluster.must({
        method: 'PUT',
        path: `${cluster.core}/secrets/s`,
        body,
      });
    },
    { managers: [], valuesInAnnotation: false },
  ),
  {
    id: 'managed-fields.binary',
    what: 'binary keys of a ConfigMap are named as well',
    source: CONCEPTS,
    call: async cluster =>
      managers(
        (
          await cluster.must({
            method: 'POST',
            path: `${cluster.core}/configmaps`,
            body: { ...configMap('c', { a: 'b' }), binaryData: { z: 'AAAA' } },
          })
        ).metadata,
      ),
    answer: [by('contract-suite', 'Update', ['a', 'z'])],
  },
];
