import { Migration } from 'backstage-plugin-irsa-common';
import { EngineParts } from './engine/createStepContext';
import { waitingInWords } from './model/places';
import { MigrationRecord, StepRecord } from './model/records';
import { RetireGuards } from './retire/RetireGuards';
import { toMigration } from './toMigration';

type PastDurations = Parameters<typeof toMigration>[3];

/** Migrations as the API shows them: with their steps, what may be done now, and what they wait for. */
export class MigrationView {
  constructor(
    private readonly parts: Pick<EngineParts, 'store' | 'config'>,
    private readonly guards: Pick<RetireGuards, 'verdict'>,
  ) {}

  async one(record: MigrationRecord): Promise<Migration> {
    const { steps } = this.parts.store;
    const [known, durations] = await Promise.all([
      steps.of(record.id),
      steps.pastDurations(),
    ]);
    return this.show(record, known, durations, true);
  }

  /** The steps of all are read in one query, and the fleet once. */
  async all(records: readonly MigrationRecord[]): Promise<Migration[]> {
    const { steps } = this.parts.store;
    const [known, durations] = await Promise.all([
      steps.ofAll(records.map(({ id }) => id)),
      steps.pastDurations(),
    ]);
    const shown: Migration[] = [];
    for (const record of records) {
      shown.push(
        await this.show(record, known.get(record.id) ?? [], durations),
      );
    }
    return shown;
  }

  private async show(
    record: MigrationRecord,
    steps: StepRecord[],
    durations: PastDurations,
    looks = false,
  ): Promise<Migration> {
    const verdict = await this.guards.verdict(record, undefined, looks);
    const shown = toMigration(record, steps, verdict, durations);
    const waitsFor = await this.waitsFor(record);
    return waitsFor ? { ...shown, statusReason: waitsFor } : shown;
  }

  /** In words, the place that a migration waits for that has not begun. */
  private async waitsFor(record: MigrationRecord): Promise<string | undefined> {
    const { store, config } = this.parts;
    const { limits, staleAfterMs } = config.migration;
    if (record.status !== 'queued' || record.claim || !limits) {
      return undefined;
    }
    const { workload, accountId } = record.execution;
    const full = (await store.claims.running(staleAfterMs)).fullFor({
      cluster: workload.cluster,
      accountId,
      owner: record.facts.ownerRef,
    });
    return full && waitingInWords(full);
  }
}
