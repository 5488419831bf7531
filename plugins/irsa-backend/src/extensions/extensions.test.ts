import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  Plan,
  SetUp,
  Workload,
  WorkloadPage,
} from 'backstage-plugin-irsa-common';
import {
  accountSupplierExtensionPoint,
  changeHostExtensionPoint,
  clusterSupplierExtensionPoint,
  CustomPlanCheck,
  detectorRuleExtensionPoint,
  ownershipRuleExtensionPoint,
  PlanFacts,
  planCheckExtensionPoint,
} from 'backstage-plugin-irsa-node';
import { JsonObject } from '@backstage/types';
import { PortalWorld } from '../__testUtils__/PortalWorld';

describe('modules of a portal', () => {
  let world: PortalWorld;
  const asked: PlanFacts[] = [];
  const frozen: CustomPlanCheck = {
    id: 'change-freeze',
    check: async facts => {
      asked.push(facts);
      return {
        state: 'blocked',
        message: 'Nothing is changed in December.',
        evidence: 'The calendar of changes.',
      };
    },
  };

  const additions = createBackendModule({
    pluginId: 'irsa',
    moduleId: 'additions',
    register(env) {
      env.registerInit({
        deps: {
          clusters: clusterSupplierExtensionPoint,
          accounts: accountSupplierExtensionPoint,
          rules: detectorRuleExtensionPoint,
          checks: planCheckExtensionPoint,
          owners: ownershipRuleExtensionPoint,
          hosts: changeHostExtensionPoint,
        },
        async init({ clusters, accounts, rules, checks, owners, hosts }) {
          clusters.addClusterSupplier({
            name: 'fleet-api',
            clusters: async () => [
              {
                name: 'from-code',
                server: 'https://127.0.0.1:1',
                signIn: { token: async () => 'none' },
              },
            ],
          });
          // A second one of the same name is left out, and told.
          clusters.addClusterSupplier({
            name: 'fleet-api',
            clusters: async () => [],
          });
          accounts.addAccountSupplier({
            name: 'organization',
            accounts: async () => [
              {
                accountId: '444455556666',
                credentials: async () => {
                  throw new Error('secret words of a broker');
                },
              },
            ],
          });
          rules.addDetectorRule({
            software: 'Example',
            group: 'example.com',
            kinds: ['Backup'],
            family: 'aws',
            places: [{ path: 'spec.secretName', as: 'secret', part: 'any' }],
            keyless: 'Leave it out.',
          } as never);
          rules.addDetectorRule({ software: 'Broken' } as never);
          checks.addPlanCheck(frozen);
          checks.addPlanCheck({
            id: 'broken',
            check: async () => {
              throw new Error('the calendar is away');
            },
          });
          owners.addOwnershipRule({
            name: 'namespace',
            ownerOf: ({ workload }) => ({
              ownerRef: `group:default/${workload.namespace}`,
              linkedBy: `namespace ${workload.namespace}`,
            }),
          });
          hosts.addChangeHost({
            name: 'git.example.com',
            repository: () => undefined,
          });
          hosts.addChangeHost({ name: 'half a host' } as never);
        },
      });
    },
  });

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      entities: [],
      features: [additions],
    });
    const [{ name }] = (world.settings.irsa as JsonObject)
      .clusters as JsonObject[];
    await world.post('/scans', { cluster: name }, 200);
  });

  afterAll(async () => {
    await world?.close();
  });

  it('are listed on the set-up page, and what is wrong in them is told there', async () => {
    const { state, extensions, problems, clusterSources, changeHosts } =
      await world.get<SetUp>('/set-up');
    expect(state).toBe('ready');
    expect(extensions).toEqual([
      { kind: 'clusterSupplier', name: 'fleet-api' },
      { kind: 'accountSupplier', name: 'organization' },
      { kind: 'detectorRule', name: 'Example' },
      { kind: 'check', name: 'change-freeze' },
      { kind: 'check', name: 'broken' },
      { kind: 'ownershipRule', name: 'namespace' },
      { kind: 'changeHost', name: 'git.example.com' },
    ]);
    expect(changeHosts).toEqual(['git.example.com']);
    expect(problems).toMatchObject([
      { area: 'extensions', severity: 'warning', key: 'fleet-api' },
      { area: 'extensions', severity: 'warning', key: 'Broken' },
      { area: 'extensions', severity: 'warning', key: 'half a host' },
    ]);
    expect(clusterSources.at(-1)).toMatchObject({
      key: 'fleet-api',
      type: 'extension',
      clusters: ['from-code'],
    });
  });

  it('supply clusters and accounts, which are read like all others', async () => {
    const { clusters, accounts } = await world.post<WorkloadPage['coverage']>(
      '/scans',
      {},
      200,
    );
    expect(clusters.find(({ name }) => name === 'from-code')).toMatchObject({
      state: 'unreachable',
    });
    expect(
      accounts.find(({ accountId }) => accountId === '444455556666'),
    ).toMatchObject({ state: 'noCredentials' });
    expect(world.seen.join('\n')).not.toContain('secret words of a broker');
  });

  it('name owners where the catalog does not', async () => {
    const { items } = await world.get<WorkloadPage>('/workloads');
    const owned = items.filter(({ cluster }) => cluster !== 'from-code');
    expect(owned.length).toBeGreaterThan(0);
    for (const workload of owned as Workload[]) {
      expect(workload).toMatchObject({
        ownerRef: `group:default/${workload.namespace}`,
        linkedBy: `namespace ${workload.namespace}`,
      });
    }
  });

  it('ask questions of their own of each plan; one without an answer blocks it', async () => {
    const { items } = await world.get<WorkloadPage>('/workloads');
    const { cluster, namespace, kind, name } = items.find(
      item => item.kind === 'Deployment' && item.name === 'test',
    )!;
    const plan = await world.post<Plan>(
      '/plans',
      { workload: { cluster, namespace, kind, name } },
      201,
    );
    expect(plan.status).toBe('blocked');
    expect(plan.checks.filter(({ id }) => id.startsWith('custom-'))).toEqual([
      {
        id: 'custom-change-freeze',
        key: 'custom-change-freeze.blocked',
        params: {},
        state: 'blocked',
        message: 'Nothing is changed in December.',
        evidence: 'The calendar of changes.',
      },
      expect.objectContaining({ id: 'custom-broken', state: 'blocked' }),
    ]);
    expect(asked[0]).toMatchObject({
      workload: { namespace, kind, name },
      ownerRef: `group:default/${namespace}`,
      accountId: expect.stringMatching(/^\d{12}$/),
    });
  });
});
