import fc from 'fast-check';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { OTHERS, OthersAct } from './__testUtils__/model/others';
import { Command, isRetire, Play } from './__testUtils__/model/Play';
import { Sight } from './__testUtils__/model/Sight';
import { planFor, TARGETS } from './__testUtils__/model/targets';
import { IS_WHOLE } from '../__testUtils__/testSize';

/** `IRSA_MODEL_RUNS` and `IRSA_MODEL_SEED` choose others; a failing run prints its seed and its commands. */
const RUNS = Number(process.env.IRSA_MODEL_RUNS ?? (IS_WHOLE ? 200 : 2));
const SEED = Number(process.env.IRSA_MODEL_SEED ?? (IS_WHOLE ? Date.now() : 4));

jest.setTimeout(RUNS * 120_000);

const commands = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Command>({ do: 'start' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Command>(
        { do: 'startAndCrash' },
        { do: 'stop' },
        { do: 'continue' },
        { do: 'crash' },
      ),
    },
    {
      weight: 2,
      arbitrary: fc.boolean().map<Command>(switchKeyOn => ({
        do: 'rollback',
        switchKeyOn,
      })),
    },
    {
      weight: 4,
      arbitrary: fc.record<
        Extract<Command, { do: 'retire' | 'retireAndCrash' }>
      >({
        do: fc.constantFrom('retire', 'retire', 'retireAndCrash'),
        act: fc.constantFrom(
          'deactivate-key',
          'reactivate-key',
          'delete-key',
          'delete-secret',
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(1, 8)
        .map<Command>(days => ({ do: 'days', days })),
    },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(...(Object.keys(OTHERS) as OthersAct[]))
        .map<Command>(act => ({ do: 'others', act })),
    },
  ),
  { minLength: 3, maxLength: 10 },
);

/** Others who take the role away from under a migrated workload; the portal can then only say so. */
const HARMS_ROLE: OthersAct[] = [
  'annotationAway',
  'annotationOfAnother',
  'trustJoined',
  'policyDetached',
  'roleGone',
];

describe('whatever people and others do, in whatever order', () => {
  it('nothing is half-done, and every reassuring word is true when it is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TARGETS),
        commands,
        async (target, list) => {
          const world = await WalkthroughWorld.start();
          try {
            await planFor(world, target);
            await world.healthy();
            const play = new Play(world, target);
            await play.begin();
            const first = play.sight;
            for (const command of list) {
              const { before, refused } = await play.play(command);
              expect(
                faultsOf(play, { first, before, command, refused }),
              ).toEqual([]);
            }
          } finally {
            await world.close();
          }
        },
      ),
      {
        numRuns: RUNS,
        seed: SEED,
        // A shorter run that fails too costs minutes; the commands that were found say enough.
        endOnFailure: true,
      },
    );
  });
});

/** What is not as it has to be, with all that was seen. */
function faultsOf(
  play: Play,
  told: { first: Sight; before: Sight; command: Command; refused?: string },
): string[] {
  const faults: string[] = [];
  const { sight, migration, othersDid } = play;
  const { first, before, command, refused } = told;
  const context = JSON.stringify({
    target: play.target,
    command,
    refused,
    status: migration?.status,
    reason: migration?.statusReason,
    before,
    sight,
  });
  const must = (what: string, holds: boolean) => {
    if (!holds) {
      faults.push(`${what}\n${context}`);
    }
  };
  const isHarmed = HARMS_ROLE.some(act => othersDid.has(act));
  const hasRole =
    sight.namesRole &&
    sight.roleExists &&
    sight.trustAsPlanned &&
    sight.policyAttached;

  must(
    'A workload has neither key nor role',
    sight.hasKey || hasRole || isHarmed,
  );
  must(
    'A workload that is on its key only has no key that works',
    !sight.hasKey ||
      hasRole ||
      sight.keyState === 'Active' ||
      play.isKeyOffByOthers ||
      othersDid.has('keyBackInTemplate') ||
      isHarmed,
  );
  must('Something outside of the plan changed', sight.rest === first.rest);
  must(
    'The trust policy is wider than planned',
    !sight.roleExists || sight.trustAsPlanned || othersDid.has('trustJoined'),
  );
  if (isRetire(command) && refused === undefined && migration) {
    const isOff = before.keyState === 'Active' && sight.keyState === 'Inactive';
    must(
      'The key was switched off while the workload was on it, or had no role',
      !isOff ||
        (!before.hasKey &&
          before.namesRole &&
          before.roleExists &&
          // Others may join it, as long as the workload is let in.
          (before.trustAsPlanned || othersDid.has('trustJoined')) &&
          before.policyAttached),
    );
  }
  must(
    'Data of others in the Secret is gone',
    !before.secretKeys?.includes('DATABASE_PASSWORD') ||
      sight.secretKeys?.includes('DATABASE_PASSWORD') === true,
  );
  must(
    'The Secret went while the key worked, or while it was in use',
    before.secretKeys === undefined ||
      sight.secretKeys !== undefined ||
      (before.keyState !== 'Active' && !before.hasKey),
  );
  if (migration?.statusReason?.includes('Everything was read again')) {
    must(
      'It says that everything is as it was before, and it is not',
      command.do === 'others' ||
        othersDid.size > 0 ||
        (sight.hasKey &&
          !sight.namesRole &&
          // What code makes, it keeps.
          (play.target === 'code' || !sight.roleExists)),
    );
  }
  if (migration?.status === 'retired') {
    must('It says retired while the key is there', sight.keyState === 'gone');
  }
  return faults;
}
