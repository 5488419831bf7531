import { Workload, WorkloadStatus } from 'backstage-plugin-irsa-common';
import { MigrationRecord, WORK_STATUSES } from './records';

/** Workloads with these statuses were seen without a static key; nothing takes the one in a kept Secret. */
const WITHOUT_KEY: WorkloadStatus[] = ['soaking', 'keyOff', 'keyless', 'kept'];

/** References with these verdicts give a static AWS key. */
const GIVES_KEY = ['static-aws', 'irsa-shadowed'];

/** Others that have, had or may have the same key, apart from one workload. */
export interface KeyUsers {
  /** Ids of workloads that get it now. */
  users: string[];
  /** Ids of workloads whose migration is under way, or stands still: it may go back to the key. */
  underWay: string[];
  /** Workloads that have left it, and whose soak goes on. ISO 8601 times; those that are over are left out. */
  soaking: { workloadId: string; endsAt: string }[];
  /** Ids of workloads that have left it, and whose soak is broken: what they rest on does not hold. */
  broken: string[];
  /** Ids of workloads that get a static AWS key, and which one is not known. */
  unproven: string[];
  /** When the last of those that have left it did: uses before may be theirs. ISO 8601. */
  lastLeftAt?: string;
}

/** Statuses of migrations that stand in the way of others; in all other ones they have come to their end. */
export const OPEN_STATUSES: readonly MigrationRecord['status'][] = [
  ...WORK_STATUSES,
  'stopped',
  'needsHuman',
  'soaking',
  'keyInactive',
];

export type KeyHold = 'needed' | 'unproven' | 'none';

/** Whether a workload, as seen now, gets this key. Not for Secrets and ConfigMaps. */
export function holdOf(
  {
    status,
    keys,
    references,
  }: Pick<Workload, 'status' | 'keys' | 'references'>,
  fingerprint: string,
): KeyHold {
  if (WITHOUT_KEY.includes(status)) {
    return 'none';
  }
  if (keys.some(key => key.fingerprint === fingerprint)) {
    return 'needed';
  }
  return isUnproven({ status, references }) ? 'unproven' : 'none';
}

/** Whether a workload gets a static AWS key that could not be told from others. */
export function isUnproven({
  status,
  references,
}: Pick<Workload, 'status' | 'references'>): boolean {
  return (
    !WITHOUT_KEY.includes(status) &&
    references.some(
      reference =>
        GIVES_KEY.includes(reference.verdict) &&
        !reference.accessKeys?.length &&
        !isHalfOfKnown(reference, references),
    )
  );
}

/** Fields of custom resources for the secret half of a pair alone, such as `secretAccessKeySecretRef` of cert-manager. */
const SECRET_HALF = /^(aws)?secret(access)?key/i;

/** Whether a field holds but the secret half of a pair whose other half, the id, is known from the field beside it. */
function isHalfOfKnown(
  { container, path }: Workload['references'][number],
  references: Workload['references'],
): boolean {
  const [parent, field] = splitPath(path);
  return (
    container === '' &&
    SECRET_HALF.test(field) &&
    references.some(
      other =>
        other.container === '' &&
        other.accessKeys.length > 0 &&
        splitPath(other.path)[0] === parent,
    )
  );
}

function splitPath(path: string): [parent: string, field: string] {
  const at = path.lastIndexOf('.');
  return [path.slice(0, Math.max(at, 0)), path.slice(at + 1)];
}

/**
 * What stands in the way of switching a key off, from what was seen of the fleet and from the migrations that leave the key.
 * Pure.
 *
 * @param holds - of workloads, by their ids, as seen now
 * @param migrations - the newest of each other workload that was to leave the key
 */
export function keyUsers(
  holds: ReadonlyMap<string, KeyHold>,
  migrations: readonly Pick<
    MigrationRecord,
    'workloadId' | 'status' | 'state'
  >[],
  now: number,
): KeyUsers {
  const of = (wanted: KeyHold) =>
    [...holds].filter(([, hold]) => hold === wanted).map(([id]) => id);
  const users = of('needed').sort();
  const left = migrations.filter(({ workloadId: id }) => !users.includes(id));
  const ids = (some: typeof left) => some.map(each => each.workloadId).sort();
  const resting = left.filter(
    ({ status }) => status === 'soaking' || status === 'keyInactive',
  );
  return {
    users,
    underWay: ids(
      left.filter(
        ({ status }) =>
          WORK_STATUSES.includes(status) ||
          status === 'stopped' ||
          status === 'needsHuman',
      ),
    ),
    soaking: resting.flatMap(({ workloadId: id, status, state: { soak } }) =>
      status === 'soaking' && soak && Date.parse(soak.endsAt) > now
        ? [{ workloadId: id, endsAt: soak.endsAt }]
        : [],
    ),
    broken: ids(resting.filter(({ state }) => state.soak?.brokenSince)),
    unproven: of('unproven').sort(),
    lastLeftAt: resting
      .flatMap(({ state: { soak } }) => soak?.startedAt ?? [])
      .sort((one, other) => Date.parse(one) - Date.parse(other))
      .at(-1),
  };
}
