import { Knex } from 'knex';
import { databaseNow } from './databaseClock';

/** So many writes may go out at once after a pause, in seconds of the rate. */
const BURST_SECONDS = 2;

/**
 * A token bucket for the writes to IAM of each account, as IAM itself has one for the account. All replicas share it
 * through the database: divided among them, each would have to know how many there are. Kept libraries count requests
 * per window, which lets through twice as many around its end; here, one row and one statement do (GCRA).
 */
export class IamWriteTurns {
  private readonly known = new Set<string>();

  /** @param perSecond - lasting rate of one account; no limit when undefined */
  constructor(
    private readonly knex: Knex,
    private readonly perSecond: number | undefined,
  ) {}

  /**
   * Takes the next turn, after those who asked before. Returns how long to wait for it, in milliseconds. What is urgent, a
   * way back or an act that somebody waits for, waits for other urgent writes only; those that wait already keep their
   * turns, so that for as long as both last, twice the rate goes out.
   */
  async take(accountId: string, isUrgent: boolean = false): Promise<number> {
    if (this.perSecond === undefined) {
      return 0;
    }
    const table = () => this.knex('iam_write_turns');
    if (!this.known.has(accountId)) {
      await table()
        .insert({
          account_id: accountId,
          busy_until: 0,
          urgent_until: 0,
          asked_at: 0,
        })
        .onConflict('account_id')
        .ignore();
      this.known.add(accountId);
    }
    const now = databaseNow(this.knex);
    const turnMs = Math.max(1, Math.round(1000 / this.perSecond));
    const after = (column: string) =>
      this.knex.raw('(case when ?? > ? then ?? else ? end) + ?', [
        column,
        now,
        column,
        now,
        turnMs,
      ]);
    const [turn] = await table()
      .where({ account_id: accountId })
      .update({
        asked_at: now,
        busy_until: after('busy_until'),
        ...(isUrgent && { urgent_until: after('urgent_until') }),
      })
      .returning(['busy_until', 'urgent_until', 'asked_at']);
    const until = isUrgent ? turn.urgent_until : turn.busy_until;
    const ahead = Number(until) - Number(turn.asked_at);
    return Math.max(0, ahead - BURST_SECONDS * 1000);
  }
}
