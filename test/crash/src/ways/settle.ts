import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld } from '../world/CrashWorld';
import { allowAll, refuse, takeSecret } from '../world/deeds';
import { Replica } from '../world/Replica';
import { toSoak } from './toSoak';
import { Way } from './Way';

const REASON = 'a try of the crash test';
const SECRET = 'aws-secrets';

/** A rollback that has come to where only a person can help. */
async function toStuck(
  world: CrashWorld,
  replica: Replica,
  { id }: Migration,
): Promise<Migration> {
  await replica.post(`/migrations/${id}/rollback`, { reason: REASON });
  const migration = await world.rest(replica, id);
  if (migration.status !== 'needsHuman') {
    throw new Error(
      `The migration is ${migration.status}: ${migration.statusReason}`,
    );
  }
  return migration;
}

/** The role cannot be taken back, since the portal lacks a right. */
async function withoutRight(
  world: CrashWorld,
  replica: Replica,
): Promise<Migration> {
  const migration = await toSoak(world, replica);
  refuse(world, 'DetachRolePolicy');
  return toStuck(world, replica, migration);
}

function settle(
  { id, stuckAt: step }: Migration,
  way: 'skip' | 'adopt',
): (asked: Replica) => Promise<Migration> {
  return asked =>
    asked.postOnce<Migration>(
      `/migrations/${id}/settle`,
      { way, step, reason: REASON },
      `/migrations/${id}`,
    );
}

/** Each way out of a migration that needs a human. */
export const SETTLE_WAYS: readonly Way[] = [
  {
    name: 'retry',
    async prepare(world, replica) {
      const { id } = await withoutRight(world, replica);
      allowAll(world);
      return asked =>
        asked.post<Migration>(`/migrations/${id}/rollback`, { reason: REASON });
    },
  },
  {
    name: 'skip',
    prepare: async (world, replica) =>
      settle(await withoutRight(world, replica), 'skip'),
  },
  {
    name: 'adopt',
    async prepare(world, replica) {
      const migration = await toSoak(world, replica);
      const giveBack = await takeSecret(world, SECRET);
      const stuck = await toStuck(world, replica, migration);
      await giveBack(`${SECRET}-by-others`);
      return settle(stuck, 'adopt');
    },
  },
  {
    name: 'close',
    async prepare(world, replica) {
      const { id } = await withoutRight(world, replica);
      return asked =>
        asked.postOnce<Migration>(
          `/migrations/${id}/close`,
          { reason: REASON },
          `/migrations/${id}`,
        );
    },
  },
];
