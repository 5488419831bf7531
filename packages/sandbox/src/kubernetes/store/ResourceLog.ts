import { StoreEvent } from './StoreEvent';

/**
 * The latest changes of one resource, oldest first, as the real server's watch cache keeps them:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class ResourceLog {
  private events: StoreEvent[] = [];
  private lastForgotten = 0;

  /** `capacity`: at least so many changes are kept. */
  constructor(private readonly capacity: number) {}

  /** Revision of the last change that is no longer known, or 0. */
  get forgottenUpTo(): number {
    return this.lastForgotten;
  }

  add(event: StoreEvent): void {
    this.events.push(event);
    // Half of it at a time, so that a change costs the same however many are kept.
    if (this.events.length > 2 * this.capacity) {
      this.forget(this.events[this.capacity - 1].revision);
    }
  }

  /** Changes after this revision. Only meaningful when it is not forgotten. */
  since(revision: number): StoreEvent[] {
    return this.events.slice(this.firstAfter(revision));
  }

  /** Forgets the changes up to and with this revision. */
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
