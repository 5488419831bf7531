import { MigrationRecord } from '../model/records';
import { EngineParts } from './createStepContext';
import { leavesWithDatabase } from './leavesWithDatabase';
import { runBack } from './runBack';
import { runForward } from './runForward';
import { RunningMigration, StatusListener } from './RunningMigration';

/** Runs the steps of one claimed migration, forward or back, until it rests. */
export class MigrationRunner {
  private readonly parts: EngineParts;

  constructor(parts: EngineParts, private readonly onStatus: StatusListener) {
    this.parts = { ...parts, store: leavesWithDatabase(parts.store) };
  }

  /**
   * Returns after how many milliseconds it is to be run again, when it only waits for time to pass. Both signals fire with LeaveError,
   * ClaimLostError or TurnedAroundError as their reason.
   */
  async run(
    record: MigrationRecord,
    signals: { leave: AbortSignal; turn: AbortSignal },
  ): Promise<number | undefined> {
    const run = new RunningMigration(this.parts, record, this.onStatus);
    if (record.direction === 'forward') {
      const signal = AbortSignal.any([signals.leave, signals.turn]);
      const { back, againInMs } = await runForward(run, signal);
      if (!back) {
        return againInMs;
      }
    }
    await runBack(run, signals.leave);
    return undefined;
  }
}
