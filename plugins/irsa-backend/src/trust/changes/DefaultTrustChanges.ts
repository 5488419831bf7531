import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { effectOfChange, TrustChange } from 'backstage-plugin-irsa-common';
import { AccountRegistry } from '../../accounts/types';
import { RoleRef } from '../reviews/types';
import { RoleInView, TrustService } from '../types';
import { ChangeWriter, refuseOther } from './ChangeWriter';
import { provenProposal } from './provenProposal';
import { refuseOwned } from './refuseOwned';
import { TrustChangeStore } from './TrustChangeStore';
import { ApplyRequest, TrustChanges } from './types';
import { hashOf, readReason, refuseTakingBack, toChange } from './words';

/** Each change: read, compare, journal, read again, write, read again. Only what was read is said. */
export class DefaultTrustChanges implements TrustChanges {
  private readonly writer: ChangeWriter;

  constructor(
    private readonly options: {
      store: TrustChangeStore;
      trust: Pick<TrustService, 'look'>;
      accounts: Pick<AccountRegistry, 'get' | 'has'>;
      logger: LoggerService;
    },
  ) {
    this.writer = new ChangeWriter(options);
  }

  async list(ref: RoleRef): Promise<TrustChange[]> {
    const { store } = this.options;
    for (const row of await store.ofRole(ref)) {
      if (row.open_key !== null) {
        await this.writer.settle(row);
      }
    }
    return (await store.ofRole(ref)).map(toChange);
  }

  async apply(
    ref: RoleRef,
    { policyHash: seen, policy, reason }: ApplyRequest,
    actor: string,
  ): Promise<TrustChange> {
    const said = readReason(reason);
    const view = await this.lookAt(ref, seen);
    await refuseOwned(
      this.options.accounts.get(ref.accountId),
      ref.roleName,
      'apply',
    );
    const { proposal, effect } = provenProposal(view, policy);
    return this.writer.write(ref, view, {
      after: proposal.policy,
      effect,
      rules: proposal.rules,
      reason: said,
      actor,
    });
  }

  async rollBack(
    ref: RoleRef,
    id: string,
    reason: string,
    actor: string,
  ): Promise<TrustChange> {
    const said = readReason(reason);
    const row = await this.options.store.get(id);
    if (
      !row ||
      row.account_id !== ref.accountId ||
      row.role_name !== ref.roleName
    ) {
      throw new NotFoundError(
        `The role has no change ${id}. Load the page again.`,
      );
    }
    refuseTakingBack(id, await this.list(ref));
    const view = await this.lookAt(ref, hashOf(row.after));
    await refuseOwned(
      this.options.accounts.get(ref.accountId),
      ref.roleName,
      'takeBack',
    );
    const effect = effectOfChange(view.policy, row.before, view.context);
    return this.writer.write(ref, view, {
      after: row.before,
      effect: effect ?? { removed: [], kept: [], added: [] },
      rules: [],
      reason: said,
      actor,
      takesBack: row.id,
    });
  }

  async settleAll(): Promise<void> {
    const { store, logger } = this.options;
    try {
      for (const row of await store.open()) {
        await this.writer.settle(row);
      }
    } catch (error) {
      logger.warn(
        `Changes of trust policies whose end was not seen could not be read (${
          (error as Error).name
        }); the page of the role reads them`,
      );
    }
  }

  /** The role as IAM has it now, and who uses it now. Throws RoleChangedError when it is another one than it has to be. */
  private async lookAt(ref: RoleRef, wanted: string): Promise<RoleInView> {
    const { accountId, roleName } = ref;
    const view = await this.options.trust.look(
      accountId,
      roleName,
      'now with clusters',
    );
    refuseOther(view, wanted);
    return view;
  }
}
