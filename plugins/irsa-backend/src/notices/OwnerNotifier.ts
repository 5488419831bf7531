import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Inventory } from '../inventory/types';
import {
  NoticeLimits,
  NoticeLinks,
  noticeOf,
  noticeOfMany,
  NoticeRule,
  NoticeSubject,
  NoticeText,
} from './noticeRules';
import { NoticeStore } from './NoticeStore';
import { wordsOf } from '../shared/databaseOutage';

const RULES: readonly NoticeRule[] = [
  'new-static-key',
  'unused-key',
  'old-key',
];
/** Changes often come in groups. */
const PAUSE_MS = 5_000;
/** If there are more notices of one kind, they are joined into one. */
const SINGLE = 3;

export interface OwnerNotifierOptions {
  store: NoticeStore;
  inventory: Pick<Inventory, 'coverage'>;
  notifications: NotificationService;
  limits: NoticeLimits;
  links: NoticeLinks;
  logger: LoggerService;
  /** How long `soon` waits; 5 s by default. */
  pauseMs?: number;
}

/** Tells owners of workloads, once for each workload and rule, through the portal's notifications. */
export class OwnerNotifier {
  private running: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: OwnerNotifierOptions) {}

  /** Starts a round in a few seconds, so that it covers many changes. */
  soon(): void {
    if (this.timer) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.round();
    }, this.options.pauseMs ?? PAUSE_MS);
    this.timer.unref();
  }

  /** No further round is started. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    // Stays set, so that no timer is started again.
    this.timer ??= setTimeout(() => {}, 0).unref();
    await this.running;
  }

  /** Sends the notices that are due. Calls during a round lead to one more round. Never throws. */
  async round(now = Date.now()): Promise<void> {
    if (this.running) {
      this.again = true;
      await this.running;
      return;
    }
    this.running = this.rounds(now).finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async rounds(now: number): Promise<void> {
    do {
      this.again = false;
      try {
        await this.once(now);
      } catch (error) {
        this.options.logger.warn(
          `Owners could not be told about their keys; the next scan tries again: ${wordsOf(
            error,
          )}`,
        );
      }
    } while (this.again);
  }

  private async once(now: number): Promise<void> {
    const { store, inventory, limits } = this.options;
    await store.forgetSolved();
    for (const rule of RULES) {
      const due = await store.due(rule, limits, now);
      const byOwner = new Map<string, NoticeSubject[]>();
      for (const subject of due) {
        byOwner.set(subject.ownerRef, [
          ...(byOwner.get(subject.ownerRef) ?? []),
          subject,
        ]);
      }
      for (const [ownerRef, subjects] of byOwner) {
        await this.tell(rule, ownerRef, subjects);
      }
    }
    // Done last, so that a cluster's first scan sends no notices.
    const { clusters } = await inventory.coverage();
    for (const { name, state } of clusters) {
      if (state === 'ok' || state === 'partial') {
        await store.setBaseline(name);
      }
    }
  }

  private async tell(
    rule: NoticeRule,
    ownerRef: string,
    subjects: readonly NoticeSubject[],
  ): Promise<void> {
    const { store, limits, links, logger } = this.options;
    const taken = new Set(
      await store.claim(
        rule,
        subjects.map(({ id }) => id),
      ),
    );
    const mine = subjects.filter(({ id }) => taken.has(id));
    const notices: [NoticeText, string[]][] =
      mine.length > SINGLE
        ? [[noticeOfMany(rule, mine, links), mine.map(({ id }) => id)]]
        : mine.map(subject => [
            noticeOf(rule, subject, limits, links),
            [subject.id],
          ]);
    for (const [notice, ids] of notices) {
      try {
        await this.options.notifications.send({
          recipients: { type: 'entity', entityRef: ownerRef },
          payload: { ...notice, topic: 'irsa' },
        });
      } catch {
        // The channel has logged why, once and not for each owner.
        logger.debug(
          `${ownerRef} could not be told about ${ids.length} of its workloads; the next scan tries again`,
        );
        await store.release(rule, ids);
      }
    }
  }
}
