/**
 * Every route of the API document, and every action for other plugins, as three callers: one whom the policy refuses, one
 * of another team, and the owner.
 */
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  AcceptedRisk,
  Migration,
  openApiDocument,
  Plan,
  Role,
  Summary,
  Workload,
  WorkloadPage,
} from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '@internal/sandbox/until';
import { STATIC_STATUSES } from '../inventory/statuses';
import {
  irsaMigrationConditions,
  irsaRoleConditions,
  irsaWorkloadConditions,
} from '../access/rules';

const MINE = 'group:default/team-profile';
const THEIRS = 'group:default/team-payments';
const NOTHING = '00000000-0000-0000-0000-000000000000';

type Method = 'get' | 'post' | 'delete';
interface Route {
  method: Method;
  path: string;
}

/** Without the document itself, which names no object. */
const routes: Route[] = Object.entries(
  openApiDocument.paths as Record<string, object>,
).flatMap(([path, operations]) =>
  Object.keys(operations)
    .filter((method): method is Method =>
      ['get', 'post', 'put', 'patch', 'delete'].includes(method),
    )
    .map(method => ({ method, path }))
    .filter(route => route.path !== '/openapi.json'),
);

describe('every route', () => {
  let world: PortalWorld;
  /** What the policy decides. */
  let decide: (permission: Permission) => PolicyDecision = () => ({
    result: AuthorizeResult.ALLOW,
  });
  let mine: Workload;
  let plan: Plan;
  let risk: AcceptedRisk;
  let role: Role;
  let migrationId: string;

  const allow = () => {
    decide = () => ({ result: AuthorizeResult.ALLOW });
  };
  const deny = () => {
    decide = () => ({ result: AuthorizeResult.DENY });
  };
  /** The policy of a portal where everyone sees and does only what is their own. */
  const ownersOnly = (owner: string) => {
    const claims = [owner];
    const conditions: Record<string, object> = {
      'irsa-workload': irsaWorkloadConditions.isOwner({ claims }),
      'irsa-migration': irsaMigrationConditions.isOwner({ claims }),
      'irsa-role': irsaRoleConditions.isOwner({ claims }),
    };
    decide = permission =>
      permission.type === 'resource'
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'irsa',
            resourceType: permission.resourceType,
            conditions: conditions[permission.resourceType] as never,
          }
        : { result: AuthorizeResult.ALLOW };
  };

  const ref = () => {
    const { cluster, namespace, kind, name } = mine;
    return { cluster, namespace, kind, name };
  };
  const bodies: Record<string, () => object> = {
    '/plans': () => ({ workload: ref() }),
    '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness/sdk': () => ({
      sdk: 'boto3',
    }),
    '/migrations': () => ({
      planId: plan.id,
      planHash: plan.hash,
      idempotencyKey: 'walk-0001',
    }),
    '/previews': () => ({
      workload: ref(),
      bucket: 'some-bucket',
      key: 'a',
      methods: ['GET'],
      expirySeconds: 60,
    }),
    '/previews/used-calls': () => ({ workloadId: mine.id }),
    '/risks': () => ({
      workload: ref(),
      reason: 'The vendor will end this key.',
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
    '/roles/{accountId}/{roleName}/sign-offs': () => ({
      policyHash: '0'.repeat(64),
      days: 90,
    }),
    '/roles/{accountId}/{roleName}/change-requests': () => ({
      policyHash: '0'.repeat(64),
      policy: '{}',
      reason: 'The vendor has left.',
      source: 'https://git.example.com/a/b',
    }),
    '/roles/{accountId}/{roleName}/changes': () => ({
      policyHash: '0'.repeat(64),
      policy: '{}',
      reason: 'The vendor has left.',
    }),
    '/roles/{accountId}/{roleName}/changes/{changeId}/rollback': () => ({
      reason: 'The vendor is back.',
    }),
    '/roles/{accountId}/{roleName}/accepted-findings': () => ({
      policyHash: '0'.repeat(64),
      ruleId: 'sub-any',
      reason: 'The vendor will end this.',
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
    '/migrations/{migrationId}/rollback': () => ({ reason: 'to see' }),
    '/migrations/{migrationId}/close': () => ({ reason: 'to see' }),
    '/migrations/{migrationId}/settle': () => ({
      way: 'skip',
      step: 'ensure-role',
      reason: 'to see',
    }),
    '/migrations/{migrationId}/retire': () => ({ act: 'deactivate-key' }),
  };
  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => decide(permission) as never),
      authorizeConditional: async requests =>
        requests.map(({ permission }) => decide(permission)),
    });
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async () => ({
        userEntityRef: 'user:default/mock',
        ownershipEntityRefs: [MINE],
      }),
    });
    world = await PortalWorld.start({
      sandbox: { scenario: 'portal' },
      features: [
        permissions.factory,
        userInfo.factory,
        // In the place of the mock, as in a portal.
        actionsRegistryServiceFactory,
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
    mine = items.find(
      ({ ownerRef, status, kind }) =>
        ownerRef === MINE && status === 'static' && kind === 'Deployment',
    )!;
    const { cluster, namespace, kind, name } = mine;
    const workload = { cluster, namespace, kind, name };
    plan = await world.post<Plan>('/plans', { workload }, 201);
    risk = await world.post<AcceptedRisk>(
      '/risks',
      {
        workload,
        reason: 'The vendor will end this key.',
        endsAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
      201,
    );
    const acknowledgements = plan.checks
      .filter(({ state }) => state === 'warning')
      .map(({ id }) => id);
    const body = { ...bodies['/migrations'](), acknowledgements };
    const started = await world.post<Migration>('/migrations', body, 201);
    migrationId = started.id;
    // What changes meanwhile would make lists of two moments differ.
    await until(
      () => world.get<Migration>(`/migrations/${migrationId}`),
      ({ status }) => !['queued', 'running'].includes(status),
    );
    const roles = await world.get<{ items: Role[] }>('/roles');
    role = roles.items[0];
  });

  afterAll(() => world?.close());

  const fill = (path: string) => {
    const values: Record<string, string> = {
      ...ref(),
      planId: plan.id,
      riskId: risk.id,
      migrationId: migrationId,
      previewId: NOTHING,
      linkId: NOTHING,
      accountId: role.accountId,
      roleName: role.name,
      format: path.startsWith('/role-exports') ? 'csv' : 'json',
      fingerprint: plan.target.keyFingerprint!,
      form: 'terraform',
    };
    const filled = path.replace(/\{(\w+)\}/g, (_, key) =>
      encodeURIComponent(values[key] ?? NOTHING),
    );
    if (path === '/reachable-roles') {
      const { cluster, namespace } = mine;
      const name = mine.serviceAccount.name;
      return `${path}?${new URLSearchParams({
        from: 'serviceAccount',
        cluster,
        namespace,
        name,
      })}`;
    }
    return ['/previews/suggestions', '/previews/used-services'].includes(path)
      ? `${filled}?workloadId=${encodeURIComponent(mine.id)}`
      : filled;
  };
  const ask = async ({ method, path }: Route) => {
    const { status, body, text } = await world.ask(
      method,
      fill(path),
      method === 'get' ? undefined : bodies[path]?.() ?? {},
    );
    return { status, body, text };
  };

  afterEach(allow);

  it.each(routes)(
    'refuses whom the policy refuses: $method $path',
    async route => {
      deny();
      const { status, body } = await ask(route);
      expect([status, body.error?.name]).toEqual([403, 'NotAllowedError']);
    },
  );

  /** Routes that answer everyone, with the part that they may see. */
  const LISTS = [
    '/previews/links',
    '/set-up',
    '/set-up/rights',
    '/summary',
    '/coverage',
    '/heat-map',
    '/trends',
    '/workloads',
    '/scans',
    '/exports/{format}',
    '/migrations',
    '/risks',
    '/roles',
    '/role-exports/{format}',
    '/reachable-roles',
  ];
  const isList = ({ method, path }: Route) =>
    LISTS.includes(path) && (method === 'get' || path === '/scans');

  it.each(routes.filter(route => !isList(route)))(
    'hides the object from another team: $method $path',
    async route => {
      ownersOnly(THEIRS);
      const { status } = await ask(route);
      expect(status).toBe(404);
    },
  );

  it.each(routes.filter(isList))(
    'tells another team nothing of it: $method $path',
    async route => {
      ownersOnly(THEIRS);
      const { status, text } = await ask(route);
      expect(status).toBe(200);
      expect(text).not.toContain(`"${mine.name}"`);
      expect(text).not.toContain(mine.id);
      expect(text).not.toContain(MINE);
    },
  );

  describe('an action for other plugins', () => {
    const ACTIONS = '/.backstage/actions/v1/actions';
    const inputs: Record<string, () => object> = {
      audit: () => ({ limit: 100 }),
      'explain-workload': ref,
      plan: ref,
      'review-trust-policy': () => ({
        accountId: role.accountId,
        roleName: role.name,
      }),
      'change-request': () => ({ planId: plan.id, planHash: plan.hash }),
    };
    const invoke = async (name: string) => {
      const { status, body, text } = await world.ask(
        'post',
        `${ACTIONS}/irsa:${name}/invoke`,
        inputs[name](),
      );
      return { status, body, text };
    };

    it('is one of these, and none destroys anything', async () => {
      const { actions } = await world.get<{
        actions: { name: string; attributes: { destructive: boolean } }[];
      }>(ACTIONS);
      expect(actions.map(({ name }) => name).sort()).toEqual(
        Object.keys(inputs).sort(),
      );
      expect(
        actions.filter(({ attributes }) => attributes.destructive),
      ).toEqual([]);
    });

    it.each(Object.keys(inputs))(
      'refuses whom the policy refuses: %s',
      async name => {
        deny();
        const { status, body } = await invoke(name);
        expect([status, body.error?.name]).toEqual([403, 'NotAllowedError']);
        expect(body.error.message).toMatch(/irsa\.[a-z.]+/i);
      },
    );

    it.each(Object.keys(inputs).filter(name => name !== 'audit'))(
      'hides the object from another team: %s',
      async name => {
        ownersOnly(THEIRS);
        expect((await invoke(name)).status).toBe(404);
      },
    );

    it('lists what the caller may see, and says what was not read', async () => {
      const query = STATIC_STATUSES.map(status => `status=${status}`).join('&');
      const page = () =>
        world.get<WorkloadPage>(`/workloads?limit=100&${query}`);
      const found = async () => {
        const { output } = (await invoke('audit')).body;
        return {
          total: output.total,
          names: output.findings.map((each: Workload) => each.name).sort(),
        };
      };
      const shown = async () => {
        const { items, totalCount } = await page();
        return {
          total: totalCount,
          names: items.map(each => each.name).sort(),
        };
      };
      const all = await found();
      expect(all).toEqual(await shown());
      ownersOnly(THEIRS);
      const { body, text } = await invoke('audit');
      expect(await found()).toEqual(await shown());
      expect(text).not.toContain(MINE);
      expect(body.output.total).toBeLessThan(all.total);
      expect(body.output.total).toBeGreaterThan(0);
      const coverage = await world.get<WorkloadPage['coverage']>('/coverage');
      expect(
        body.output.notRead.map((each: { what: string }) => each.what),
      ).toEqual([
        ...coverage.clusters
          .filter(({ state }) => state !== 'ok')
          .map(({ name }) => `cluster ${name}`),
        ...coverage.accounts
          .filter(({ state }) => state !== 'ok')
          .map(({ accountId }) => `account ${accountId}`),
      ]);
    });

    it('says of a workload, a plan and a role what the pages say', async () => {
      const workload = await world.get<Workload>(
        fill('/workloads/{cluster}/{namespace}/{kind}/{name}'),
      );
      const explained = (await invoke('explain-workload')).body.output;
      expect(explained).toMatchObject({
        status: workload.status,
        owner: MINE,
        places: workload.references.map(({ path, why }) => ({ path, why })),
        keys: workload.keys.map(({ last4, state }) => ({ last4, state })),
      });
      const planned = (await invoke('plan')).body.output;
      const stored = await world.get<Plan>(`/plans/${planned.planId}`);
      expect(planned).toMatchObject({
        planHash: stored.hash,
        status: stored.status,
        roleArn: stored.target.roleArn,
        changes: stored.sentences.map(({ verb, object }) => ({ verb, object })),
        checks: stored.checks
          .filter(({ state }) => state !== 'passed')
          .map(({ id }) => ({ id })),
      });
      const reviewed = (await invoke('review-trust-policy')).body.output;
      const shown = await world.get<Role>(
        fill('/roles/{accountId}/{roleName}'),
      );
      expect(reviewed).toMatchObject({
        roleArn: shown.arn,
        verdict: shown.verdict,
        findings: shown.findings.map(({ ruleId }) => ({ ruleId })),
        review: 'never',
      });
    });

    it('starts no plan that patches a cluster', async () => {
      const before = await world.get<{ totalCount: number }>('/migrations');
      const { status, body } = await invoke('change-request');
      expect([status, body.error?.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain('a person starts it');
      expect(await world.get<object>('/migrations')).toMatchObject({
        totalCount: before.totalCount,
      });
    });
  });

  it('asks for the permission to decide where a retirement names clusters that could not be read', async () => {
    decide = ({ name }) => ({
      result:
        name === 'irsa.key.decide'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    const retire = (body: object) =>
      world.ask('post', `/migrations/${migrationId}/retire`, {
        act: 'deactivate-key',
        reason: 'to see',
        ...body,
      });
    const refused = await retire({ despiteUnread: ['on-prem-2'] });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('irsa.key.decide');
    expect((await retire({})).status).not.toBe(403);
  });

  it('counts, facets and figures are those of one’s own', async () => {
    const all = await world.get<WorkloadPage>('/workloads?limit=100');
    const whole = await world.get<Summary>('/summary');
    ownersOnly(THEIRS);
    const own = await world.get<WorkloadPage>('/workloads?limit=100');
    const ids = all.items
      .filter(({ ownerRef }) => ownerRef === THEIRS)
      .map(({ id }) => id);
    expect(own.items.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(own.totalCount).toBe(ids.length);
    expect(own.facets.owners).toEqual([THEIRS]);
    expect(own.facets.namespaces).not.toEqual(all.facets.namespaces);
    // A migration goes on meanwhile, so both are read until they are of the same moment.
    const { summary } = await until(
      async () => ({
        page: await world.get<WorkloadPage>('/workloads?limit=100'),
        summary: await world.get<Summary>('/summary'),
      }),
      read =>
        read.summary.withStaticKey ===
        read.page.items.filter(({ status }) => STATIC_STATUSES.includes(status))
          .length,
    );
    expect(summary.withStaticKey).toBeLessThan(whole.withStaticKey);
    const counted = own.coverage.clusters.reduce(
      (sum, { workloads }) => sum + workloads,
      0,
    );
    expect(counted).toBeLessThan(
      all.coverage.clusters.reduce((sum, { workloads }) => sum + workloads, 0),
    );
    const exported = await world.get<object[]>('/exports/json');
    expect(exported.length).toBeGreaterThan(0);
    expect(JSON.stringify(exported)).not.toContain(MINE);
    const risks = () => world.get<{ items: AcceptedRisk[] }>('/risks');
    expect((await risks()).items).toEqual([]);
    ownersOnly(MINE);
    expect((await risks()).items.map(({ id }) => id)).toEqual([risk.id]);
  });

  it('the owner reaches what is theirs', async () => {
    ownersOnly(MINE);
    const path = '/workloads/{cluster}/{namespace}/{kind}/{name}';
    expect((await ask({ method: 'get', path })).status).toBe(200);
    expect((await ask({ method: 'get', path: '/plans/{planId}' })).status).toBe(
      200,
    );
    expect((await ask({ method: 'post', path: '/plans' })).status).toBe(201);
  });

  it('who may look but not act is told so, with the owner', async () => {
    const claims = [THEIRS];
    decide = permission =>
      permission.attributes.action === 'read'
        ? { result: AuthorizeResult.ALLOW }
        : {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'irsa',
            resourceType: 'irsa-workload',
            conditions: irsaWorkloadConditions.isOwner({ claims }),
          };
    const { status, body } = await ask({ method: 'post', path: '/plans' });
    expect(status).toBe(403);
    expect(body.error.permission).toBe('irsa.migration.create');
    expect(body.error.message).toContain(`(owner: ${MINE})`);
  });
});
