import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld, WALKTHROUGH } from '../world/CrashWorld';
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
/** Not the one who asks for everything else. */
const SECOND_PERSON = 'user:default/second';

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

const asksForSecond = ({ act }: Migration) => act?.state === 'waits';
const HAS_SECOND = { secondPerson: true };

/** What cannot be undone, in a portal that wants two people for it: the first asks. */
const first: Way = {
  ...retire('delete-key', 'deactivate-key'),
  name: 'delete-key, first person',
  world: { ...WALKTHROUGH, migration: HAS_SECOND },
  isOver: asksForSecond,
};

/** The second confirms. */
const second: Way = {
  ...first,
  name: 'delete-key, second person',
  async prepare(world, replica) {
    const ask = await first.prepare(world, replica);
    const { id, ...asked } = await ask(replica);
    await world.rest(replica, id, asksForSecond);
    return other =>
      other.postOnce<Migration>(
        `/migrations/${id}/retire`,
        requestOf('delete-key', { id, ...asked }),
        `/migrations/${id}`,
        SECOND_PERSON,
      );
  },
  isOver: undefined,
};

/** Each act that a person can ask for after the soak has begun. */
export const RETIRE_WAYS: readonly Way[] = [
  retire('extend-soak'),
  retire('deactivate-key'),
  retire('reactivate-key', 'deactivate-key'),
  retire('delete-key', 'deactivate-key'),
  retire('delete-secret', 'deactivate-key'),
  first,
  second,
];
