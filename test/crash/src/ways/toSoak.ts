import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld } from '../world/CrashWorld';
import { Replica } from '../world/Replica';

/** A migration that nothing has disturbed until its soak. */
export async function toSoak(
  world: CrashWorld,
  replica: Replica,
): Promise<Migration> {
  const { id } = await world.begin(replica, await world.plan(replica));
  const migration = await world.rest(replica, id);
  if (migration.status !== 'soaking') {
    throw new Error(
      `The migration is ${migration.status}: ${migration.statusReason}`,
    );
  }
  return migration;
}
