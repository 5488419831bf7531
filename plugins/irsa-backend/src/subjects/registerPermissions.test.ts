import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { mockCredentials } from '@backstage/backend-test-utils';
import { irsaPermissions, WorkloadPage } from 'backstage-plugin-irsa-common';
import { irsaWorkloadConditions } from '../access/rules';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(240_000);

const ID = 'eks-prod-eu/production/Deployment/test';
const WELL_KNOWN = '/.well-known/backstage/permissions';

/** What the portal's permission backend asks the plugin. */
describe('the registered permissions', () => {
  let world: PortalWorld;

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      features: [permissionsRegistryServiceFactory],
    });
    await world.post('/scans', {}, 200);
    await until(
      () => world.get<WorkloadPage>('/workloads'),
      ({ items }) => items.some(({ id, ownerRef }) => id === ID && ownerRef),
    );
  });

  afterAll(() => world?.close());

  it('are all told, with the rules of each type', async () => {
    const told = await world.get<{
      permissions: { name: string }[];
      rules: { name: string; resourceType: string }[];
    }>(`${WELL_KNOWN}/metadata`);
    expect(told.permissions.map(({ name }) => name).sort()).toEqual(
      irsaPermissions.map(({ name }) => name).sort(),
    );
    const types = ['irsa-migration', 'irsa-role', 'irsa-workload'];
    const names = ['IN_ACCOUNT', 'IN_CLUSTER', 'IN_NAMESPACE', 'IS_OWNER'];
    expect(
      told.rules.map(rule => `${rule.resourceType} ${rule.name}`).sort(),
    ).toEqual(types.flatMap(type => names.map(name => `${type} ${name}`)));
  });

  it.each([
    ['of its owner', ID, 'group:default/team-profile', 'ALLOW'],
    ['of another team', ID, 'group:default/team-payments', 'DENY'],
    ['of none', `${ID}-gone`, 'group:default/team-profile', 'DENY'],
    ['that is no id', 'x', 'group:default/team-profile', 'DENY'],
  ])('decide on a service %s', async (_, resourceRef, claim, result) => {
    const conditions = irsaWorkloadConditions.isOwner({ claims: [claim] });
    const item = { id: '1', resourceRef, resourceType: 'irsa-workload' };
    const { body } = await world.ask(
      'post',
      `${WELL_KNOWN}/apply-conditions`,
      { items: [{ ...item, conditions }] },
      { authorization: mockCredentials.service.header() },
    );
    expect(body.items).toEqual([{ id: '1', result }]);
  });
});
