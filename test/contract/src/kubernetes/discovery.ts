import { Behaviour } from '../contract';
import { CONCEPTS } from './api';
import { Cluster } from './support/Cluster';
import { configMap, deployment, pod, TABLE } from './support/manifests';
import { made } from './support/objects';
import { person } from './support/people';
import { plain } from './support/reduce';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const OVERVIEW = 'https://kubernetes.io/docs/concepts/overview/kubernetes-api/';
const HEALTH = 'https://kubernetes.io/docs/reference/using-api/health-checks/';
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** The API groups that the product uses. */
const GROUPS = [
  'apps',
  'batch',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'rbac.authorization.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'policy',
  'coordination.k8s.io',
];

const resourcesOf = async (cluster: Cluster, path: string) => {
  const { body } = await cluster.send({ path });
  const find = (wanted: string) =>
    body.resources.find(({ name }: { name: string }) => name === wanted);
  return { body, find };
};

const brief = (resource: any) =>
  plain({
    kind: resource.kind,
    group: resource.group,
    namespaced: resource.namespaced,
    verbs: [...resource.verbs].sort(),
    short: resource.shortNames,
  });

const documents: Row[] = [
  {
    id: 'discovery.groups',
    what: 'the groups that the product asks for are there, in version 1',
    source: OVERVIEW,
    call: async cluster => {
      const { body } = await cluster.send({ path: '/apis' });
      return {
        kind: body.kind,
        groups: GROUPS.map(
          group =>
            body.groups.find(({ name }: { name: string }) => name === group)
              ?.preferredVersion.version,
        ),
      };
    },
    answer: { kind: 'APIGroupList', groups: GROUPS.map(() => 'v1') },
  },
  {
    id: 'discovery.core',
    what: 'the core API has version 1',
    source: OVERVIEW,
    call: async cluster => {
      const { body } = await cluster.send({ path: '/api' });
      return [body.kind, body.versions];
    },
    answer: ['APIVersions', ['v1']],
  },
  {
    id: 'discovery.group',
    what: 'one group names its versions',
    source: OVERVIEW,
    call: async cluster => (await cluster.send({ path: '/apis/apps' })).body,
    answer: {
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    },
  },
  {
    id: 'discovery.core-resources',
    what: 'Secrets, ServiceAccounts and Pods with their subresources',
    source: OVERVIEW,
    call: async cluster => {
      const { find } = await resourcesOf(cluster, '/api/v1');
      return [
        'secrets',
        'serviceaccounts',
        'serviceaccounts/token',
        'pods/eviction',
      ].map(name => brief(find(name)));
    },
    answer: [
      {
        kind: 'Secret',
        namespaced: true,
        verbs: [
          ...['create', 'delete', 'deletecollection', 'get'],
          ...['list', 'patch', 'update', 'watch'],
        ],
      },
      {
        kind: 'ServiceAccount',
        namespaced: true,
        verbs: [
          ...['create', 'delete', 'deletecollection', 'get'],
          ...['list', 'patch', 'update', 'watch'],
        ],
        short: ['sa'],
      },
      {
        kind: 'TokenRequest',
        group: 'authentication.k8s.io',
        namespaced: true,
        verbs: ['create'],
      },
      {
        kind: 'Eviction',
        group: 'policy',
        namespaced: true,
        verbs: ['create'],
      },
    ],
  },
  {
    id: 'discovery.apps-resources',
    what: 'Deployments with their scale',
    source: OVERVIEW,
    call: async cluster => {
      const { find } = await resourcesOf(cluster, '/apis/apps/v1');
      return ['deployments', 'deployments/scale', 'deployments/status'].map(
        name => brief(find(name)),
      );
    },
    answer: [
      {
        kind: 'Deployment',
        namespaced: true,
        verbs: [
          ...['create', 'delete', 'deletecollection', 'get'],
          ...['list', 'patch', 'update', 'watch'],
        ],
        short: ['deploy'],
      },
      {
        kind: 'Scale',
        group: 'autoscaling',
        namespaced: true,
        verbs: ['get', 'patch', 'update'],
      },
      {
        kind: 'Deployment',
        namespaced: true,
        verbs: ['get', 'patch', 'update'],
      },
    ],
  },
  {
    id: 'discovery.aggregated',
    what: 'all in one document, for those who ask for it',
    source: `${OVERVIEW}#aggregated-discovery`,
    call: async cluster => {
      const { body, headers } = await cluster.send({
        path: '/apis',
        headers: { Accept: `${AGGREGATED},application/json` },
      });
      const apps = body.items.find(
        ({ metadata }: any) => metadata.name === 'apps',
      );
      const resource = apps.versions[0].resources.find(
        (each: any) => each.resource === 'deployments',
      );
      return {
        type: headers['content-type'],
        kind: body.kind,
        apiVersion: body.apiVersion,
        version: apps.versions[0].version,
        freshness: apps.versions[0].freshness,
        scope: resource.scope,
        kindOf: resource.responseKind.kind,
        subresources: resource.subresources
          .map((each: any) => each.subresource)
          .sort(),
      };
    },
    answer: {
      type: AGGREGATED,
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      version: 'v1',
      freshness: 'Current',
      scope: 'Namespaced',
      kindOf: 'Deployment',
      subresources: ['scale', 'status'],
    },
  },
  {
    id: 'discovery.unknown',
    what: 'a group, a version or a path that is not there is 404',
    source: OVERVIEW,
    call: async cluster =>
      Promise.all(
        ['/apis/none.example', '/apis/apps/v9', '/api/v9', '/none'].map(
          async path => (await cluster.send({ path })).status,
        ),
      ),
    answer: [404, 404, 404, 404],
  },
  {
    id: 'discovery.version',
    what: 'the version says major and minor',
    source: OVERVIEW,
    call: async cluster => {
      const { body } = await cluster.send({ path: '/version' });
      return [
        body.major,
        Number(body.minor) > 30,
        body.gitVersion,
        body.platform,
      ];
    },
    answer: [
      '1',
      true,
      expect.stringMatching(/^v1\.\d+\.\d+/),
      expect.stringMatching(/^linux\//),
    ],
  },
  ...['/healthz', '/livez', '/readyz'].map(
    (path): Row => ({
      id: `discovery.${path.slice(1)}`,
      what: `${path} is ok, in plain text, for everybody`,
      source: HEALTH,
      call: async cluster => {
        const { status, text, headers } = await cluster.sendAs(undefined, {
          path,
          headers: { Accept: '*/*' },
        });
        return [status, text, headers['content-type']];
      },
      answer: [200, 'ok', 'text/plain; charset=utf-8'],
    }),
  ),
  {
    id: 'discovery.anonymous',
    what: 'without a token one learns the version and no resources',
    source: OVERVIEW,
    call: async cluster =>
      Promise.all(
        ['/version', '/api', '/apis', '/openapi/v3'].map(
          async path => (await cluster.sendAs(undefined, { path })).status,
        ),
      ),
    answer: [200, 403, 403, 403],
  },
  {
    id: 'discovery.openapi-index',
    what: 'OpenAPI 3 lists a document for each version of a group',
    source: `${OVERVIEW}#openapi-v3`,
    call: async cluster => {
      const { body } = await cluster.send({ path: '/openapi/v3' });
      return ['api/v1', 'apis/apps/v1', 'apis/batch/v1'].map(
        name =>
          body.paths[name]?.serverRelativeURL.replace(/\?hash=.*/, '') ??
          'none',
      );
    },
    answer: [
      '/openapi/v3/api/v1',
      '/openapi/v3/apis/apps/v1',
      '/openapi/v3/apis/batch/v1',
    ],
  },
  {
    id: 'discovery.openapi-document',
    what: 'such a document names the kinds of its paths, and what a patch understands',
    source: `${OVERVIEW}#openapi-v3`,
    call: async cluster => {
      const { body } = await cluster.send({ path: '/openapi/v3/apis/apps/v1' });
      const path =
        body.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
      const kinds = Object.values<any>(body.components.schemas).flatMap(
        schema => schema['x-kubernetes-group-version-kind'] ?? [],
      );
      return {
        openapi: body.openapi,
        kind: path.patch['x-kubernetes-group-version-kind'],
        parameters: path.patch.parameters
          .map(({ name }: { name: string }) => name)
          .filter((name: string) =>
            ['dryRun', 'fieldManager', 'fieldValidation', 'force'].includes(
              name,
            ),
          )
          .sort(),
        schema: kinds.some(({ kind }: any) => kind === 'Deployment'),
      };
    },
    answer: {
      openapi: '3.0.0',
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'],
      schema: true,
    },
  },
  {
    id: 'discovery.openapi-2',
    what: 'OpenAPI 2 is there for older clients',
    source: `${OVERVIEW}#openapi-v2`,
    call: async cluster => {
      const { status, body } = await cluster.send({ path: '/openapi/v2' });
      return [status, body.swagger];
    },
    answer: [200, '2.0'],
  },
];

const table = (
  id: string,
  what: string,
  scene: (cluster: Cluster) => Promise<string>,
  cells: number,
  answer: unknown,
): Row => ({
  id: `discovery.table-${id}`,
  what,
  source: `${CONCEPTS}#receiving-resources-as-tables`,
  call: async cluster => {
    const path = await scene(cluster);
    const { body } = await cluster.send({ path, headers: { Accept: TABLE } });
    return {
      columns: body.columnDefinitions.map(({ name, priority }: any) =>
        priority ? `${name} (wide)` : name,
      ),
      cells: body.rows[0].cells.slice(0, cells),
    };
  },
  answer,
});

const tables: Row[] = [
  table(
    'deployments',
    'columns of Deployments',
    async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      return `${cluster.apps}/deployments`;
    },
    4,
    {
      columns: [
        ...['Name', 'Ready', 'Up-to-date', 'Available', 'Age'],
        ...['Containers (wide)', 'Images (wide)', 'Selector (wide)'],
      ],
      cells: ['d', '0/0', 0, 0],
    },
  ),
  table(
    'pods',
    'columns of Pods',
    async cluster => {
      await made(cluster, 'pods', pod('p', { nodeSelector: { no: 'such' } }));
      return `${cluster.core}/pods`;
    },
    3,
    {
      columns: [
        ...['Name', 'Ready', 'Status', 'Restarts', 'Age', 'IP (wide)'],
        ...['Node (wide)', 'Nominated Node (wide)', 'Readiness Gates (wide)'],
      ],
      cells: ['p', '0/1', 'Pending'],
    },
  ),
  table(
    'service-accounts',
    'columns of ServiceAccounts',
    async cluster => `${cluster.core}/serviceaccounts`,
    1,
    { columns: expect.arrayContaining(['Name', 'Age']), cells: ['default'] },
  ),
  table(
    'config-maps',
    'columns of ConfigMaps',
    async cluster => {
      await cluster.must({
        method: 'DELETE',
        path: `${cluster.core}/configmaps`,
      });
      await until(
        () => made(cluster, 'configmaps', configMap('a', { k: 'v', l: 'w' })),
        Boolean,
      );
      return `${cluster.core}/configmaps/a`;
    },
    2,
    { columns: ['Name', 'Data', 'Age'], cells: ['a', 2] },
  ),
  {
    id: 'discovery.table-objects',
    what: 'rows of a Table carry the metadata, the whole object, or nothing, as asked',
    source: `${CONCEPTS}#receiving-resources-as-tables`,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('a'));
      const seen: Record<string, unknown> = {};
      for (const includeObject of ['Metadata', 'Object', 'None']) {
        const { body } = await cluster.send({
          path: `${cluster.core}/configmaps/a`,
          query: { includeObject },
          headers: { Accept: TABLE },
        });
        const { object } = body.rows[0];
        seen[includeObject] = object
          ? [object.kind, object.data ?? 'no data']
          : 'nothing';
      }
      return seen;
    },
    answer: {
      Metadata: ['PartialObjectMetadata', 'no data'],
      Object: ['ConfigMap', { k: 'v' }],
      None: 'nothing',
    },
  },
  {
    id: 'discovery.self',
    what: 'a ServiceAccount without any right can find out what there is',
    source: OVERVIEW,
    call: async cluster => {
      const { send } = await person(cluster, 'somebody');
      return Promise.all(
        ['/api/v1', '/apis/apps/v1', '/openapi/v2', '/healthz'].map(
          async path => (await send({ path })).status,
        ),
      );
    },
    answer: [200, 200, 200, 200],
  },
];

export const discovery: Row[] = [...documents, ...tables];
