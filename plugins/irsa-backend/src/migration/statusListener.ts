import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { MigrationStatus, WorkloadStatus } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { Inventory } from '../inventory/types';
import { workloadTitle } from './kubernetes/objects';
import { MigrationRecord } from './model/records';
import { wordsOf } from '../shared/databaseOutage';

const MARKS: Partial<Record<MigrationStatus, WorkloadStatus>> = {
  queued: 'running',
  running: 'running',
  stopping: 'running',
  stopped: 'running',
  rollingBack: 'running',
  soaking: 'soaking',
  keyInactive: 'keyOff',
  retired: 'keyless',
  rolledBack: 'rolledBack',
  needsHuman: 'failed',
};

/** How the row of a Secret that is kept follows. It is shown as what it is while the workload may take it, or is back. */
const MARKS_OF_KEPT: typeof MARKS = {
  soaking: 'soaking',
  keyInactive: 'keyOff',
  // Its key is deleted, but the Secret is still there.
  retired: 'keyOff',
};

/** Passes a new status on: to the fleet's list, and to the owner if it matters to them and `quiet` is not set. */
export function createStatusListener(options: {
  inventory: Inventory;
  notifications?: NotificationService;
  config: Pick<IrsaConfig, 'pagePath'>;
  logger: LoggerService;
}): (record: MigrationRecord, options?: { quiet?: boolean }) => Promise<void> {
  const { inventory, notifications, logger } = options;
  const links = pageLinks(options.config.pagePath);
  return async (record, { quiet = false } = {}) => {
    const { workload, key, secrets } = record.execution;
    try {
      // First, since whether all was told is seen by the mark of the workload.
      for (const { name } of key ? secrets : []) {
        const { cluster, namespace } = workload;
        await inventory.mark(
          { cluster, namespace, kind: 'Secret', name },
          {
            migrationId: record.id,
            status: MARKS_OF_KEPT[record.status],
            statusReason: whyKept(record),
            migrationStatus: record.status,
            keptKey: key!.fingerprint,
          },
        );
      }
      await inventory.mark(workload, {
        migrationId: record.id,
        status: MARKS[record.status],
        statusReason: waitInWords(record) ?? record.statusReason,
        migrationStatus: record.status,
        soakEndsAt: record.state.soak?.endsAt,
      });
      if (
        ['soaking', 'rolledBack', 'failed', 'retired', 'closed'].includes(
          record.status,
        )
      ) {
        await inventory.refresh(workload);
      }
    } catch (error) {
      // The next round of the watch tells it again. The migration must not depend on it.
      logger.warn(
        `The list of workloads could not be told about migration ${
          record.id
        }: ${wordsOf(error)}`,
      );
    }
    const title = notificationTitle(record);
    if (quiet || !title || !notifications || !record.facts.ownerRef) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: record.facts.ownerRef },
        payload: {
          title,
          description: (waitInWords(record) ?? record.statusReason)?.slice(
            0,
            500,
          ),
          link: links.migration(record.id),
          severity: severityOf(record),
          topic: 'irsa',
          scope: `irsa:migration:${record.id}`,
        },
      });
    } catch {
      // The channel has logged why, once and not for each migration.
      logger.debug(`The owner was not told of migration ${record.id}`);
    }
  };
}

/** Why a Secret is there that nothing takes any more. */
function whyKept({ status, execution }: MigrationRecord): string {
  const title = workloadTitle(execution.workload);
  return status === 'retired'
    ? `Left by the migration of ${title}, which has deleted its key`
    : `Kept by the migration of ${title}, so that it can go back`;
}

/** Whom it waits for, for the list and the owner. */
function waitInWords({ status, state }: MigrationRecord): string | undefined {
  const { waitingFor } = state;
  return waitingFor &&
    (status === 'running' || status === 'rollingBack' || state.secretRequest)
    ? `Waits for ${waitingFor.whom} since ${waitingFor.since}: ${waitingFor.words}`
    : undefined;
}

/** Whether all that it touched was read after its end, and is as before. */
function isAsBefore({ state: { afterRollback } }: MigrationRecord): boolean {
  return (
    afterRollback !== undefined &&
    afterRollback.objects.every(({ state }) => state === 'asBefore')
  );
}

/** The portal draws a warning for `high`, a green tick for `normal`, and an i for `low`. */
function severityOf(record: MigrationRecord): 'high' | 'normal' | 'low' {
  switch (record.status) {
    case 'needsHuman':
    case 'failed':
      return 'high';
    case 'rolledBack':
      return isAsBefore(record) ? 'low' : 'high';
    case 'soaking':
      return 'normal';
    default:
      return 'low';
  }
}

function notificationTitle(record: MigrationRecord): string | undefined {
  const title = workloadTitle(record.execution.workload);
  const { waitingFor } = record.state;
  switch (record.status) {
    case 'running':
    case 'rollingBack':
      // Once for each party; new words of the same one are on the page.
      return waitingFor && waitingFor.since === waitingFor.checkedAt
        ? `The migration of ${title} waits for ${waitingFor.whom}`
        : undefined;
    case 'keyInactive':
    case 'retired':
      return record.state.secretRequest &&
        waitingFor &&
        waitingFor.since === waitingFor.checkedAt
        ? `The Secret of ${title} waits for ${waitingFor.whom}`
        : undefined;
    case 'soaking':
      return `${title} is on its role; the old key is watched`;
    case 'rolledBack':
      return isAsBefore(record)
        ? `${title} was put back to its static key`
        : `${title} was rolled back; look what is not as before`;
    case 'failed':
      return isAsBefore(record)
        ? `The migration of ${title} failed; what it made is gone again`
        : `The migration of ${title} failed; look what it has left`;
    case 'needsHuman':
      return `The migration of ${title} needs manual work`;
    default:
      return undefined;
  }
}
