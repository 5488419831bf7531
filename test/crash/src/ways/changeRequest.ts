import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld, WorldSettings } from '../world/CrashWorld';
import { closeLatest, mergeLatest } from '../world/deeds';
import { Replica } from '../world/Replica';
import { Way } from './Way';

/** A service that Argo CD takes from a repository of the sandbox's Git host. */
const GIT: WorldSettings = {
  scenario: 'gitops',
  workload: { namespace: 'billing', name: 'invoices' },
};
const REASON = 'a try of the crash test';

const waits = ({ waitingFor }: Migration) =>
  /merged/.test(waitingFor?.words ?? '');
const is =
  (...statuses: Migration['status'][]) =>
  ({ status }: Migration) =>
    statuses.includes(status);

/** A change request is open, and the portal waits for its merge. */
async function toOpen(world: CrashWorld, replica: Replica): Promise<Migration> {
  const { id } = await world.begin(replica, await world.plan(replica));
  return world.rest(replica, id, waits);
}

async function toMerged(
  world: CrashWorld,
  replica: Replica,
): Promise<Migration> {
  const { id } = await toOpen(world, replica);
  await mergeLatest(world);
  return world.rest(replica, id, is('soaking'));
}

function rollBack({ id }: Migration): (asked: Replica) => Promise<Migration> {
  return asked =>
    asked.post<Migration>(`/migrations/${id}/rollback`, { reason: REASON });
}

/** What goes on when somebody has acted at the host. */
function afterDeed(
  { id }: Migration,
  deed: () => Promise<void> | void,
): (asked: Replica) => Promise<Migration> {
  return async asked => {
    await deed();
    return asked.get<Migration>(`/migrations/${id}`);
  };
}

const STAGES: readonly Way[] = [
  {
    name: 'open-request',
    async prepare(world, replica) {
      const plan = await world.plan(replica);
      return asked => world.begin(asked, plan);
    },
    isOver: waits,
  },
  {
    name: 'merge',
    async prepare(world, replica) {
      const migration = await toOpen(world, replica);
      return afterDeed(migration, () => mergeLatest(world));
    },
    isOver: is('soaking'),
  },
  {
    name: 'closed-by-others',
    async prepare(world, replica) {
      const migration = await toOpen(world, replica);
      return afterDeed(migration, () => closeLatest(world));
    },
    isOver: is('needsHuman'),
  },
  {
    name: 'rollback-by-close',
    prepare: async (world, replica) => rollBack(await toOpen(world, replica)),
    isOver: is('rolledBack', 'needsHuman'),
  },
  {
    name: 'open-revert',
    prepare: async (world, replica) => rollBack(await toMerged(world, replica)),
    isOver: migration => migration.status === 'rollingBack' && waits(migration),
  },
  {
    name: 'merge-revert',
    async prepare(world, replica) {
      const migration = await toMerged(world, replica);
      await rollBack(migration)(replica);
      await world.rest(replica, migration.id, waits);
      return afterDeed(migration, () => mergeLatest(world));
    },
    isOver: is('rolledBack', 'needsHuman'),
  },
];

/** The way of a workload that Git owns, there and back again, from one wait for people to the next. */
export const CHANGE_REQUEST_WAYS: readonly Way[] = STAGES.map(way => ({
  ...way,
  world: GIT,
}));
