/** The plugin beside the real plugins that use it, and in a portal without any of them. */
import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { until } from '@internal/sandbox/until';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Role, Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from './__testUtils__/PortalWorld';
import { irsaRoleConditions, irsaWorkloadConditions } from './access/rules';
import catalogModule from './catalog';
import { irsaFactRetriever } from './index';
import searchModule from './search';

const MINE = 'group:default/team-profile';
const THEIRS = 'group:default/team-payments';

/** As docs/integrations.md has it. */
const factsModule = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'irsa',
  register(env) {
    env.registerInit({
      deps: { retrievers: techInsightsFactRetrieversExtensionPoint },
      async init({ retrievers }) {
        retrievers.addFactRetrievers({ irsaFactRetriever });
      },
    });
  },
});

/** How the test registers entities in the catalog. */
let registry: EntityProviderConnection;

const entitiesModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'entities-of-test',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'test',
          connect: async connection => {
            registry = connection;
          },
        });
      },
    });
  },
});

/** Of whom one sees workloads and roles; undefined is of everyone. */
let visible: string[] | undefined;

function decide(permission: ResourcePermission): PolicyDecision {
  const { resourceType } = permission;
  const claims = visible ?? [];
  const conditions = {
    'irsa-workload': irsaWorkloadConditions.isOwner({ claims }),
    'irsa-role': irsaRoleConditions.isOwner({ claims }),
  }[resourceType];
  if (!visible || !conditions) {
    return { result: AuthorizeResult.ALLOW };
  }
  return visible.length === 0
    ? { result: AuthorizeResult.DENY }
    : {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'irsa',
        resourceType,
        conditions,
      };
}

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy-of-test',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) =>
            decide(permission as ResourcePermission),
        });
      },
    });
  },
});

/** Backstage's mock forgets that a plugin asks on behalf of a person; decisions on resources are given only to plugins. */
const httpAuthFactory = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    return {
      issueUserCookie: (...args) => mock.issueUserCookie(...args),
      async credentials(request, options) {
        const credentials = await mock.credentials(request, options);
        const { type, userEntityRef } = credentials.principal as {
          type?: string;
          userEntityRef?: string;
        };
        // Persons of this test ask without a token.
        return request.headers.authorization && type === 'user'
          ? (mockCredentials.user(userEntityRef, {
              actor: { subject: 'plugin:of-test' },
            }) as never)
          : credentials;
      },
    };
  },
});

describe('a portal with the plugins that use it', () => {
  const scheduler = mockServices.scheduler();
  let world: PortalWorld;
  let workloads: Workload[];
  let mine: Workload;

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'portal' },
      backend: { actions: { pluginSources: ['irsa'] } },
      config: {
        permission: { enabled: true },
        techInsights: {
          factRetrievers: { irsaFactRetriever: { cadence: '0 0 1 1 *' } },
        },
      },
      features: [
        permissionPlugin,
        policyModule,
        catalogPlugin,
        catalogModule,
        entitiesModule,
        searchPlugin,
        searchModule,
        mcpPlugin,
        techInsightsPlugin,
        factsModule,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        httpAuthFactory,
        // In the place of the mocks, as in a portal.
        permissionsServiceFactory,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
      ],
    });
    await world.post('/scans', {}, 200);
    const { items } = await until(
      () => world.get<WorkloadPage>('/workloads?limit=100'),
      page =>
        [MINE, THEIRS].every(owner =>
          page.items.some(({ ownerRef }) => ownerRef === owner),
        ),
    );
    workloads = items;
    mine = items.find(
      ({ ownerRef, status, kind }) =>
        ownerRef === MINE && status === 'static' && kind === 'Deployment',
    )!;
  });

  afterAll(() => world?.close());

  afterEach(() => {
    visible = undefined;
  });

  const ask = async (path: string) => {
    const answer = await fetch(`${world.url}${path}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };

  describe('search', () => {
    const find = async (term: string): Promise<string[]> => {
      const { results } = await ask(
        `/api/search/query?term=${encodeURIComponent(term)}`,
      );
      return results.map(
        (each: { type: string; document: { location: string } }) =>
          `${each.type} ${each.document.location}`,
      );
    };
    let role: Role;

    beforeAll(async () => {
      for (const { id } of await scheduler.getScheduledTasks()) {
        if (id.includes('irsa_workload') || id.includes('irsa_role')) {
          await scheduler.triggerTask(id);
        }
      }
      [role] = (await world.get<{ items: Role[] }>('/roles')).items;
    });

    const shown = () =>
      `irsa-workload /irsa/services/${mine.cluster}/${mine.namespace}/${mine.kind}/${mine.name}`;

    it('finds a workload by its name and by the end of its key, and a role', async () => {
      expect(await find(mine.name)).toContain(shown());
      expect(await find(mine.keys[0].last4)).toContain(shown());
      expect(await find(role.name)).toContain(
        `irsa-role /irsa/trust/${role.accountId}/${role.name}`,
      );
    });

    it.each([
      ['another team', [THEIRS]],
      ['whom the policy refuses', []],
    ])('does not find it for %s', async (_, owners) => {
      visible = owners;
      expect(await find(mine.name)).not.toContain(shown());
      expect((await find(role.name)).join()).not.toContain(role.name);
    });
  });

  describe('MCP', () => {
    const withClient = async <T>(act: (client: Client) => Promise<T>) => {
      const client = new Client({ name: 'test', version: '1.0.0' });
      await client.connect(
        new StreamableHTTPClientTransport(
          new URL(`${world.url}/api/mcp-actions/v1`),
        ),
      );
      try {
        return await act(client);
      } finally {
        await client.close();
      }
    };
    const call = (name: string, input: object) =>
      withClient(async client => {
        const { content, structuredContent, isError } = await client.callTool({
          name,
          arguments: { ...input },
        });
        return {
          isError,
          text: JSON.stringify(content),
          output: structuredContent as any,
        };
      });
    const ref = () => {
      const { cluster, namespace, kind, name } = mine;
      return { cluster, namespace, kind, name };
    };

    it('names our actions, none of which destroys anything', async () => {
      const { tools } = await withClient(client => client.listTools());
      expect(tools.map(({ name }) => name).sort()).toEqual([
        'irsa.audit',
        'irsa.change-request',
        'irsa.explain-workload',
        'irsa.plan',
        'irsa.review-trust-policy',
      ]);
      expect(
        tools.filter(({ annotations }) => annotations?.destructiveHint),
      ).toEqual([]);
    });

    it('lists findings, and of another team only theirs', async () => {
      const all = await call('irsa.audit', { limit: 100 });
      expect(all.output.findings).toContainEqual(
        expect.objectContaining({ ...ref(), owner: MINE }),
      );
      visible = [THEIRS];
      const { output, text } = await call('irsa.audit', { limit: 100 });
      expect(output.total).toBeGreaterThan(0);
      expect(text).not.toContain(MINE);
    });

    it('is refused without the permission', async () => {
      visible = [];
      const { isError, text, output } = await call('irsa.audit', {});
      expect(isError).toBe(true);
      expect(text).toMatch(/NotAllowedError.*irsa\.workload\.read/);
      expect(output).toBeUndefined();
    });

    it('plans, and does not start what would patch a cluster', async () => {
      const { output } = await call('irsa.plan', ref());
      const { planId, planHash } = output;
      const { isError, text } = await call('irsa.change-request', {
        planId,
        planHash,
      });
      expect(isError).toBe(true);
      expect(text).toContain('a person starts it');
      expect(await world.get<object>('/migrations')).toMatchObject({
        totalCount: 0,
      });
    });
  });

  it('Tech Insights has the facts of an entity', async () => {
    await scheduler.triggerTask(irsaFactRetriever.id);
    const entityRef = mine.entityRef!;
    const facts = await ask(
      `/api/tech-insights/facts/latest?ids=${
        irsaFactRetriever.id
      }&entity=${encodeURIComponent(entityRef)}`,
    );
    const own = workloads.filter(each => each.entityRef === entityRef);
    expect(facts[irsaFactRetriever.id].facts).toMatchObject({
      staticKeys: own.filter(({ status }) => status === 'static').length,
      notRead: 0,
      severity: mine.severity?.level,
    });
    const schemas = await ask('/api/tech-insights/fact-schemas');
    expect(schemas).toContainEqual(
      expect.objectContaining({ id: irsaFactRetriever.id }),
    );
  });

  it('the catalog says on an entity what is known of its workloads', async () => {
    await scheduler.triggerTask('irsa_state_of_entities');
    const { name } = parseEntityRef(mine.entityRef!);
    const location = 'url:https://git.example/profile.yaml';
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'backstage.io/kubernetes-id': name,
          'backstage.io/managed-by-location': location,
          'backstage.io/managed-by-origin-location': location,
        },
      },
      spec: { type: 'service', lifecycle: 'production', owner: MINE },
    };
    await registry.applyMutation({
      type: 'full',
      entities: [{ entity, locationKey: 'test' }],
    });
    const { metadata } = await until(
      async (): Promise<Entity> =>
        (
          await fetch(
            `${world.url}/api/catalog/entities/by-name/component/default/${name}`,
          )
        ).json(),
      found => found.metadata !== undefined,
    );
    expect(metadata.annotations).toMatchObject({
      'irsa.portal/state': 'static key',
    });
  });
});

it('a portal without any of them reads its clusters and warns of nothing', async () => {
  const world = await PortalWorld.start({
    sandbox: { scenario: 'walkthrough' },
  });
  try {
    await world.post('/scans', {}, 200);
    const { items } = await world.get<WorkloadPage>('/workloads');
    expect(items).not.toEqual([]);
    expect(world.warnings).toEqual([]);
    for (const other of ['catalog', 'search', 'mcp-actions', 'tech-insights']) {
      expect((await fetch(`${world.url}/api/${other}`)).status).toBe(404);
    }
  } finally {
    await world.close();
  }
});
