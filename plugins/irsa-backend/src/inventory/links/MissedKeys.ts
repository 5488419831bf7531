/**
 * Keys that workloads hold and no account has, and when each was missed first. Keys of accounts are read less often than
 * clusters, so a key may be younger than what is known of its account: only a reading after that tells.
 */
export class MissedKeys {
  private readonly first = new Map<
    string,
    { at: number; accountId: string | undefined }
  >();

  /** When it was missed first, milliseconds since the epoch. */
  note(fingerprint: string, accountId: string | undefined): number {
    const at = this.first.get(fingerprint)?.at ?? Date.now();
    this.first.set(fingerprint, { at, accountId });
    return at;
  }

  found(fingerprint: string): void {
    this.first.delete(fingerprint);
  }

  /** When the latest of those was missed that may be of this account; 0 when there is none. */
  latest(accountId: string): number {
    const times = [...this.first.values()]
      .filter(missed => (missed.accountId ?? accountId) === accountId)
      .map(({ at }) => at);
    return Math.max(0, ...times);
  }
}
