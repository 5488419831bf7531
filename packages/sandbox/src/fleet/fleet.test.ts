import { accountOfAccessKey } from '../aws/model/accessKeyIds';
import { startSandbox } from '../startSandbox';
import { generateFleet } from './generateFleet';

const options = {
  workloads: 2000,
  account: '111122223333',
  region: 'eu-west-1',
  now: Date.parse('2026-11-01T00:00:00Z'),
};

describe('generateFleet', () => {
  const fleet = generateFleet(options);
  const all = (plural: string) => fleet.objects.get(plural) ?? [];

  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => {
      const { objects, users } = generateFleet({
        ...options,
        workloads: 150,
        seed,
      });
      return JSON.stringify([[...objects], users]);
    };
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has as many workloads as asked for, of every kind and case', () => {
    const plurals = [
      'deployments',
      'statefulsets',
      'daemonsets',
      'cronjobs',
      'jobs',
      'pods',
    ];
    const counts = plurals.map(plural => all(plural).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(2000);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Object.keys(fleet.cases)).toHaveLength(14);
    expect(all('namespaces')).toHaveLength(20);
  });

  it('gives a third of the workloads a key, in an object or in their template', () => {
    const {
      none,
      irsa,
      'other-store': other,
      'look-alike': alike,
    } = fleet.cases;
    const share = (2000 - none - irsa - other - alike) / 2000;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.4);
    const literal = JSON.stringify(all('deployments')).match(
      /AKIA[A-Z2-7]{16}/g,
    );
    expect(literal?.length).toBeGreaterThan(20);
    const [secret] = all('secrets');
    expect(Object.keys(secret.data as object).sort()).toEqual(
      Object.keys(
        secret.metadata.managedFields?.[0].fieldsV1['f:data'] as object,
      )
        .filter(name => name !== '.')
        .map(name => name.slice(2))
        .sort(),
    );
  });

  it('has users whose keys are the ones in the Secrets', () => {
    const ids = fleet.users.flatMap(({ accessKeys }) =>
      (accessKeys ?? []).map(({ accessKeyId }) => accessKeyId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map(accountOfAccessKey)).toEqual(ids.map(() => options.account));
    const used = JSON.stringify(
      all('secrets').map(({ data }) =>
        Object.values(data as Record<string, string>).map(value =>
          Buffer.from(value, 'base64').toString(),
        ),
      ),
    );
    const known = ids.filter(id => used.includes(id)).length;
    expect(known / ids.length).toBeGreaterThan(0.6);
  });
});

it('is loaded into the first cluster, where lists page through it', async () => {
  const sandbox = await startSandbox({
    scenario: 'walkthrough',
    fleet: { workloads: 300, seed: 3 },
  });
  try {
    const { store } = sandbox.cluster(sandbox.clusters[0].name);
    const type = { group: 'apps', plural: 'deployments' };
    const generated = store
      .list(type)
      .filter(({ metadata }) => metadata.namespace?.startsWith('fleet-'));
    expect(generated.length).toBeGreaterThan(150);
    expect(sandbox.fleet).toMatchObject({ workloads: 300 });
    expect(sandbox.fleet!.objects).toBeGreaterThan(300);
    // No controller rolls out the loaded workloads.
    expect(store.list({ group: 'apps', plural: 'replicasets' }).length).toBe(1);
    expect(sandbox.scenario.catalog.map(({ name }) => name)).toContain(
      'fleet.yaml',
    );
  } finally {
    await sandbox.close();
  }
});
