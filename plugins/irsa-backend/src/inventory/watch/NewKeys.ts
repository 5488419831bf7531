import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { FleetContext } from '../scan/fleetContext';
import { HeldContext } from './HeldContext';

/** A key that no account knows makes the accounts be read again, at most so often. */
const NEW_KEY_MS = 60_000;

/**
 * Workloads with keys that were in no account when they were looked up, such as a key that was made a moment ago. They are looked
 * at again, all together, once the accounts were read anew; while nothing newer is known, they would only be the same.
 */
export class NewKeys {
  /** By the name of the cluster, while the accounts are read. */
  private readonly waiting = new Map<string, Map<string, WorkloadRef>>();

  constructor(private readonly held: HeldContext) {}

  /**
   * Returns once these were looked at, or at once when others of the cluster wait already, with which they are looked at then.
   * Throws what `look` throws.
   *
   * @param since - what their keys were looked up in
   */
  async lookAgain(
    cluster: string,
    since: FleetContext,
    workloads: readonly WorkloadRef[],
    look: (newer: FleetContext, workloads: WorkloadRef[]) => Promise<unknown>,
  ): Promise<void> {
    const others = this.waiting.get(cluster);
    const all = others ?? new Map<string, WorkloadRef>();
    workloads.forEach(ref => all.set(workloadId(ref), ref));
    if (others || all.size === 0) {
      return;
    }
    this.waiting.set(cluster, all);
    try {
      await this.held.refresh(NEW_KEY_MS);
    } finally {
      this.waiting.delete(cluster);
    }
    const newer = await this.held.get();
    if (newer !== since) {
      await look(newer, [...all.values()]);
    }
  }
}
