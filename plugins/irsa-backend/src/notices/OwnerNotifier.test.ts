import { ClusterCoverage } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { mockLogger } from '../__testUtils__/mockLogger';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { pageLinks } from '../config/pageLinks';
import { NoticeStore } from './NoticeStore';
import { OwnerNotifier } from './OwnerNotifier';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const daysAgo = (days: number) =>
  new Date(now - days * 86_400_000).toISOString();
const limits = { unusedDays: 90, oldDays: 365 };

onOneDatabase('OwnerNotifier', open => {
  let knex: Knex;
  let sent: {
    to: string;
    title: string;
    scope?: string;
    link?: string;
    severity?: string;
  }[];
  let isDown: boolean;
  let coverage: ClusterCoverage[];

  beforeEach(async () => {
    knex = await open();
    sent = [];
    isDown = false;
    coverage = [{ name: 'prod', state: 'ok', workloads: 1 }];
  });

  const notifier = () =>
    new OwnerNotifier({
      store: new NoticeStore(knex),
      inventory: {
        coverage: async () => ({ clusters: coverage, accounts: [] }),
      },
      notifications: {
        send: async ({ recipients, payload }) => {
          if (isDown) {
            throw new Error('The notifications plugin is away');
          }
          if (recipients.type !== 'entity') {
            throw new Error('To an owner only');
          }
          sent.push({
            to: String(recipients.entityRef),
            title: payload.title,
            scope: payload.scope,
            link: payload.link,
            severity: payload.severity,
          });
        },
      },
      limits,
      links: pageLinks('/irsa'),
      logger: mockLogger(),
    });
  const round = () => notifier().round(now);
  const titles = () => sent.map(({ title }) => title);

  async function add(
    name: string,
    row: Partial<{
      status: string;
      owner_ref: string | null;
      key_created_at: string | null;
      key_last_used_at: string | null;
      cluster: string;
    }> = {},
  ) {
    const cluster = row.cluster ?? 'prod';
    await knex('workloads').insert({
      id: `${cluster}/shop/Deployment/${name}`,
      cluster,
      namespace: 'shop',
      kind: 'Deployment',
      name,
      service_account: name,
      status: 'static',
      listed: true,
      owner_ref: 'group:default/shop',
      key_created_at: daysAgo(10),
      key_last_used_at: daysAgo(1),
      search: name,
      content_hash: 'same',
      ...row,
    });
  }

  it('calls nothing new that was there when a cluster was first seen', async () => {
    await add('old-friend');
    await round();
    expect(sent).toEqual([]);
    await add('newcomer');
    await round();
    expect(sent).toEqual([
      {
        to: 'group:default/shop',
        title: 'shop/newcomer has a new static AWS key',
        scope: 'irsa:new-static-key:prod/shop/Deployment/newcomer',
        link: '/irsa/services/prod/shop/Deployment/newcomer',
        severity: 'high',
      },
    ]);
    await round();
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['unused for 90 days', { key_last_used_at: daysAgo(91) }, 'unused'],
    [
      'never used',
      { key_created_at: daysAgo(100), key_last_used_at: null },
      'unused',
    ],
    ['used last week', { key_last_used_at: daysAgo(7) }, undefined],
    ['older than a year', { key_created_at: daysAgo(366) }, 'old'],
    ['not that old', { key_created_at: daysAgo(364) }, undefined],
    [
      'of an age that is not known',
      { key_created_at: null, key_last_used_at: null },
      undefined,
    ],
    [
      'unused, but on its role already',
      { key_last_used_at: daysAgo(91), status: 'soaking' },
      undefined,
    ],
    [
      'unused, without an owner',
      { key_last_used_at: daysAgo(91), owner_ref: null },
      undefined,
    ],
  ])('a key %s', async (_name, row, what) => {
    await add('app', row);
    await round();
    await round();
    expect(titles()).toEqual(what ? [`shop/app has an ${what} AWS key`] : []);
    // The portal draws a green tick for `normal`.
    expect(sent.map(({ severity }) => severity)).not.toContain('normal');
  });

  it('tells an owner of many at once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      await add(name, { key_created_at: daysAgo(400) });
    }
    await round();
    expect(sent).toEqual([
      {
        to: 'group:default/shop',
        title: '7 of your services have old AWS keys',
        scope: 'irsa:old-key:group:default/shop',
        link: '/irsa/services?owner=group%3Adefault%2Fshop',
        severity: 'high',
      },
    ]);
  });

  it('tries again when it could not be sent', async () => {
    await add('app', { key_created_at: daysAgo(400) });
    isDown = true;
    await round();
    expect(sent).toEqual([]);
    isDown = false;
    await round();
    expect(titles()).toEqual(['shop/app has an old AWS key']);
  });

  it('two replicas tell it once', async () => {
    await add('app', { key_created_at: daysAgo(400) });
    await Promise.all([round(), round(), round()]);
    expect(sent).toHaveLength(1);
  });

  it('a key that comes back is news again, one that cannot be seen is not', async () => {
    await round();
    await add('app');
    await round();
    const set = (status: string) => knex('workloads').update({ status });
    await set('unknown');
    await round();
    await set('static');
    await round();
    expect(sent).toHaveLength(1);
    await set('keyless');
    await round();
    await set('static');
    await round();
    expect(sent).toHaveLength(2);
  });

  it('a key that a rollback brings back is no news; one that comes beside a role is', async () => {
    await round();
    await add('app');
    await add('other');
    await round();
    const mark = (name: string, migration: string, status: string | null) =>
      knex('workload_marks').insert({
        workload_id: `prod/shop/Deployment/${name}`,
        migration_id: 'm',
        migration_status: migration,
        status,
      });
    await knex('workloads').update({ status: 'keyless' });
    await round();
    sent.length = 0;
    await mark('app', 'rolledBack', 'rolledBack');
    await mark('other', 'soaking', 'soaking');
    await knex('workloads').update({ status: 'static' });
    await round();
    expect(titles()).toEqual(['shop/other has a new static AWS key']);
  });

  it.each(['queued', 'running', 'stopping', 'stopped', 'failed'])(
    'the key of a workload whose next migration is %s is no news',
    async status => {
      await round();
      await add('app');
      await knex('workload_marks').insert({
        workload_id: 'prod/shop/Deployment/app',
        migration_id: 'after a rollback',
        migration_status: status,
      });
      await round();
      expect(titles()).toEqual([]);
    },
  );

  it('a Secret that a migration keeps is no news, until something else is in it', async () => {
    await round();
    await add('kept', { status: 'static' });
    await knex('workload_marks').insert({
      workload_id: 'prod/shop/Deployment/kept',
      migration_id: 'm',
      migration_status: 'soaking',
      status: 'soaking',
      kept_key: 'left',
    });
    const shown = async (status: string) => {
      await knex('workloads').update({ shown_status: status });
      await round();
      return titles();
    };
    expect(await shown('soaking')).toEqual([]);
    expect(await shown('static')).toEqual([
      'shop/kept has a new static AWS key',
    ]);
  });

  it('leaves an accepted risk alone until its end', async () => {
    await add('app', { key_created_at: daysAgo(400) });
    const id = 'prod/shop/Deployment/app';
    await knex('accepted_risks').insert({
      id: 'r',
      workload_id: id,
      open_key: id,
      workload: '{}',
      content_hash: 'same',
      reason: 'r',
      accepted_by: 'user:default/ann',
      accepted_at: daysAgo(5),
      ends_at: daysAgo(-5),
    });
    await round();
    expect(sent).toEqual([]);
    await notifier().round(now + 6 * 86_400_000);
    expect(titles()).toEqual(['shop/app has an old AWS key']);
  });

  it('a cluster that could not be read has no baseline yet', async () => {
    coverage = [{ name: 'prod', state: 'unreachable', workloads: 0 }];
    await round();
    coverage = [{ name: 'prod', state: 'ok', workloads: 1 }];
    await add('app');
    await round();
    expect(sent).toEqual([]);
  });

  it('many changes make one round, and none after the end', async () => {
    let rounds = 0;
    const one = new OwnerNotifier({
      store: new NoticeStore(knex),
      inventory: {
        coverage: async () => {
          rounds += 1;
          return { clusters: [], accounts: [] };
        },
      },
      notifications: { send: async () => {} },
      limits,
      links: pageLinks('/irsa'),
      logger: mockLogger(),
      pauseMs: 0,
    });
    one.soon();
    one.soon();
    one.soon();
    while (rounds === 0) {
      await new Promise(setImmediate);
    }
    await one.stop();
    one.soon();
    await new Promise(setImmediate);
    expect(rounds).toBe(1);
  });
});
