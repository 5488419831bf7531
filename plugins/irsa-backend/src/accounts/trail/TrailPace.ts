/**
 * LookupEvents takes two requests a second in each account and region, of all who ask. The portal leaves one of three to others.
 * Source: CloudTrail API reference, LookupEvents.
 */
const GAP_MS = 750;

/** Lets requests to one region begin one after the other, with a gap between them. */
export class TrailPace {
  private readonly latest = new Map<string, Promise<void>>();
  private readonly nextAt = new Map<string, number>();

  constructor(
    private readonly now: () => number,
    private readonly wait: (milliseconds: number) => Promise<void>,
    private readonly gapMs = GAP_MS,
  ) {}

  /** Resolves when the next request to the region may begin. */
  turn(region: string): Promise<void> {
    const mine = (this.latest.get(region) ?? Promise.resolve()).then(
      async () => {
        const left = (this.nextAt.get(region) ?? 0) - this.now();
        if (left > 0) {
          await this.wait(left);
        }
        this.nextAt.set(region, this.now() + this.gapMs);
      },
    );
    this.latest.set(region, mine);
    return mine;
  }
}
