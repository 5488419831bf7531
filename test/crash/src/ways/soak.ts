import { Migration } from 'backstage-plugin-irsa-common';
import { detachPolicies } from '../world/deeds';
import { toSoak } from './toSoak';
import { Way } from './Way';

/** One round of the watch, which finds that somebody has taken the policy off the role. */
export const soak: Way = {
  name: 'soak',
  async prepare(world, replica) {
    const { id, target } = await toSoak(world, replica);
    await detachPolicies(world, target.roleArn);
    return async asked => {
      await world.dueAgain();
      asked.tick();
      return asked.get<Migration>(`/migrations/${id}`);
    };
  },
  isOver: migration => migration.soak?.brokenSince !== undefined,
};
