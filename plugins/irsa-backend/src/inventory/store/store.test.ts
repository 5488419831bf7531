import { Workload, WorkloadStatus } from 'backstage-plugin-irsa-common';
import fc from 'fast-check';
import { onEachDatabase } from '../../__testUtils__/onEachDatabase';
import { FleetFigures } from './FleetFigures';
import { History } from './History';
import { PageOrder } from './PageOrder';
import { SeenWorkloads } from './SeenWorkloads';
import { FILLING, SettledLinks } from './SettledLinks';
import { WorkloadReader } from './WorkloadReader';
import { shownStatus } from './shownStatus';
import { StoredWorkload } from './workloadRow';
import { WorkloadStore } from './WorkloadStore';

const DAY = 86_400_000;
const daysAgo = (days: number) =>
  new Date(Date.now() - days * DAY).toISOString();

interface Sketch {
  status?: WorkloadStatus;
  namespace?: string;
  owner?: string;
  doubt?: string;
  /** Age of its key in days. */
  age?: number;
  used?: number;
  key?: string;
  last4?: string;
  severity?: number;
  account?: string;
  cluster?: string;
}

function workload(name: string, sketch: Sketch = {}): StoredWorkload {
  const { cluster = 'prod', namespace = 'shop', status = 'static' } = sketch;
  const keys =
    sketch.age === undefined
      ? []
      : [
          {
            fingerprint: sketch.key ?? `print-${name}`,
            last4: sketch.last4 ?? 'ABCD',
            state: 'active' as const,
            createdAt: daysAgo(sketch.age),
            lastUsedAt:
              sketch.used === undefined ? undefined : daysAgo(sketch.used),
          },
        ];
  return {
    listed: status !== 'keyless',
    objects: [`${namespace}/Secret/${name}`],
    workload: {
      id: `${cluster}/${namespace}/Deployment/${name}`,
      cluster,
      namespace,
      kind: 'Deployment',
      name,
      status,
      ownerRef: sketch.owner,
      ownerDoubt: sketch.doubt,
      references: [],
      keys,
      severity: { score: sketch.severity ?? 0, level: 'none', factors: [] },
      serviceAccount: {
        name: sketch.account ?? name,
        isDefault: false,
        sharedWith: [],
      },
      health: { desired: 1, ready: 1, state: 'healthy' },
      manager: { kind: 'kubectl', livePatchAllowed: true },
      readLevel: 2,
      asOf: daysAgo(0),
    } as unknown as Workload,
  };
}

onEachDatabase('store', database => {
  const open = async () => {
    const knex = await database();
    return {
      knex,
      store: new WorkloadStore(knex),
      reader: new WorkloadReader(knex),
      figures: new FleetFigures(knex),
    };
  };
  const page = { offset: 0, limit: 100 };

  it('tells workloads without an owner from those whose owner is not known', async () => {
    const { knex, store, reader } = await open();
    await store.put([
      workload('mine', { owner: 'group:default/a' }),
      workload('nobody'),
      workload('claimed', { doubt: 'Several claim it' }),
      workload('new', { cluster: 'late' }),
    ]);
    const settled = new SettledLinks(knex);
    const found = async (...owner: string[]) => {
      const { items, totalCount } = await reader.list({ ...page, owner });
      expect(totalCount).toBe(items.length);
      return items.map(({ name }) => name).sort();
    };
    expect(await found('none')).toEqual([]);
    expect(await settled.note('prod', 'first', true)).toBe(true);
    expect(await found('none')).toEqual(['nobody']);
    expect(await found('unknown')).toEqual(['claimed', 'new']);
    expect(await found('unknown', 'none')).toHaveLength(3);
    expect(await found('group:default/a', 'none')).toEqual(['mine', 'nobody']);
    const { items } = await reader.list(page);
    const saidOf = new Map(
      items.map(({ name, ownerDoubt, isOwnerPending }) => [
        name,
        [ownerDoubt, isOwnerPending],
      ]),
    );
    expect(saidOf.get('mine')).toEqual([undefined, undefined]);
    expect(saidOf.get('nobody')).toEqual([undefined, undefined]);
    expect(saidOf.get('claimed')).toEqual(['Several claim it', undefined]);
    expect(saidOf.get('new')).toEqual([FILLING, true]);
    // A restart that finds the same catalog takes nothing back; one that finds another does.
    expect(await settled.note('prod', 'first', false)).toBe(false);
    expect(await found('none')).toEqual(['nobody']);
    expect(await settled.note('prod', 'other', false)).toBe(true);
    expect(await found('none')).toEqual([]);
  });

  it('pages by cursor and by offset through the same list, whatever the sort', async () => {
    const { store, reader } = await open();
    const some = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.option(arbitrary, { nil: undefined });
    const sketches = fc.sample(
      fc.record({
        age: some(fc.integer({ min: 0, max: 3 })),
        used: some(fc.integer({ min: 0, max: 2 })),
        owner: some(fc.constantFrom('group:default/a', 'group:default/b')),
        severity: fc.integer({ min: 0, max: 3 }),
        status: fc.constantFrom<WorkloadStatus>('static', 'shadowed'),
        namespace: fc.constantFrom('one', 'two'),
      }),
      { numRuns: 40, seed: 5 },
    );
    await store.put(
      // Few names, so that the id decides between equal ones.
      sketches.map((sketch, at) =>
        workload(`w${at % 12}`, { ...sketch, cluster: `c${at}` }),
      ),
    );
    for (const field of [
      'name',
      'status',
      'keyAge',
      'keyLastUsed',
      'owner',
      'severity',
    ]) {
      for (const sort of [field, `-${field}`]) {
        const { items: all } = await reader.list({ ...page, sort });
        const ids = all.map(({ id }) => id);
        expect(new Set(ids).size).toBe(40);
        const byCursor: string[] = [];
        let cursor: string | undefined;
        do {
          const part = await reader.list({
            sort,
            cursor,
            offset: 0,
            limit: 7,
          });
          byCursor.push(...part.items.map(({ id }) => id));
          cursor = part.nextCursor;
        } while (cursor);
        expect([sort, byCursor]).toEqual([sort, ids]);
        const byOffset: string[] = [];
        for (let offset = 0; offset < 40; offset += 9) {
          const part = await reader.list({ sort, offset, limit: 9 });
          byOffset.push(...part.items.map(({ id }) => id));
        }
        expect([sort, byOffset]).toEqual([sort, ids]);
      }
    }
    const oldest = await reader.list({ ...page, sort: '-keyAge' });
    const ages = oldest.items.map(({ keys }) => keys[0]?.createdAt ?? '~');
    expect(ages).toEqual([...ages].sort());
    const owners = (await reader.list({ ...page, sort: '-owner' })).items;
    expect(owners[0].ownerRef).toBe('group:default/b');
    expect(owners.at(-1)?.ownerRef).toBeUndefined();
  });

  it('lists the same whether a filter matches few or many', async () => {
    const { store, reader } = await open();
    await store.put(
      Array.from({ length: 640 }, (_, at) =>
        workload(`w${at % 90}`, {
          cluster: `c${at}`,
          namespace: at % 16 === 0 ? 'rare' : 'usual',
          age: at % 3 === 0 ? undefined : at % 40,
          severity: at % 5,
          owner: at % 4 === 0 ? undefined : `group:default/${at % 6}`,
        }),
      ),
    );
    const pages = async (filter: object) => {
      const names: string[] = [];
      let cursor: string | undefined;
      let total = 0;
      do {
        const part = await reader.list({
          ...filter,
          cursor,
          offset: 0,
          limit: 100,
        });
        names.push(...part.items.map(({ id }) => id));
        total = part.totalCount;
        cursor = part.nextCursor;
      } while (cursor);
      return { names, total };
    };
    for (const sort of ['name', '-keyAge', 'keyAge', 'owner', '-severity']) {
      const many = await pages({ sort });
      expect(many.names).toHaveLength(640);
      const rare = many.names.filter(id => id.includes('/rare/'));
      expect([sort, await pages({ sort, namespace: ['rare'] })]).toEqual([
        sort,
        { names: rare, total: 40 },
      ]);
      const last = await reader.list({
        sort,
        namespace: ['rare'],
        offset: 35,
        limit: 10,
      });
      expect(last.items.map(({ id }) => id)).toEqual(rare.slice(35));
      const usual = await pages({ sort, namespace: ['usual'] });
      expect(usual.total).toBe(600);
      expect(usual.names).toEqual(
        many.names.filter(id => id.includes('/usual/')),
      );
    }
    expect(await pages({ q: 'nothing like it' })).toEqual({
      names: [],
      total: 0,
    });
  });

  it('finds the services with a key by its last four characters, as the pages write them', async () => {
    const { store, reader } = await open();
    await store.put([
      workload('one', { age: 1, last4: 'WXYZ' }),
      workload('two', { age: 1 }),
    ]);
    for (const q of ['WXYZ', 'wxyz', '…WXYZ', '••••WXYZ']) {
      const { items } = await reader.list({ q, offset: 0, limit: 10 });
      expect([q, items.map(({ name }) => name)]).toEqual([q, ['one']]);
    }
  });

  it('refuses a cursor of another list', async () => {
    const { reader } = await open();
    const end = { value: null, name: 'a', id: 'a' };
    for (const cursor of [
      'nonsense',
      new PageOrder('name').encode(end),
      Buffer.from('[1]').toString('base64url'),
    ]) {
      await expect(
        reader.list({ ...page, sort: 'owner', cursor }),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
  });

  it('deletes what a scan has not met, and nothing that came meanwhile', async () => {
    const { store, reader, knex } = await open();
    await store.put([workload('old'), workload('stays')], 1000);
    await store.put([workload('elsewhere', { cluster: 'other' })], 1000);
    await store.put([workload('stays'), workload('new')], 2001);
    expect(await store.sweep('prod', 2000)).toBe(1);
    const { items } = await reader.list(page);
    expect(items.map(({ name }) => name)).toEqual([
      'elsewhere',
      'new',
      'stays',
    ]);
    expect(await knex('workload_documents')).toHaveLength(3);
    expect(await knex('workload_objects')).toHaveLength(3);
  });

  it('goes through the workloads of one cluster that have a key, page by page', async () => {
    const { store, knex } = await open();
    const seen = new SeenWorkloads(knex);
    const withKey = (name: string, cluster = 'prod') =>
      workload(name, { age: 10, cluster });
    const mine = ['a', 'b', 'c'].map(name => withKey(name));
    await store.put([
      ...mine,
      workload('keyless', { status: 'keyless' }),
      // Names of clusters may contain slashes, so that its id begins with the name of the other.
      withKey('d', 'prod/shop'),
      withKey('e', 'other'),
    ]);
    const found: string[] = [];
    let after: string | undefined = '';
    let turns = 0;
    while (after !== undefined) {
      const next = await seen.withKeys('prod', after, 2);
      found.push(...next.ids);
      after = next.last;
      turns += 1;
    }
    expect(found).toEqual(mine.map(({ workload: { id } }) => id));
    // Five rows, two at a time, and the page that says that there are no more.
    expect(turns).toBe(4);
  });

  it('writes a workload again only when something of it has changed', async () => {
    const { store, reader, knex } = await open();
    const a = workload('a', { age: 10 });
    const id = a.workload.id;
    await store.put([a], 1000);
    const later = { ...a.workload, asOf: daysAgo(-1) };
    await knex('workload_documents').update({
      document: JSON.stringify({ ...a.workload, image: 'kept' }),
    });
    // The same as stored, except for the time.
    await store.put([{ ...a, workload: { ...later, image: 'kept' } }], 2000);
    const written = async () =>
      JSON.parse((await knex('workload_documents'))[0].document).asOf;
    expect(await written()).toBe(a.workload.asOf);
    expect(await store.sweep('prod', 2000)).toBe(0);
    // A change that is not part of the model: the Secret that its Pods read.
    const other = {
      ...a,
      workload: { ...later, image: 'kept' },
      objects: ['shop/Secret/other'],
    };
    await store.put([other], 3000);
    expect(await written()).toBe(later.asOf);
    expect(await store.readersOf('prod', ['shop/Secret/other'])).toEqual([id]);
    const seen = Date.parse(later.asOf) + DAY;
    await store.put([other], seen);
    expect((await reader.find(id))?.asOf).toBe(new Date(seen).toISOString());
    // A failed scan has made it unknown. The next successful one reverts that.
    await store.setClusterUnknown('prod', 'away');
    await store.put([other], seen);
    expect((await reader.find(id))?.status).toBe('static');
  });

  it.each([
    // What the scan saw, the mark, what is shown.
    ['keyless', 'soaking', 'soaking'],
    ['keyless', 'keyOff', 'keyOff'],
    ['keyless', 'keyless', 'keyless'],
    ['static', 'soaking', 'static'],
    ['shadowed', 'keyOff', 'shadowed'],
    ['static', 'keyless', 'static'],
    ['unknown', 'keyless', 'unknown'],
    ['notAws', 'soaking', 'notAws'],
    ['static', 'rolledBack', 'rolledBack'],
    ['keyless', 'rolledBack', 'keyless'],
    ['unknown', 'rolledBack', 'unknown'],
    ['static', 'running', 'running'],
    ['keyless', 'running', 'running'],
    ['keyless', 'failed', 'failed'],
    ['static', undefined, 'static'],
  ] as const)(
    'shows what was seen of a %s workload with the mark %s: %s',
    async (seen, mark, expected) => {
      expect(shownStatus(seen, mark)).toBe(expected);
      const { store, reader, figures } = await open();
      const before = workload('before', { status: seen });
      const after = workload('after', { status: seen });
      await store.put([before]);
      for (const { workload: ref } of [before, after]) {
        await store.mark(ref, {
          migrationId: 'm',
          status: mark,
          migrationStatus: 'soaking',
        });
      }
      await store.put([after]);
      for (const { workload: ref } of [before, after]) {
        expect(await reader.find(ref.id)).toMatchObject({
          status: expected,
          migrationStatus: 'soaking',
        });
      }
      const counted = ['static', 'shadowed', 'running', 'failed', 'rolledBack'];
      expect((await figures.summary()).withStaticKey).toBe(
        counted.includes(expected) ? 2 : 0,
      );
      await store.setClusterUnknown('prod', 'away');
      const gone = shownStatus('unknown', mark);
      expect(await reader.find(before.workload.id)).toMatchObject({
        status: gone,
      });
    },
  );

  it('shows what the last plan said, until the workload changes', async () => {
    const { store, reader, figures } = await open();
    const [blocked, ready, other] = ['blocked', 'ready', 'other'].map(name =>
      workload(name, { status: 'static' }),
    );
    const madeAt = '2026-11-29T03:00:00.000Z';
    const verdict = {
      status: 'blocked' as const,
      blockedBy: ['hpa', 'quota'],
      madeAt,
    };
    const found = async (...plan: ('ready' | 'blocked' | 'none')[]) =>
      (await reader.list({ ...page, plan })).items.map(({ name }) => name);
    await store.put([blocked, ready, other]);
    await store.notePlan(ready.workload, { ...verdict, status: 'ready' });
    await store.notePlan(blocked.workload, { ...verdict, status: 'ready' });
    await store.notePlan(blocked.workload, verdict);
    expect((await reader.find(blocked.workload.id))?.lastPlan).toEqual(verdict);
    expect((await reader.find(other.workload.id))?.lastPlan).toBeUndefined();
    expect(await found('blocked')).toEqual(['blocked']);
    expect(await found('ready', 'none')).toEqual(['other', 'ready']);
    expect((await figures.summary()).blocked).toBe(1);

    await store.put([workload('blocked', { status: 'static', age: 3 })]);
    expect((await reader.find(blocked.workload.id))?.lastPlan).toBeUndefined();
    expect(await found('none')).toEqual(['blocked', 'other']);
    expect((await figures.summary()).blocked).toBe(0);

    await store.notePlan(ready.workload, undefined);
    expect(await found('ready')).toEqual([]);
  });

  it('shows the mark of a migration that agrees with the scan, until it is taken back', async () => {
    const { store, reader } = await open();
    const stored = workload('a', { status: 'keyless' });
    const shown = async () =>
      (await reader.list(page)).items.map(({ status }) => status);
    await store.put([stored]);
    expect(await shown()).toEqual([]);
    await store.mark(stored.workload, {
      migrationId: 'm',
      status: 'soaking',
    });
    expect(await shown()).toEqual(['soaking']);
    await store.put([stored]);
    expect(await shown()).toEqual(['soaking']);
    await store.setClusterUnknown('prod', 'away');
    expect(await shown()).toEqual(['unknown']);
    await store.mark(stored.workload, { migrationId: 'm' });
    expect(await shown()).toEqual([]);
    expect((await reader.find(stored.workload.id))?.status).toBe('unknown');
  });

  it.each([
    // Keys in the Secret, the mark, what is shown.
    [['left'], 'soaking', 'kept'],
    [['left'], 'keyOff', 'kept'],
    [['left'], undefined, 'static'],
    [['other'], 'soaking', 'static'],
    [['left', 'other'], 'soaking', 'static'],
    [[], 'soaking', 'static'],
  ] as const)(
    'a Secret with the keys %j that a migration keeps, marked %s, is %s',
    async (keys, status, expected) => {
      const { store, reader, figures } = await open();
      const secret = (name: string): StoredWorkload => {
        const stored = workload(name, { status: 'static' });
        const { workload: row } = stored;
        return {
          ...stored,
          workload: {
            ...row,
            keys: keys.map(fingerprint => ({
              fingerprint,
              last4: 'ABCD',
              state: 'active' as const,
              sharedWith: [],
            })),
          },
        };
      };
      const [before, after] = [secret('before'), secret('after')];
      await store.put([before]);
      for (const { workload: ref } of [before, after]) {
        await store.mark(ref, {
          migrationId: 'm',
          status,
          statusReason: 'kept',
          migrationStatus: 'soaking',
          keptKey: 'left',
        });
      }
      await store.put([after]);
      for (const { workload: ref } of [before, after]) {
        const found = await reader.find(ref.id);
        expect(found).toMatchObject({ status: expected, migrationId: 'm' });
        expect(found?.statusReason ?? '').not.toContain('put it back');
      }
      const isStatic = expected === 'static';
      expect(await figures.summary()).toMatchObject({
        withStaticKey: isStatic ? 2 : 0,
        // Workloads only.
        soaking: 0,
        keyOff: 0,
        keptSecrets: isStatic ? 0 : 2,
        listed: 2,
      });
    },
  );

  it('counts in SQL what people count by hand', async () => {
    const { store, figures, reader } = await open();
    await store.put([
      workload('a', { age: 400, used: 100, key: 'shared' }),
      workload('b', { age: 400, used: 100, key: 'shared', account: 'x' }),
      workload('c', { age: 10, status: 'shadowed', account: 'x' }),
      workload('d', { age: 900, used: 1, status: 'unknown' }),
      workload('e', { status: 'keyless' }),
      workload('f', { status: 'notAws', owner: 'group:default/z' }),
    ]);
    expect(await figures.summary()).toMatchObject({
      workloads: 5,
      withStaticKey: 3,
      acceptedRisks: 0,
      unknown: 1,
      listed: 5,
      unusedKeys90d: 1,
      oldestKeyDays: 400,
    });
    expect(await reader.facets()).toEqual({
      clusters: ['prod'],
      namespaces: ['shop'],
      owners: ['group:default/z'],
    });
    const found = await reader.find('prod/shop/Deployment/b');
    expect(found?.keys[0].sharedWith).toEqual(['prod/shop/Deployment/a']);
    expect(found?.serviceAccount.sharedWith).toEqual([
      'prod/shop/Deployment/c',
    ]);
  });

  it('lists the workloads whose keys the figure of unused keys counts', async () => {
    const { store, figures, reader } = await open();
    await store.put([
      workload('a', { age: 400, used: 100 }),
      workload('b', { age: 400, used: 2 }),
      workload('c', { age: 100 }),
      workload('d', { age: 10 }),
      workload('e', { age: 900, used: 500, status: 'unknown' }),
      workload('f', { status: 'notAws' }),
    ]);
    const names = async (unused?: boolean) => {
      const { items } = await reader.list({ unused, offset: 0, limit: 50 });
      return items.map(({ name }) => name).sort();
    };
    expect(await names(true)).toEqual(['a', 'c']);
    expect(await names(false)).toEqual(['b', 'd', 'e', 'f']);
    expect(await figures.summary()).toMatchObject({
      listed: (await names()).length,
      unusedKeys90d: 2,
    });
  });

  it('keeps how the fleet was on each day, and no longer than asked', async () => {
    const { store, knex } = await open();
    const history = new History(knex, 30);
    const on = (day: string) => Date.parse(`${day}T12:00:00Z`);
    await store.put([
      workload('a', { age: 100, owner: 'group:default/a' }),
      workload('b', { age: 300 }),
      workload('c', { status: 'soaking' }),
    ]);
    await history.record('prod', on('2026-01-01'));
    await store.put([workload('b', { status: 'keyless' })]);
    await store.put([workload('x', { cluster: 'other', status: 'unknown' })]);
    // Two counts on the same day: the later one is kept.
    await history.record('prod', on('2026-02-01'));
    await store.mark(workload('a').workload, {
      migrationId: 'm',
      status: 'keyOff',
    });
    const owned = { age: 100, owner: 'group:default/a' };
    await store.put([workload('a', { ...owned, status: 'keyless' })]);
    await history.record('prod', on('2026-02-01'));
    await history.record('other', on('2026-02-01'));
    const read = (filter: object) =>
      history.read({ days: 90, ...filter }, on('2026-02-01'));
    expect((await read({})).days).toEqual([
      {
        day: '2026-02-01',
        withStaticKey: 0,
        soaking: 1,
        keyOff: 1,
        keyless: 0,
        unknown: 1,
        meanKeyAgeDays: undefined,
        statuses: { keyOff: 1, soaking: 1, unknown: 1 },
      },
    ]);
    expect((await read({ owner: ['none'] })).days[0].statuses).toEqual({
      soaking: 1,
      unknown: 1,
    });
    await history.record('prod', on('2026-02-20'));
    expect((await read({ cluster: ['prod'] })).days).toHaveLength(2);
    await store.mark(workload('a').workload, { migrationId: 'm' });
    await store.put([workload('a', owned)]);
    await history.record('prod', on('2026-02-21'));
    const [, , last] = (await read({ cluster: ['prod'] })).days;
    expect(last).toMatchObject({ withStaticKey: 1, meanKeyAgeDays: 100 });
  });

  it('keeps the rows of keys and objects that are as they were, and replaces the others', async () => {
    const { store, knex } = await open();
    const rows = async () => ({
      keys: await knex('workload_keys').pluck('fingerprint'),
      objects: (await knex('workload_objects').pluck('object')).sort(),
    });
    const a = workload('a', { age: 10 });
    const changed = (image: string, more: Partial<StoredWorkload> = {}) => ({
      ...a,
      ...more,
      workload: { ...a.workload, ...more.workload, image },
    });
    await store.put([a]);
    const first = await rows();
    expect(first).toEqual({ keys: ['print-a'], objects: ['shop/Secret/a'] });
    let written: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => written.push(sql));
    const touched = () =>
      written.filter(sql =>
        /(delete from|insert into)\W+workload_(k|o)/.test(sql),
      );
    await store.put([changed('one')]);
    expect(await rows()).toEqual(first);
    expect(touched()).toEqual([]);
    await store.put([changed('two', { objects: ['shop/Secret/b'] })]);
    expect(await rows()).toEqual({ ...first, objects: ['shop/Secret/b'] });
    const [key] = a.workload.keys;
    const newer = {
      ...a.workload,
      keys: [{ ...key, fingerprint: 'print-b' }],
    };
    written = [];
    await store.put([
      changed('three', { objects: ['shop/Secret/b'], workload: newer }),
    ]);
    expect(touched().length).toBeGreaterThan(0);
    expect(await rows()).toEqual({
      keys: ['print-b'],
      objects: ['shop/Secret/b'],
    });
  });

  it('takes what several replicas write at the same time, in whatever order', async () => {
    const { store, reader, knex } = await open();
    const names = Array.from({ length: 60 }, (_, at) => `w${at}`);
    const fleet = (age: number, order: readonly string[]) =>
      order.map(name => workload(name, { age, key: `print-${age}` }));
    const backwards = [...names].reverse();
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([
        store.put(fleet(round, names)),
        store.put(fleet(round + 100, backwards)),
        store.put(fleet(round, backwards)),
        store.setClusterUnknown('prod', 'away'),
        store.delete(
          backwards.slice(0, 20).map(name => `prod/shop/Deployment/${name}`),
        ),
        ...['w3', 'w50'].map(name =>
          store.mark(workload(name).workload, {
            migrationId: 'm',
            status: 'failed',
          }),
        ),
      ]);
    }
    await store.put(fleet(7, names));
    const { items, totalCount } = await reader.list(page);
    expect(totalCount).toBe(60);
    expect(new Set(items.map(({ keys }) => keys[0].fingerprint))).toEqual(
      new Set(['print-7']),
    );
    expect(
      items.filter(({ status }) => status === 'failed').map(each => each.name),
    ).toEqual(['w3', 'w50']);
    expect(await knex('workload_keys')).toHaveLength(60);
    expect(await knex('workload_documents')).toHaveLength(60);
  });

  it('knows who reads an object and who runs as a ServiceAccount', async () => {
    const { store } = await open();
    await store.put([workload('a'), workload('b', { account: 'a' })]);
    expect(await store.readersOf('prod', ['shop/Secret/b'])).toEqual([
      'prod/shop/Deployment/b',
    ]);
    expect(await store.readersOf('other', ['shop/Secret/b'])).toEqual([]);
    expect((await store.usersOf('prod', 'shop', 'a')).sort()).toEqual([
      'prod/shop/Deployment/a',
      'prod/shop/Deployment/b',
    ]);
  });
});
