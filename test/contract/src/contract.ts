import { knownGaps } from './knownGaps';
import { openWorld, worldName } from './worlds';
import { World, WorldName } from './World';

/**
 * One thing that the product relies on: a call through a real client, and the answer that every world must give.
 *
 * `call` reduces the answer to plain data without names, times and versions; `outcome` does that for errors.
 */
export interface Behaviour<Context> {
  /** Unique in the suite, in the form `area.thing`. The list of known gaps uses it. */
  id: string;
  /** The statement to prove, as a sentence without a full stop. */
  what: string;
  /** The source: a page of Kubernetes or AWS, an RFC, or the place of a measurement. */
  source: string;
  call: (context: Context) => Promise<unknown>;
  /** Compared with `toEqual`, so it may contain Jest's matchers. */
  answer: unknown;
}

/** A table that does not hold in every world, with one reason for all its rows. */
export interface Restriction {
  worlds: WorldName[];
  /** Why it does not hold in the other worlds, as a sentence without a full stop. */
  because: string;
}

/** Thrown by a call that this world cannot make, for example setting the clock. */
export class NotPossibleHere extends Error {}

/**
 * Declares the tests of a table. Every behaviour runs in the world that `CONTRACT_WORLD` names. A known gap of that
 * world must still differ: a closed gap must be removed from the list. The same holds for the rows of a restricted
 * table in the worlds that it leaves out.
 *
 * @param open - makes what the calls of a test need, for example clients and a namespace of its own
 */
export function contract<Context>(
  title: string,
  open: (world: World) => Promise<Context>,
  behaviours: Behaviour<Context>[],
  restriction?: Restriction,
): void {
  const name = worldName();
  const gapOf = ({ id }: Behaviour<Context>) =>
    restriction && !restriction.worlds.includes(name)
      ? `not in the ${name}, because ${restriction.because}`
      : knownGaps
          .filter(gap => gap.world === name && gap.id === id)
          .map(({ reason }) => `known gap of the ${name}: ${reason}`)[0];
  describe(`${title}, ${name}`, () => {
    let world: World;

    beforeAll(async () => {
      world = await openWorld(name);
    });
    afterAll(async () => {
      await world?.close();
    });

    const kept = behaviours.filter(each => !gapOf(each));
    if (kept.length > 0) {
      it.each(kept)('$id: $what', async ({ call, answer }) => {
        expect(await call(await open(world))).toEqual(answer);
      });
    }

    const gaps = behaviours
      .filter(each => gapOf(each))
      .map(each => ({ ...each, reason: gapOf(each) }));
    if (gaps.length > 0) {
      // Jest prints the names of single tests only when it runs one file.
      afterAll(() => process.stdout.write(linesOf(title, gaps)));
      it.each(gaps)('$id: $reason', async behaviour => {
        // When this fails, the gap has closed: remove the line from knownGaps.ts, or the row from the restricted table.
        expect(await differs(behaviour, await open(world))).toBe(true);
      });
    }
  });
}

/** One line for each reason, with its rows. */
function linesOf(
  title: string,
  gaps: { id: string; reason?: string }[],
): string {
  const reasons = [...new Set(gaps.map(({ reason }) => reason))];
  return reasons
    .map(reason => {
      const ids = gaps.filter(gap => gap.reason === reason).map(({ id }) => id);
      return `${title}: ${reason}: ${ids.join(', ')}\n`;
    })
    .join('');
}

/**
 * Whether the world answers differently. An error answer of the service is an answer; any other error is an error of
 * the test.
 */
async function differs<Context>(
  { call, answer }: Behaviour<Context>,
  context: Context,
): Promise<boolean> {
  let got: unknown;
  try {
    got = await call(context);
  } catch (error) {
    if (error instanceof NotPossibleHere || isRefusal(error)) {
      return true;
    }
    throw error;
  }
  try {
    expect(got).toEqual(answer);
    return false;
  } catch {
    return true;
  }
}

/** Errors of the AWS SDK contain the status of the answer. */
function isRefusal(error: unknown): boolean {
  const { $metadata } = error as {
    $metadata?: { httpStatusCode?: number };
  };
  return ($metadata?.httpStatusCode ?? 0) >= 400;
}
