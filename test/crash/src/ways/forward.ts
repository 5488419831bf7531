import { WALKTHROUGH } from '../world/CrashWorld';
import { Way } from './Way';

/** From a click on Start to the soak, with a canary before the cut-over. */
export const forward: Way = {
  name: 'forward',
  world: { ...WALKTHROUGH, migration: { canary: 'where-possible' } },
  async prepare(world, replica) {
    const plan = await world.plan(replica);
    return asked => world.begin(asked, plan);
  },
};
