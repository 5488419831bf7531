import { FoundAccessKeyId } from '../clusters/readSecret';

interface Remembered {
  resourceVersion: string;
  found: FoundAccessKeyId[];
}

/**
 * What was found in the Secrets of a cluster (fingerprints and last four characters), so that one that has not changed is
 * not read again. Only what the last scans asked for is kept.
 */
export class KeyIdMemory {
  private before = new Map<string, Remembered>();
  private now = new Map<string, Remembered>();

  get(id: string, resourceVersion: string): FoundAccessKeyId[] | undefined {
    const known = this.now.get(id) ?? this.before.get(id);
    if (known?.resourceVersion !== resourceVersion) return undefined;
    this.now.set(id, known);
    return known.found;
  }

  set(id: string, resourceVersion: string, found: FoundAccessKeyId[]): void {
    this.now.set(id, { resourceVersion, found });
  }

  /** A full scan is done: what it did not ask for is forgotten. */
  endOfScan(): void {
    this.before = this.now;
    this.now = new Map();
  }
}
