import { ConflictError } from '@backstage/errors';
import { findAccessKey } from '../accounts/findAccessKey';
import { transact } from '../shared/transaction';
import { ControlParts } from './ControlParts';
import { settleStep } from './engine/settleStep';
import { ACT_TITLES } from './model/actTitles';
import { isOffByUs, notByUsInWords } from './model/isOffByUs';
import { isWithoutHost, possibleActs } from './model/possibleActs';
import { MigrationRecord } from './model/records';
import { scrub } from '../shared/scrub';
import { wasSwitched } from './model/wasSwitched';
import { lockNames } from './store/Locks';
import { RollbackRequest, SettleRequest } from './types';
import { MOVED_ON, statusInWords } from './model/inWords';

/** What people ask of a migration on its way: to stop, to go on, to go back. Each is stored; a worker carries it out. */
export class RunControl {
  constructor(private readonly parts: ControlParts) {}

  async stop(id: string, by: string): Promise<void> {
    const record = await this.parts.store.mustFind(id);
    if (record.act) {
      await this.parts.retirement.withdraw(record, by);
      this.parts.announce(id);
      this.parts.wake();
      return;
    }
    const done = await this.parts.store.request(id, ['queued', 'running'], {
      status: 'stopping',
    });
    if (!done && record.status !== 'stopping' && record.status !== 'stopped') {
      throw new ConflictError(
        `A migration that ${statusInWords(
          record.status,
        )} cannot be stopped; only one that waits to begin or runs can.`,
      );
    }
    if (done) {
      await this.parts.say(id, `${by} asked to stop after this step.`);
    }
    this.parts.wake();
  }

  async continue(id: string, by: string): Promise<void> {
    const record = await this.parts.store.mustFind(id);
    const status = record.direction === 'back' ? 'rollingBack' : 'queued';
    const { workload, others } = lockNames(record.execution, {
      key: record.direction === 'back' && needsKeyAct(record),
    });
    await transact(this.parts.database, async transaction => {
      await this.parts.locks.take(id, [workload, ...others], transaction);
      const done = await this.parts.store.request(
        id,
        ['stopped', 'needsHuman'],
        { status, statusReason: undefined },
        transaction,
      );
      if (!done) {
        throw new ConflictError(
          `A migration that ${statusInWords(
            record.status,
          )} cannot be continued; only one that is stopped or waits for a person can.`,
        );
      }
    });
    await this.parts.say(id, `${by} continued the migration.`);
    await this.parts.onStatus({ ...record, status, statusReason: undefined });
    this.parts.wake();
  }

  /** Past the step at which it stands, with a reason; then it goes on. */
  async settle(id: string, request: SettleRequest, by: string): Promise<void> {
    const record = await this.parts.store.mustFind(id);
    await settleStep(this.parts, this.parts.inventory, record, request, by);
    await this.continue(id, by);
  }

  async rollback(
    id: string,
    { reason, switchKeyOn = false }: RollbackRequest,
    by: string,
  ): Promise<void> {
    const record = await this.parts.store.mustFind(id);
    if (isWithoutHost(record)) {
      await this.goWithoutHost(record, reason, by);
      return;
    }
    if (record.status === 'rollingBack' || record.status === 'rolledBack') {
      return;
    }
    const { possible, guards } = possibleActs(record, {
      now: this.parts.now(),
      coolingMs: this.parts.config.soak.coolingMs,
      unreadClusters: [],
    });
    if (!possible.includes('rollback')) {
      throw new ConflictError(
        guards.find(({ act }) => act === 'rollback')?.message ??
          `A migration that ${statusInWords(
            record.status,
          )} cannot be rolled back. Its page shows what can be done now.`,
      );
    }
    const waiting = record.act?.waitsForSecond ? record.act : undefined;
    await this.assertKeyServes(record, switchKeyOn);
    const { workload, others } = lockNames(record.execution, {
      key: switchKeyOn || needsKeyAct(record),
    });
    await transact(this.parts.database, async transaction => {
      await this.parts.locks.take(id, [workload, ...others], transaction);
      const done = await this.parts.store.request(
        id,
        [record.status],
        {
          status: 'rollingBack',
          direction: 'back',
          rollbackReason: reason,
          // A field of its own: a worker may write the state at this moment.
          ...(switchKeyOn && { switchKeyOn: by }),
        },
        transaction,
        waiting,
      );
      if (!done) {
        throw new ConflictError(MOVED_ON);
      }
    });
    if (waiting) {
      await this.parts.say(
        id,
        `${ACT_TITLES[waiting.request.act]}, asked for by ${
          waiting.by
        }, waited for a second person. ${by} withdrew it with the roll back.`,
      );
    }
    await this.parts.say(
      id,
      `${by} asked for a roll back${
        switchKeyOn ? ', and lets it switch the key on' : ''
      }: ${reason}`,
    );
    await this.parts.onStatus({ ...record, status: 'rollingBack' });
    this.parts.wake();
  }

  /** The way back waits for the Git host. Whoever asks once more decides to go without it. */
  private async goWithoutHost(
    record: MigrationRecord,
    reason: string,
    by: string,
  ): Promise<void> {
    const { state } = record;
    const { name, repository } = state.secretRequest!;
    const isDone = await this.parts.store.decide(
      record,
      { ...state, secretRequest: { ...state.secretRequest!, leftBy: by } },
      {
        level: 'warning',
        message: scrub(
          `${by} lets it go back without an answer of ${repository} about the request for Secret ${name}: ${reason}`,
        ),
      },
    );
    if (!isDone) {
      throw new ConflictError(
        `The portal looks at ${repository} at this moment. Ask once more when its page still says that it waits.`,
      );
    }
    this.parts.wake();
  }

  /**
   * A workload that was switched goes back to its key: IAM says whether that works, before anything is touched. What
   * this migration switched off, the roll back switches on; what others switched off, only when asked to.
   */
  private async assertKeyServes(
    record: MigrationRecord,
    switchKeyOn: boolean,
  ): Promise<void> {
    const { key, accountId } = record.execution;
    const isSwitched = await wasSwitched({
      memoryOf: step => this.parts.store.steps.memory(record.id, step),
    });
    if (!key || !isSwitched) {
      return;
    }
    const found = await findAccessKey(this.parts.accounts.get(accountId), key);
    const title = `The access key ••••${key.last4} of ${key.userName}`;
    if (!found) {
      throw new ConflictError(
        `${title} does not exist any more, so the workload could not go back to it. It stays on its role. To go back all the same, create a new key, write it into the Secret, and put the references back by hand.`,
      );
    }
    if (found.status !== 'Active' && !isOffByUs(record.state) && !switchKeyOn) {
      throw new ConflictError(
        `${notByUsInWords(
          title,
          record.state,
        )} The workload stays on its role. Find out who switched it off and why; then switch it on, or let the rollback switch it on.`,
      );
    }
  }
}

/** Whether the way back switches the key on. */
function needsKeyAct({ state, switchKeyOn }: MigrationRecord): boolean {
  return isOffByUs(state) || switchKeyOn !== undefined;
}
