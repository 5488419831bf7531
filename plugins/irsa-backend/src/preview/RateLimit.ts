import { NotAllowedError } from '@backstage/errors';

const WINDOW_MS = 60_000;
const MAX_USERS = 10_000;

/** Number of previews per minute for each user, because each preview signs and sends several requests. */
export class RateLimit {
  private readonly times = new Map<string, number[]>();

  constructor(
    private readonly now: () => number,
    private readonly perMinute: number = 20,
  ) {}

  /** Throws NotAllowedError with the time of the next try. */
  take(user: string): void {
    const now = this.now();
    const recent = (this.times.get(user) ?? []).filter(
      time => time > now - WINDOW_MS,
    );
    if (recent.length >= this.perMinute) {
      const seconds = Math.ceil((recent[0] + WINDOW_MS - now) / 1000);
      throw new NotAllowedError(
        `${this.perMinute} previews a minute are the limit. Try again in ${seconds} s.`,
      );
    }
    // Moves the user to the end, so that the first entries are the least recently used.
    this.times.delete(user);
    for (const idle of this.times.keys()) {
      if (this.times.size < MAX_USERS) {
        break;
      }
      this.times.delete(idle);
    }
    this.times.set(user, [...recent, now]);
  }
}
