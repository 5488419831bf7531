import { Migration } from 'backstage-plugin-irsa-common';
import { toSoak } from './toSoak';
import { Way } from './Way';

/** From the soak back to the key. */
export const rollback: Way = {
  name: 'rollback',
  async prepare(world, replica) {
    const { id } = await toSoak(world, replica);
    return asked =>
      asked.post<Migration>(`/migrations/${id}/rollback`, {
        reason: 'a try of the crash test',
      });
  },
};
