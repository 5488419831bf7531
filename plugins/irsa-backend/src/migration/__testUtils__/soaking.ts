import { Migration } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from '../../config/IrsaConfig';
import {
  DefaultMigrationService,
  MigrationServiceOptions,
} from '../DefaultMigrationService';
import { MigrationService, RetireRequest } from '../types';
import { BY, ENDS, inStatus, startPlan } from './starting';
import { until, WalkthroughWorld } from './walkthroughWorld';

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
  settings,
  ...options
}: Partial<MigrationServiceOptions> & {
  settings?: Partial<IrsaConfig>;
} = {}): Promise<{
  world: WalkthroughWorld;
  service: DefaultMigrationService;
  id: string;
}> {
  const world = await WalkthroughWorld.start(database, settings);
  await world.makePlan();
  await world.healthy();
  const service = await world.service(options);
  service.startWorker();
  const { id } = await startPlan(service);
  const { status, statusReason } = await inStatus(service, id, ...ENDS);
  if (status !== 'soaking') {
    throw new Error(`The migration is ${status}: ${statusReason}`);
  }
  return { world, service, id };
}
