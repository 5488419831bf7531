import { randomUUID } from 'node:crypto';
import { ObjectData } from 'backstage-plugin-irsa-node';

interface Remembered {
  resourceVersion: string;
  data: ObjectData;
}

/**
 * Facts about the values in a cluster's Secrets (never the values), so that an unchanged Secret is not read again. Only
 * facts that the last scans used are kept.
 */
export class FactsMemory {
  /** No other memory has it: what was found with these facts is told apart from what other programs found. */
  readonly id = randomUUID();
  /** Whether a scan of the whole cluster has ended. */
  hasScanned = false;
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

  /** Whether `get` has an answer, without a use of it. */
  has(id: string, resourceVersion: string): boolean {
    const known = this.now.get(id) ?? this.before.get(id);
    return known?.resourceVersion === resourceVersion;
  }

  set(id: string, resourceVersion: string, data: ObjectData): void {
    this.now.set(id, { resourceVersion, data });
  }

  /** Drops the facts that a full scan did not use. */
  endOfScan(): void {
    this.before = this.now;
    this.now = new Map();
    this.hasScanned = true;
  }
}
