import { Migration } from 'backstage-plugin-irsa-common';
import { WorkloadObject } from '../../plan/world/podTemplate';
import {
  DefaultMigrationService,
  MigrationServiceOptions,
} from '../DefaultMigrationService';
import { MigrationService, RetireRequest } from '../types';
import { until, WalkthroughWorld } from './walkthroughWorld';

export const BY = 'user:default/guest';
export const DEPLOYMENT_PATH =
  '/apis/apps/v1/namespaces/production/deployments/test';
export const SERVICE_ACCOUNT_PATH =
  '/api/v1/namespaces/production/serviceaccounts/test';

/** Whether an act of the retirement is under way. */
export function isOpen(act: Migration['act']): boolean {
  return act !== undefined && !act.endedAt;
}

/** Asks for an act and waits for its end. Rejects with its reason when it fails. */
export async function retire(
  service: MigrationService,
  id: string,
  request: RetireRequest,
): Promise<Migration> {
  await service.retire(id, request, BY);
  const ended = await until(`the end of ${request.act}`, async () => {
    const migration = await service.get(id);
    return isOpen(migration.act) ? undefined : migration;
  });
  if (ended.act?.state !== 'done') {
    throw new Error(ended.act?.message);
  }
  return ended;
}

/** A world whose only workload has been migrated and is soaking. */
export async function startSoaking({
  database,
  ...options
}: Partial<MigrationServiceOptions> = {}): Promise<{
  world: WalkthroughWorld;
  service: DefaultMigrationService;
  id: string;
}> {
  const world = await WalkthroughWorld.start(database);
  await world.makePlan();
  await until('a healthy workload', async () => {
    const { status } = await world.cluster.request<WorkloadObject>({
      path: DEPLOYMENT_PATH,
    });
    return status?.availableReplicas === 2;
  });
  const service = await world.service(options);
  service.startWorker();
  const { id } = await service.start(
    {
      planId: 'plan-1',
      planHash: 'hash',
      idempotencyKey: 'click-0001',
      acknowledgements: ['links-shorter'],
    },
    BY,
  );
  const { status, statusReason } = await until('the soak', async () => {
    const migration = await service.get(id);
    return ['soaking', 'failed', 'rolledBack', 'needsHuman'].includes(
      migration.status,
    )
      ? migration
      : undefined;
  });
  if (status !== 'soaking') {
    throw new Error(`The migration is ${status}: ${statusReason}`);
  }
  return { world, service, id };
}
