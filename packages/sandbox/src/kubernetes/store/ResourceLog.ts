import { StoreEvent } from './StoreEvent';

/**
 * The latest changes of one resource, oldest first, as the real server's watch cache keeps them:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class ResourceLog {
  private events: StoreEvent[] = [];
  private lastForgotten = 0;

  /** `capacity`: at least this many changes are kept. */
  constructor(private readonly capacity: number) {}

  /** Revision of the last change that is no longer known, or 0. */
  get forgottenUpTo(): number {
    return this.lastForgotten;
  }

  add(event: StoreEvent): void {
    this.events.push(event);
    // Half of the log is dropped at a time, so that the cost of a change does not depend on the number kept.
    if (this.events.length > 2 * this.capacity) {
      this.forget(this.events[this.capacity - 1].revision);
    }
  }

  /** Changes after this revision. Only valid while the revision is kept. */
  since(revision: number): StoreEvent[] {
    return this.events.slice(this.firstAfter(revision));
  }

  /** Drops the changes up to and including this revision. */
  forget(revision: number): void {
    this.events = this.since(revision);
    this.lastForgotten = Math.max(this.lastForgotten, revision);
  }

  private firstAfter(revision: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.events[middle].revision <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
