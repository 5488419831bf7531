import { WorkloadStatus } from 'backstage-plugin-irsa-common';

/** Marks of a migration that says more about what a scan saw, by what the scan must have seen for that. */
const SAYS_MORE: [WorkloadStatus[], WorkloadStatus[]][] = [
  [['soaking', 'keyOff', 'keyless'], ['keyless']],
  [['rolledBack'], ['static', 'shadowed']],
];

/** Marks of a migration that is at work or needs a person: true whatever a scan saw a moment ago. */
const AT_WORK: WorkloadStatus[] = ['running', 'failed'];

/**
 * The status that is shown: what the last scan saw. The mark of a migration stands in its place only where both agree,
 * so that it hides neither a static key that is back nor a workload that cannot be read.
 */
export function shownStatus(
  seen: WorkloadStatus,
  mark: WorkloadStatus | null | undefined,
): WorkloadStatus {
  if (!mark) {
    return seen;
  }
  const agrees =
    AT_WORK.includes(mark) ||
    SAYS_MORE.some(
      ([marks, sights]) => marks.includes(mark) && sights.includes(seen),
    );
  return agrees ? mark : seen;
}

/** Marks of a migration that keeps a Secret for the way back. */
const KEEPS: WorkloadStatus[] = ['soaking', 'keyOff'];

/**
 * True for the mark of a Secret that a migration keeps. It is shown as `kept` in the place of `static`, and only while the Secret has the
 * key that the migration left, and no other.
 */
const HAS_ONLY_KEPT_KEY = `exists (select 1 from workload_keys k where k.workload_id = workloads.id and k.fingerprint = m.kept_key) and not exists (select 1 from workload_keys k where k.workload_id = workloads.id and k.fingerprint <> m.kept_key)`;

/**
 * `shownStatus` as an SQL expression for an update of `workloads`.
 *
 * @param seen - `workloads.status`, or the status that the same update writes into it
 */
export function shownStatusSql(seen: 'workloads.status' | "'unknown'"): string {
  const list = (names: readonly string[]) =>
    names.map(name => `'${name}'`).join(', ');
  const cases = [
    `when m.kept_key is not null then case when ${seen} = 'static' and m.status in (${list(
      KEEPS,
    )}) and ${HAS_ONLY_KEPT_KEY} then 'kept' end`,
    `when m.status in (${list(AT_WORK)}) then m.status`,
    ...SAYS_MORE.map(
      ([marks, sights]) =>
        `when m.status in (${list(marks)}) and ${seen} in (${list(
          sights,
        )}) then m.status`,
    ),
  ].join(' ');
  return `coalesce((select case ${cases} end from workload_marks m where m.workload_id = workloads.id), ${seen})`;
}
