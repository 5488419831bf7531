import { Way } from './Way';

/** From a click on Start to the soak. */
export const forward: Way = {
  name: 'forward',
  async prepare(world, replica) {
    const plan = await world.plan(replica);
    return asked => world.begin(asked, plan);
  },
};
