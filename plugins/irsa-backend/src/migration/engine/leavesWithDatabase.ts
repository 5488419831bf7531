import { ClaimLostError, DatabaseLostError } from '../model/errors';
import { MigrationStore } from '../store/MigrationStore';

/** The same store, whose failures end a run and are never taken for the failure of a step. */
export function leavesWithDatabase(store: MigrationStore): MigrationStore {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') {
        return value;
      }
      return async (...values: unknown[]) => {
        try {
          return await value.apply(target, values);
        } catch (error) {
          throw error instanceof ClaimLostError
            ? error
            : new DatabaseLostError(error);
        }
      };
    },
  });
}
