import { RequestRecord } from '../ClusterSandbox';

const KEPT = 20_000;

/** The latest requests, and the listeners that are called with each. */
export class RequestLog {
  private records: RequestRecord[] = [];
  private listeners = new Set<(record: RequestRecord) => void>();

  add(record: RequestRecord): void {
    this.records.push(record);
    // Half of the log is dropped at a time, so that a full log is not copied with every request.
    if (this.records.length > KEPT) {
      this.records = this.records.slice(KEPT / 2);
    }
    this.listeners.forEach(listener => listener(record));
  }

  /** Oldest first. */
  all(): RequestRecord[] {
    return [...this.records];
  }

  clear(): void {
    this.records = [];
  }

  subscribe(listener: (record: RequestRecord) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
