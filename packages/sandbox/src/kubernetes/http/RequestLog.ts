import { RequestRecord } from '../ClusterSandbox';

const KEPT = 20_000;

/** The newest requests, and whoever wants to hear of each. */
export class RequestLog {
  private records: RequestRecord[] = [];
  private listeners = new Set<(record: RequestRecord) => void>();

  add(record: RequestRecord): void {
    this.records.push(record);
    // Half at a time, so that a full log does not copy itself with every request.
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
