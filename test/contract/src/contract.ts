import { knownGaps } from './knownGaps';
import { openWorld, worldName } from './worlds';
import { World } from './World';

/**
 * One thing that the product relies on: a call through a real client, and the answer it must get in every world.
 *
 * `call` reduces what came back to plain data without names, times and versions; `outcome` does that for refusals.
 */
export interface Behaviour<Context> {
  /** Unique over the suite, `area.thing`: the known gaps name it. */
  id: string;
  /** What holds, as a sentence without a full stop. */
  what: string;
  /** Where it is written down: the page of Kubernetes or AWS, the RFC, or the place of a measurement. */
  source: string;
  call: (context: Context) => Promise<unknown>;
  /** Compared with `toEqual`, so Jest's matchers may stand in it. */
  answer: unknown;
}

/**
 * Declares the tests of a table. Every behaviour runs in the world that `CONTRACT_WORLD` names.
 * One that is a known gap of that world must still differ: a gap that has closed has to leave the list.
 *
 * @param open - makes what the calls of one test need, for example clients and a namespace of their own
 */
export function contract<Context>(
  title: string,
  open: (world: World) => Promise<Context>,
  behaviours: Behaviour<Context>[],
): void {
  const name = worldName();
  const gapOf = ({ id }: Behaviour<Context>) =>
    knownGaps.find(gap => gap.world === name && gap.id === id);
  describe(`${title}, ${name}`, () => {
    let world: World;

    beforeAll(async () => {
      world = await openWorld(name);
    });
    afterAll(async () => {
      await world?.close();
    });

    it.each(behaviours.filter(each => !gapOf(each)))(
      '$id: $what',
      async ({ call, answer }) => {
        expect(await call(await open(world))).toEqual(answer);
      },
    );

    const gaps = behaviours.filter(each => gapOf(each));
    if (gaps.length === 0) return;
    it.each(gaps.map(each => ({ ...each, reason: gapOf(each)!.reason })))(
      `$id: known gap of the ${name}: $reason`,
      async ({ call, answer }) => {
        const context = await open(world);
        const compared = async () =>
          expect(await call(context)).toEqual(answer);
        // When this fails, the gap has closed: remove the line from knownGaps.ts.
        await expect(compared()).rejects.toThrow();
      },
    );
  });
}
