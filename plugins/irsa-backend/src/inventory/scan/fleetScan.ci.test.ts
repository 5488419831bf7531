import { WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../../__testUtils__/PortalWorld';

const WORKLOADS = 700;

describe('a generated fleet, through the REST API', () => {
  let world: PortalWorld;

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: {
        scenario: 'walkthrough',
        fleet: { workloads: WORKLOADS, seed: 11 },
      },
    });
    await world.post('/scans', {}, 200);
  });
  afterAll(() => world?.close());

  const requests = () =>
    world.sandbox.cluster(world.sandbox.clusters[0].name).requests.all();

  async function all(query = ''): Promise<WorkloadPage['items']> {
    const items: WorkloadPage['items'] = [];
    let cursor: string | undefined;
    do {
      const page: WorkloadPage = await world.get(
        `/workloads?limit=100&namespace=fleet-0000&namespace=fleet-0001&namespace=fleet-0002${query}${
          cursor ? `&cursor=${cursor}` : ''
        }`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  it('finds keys in every place, and none in look-alikes', async () => {
    const items = await all();
    const share = (status: string) =>
      items.filter(each => each.status === status).length / 300;
    expect(share('static')).toBeGreaterThan(0.22);
    expect(share('static')).toBeLessThan(0.4);
    expect(share('shadowed')).toBeGreaterThan(0.01);
    expect(share('keyless')).toBeGreaterThan(0.1);
    expect(share('notAws')).toBeGreaterThan(0.005);
    expect(share('unknown')).toBe(0);
    const { store } = world.sandbox.cluster(world.sandbox.clusters[0].name);
    const alike = store
      .list({ group: '', plural: 'secrets' })
      .filter(({ data }) => data && 'API_KEY' in (data as object))
      .map(({ metadata }) => metadata.name);
    expect(alike.length).toBeGreaterThan(10);
    const found = items.flatMap(({ references }) =>
      references.map(({ objectName }) => objectName),
    );
    expect(found.filter(name => alike.includes(name ?? ''))).toEqual([]);
  });

  /** What brings values of Secrets: lists of a namespace, and single ones. */
  const valuesOf = (given: ReturnType<typeof requests>) =>
    given.filter(
      ({ verb, resource, accept }) =>
        resource === 'secrets' &&
        (verb === 'get' ||
          (verb === 'list' && !accept.includes('PartialObjectMetadata'))),
    );

  it('reads lists in pages, and values of Secrets once: together where most of a namespace matter', async () => {
    const lists = requests().filter(({ verb }) => verb === 'list');
    expect(lists.length).toBeGreaterThan(8);
    expect(lists.filter(({ url }) => !/limit=(500|100)\b/.test(url))).toEqual(
      [],
    );
    const values = valuesOf(requests());
    const together = values.filter(({ verb }) => verb === 'list');
    const places = together.map(({ namespace }) => namespace);
    expect(places.length).toBeGreaterThan(3);
    expect(new Set(places).size).toBe(places.length);
    expect(
      together.filter(
        ({ namespace, url }) =>
          !namespace || !url.includes('fieldSelector=type%3DOpaque'),
      ),
    ).toEqual([]);
    const single = values
      .filter(({ verb }) => verb === 'get')
      .map(({ namespace, name }) => `${namespace}/${name}`);
    expect(new Set(single).size).toBe(single.length);
    expect(single.length).toBeLessThan(50);
  });

  it('does not read a Secret again that has not changed', async () => {
    const before = requests().length;
    await world.post('/scans', {}, 200);
    const later = requests().slice(before);
    expect(later.filter(({ verb }) => verb === 'list').length).toBeGreaterThan(
      8,
    );
    expect(valuesOf(later)).toEqual([]);
  });

  it('pages by cursor without a gap, and refuses a cursor of another list', async () => {
    const ids = (await all('&sort=-keyAge')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual((await all()).map(({ id }) => id).sort());
    await world.get('/workloads?sort=owner&cursor=bm9uc2Vuc2U', 400);
  });

  it('exports more than a page without a gap', async () => {
    const { totalCount } = await world.get<WorkloadPage>(
      '/workloads?limit=1&status=static',
    );
    expect(totalCount).toBeGreaterThan(150);
    const whole = await world.get<WorkloadPage>('/workloads?limit=1');
    expect(whole.totalCount).toBeGreaterThan(300);
    const json = await world.download('/exports/json');
    const rows: { namespace: string; kind: string; name: string }[] =
      JSON.parse(String(json.body));
    const { body } = await world.download('/exports/csv');
    expect(String(body).trimEnd().split('\r\n')).toHaveLength(1 + rows.length);
    const ocsf = await world.download('/exports/ocsf');
    expect(JSON.parse(String(ocsf.body))).toHaveLength(rows.length);
    const some = await world.download('/exports/json?status=static');
    const ids = JSON.parse(String(some.body)).map(
      ({ namespace, kind, name }: (typeof rows)[number]) =>
        `${namespace}/${kind}/${name}`,
    );
    expect(new Set(ids).size).toBe(totalCount);
  });

  it('keeps today in the history', async () => {
    const { days } = await world.get<{
      days: { day: string; withStaticKey: number }[];
    }>('/trends?days=7');
    const summary = await world.get<{ withStaticKey: number }>('/summary');
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({
      day: new Date().toISOString().slice(0, 10),
      withStaticKey: summary.withStaticKey,
    });
    expect(summary.withStaticKey).toBeGreaterThan(150);
  });
});
