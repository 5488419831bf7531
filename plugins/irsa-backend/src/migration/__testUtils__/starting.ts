import { Migration } from 'backstage-plugin-irsa-common';
import { until } from '@internal/sandbox/until';
import { MigrationService } from '../types';

export const BY = 'user:default/guest';

/** Where a migration is once nothing more happens by itself. */
export const ENDS = ['soaking', 'failed', 'rolledBack', 'needsHuman'];

/** Starts the plan of the walk-through, with the one acknowledgement that it asks for. */
export function startPlan(
  service: Pick<MigrationService, 'start'>,
  click = '0001',
): Promise<Migration> {
  return service.start(
    {
      planId: 'plan-1',
      planHash: 'hash',
      idempotencyKey: `click-${click}`,
      acknowledgements: ['links-shorter'],
    },
    BY,
  );
}

/** Waits until a migration has one of the statuses. */
export function inStatus(
  service: Pick<MigrationService, 'get'>,
  id: string,
  ...statuses: string[]
): Promise<Migration> {
  return until(`status ${statuses}`, async () => {
    const found = await service.get(id);
    return statuses.includes(found.status) ? found : undefined;
  });
}
