/** What the gate answers in place of the emulator, for tests of the portal's patience. */
export interface GateFault {
  /** `iam`, `sts`, `s3`; absent: any. */
  service?: string;
  /** Action of the query protocol, for example `CreateRole`; absent: any. */
  action?: string;
  /** HTTP status, for example 503; absent: the call is only late. */
  status?: number;
  /** AWS error code, for example `Throttling`. */
  code?: string;
  /** How long the call waits before it is refused or goes on, in milliseconds. */
  delayMs?: number;
  /** How many matching calls get it. */
  count: number;
}

/** Faults that wait for their calls. */
export class GateFaults {
  private waiting: GateFault[] = [];

  add(fault: GateFault): void {
    this.waiting.push({ ...fault });
  }

  clear(): void {
    this.waiting = [];
  }

  /** How many calls still will be refused. */
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
