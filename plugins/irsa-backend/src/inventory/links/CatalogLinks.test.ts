import { Entity } from '@backstage/catalog-model';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { mockAuth } from '../../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../../__testUtils__/inMemoryCatalog';
import { OwnershipSettings } from '../../config/IrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { CatalogFill } from './CatalogFill';
import { CatalogLinks, LabelledWorkload } from './CatalogLinks';

const ID = 'backstage.io/kubernetes-id';
const ORIGIN = 'backstage.io/managed-by-origin-location';
const NONE = { labels: [], annotations: [] };

function component(name: string, owner: string, location?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { [ID]: 'shop', ...(location && { [ORIGIN]: location }) },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

const workload: LabelledWorkload = {
  ref: { cluster: 'c', namespace: 'pay', kind: 'Deployment', name: 'shop' },
  labels: { [ID]: 'shop' },
  templateLabels: {},
};

async function links(
  entities: Entity[],
  ownership: Partial<OwnershipSettings> = {},
) {
  return CatalogLinks.read({
    catalog: inMemoryCatalog(entities),
    auth: mockAuth(),
    logger: mockLogger(),
    ownership: { workload: NONE, namespace: NONE, ...ownership },
  });
}

const OURS = 'url:https://github.com/acme/catalog/blob/main/all.yaml';
const THEIRS = 'url:https://github.com/mallory/x/blob/main/a.yaml';

describe('a catalog that has just started', () => {
  it('is whole some time after it was first not empty, and anew after it was away', () => {
    const fill = new CatalogFill(30);
    const said = [
      [0, false],
      [10, true],
      [39, true],
      [40, true],
      [50, false],
      [51, true],
      [81, true],
    ] as const;
    expect(said.map(([at, hasEntities]) => fill.note(at, hasEntities))).toEqual(
      [false, false, false, true, false, false, true],
    );
  });
});

describe('the owner of a workload', () => {
  it('is that of its entity, with where that was registered', async () => {
    const found = (await links([component('shop', 'pay-team', OURS)])).find(
      workload,
    );
    expect(found).toMatchObject({
      entityRef: 'component:default/shop',
      ownerRef: 'group:default/pay-team',
      ownerEvidence: `spec.owner of component:default/shop (label ${ID}: shop), registered by ${OURS}`,
    });
  });

  it('is not known where entities of different owners claim it', async () => {
    const found = (
      await links([
        component('shop', 'pay-team', OURS),
        component('mine-now', 'mallory', THEIRS),
      ])
    ).find(workload);
    expect(found.ownerRef).toBeUndefined();
    expect(found.ownerDoubt).toMatch(
      /Several claim it: group:default\/mallory by component:default\/mine-now.*pay-team by/,
    );
  });

  it('is named only by entities of locations that count', async () => {
    const catalogLocations = [
      'url:https://github.com/acme/catalog/blob/main/*',
    ];
    const claimed = component('mine-now', 'mallory', THEIRS);
    const both = await links([claimed, component('shop', 'pay-team', OURS)], {
      catalogLocations,
    });
    expect(both.find(workload)).toMatchObject({
      entityRef: 'component:default/shop',
      ownerRef: 'group:default/pay-team',
    });
    const alone = (await links([claimed], { catalogLocations })).find(workload);
    expect(alone.ownerRef).toBeUndefined();
    expect(alone.entityRef).toBe('component:default/mine-now');
    expect(alone.ownerDoubt).toMatch(/catalog\.locations.*mallory\/x/);
    const nowhere = await links([component('shop', 'pay-team')], {
      catalogLocations,
    });
    expect(nowhere.find(workload).ownerRef).toBeUndefined();
    const never = await links([component('shop', 'pay-team', OURS)], {
      catalogLocations: [],
    });
    expect(never.find(workload).ownerRef).toBeUndefined();
  });

  it('is what the cluster says first: the workload, then its namespace', async () => {
    const names = { labels: ['team'], annotations: ['acme.io/team'] };
    const found = await links([component('shop', 'pay-team', OURS)], {
      workload: names,
      namespace: names,
    });
    const namespace = { labels: { team: 'space' } };
    const owner = (changes: Partial<LabelledWorkload>) =>
      found.find({ ...workload, namespace, ...changes });
    expect(owner({})).toMatchObject({
      entityRef: 'component:default/shop',
      ownerRef: 'group:default/space',
      ownerEvidence: 'label team: space of namespace pay',
    });
    expect(owner({ labels: { [ID]: 'shop', team: 'own' } })).toMatchObject({
      ownerRef: 'group:default/own',
      ownerEvidence: 'label team: own of Deployment shop',
    });
    expect(
      owner({ annotations: { 'acme.io/team': 'user:default/ann' } }),
    ).toMatchObject({ ownerRef: 'user:default/ann' });
    expect(owner({ namespace: {} })).toMatchObject({
      ownerRef: 'group:default/pay-team',
    });
  });

  it('is not known while a namespace that would say it cannot be read', async () => {
    const found = await links([component('shop', 'pay-team', OURS)], {
      namespace: { labels: ['team'], annotations: [] },
    });
    expect(found.find(workload)).toEqual({
      entityRef: 'component:default/shop',
      entityTitle: 'shop',
      linkedBy: `label ${ID}: shop`,
      ownerDoubt: 'Namespace pay could not be read',
    });
  });

  it('is not known while the catalog cannot be read, which is told once', async () => {
    const logger = mockLogger();
    const failures = new RecurringFailures({ logger });
    const catalog = inMemoryCatalog([component('shop', 'pay-team', OURS)]);
    const read = () =>
      CatalogLinks.read({ catalog, auth: mockAuth(), logger, failures });
    const away = jest
      .spyOn(catalog, 'streamEntities')
      .mockImplementation(() => {
        throw new Error('503');
      });
    await read();
    expect((await read()).find(workload)).toEqual({
      ownerDoubt: 'The catalog could not be read',
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    away.mockRestore();
    expect((await read()).find(workload)).toMatchObject({
      ownerRef: 'group:default/pay-team',
    });
    expect(logger.info).toHaveBeenCalledWith('The catalog can be read again');
  });

  it('is not known while the catalog is empty, and nobody where others are named only', async () => {
    expect((await links([])).find(workload)).toEqual({
      ownerDoubt: 'The catalog has no component and no resource yet',
    });
    const other = component('other', 'pay-team', OURS);
    other.metadata.annotations = {};
    expect((await links([other])).find(workload)).toEqual({});
    // So clusters are listed again once the catalog has anything, and lose the doubt.
    expect((await links([other])).markOf('c')).not.toBe(
      (await links([])).markOf('c'),
    );
  });

  it('changes the mark by which scans see that links may differ', async () => {
    const entities = [component('shop', 'pay-team', OURS)];
    const before = (await links(entities)).markOf('c');
    expect((await links(entities)).markOf('c')).toBe(before);
    const after = await links(entities, { catalogLocations: [] });
    expect(after.markOf('c')).not.toBe(before);
  });
});
