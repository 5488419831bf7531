import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld } from '../world/CrashWorld';
import { Replica } from '../world/Replica';
import { toSoak } from './toSoak';
import { Way } from './Way';

type RetireAct =
  | 'deactivate-key'
  | 'reactivate-key'
  | 'delete-key'
  | 'delete-secret'
  | 'extend-soak';

const SECRET = 'aws-secrets';

function requestOf(act: RetireAct, { target }: Migration): object {
  const confirm = {
    'delete-key': target.keyLast4,
    'delete-secret': SECRET,
  } as Partial<Record<RetireAct, string>>;
  return {
    act,
    ...(confirm[act] && { confirm: confirm[act] }),
    ...(act === 'deactivate-key' && { reason: 'a try of the crash test' }),
  };
}

async function carryOut(
  world: CrashWorld,
  replica: Replica,
  migration: Migration,
  act: RetireAct,
): Promise<Migration> {
  const path = `/migrations/${migration.id}/retire`;
  await replica.post(path, requestOf(act, migration));
  const ended = await world.rest(replica, migration.id);
  if (ended.act?.state !== 'done') {
    throw new Error(`${act} did not end well: ${JSON.stringify(ended.act)}`);
  }
  return ended;
}

/** One act of the retirement, after the acts that come before it. */
function retire(act: RetireAct, ...before: RetireAct[]): Way {
  return {
    name: act,
    async prepare(world, replica) {
      let migration = await toSoak(world, replica);
      for (const earlier of before) {
        migration = await carryOut(world, replica, migration, earlier);
      }
      const { id } = migration;
      return asked =>
        asked.postOnce<Migration>(
          `/migrations/${id}/retire`,
          requestOf(act, migration),
          `/migrations/${id}`,
        );
    },
  };
}

/** Each act that a person can ask for after the soak has begun. */
export const RETIRE_WAYS: readonly Way[] = [
  retire('extend-soak'),
  retire('deactivate-key'),
  retire('reactivate-key', 'deactivate-key'),
  retire('delete-key', 'deactivate-key'),
  retire('delete-secret', 'deactivate-key'),
];
