import { Migration } from 'backstage-plugin-irsa-common';
import { until } from '@internal/sandbox/until';
import { MigrationService } from '../types';

/** Waits for a state of a migration. Rejects with all that its log says. */
export async function seenOf(
  service: Pick<MigrationService, 'get' | 'events'>,
  id: string,
  what: string,
  isSo: (migration: Migration) => unknown,
): Promise<Migration> {
  let last: Migration | undefined;
  try {
    return await until(what, async () => {
      last = await service.get(id);
      return isSo(last) ? last : undefined;
    });
  } catch (error) {
    const events = await service.events(id);
    throw new Error(
      `${error}: ${last?.status} ${last?.statusReason} ${JSON.stringify(
        last?.waitingFor,
      )}\n${events.map(({ message }) => message).join('\n')}`,
    );
  }
}

/** Waits until a migration has one of the statuses, likewise. */
export function reaches(
  service: Pick<MigrationService, 'get' | 'events'>,
  id: string,
  ...statuses: Migration['status'][]
): Promise<Migration> {
  return seenOf(service, id, `status ${statuses}`, ({ status }) =>
    statuses.includes(status),
  );
}
