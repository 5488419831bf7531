import { Migration } from 'backstage-plugin-irsa-common';
import { Way } from './Way';

/** From the soak back to the key. */
export const rollback: Way = {
  name: 'rollback',
  async prepare(world, replica) {
    const { id } = await world.begin(replica, await world.plan(replica));
    const { status } = await world.rest(replica, id);
    if (status !== 'soaking') {
      throw new Error(`The migration is ${status} and cannot be rolled back.`);
    }
    return asked =>
      asked.post<Migration>(`/migrations/${id}/rollback`, {
        reason: 'a try of the crash test',
      });
  },
};
