import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Role } from 'backstage-plugin-irsa-common';
import { pageLinks } from '../../config/pageLinks';
import { wordsOf } from '../../shared/databaseOutage';
import { TrustService } from '../types';
import { ReviewStore, SignOffRow } from './ReviewStore';
import { reviewState, standingOf } from './standing';
import { boundTo } from './toApi';

export interface SignOffWatchOptions {
  store: ReviewStore;
  trust: Pick<TrustService, 'list' | 'policies'>;
  notifications: NotificationService;
  /** Entity refs that are told besides the signer. */
  reviewers: readonly string[];
  links: Pick<ReturnType<typeof pageLinks>, 'role'>;
  logger: LoggerService;
}

/**
 * Compares what was signed off with the roles as they are, once a day: a sign-off whose role has changed is void for good, and the signer
 * and the reviewers are told, once. A role that is gone or could not be read is left as it is.
 */
export class SignOffWatch {
  constructor(private readonly options: SignOffWatchOptions) {}

  /** Of all replicas, one makes each round. */
  async schedule(
    scheduler: SchedulerService,
    signal: AbortSignal,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'irsa-sign-offs',
      frequency: { hours: 24 },
      timeout: { hours: 1 },
      initialDelay: { minutes: 7 },
      signal,
      fn: () => this.lookAtAll(),
    });
  }

  /** Never throws: the next round tries again. */
  async lookAtAll(): Promise<void> {
    const { store, trust, logger } = this.options;
    try {
      const rows = (await store.openSignOffs()).filter(
        ({ told_at }) => told_at === null,
      );
      if (rows.length === 0) {
        return;
      }
      const { items } = await trust.list();
      const policies = await trust.policies();
      const roles = new Map(
        items.map(role => [`${role.accountId}/${role.name}`, role]),
      );
      for (const row of rows) {
        const role = roles.get(`${row.account_id}/${row.role_name}`);
        const read = role && policies.get(role.arn);
        // What was read before the role was signed off says nothing of it.
        if (role && read && read.asOf > row.signed_at) {
          await this.look(row, role, read.policy);
        }
      }
    } catch (error) {
      logger.warn(
        `Signed-off roles were not compared with IAM; the next round tries again: ${wordsOf(
          error,
        )}`,
      );
    }
  }

  private async look(
    row: SignOffRow,
    role: Role,
    policy: unknown,
  ): Promise<void> {
    const { store, logger } = this.options;
    const now = new Date().toISOString();
    const state = reviewState(boundTo(row), standingOf(role, policy), now);
    if (state === 'void') {
      await store.markVoid(row.id, now);
    }
    if (state === 'signed' || !(await store.claimTelling(row.id, now))) {
      return;
    }
    try {
      await this.tell(row, state === 'void');
    } catch {
      // The channel has logged why, once and not for each role.
      logger.debug(
        `Reviewers of ${role.arn} could not be told; the next round tries again`,
      );
      await store.releaseTelling(row.id);
    }
  }

  private async tell(row: SignOffRow, isVoid: boolean): Promise<void> {
    const { notifications, reviewers, links } = this.options;
    const { account_id: accountId, role_name: roleName } = row;
    const entityRef = [...new Set([row.signed_by, ...reviewers])];
    await notifications.send({
      recipients: { type: 'entity', entityRef },
      payload: {
        title: isVoid
          ? `Role ${roleName} has changed since it was signed off`
          : `The sign-off of role ${roleName} has ended`,
        description: isVoid
          ? `Its trust policy in account ${accountId}, or whom it lets in, is not what was signed off. Look at the difference and sign it off again.`
          : `Its last day has passed. Review the trust policy in account ${accountId} and sign it off again.`,
        link: links.role({ accountId, roleName }),
        severity: 'high',
        topic: 'irsa',
        scope: `irsa:sign-off:${accountId}/${roleName}`,
      },
    });
  }
}
