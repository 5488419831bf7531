import { ObjectData } from 'backstage-plugin-irsa-node';

interface Remembered {
  resourceVersion: string;
  data: ObjectData;
}

/**
 * What is known of the values in a cluster's Secrets (facts, no values), so that one that has not changed is not read
 * again. Only what the last scans asked for is kept.
 */
export class FactsMemory {
  private before = new Map<string, Remembered>();
  private now = new Map<string, Remembered>();

  get(id: string, resourceVersion: string): ObjectData | undefined {
    const known = this.now.get(id) ?? this.before.get(id);
    if (known?.resourceVersion !== resourceVersion) {
      return undefined;
    }
    this.now.set(id, known);
    return known.data;
  }

  set(id: string, resourceVersion: string, data: ObjectData): void {
    this.now.set(id, { resourceVersion, data });
  }

  /** A full scan is done: what it did not ask for is forgotten. */
  endOfScan(): void {
    this.before = this.now;
    this.now = new Map();
  }
}
