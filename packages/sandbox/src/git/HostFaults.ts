/** What goes wrong with a call. */
export interface HostFault {
  /** Default: any. */
  method?: string;
  /** Part of the path. Default: any. */
  path?: string;
  /** How many calls. Default 1. */
  count?: number;
  /** How many calls that fit pass before. Default 0. */
  after?: number;
  /**
   * - `status`: the call is not done; this is answered.
   * - `lostAnswer`: the call is done, and the connection ends before the answer.
   * - `drop`: the call is not done, and the connection ends.
   */
  kind: 'status' | 'lostAnswer' | 'drop';
  status?: number;
  headers?: Record<string, string>;
  message?: string;
}

/** Faults of the REST API, each for a number of calls. */
export class HostFaults {
  private waiting: (HostFault & { left: number; before: number })[] = [];

  add(fault: HostFault): void {
    this.waiting.push({
      ...fault,
      left: fault.count ?? 1,
      before: fault.after ?? 0,
    });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault for this call, which counts as used. */
  take(method: string, path: string): HostFault | undefined {
    const found = this.waiting.find(
      fault =>
        (!fault.method || fault.method === method) &&
        (!fault.path || path.includes(fault.path)),
    );
    if (!found) {
      return undefined;
    }
    if (found.before > 0) {
      found.before -= 1;
      return undefined;
    }
    found.left -= 1;
    if (found.left <= 0) {
      this.waiting = this.waiting.filter(each => each !== found);
    }
    return found;
  }
}
