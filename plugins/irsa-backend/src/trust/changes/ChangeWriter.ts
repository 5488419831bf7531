import { randomUUID } from 'node:crypto';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { LoggerService } from '@backstage/backend-plugin-api';
import { TrustChange, TrustEffect } from 'backstage-plugin-irsa-common';
import { AccountHandle, AccountRegistry } from '../../accounts/types';
import { policyHash } from '../policyHash';
import { policyNow } from '../policyNow';
import { RoleChangedError } from '../reviews/RoleChangedError';
import { RoleRef } from '../reviews/types';
import { RoleInView } from '../types';
import { readUntilSettled, SENT_WITHIN_MS, whatBecame } from './readBack';
import { TrustChangeRow, TrustChangeStore } from './TrustChangeStore';
import { hashOf, isRefusal, refusalInWords, toChange } from './words';

const now = () => new Date().toISOString();

/** Journals a change, sends it to IAM, and says only what it read again. */
export class ChangeWriter {
  constructor(
    private readonly options: {
      store: TrustChangeStore;
      accounts: Pick<AccountRegistry, 'get' | 'has'>;
      logger: LoggerService;
    },
  ) {}

  async write(
    ref: RoleRef,
    view: RoleInView,
    change: {
      after: string;
      effect: TrustEffect;
      rules: string[];
      reason: string;
      actor: string;
      takesBack?: string;
    },
  ): Promise<TrustChange> {
    const { store, accounts, logger } = this.options;
    const account = accounts.get(ref.accountId);
    const row: TrustChangeRow = {
      id: randomUUID(),
      account_id: ref.accountId,
      role_name: ref.roleName,
      role_arn: view.role.arn,
      open_key: `${ref.accountId}/${ref.roleName}`,
      state: 'writing',
      takes_back: change.takesBack ?? null,
      before: JSON.stringify(view.policy, null, 2),
      after: change.after,
      effect: JSON.stringify(change.effect),
      rules: JSON.stringify(change.rules),
      reason: change.reason,
      made_by: change.actor,
      made_at: now(),
      sent_at: null,
      read_at: null,
    };
    await store.begin(row);
    const refusal = await this.send(account, row);
    const state = await readUntilSettled(account.iam, row, isRefusal(refusal));
    if (state) {
      await store.settleOwn(row.id, state, now());
    }
    logger.info(
      `Trust policy of ${row.role_arn}: ${
        row.takes_back ? 'a change was taken back' : 'a proposal was applied'
      } by ${row.made_by}; read again: ${state ?? 'not known yet'}`,
    );
    if (refusal && state === 'notWritten') {
      throw refusalInWords(refusal, row);
    }
    return toChange((await store.get(row.id))!);
  }

  /** Reads what became of a change that was left open. */
  async settle(row: TrustChangeRow): Promise<void> {
    const { store, accounts, logger } = this.options;
    if (!accounts.has(row.account_id)) {
      return;
    }
    const { iam } = accounts.get(row.account_id);
    const state = await whatBecame(iam, row);
    if (state) {
      await store.settle(row, state, now());
      logger.info(
        `Trust policy of ${row.role_arn}: the end of a change by ${row.made_by} was not seen; read now: ${state}`,
      );
    }
  }

  /** @returns why IAM did not answer, or said no. Throws when the role is another one by now, or the change was given up. */
  private async send(
    account: AccountHandle,
    row: TrustChangeRow,
  ): Promise<Error | undefined> {
    const { store } = this.options;
    let abortSignal: AbortSignal;
    try {
      // IAM knows no condition on a write, so this is as near to it as one can get. Nothing slow may stand between.
      const policy = await policyNow(account, row.role_name);
      refuseOther({ policy, role: { arn: row.role_arn } }, hashOf(row.before));
      abortSignal = AbortSignal.timeout(SENT_WITHIN_MS);
      await store.claimSending(row.id, now());
    } catch (error) {
      await store.settle(row, 'notWritten', now());
      throw error;
    }
    try {
      await account.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: row.role_name,
          PolicyDocument: JSON.stringify(JSON.parse(row.after)),
        }),
        { abortSignal },
      );
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }
}

/** Throws RoleChangedError when the role is another one than it has to be. */
export function refuseOther(
  { policy, role }: { policy: unknown; role: { arn: string } },
  wanted: string,
): void {
  if (policyHash(policy) !== wanted) {
    throw new RoleChangedError(
      'The trust policy is not the one that this change starts from. Nothing was written. Look at it again.',
      [
        {
          object: `Trust policy of ${role.arn}`,
          before: wanted,
          after: JSON.stringify(policy, null, 2),
        },
      ],
    );
  }
}
