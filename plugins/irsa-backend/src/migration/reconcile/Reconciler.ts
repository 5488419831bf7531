import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { workloadId } from 'backstage-plugin-irsa-common';
import { Inventory } from '../../inventory/types';
import { inPlainWords } from '../../shared/databaseOutage';
import { EngineParts } from '../engine/createStepContext';
import { owedNotice } from '../model/owedNotice';
import {
  FINAL_STATUSES,
  MigrationRecord,
  WORK_STATUSES,
} from '../model/records';
import { firstHalf } from '../model/firstHalf';
import { AccountPage } from '../soak/AccountPage';
import { FootingListener } from '../soak/SoakWatcher';
import { observeDrift } from './observeDrift';
import { readEnd } from './readEnd';
import { removeLeftCanary } from './removeLeftCanary';

const PAGE = 100;

export interface ReconcilerOptions {
  parts: EngineParts;
  inventory: Pick<Inventory, 'get' | 'refresh'>;
  logger: LoggerService;
  onDrift: FootingListener;
}

/**
 * Compares the ends of all migrations with the world once a day, and reports what has drifted: a line of the log, a notice
 * when it changes, and a state that the page shows. Each account is read once, whatever the number of its migrations.
 */
export class Reconciler {
  constructor(private readonly options: ReconcilerOptions) {}

  /** Of all replicas, one makes each round. */
  async schedule(
    scheduler: SchedulerService,
    signal: AbortSignal,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'irsa-reconcile',
      frequency: { hours: 24 },
      timeout: { hours: 1 },
      initialDelay: { minutes: 5 },
      signal,
      fn: () => inPlainWords(() => this.lookAtAll()),
    });
  }

  async lookAtAll(): Promise<void> {
    const { store, accounts } = this.options.parts;
    const pages = new Map<string, Promise<AccountPage>>();
    const pageOf = (accountId: string) => {
      const known = pages.get(accountId);
      if (known) {
        return known;
      }
      const page = Promise.resolve().then(() =>
        AccountPage.read(accounts.get(accountId), { maxAgeMs: 0 }),
      );
      // Who waits for it gets the error.
      page.catch(() => undefined);
      pages.set(accountId, page);
      return page;
    };
    const seen = new Set<string>();
    for (let offset = 0; ; offset += PAGE) {
      // Newest first: of a workload, the first tells what it is given now.
      const { items } = await store.list({ offset, limit: PAGE });
      for (const record of items) {
        const isSuperseded = seen.has(record.workloadId);
        seen.add(record.workloadId);
        if (!WORK_STATUSES.includes(record.status)) {
          await removeLeftCanary(this.options, record);
        }
        if (FINAL_STATUSES.includes(record.status)) {
          await this.look(record, pageOf, isSuperseded);
        }
      }
      if (items.length < PAGE) {
        return;
      }
    }
  }

  private async look(
    candidate: MigrationRecord,
    pageOf: (accountId: string) => Promise<AccountPage>,
    isSuperseded: boolean,
  ): Promise<void> {
    const { parts, inventory, onDrift, logger } = this.options;
    const { store, config, now } = parts;
    const { execution } = candidate;
    const first = firstHalf(execution);
    const facts = await readEnd(candidate, {
      page: pageOf(execution.accountId),
      firstPage: first && pageOf(first.accountId),
      workload: look =>
        look?.afresh
          ? inventory.refresh(candidate.execution.workload)
          : inventory.get(candidate.execution.workload),
      cluster: () => parts.clusters.get(candidate.execution.workload.cluster),
      isSuperseded,
    });
    const { drift, said } = observeDrift(candidate.state.drift, facts, now());
    if (!said && !owedNotice('drift', candidate.state, said)) {
      return;
    }
    const record = await store.claims.take(
      candidate.id,
      config.migration.staleAfterMs,
      [candidate.status],
    );
    if (!record) {
      return;
    }
    try {
      const owed = owedNotice('drift', record.state, said);
      record.state = { ...record.state, drift, owedNotice: owed };
      const write = (...events: Parameters<typeof store.log.note>[1][]) =>
        store.update(
          record.id,
          record.claim!,
          { state: record.state },
          undefined,
          ...events,
        );
      if (said) {
        const level = said.broken ? 'warning' : 'info';
        await write({ level, message: said.message });
        const title = workloadId(record.execution.workload);
        logger[said.broken ? 'warn' : 'info'](
          `Migration ${record.id} of ${title}: ${said.message}`,
        );
        parts.announce(record.id);
      }
      if (owed && (await onDrift(record, owed))) {
        record.state = { ...record.state, owedNotice: undefined };
        await write();
      }
    } finally {
      await store.claims.release(record.id, record.claim!);
    }
  }
}
