import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Workload } from 'backstage-plugin-irsa-common';
import fc from 'fast-check';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { FleetFigures } from './FleetFigures';
import { History } from './History';
import { WorkloadReader } from './WorkloadReader';
import { WorkloadStore } from './WorkloadStore';
import { accessBy } from '../../access/Access';
import { placeOfWorkload } from '../../access/places';
import {
  createIrsaWorkloadConditionalDecision,
  irsaWorkloadConditions,
} from '../../access/rules';

const OWNERS = ['group:default/a', 'group:default/b', 'user:default/c'];
const CLUSTERS = ['one', 'two'];
const NAMESPACES = ['shop', 'pay', ''];
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];

const fleet = fc.sample(
  fc.record({
    owner: fc.option(fc.constantFrom(...OWNERS), { nil: undefined }),
    cluster: fc.constantFrom(...CLUSTERS),
    namespace: fc.constantFrom(...NAMESPACES),
    accounts: fc.subarray(ACCOUNTS),
    role: fc.option(fc.constantFrom(...ACCOUNTS), { nil: undefined }),
  }),
  { numRuns: 60, seed: 7 },
);

const workloads = fleet.map(
  ({ owner, cluster, namespace, accounts, role }, at) =>
    ({
      id: `${cluster}/${namespace}/Deployment/w${at}`,
      cluster,
      namespace,
      kind: 'Deployment',
      name: `w${at}`,
      status: 'static',
      ownerRef: owner,
      references: [],
      keys: accounts.map(accountId => ({
        fingerprint: `${accountId}-${at % 5}`,
        last4: 'ABCD',
        state: 'active',
        accountId,
      })),
      severity: { score: 0, level: 'none', factors: [] },
      serviceAccount: {
        name: `w${at}`,
        isDefault: false,
        sharedWith: [],
        ...(role && { roleArn: `arn:aws:iam::${role}:role/r` }),
      },
      health: { desired: 1, ready: 1, state: 'healthy' },
      manager: { kind: 'kubectl', livePatchAllowed: true },
      readLevel: 2,
      asOf: '2026-01-01T00:00:00Z',
    } as unknown as Workload),
);

const { isOwner, inCluster, inNamespace, inAccount } = irsaWorkloadConditions;
const condition = fc.oneof(
  fc.subarray(OWNERS).map(claims => isOwner({ claims })),
  fc.subarray(CLUSTERS).map(clusters => inCluster({ clusters })),
  fc.subarray(NAMESPACES).map(namespaces => inNamespace({ namespaces })),
  fc.subarray(ACCOUNTS).map(accounts => inAccount({ accounts })),
);
const { criteria } = fc.letrec(tie => ({
  criteria: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc
      .array(tie('criteria'), { minLength: 1, maxLength: 3 })
      .map(allOf => ({ allOf })),
    fc
      .array(tie('criteria'), { minLength: 1, maxLength: 3 })
      .map(anyOf => ({ anyOf })),
    tie('criteria').map(not => ({ not })),
  ),
}));

const accessOf = (conditions: unknown) =>
  accessBy({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'irsa',
    resourceType: 'irsa-workload',
    conditions: conditions as never,
  })!;

onOneDatabase('a decision as a filter', database => {
  it('keeps the same workloads as the decision on each of them, in lists, facets and figures', async () => {
    const knex = await database();
    const reader = new WorkloadReader(knex);
    const figures = new FleetFigures(knex);
    await new WorkloadStore(knex).put(
      workloads.map(workload => ({ workload, listed: true, objects: [] })),
    );
    const check = async (conditions: unknown) => {
      const { within, covers } = accessOf(conditions);
      const expected = workloads.filter(each => covers(placeOfWorkload(each)));
      const ids = expected.map(({ id }) => id).sort();
      const page = await reader.list({ within, offset: 0, limit: 100 });
      expect(page.items.map(({ id }) => id).sort()).toEqual(ids);
      expect(page.totalCount).toBe(ids.length);
      const shared = page.items.flatMap(({ keys }) =>
        keys.flatMap(key => key.sharedWith ?? []),
      );
      expect(shared.filter(id => !ids.includes(id))).toEqual([]);
      const facets = await reader.facets({ within });
      expect(facets.clusters).toEqual(
        [...new Set(expected.map(({ cluster }) => cluster))].sort(),
      );
      const summary = await figures.summary({ within });
      expect(summary.workloads).toBe(ids.length);
      const byAge = await figures.byAge({ within });
      expect(byAge.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
      const byCluster = await figures.byCluster({ within });
      expect([...byCluster.values()].reduce((a, b) => a + b, 0)).toBe(
        ids.length,
      );
    };
    await fc.assert(fc.asyncProperty(criteria, check), {
      numRuns: 60,
      seed: 11,
    });
  });

  it('tells how many others share a key that the asker may not see', async () => {
    const knex = await database();
    const reader = new WorkloadReader(knex);
    const [first] = workloads.filter(({ keys }) => keys.length > 0);
    const [key] = first.keys;
    const pair = ['mine', 'theirs'].map(name => ({
      listed: true,
      workload: {
        ...first,
        id: `one/shop/Deployment/${name}`,
        name,
        ownerRef: `group:default/${name}`,
        keys: [{ ...key, fingerprint: 'shared' }],
      },
    }));
    await new WorkloadStore(knex).put(pair);
    const claims = ['group:default/mine'];
    const { within } = accessOf(isOwner({ claims }));
    const mine = await reader.find('one/shop/Deployment/mine', { within });
    expect(mine?.keys).toEqual([
      expect.objectContaining({ sharedWith: [], sharedWithHidden: 1 }),
    ]);
    const all = await reader.find('one/shop/Deployment/mine');
    expect(all?.keys[0].sharedWith).toEqual(['one/shop/Deployment/theirs']);
    expect(all?.keys[0]).not.toHaveProperty('sharedWithHidden');
  });

  it('counts past days by owner and cluster, and tells nothing where it cannot', async () => {
    const knex = await database();
    await new WorkloadStore(knex).put(
      workloads.map(workload => ({ workload, listed: true })),
    );
    const history = new History(knex);
    for (const cluster of CLUSTERS) {
      await history.record(cluster);
    }
    const read = async (conditions: object) =>
      (await history.read({ days: 7, within: accessOf(conditions).within }))
        .days;
    const mine = (owner?: string) =>
      workloads.filter(({ ownerRef }) => ownerRef === owner).length;
    const claims = ['group:default/a'];
    expect(await read(isOwner({ claims }))).toEqual([
      expect.objectContaining({ withStaticKey: mine('group:default/a') }),
    ]);
    expect(await read({ not: isOwner({ claims: OWNERS }) })).toEqual([
      expect.objectContaining({ withStaticKey: mine(undefined) }),
    ]);
    expect(
      await read({
        anyOf: [isOwner({ claims }), inNamespace({ namespaces: ['shop'] })],
      }),
    ).toEqual([]);
  });
});

it('a decision that names no rule of ours is a mistake of the policy, and nobody gets through', () => {
  const decision = createIrsaWorkloadConditionalDecision(
    {
      type: 'resource',
      name: 'x',
      attributes: {},
      resourceType: 'irsa-workload',
    },
    { ...isOwner({ claims: [] }), rule: 'IS_FRIEND' } as never,
  );
  expect(() => accessBy(decision)).toThrow(/IS_FRIEND/);
});
