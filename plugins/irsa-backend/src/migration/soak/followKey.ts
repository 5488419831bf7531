import { MigrationChanges } from '../store/changes';
import { MigrationRecord, SoakState } from '../model/records';

type Member = Pick<MigrationRecord, 'id' | 'status' | 'state' | 'workloadId'>;

/**
 * What follows for a migration from what the portal did to its key through another one: a key that several workloads have
 * left is switched off once, and that counts for all whose soak is over and holds. Undefined when nothing follows.
 *
 * @param soak - as just looked at
 * @param readOthers - reads the migrations of the same key
 */
export async function followKey(
  { status, state }: Pick<MigrationRecord, 'status' | 'state'>,
  soak: SoakState,
  now: number,
  readOthers: () => Promise<readonly Member[]>,
): Promise<{ changes: MigrationChanges; message: string } | undefined> {
  const at = new Date(now).toISOString();
  if (status === 'soaking') {
    if (
      soak.keyState !== 'inactive' ||
      soak.brokenSince ||
      Date.parse(soak.endsAt) > now
    ) {
      return undefined;
    }
    const through = (await readOthers()).find(
      other =>
        other.status === 'keyInactive' &&
        !other.state.keyOffThrough &&
        other.state.keyInactiveSince !== undefined,
    );
    const since = through?.state.keyInactiveSince;
    return through && since
      ? {
          changes: {
            status: 'keyInactive',
            state: {
              ...state,
              keyInactiveSince: since,
              keyOffThrough: through.id,
              soak: { ...soak, keyOffSince: since, keyOffByOthers: true },
            },
          },
          message: `The key was switched off at ${since} through the migration of ${through.workloadId}, which had the same one. That counts for this one too.`,
        }
      : undefined;
  }
  if (soak.keyState === 'active' && state.keyOffThrough) {
    return {
      changes: {
        status: 'soaking',
        state: {
          ...state,
          keyInactiveSince: undefined,
          keyOffThrough: undefined,
          soak: { ...soak, keyOffDoubt: undefined },
        },
      },
      message:
        'The key is on again. It was switched off through another migration, so this one soaks again.',
    };
  }
  if (soak.keyState !== 'deleted') {
    return undefined;
  }
  const deleted = (await readOthers()).find(
    other =>
      other.status === 'retired' && other.state.soak?.keyState === 'deleted',
  );
  return deleted
    ? {
        changes: {
          status: 'retired',
          finishedAt: at,
          state: { ...state, soak },
        },
        message: `The key was deleted through the migration of ${deleted.workloadId}, which had the same one. It cannot be brought back.`,
      }
    : undefined;
}
