/** A fault that the gate answers with in place of the emulator, for tests of retries. */
export interface GateFault {
  /** `iam`, `sts`, `s3`; absent: any. */
  service?: string;
  /** Action of the query protocol, for example `CreateRole`; absent: any. */
  action?: string;
  /** HTTP status, for example 503; absent: the call is only delayed. */
  status?: number;
  /** AWS error code, for example `Throttling`. */
  code?: string;
  /** Delay before the call is refused or passed on, in milliseconds. */
  delayMs?: number;
  /** The number of matching calls that it affects. */
  count: number;
}

/** Planned faults. */
export class GateFaults {
  private waiting: GateFault[] = [];

  add(fault: GateFault): void {
    this.waiting.push({ ...fault });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The number of calls that will still be refused. */
  get left(): number {
    return this.waiting.reduce((sum, { count }) => sum + count, 0);
  }

  take(service: string, action: string | undefined): GateFault | undefined {
    const found = this.waiting.find(
      fault =>
        fault.count > 0 &&
        (!fault.service || fault.service === service) &&
        (!fault.action || fault.action === action),
    );
    if (found) {
      found.count -= 1;
    }
    this.waiting = this.waiting.filter(({ count }) => count > 0);
    return found;
  }
}
