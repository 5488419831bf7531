import { IS_WHOLE } from '../../../plugins/irsa-backend/src/__testUtils__/testSize';
import { ask, World } from './ask';
import { differences, Difference } from './compare';
import { corpusFolders, readCase } from './corpus';
import { NOT_OF_A_CLUSTER, OPEN_GAPS } from './openGaps';
import { isOf, tableOf } from './table';

/** Folders whose objects lead from one to another, where doors differ most easily. */
const LINKED = /^(consumers|copies|generators|identity|makers|optional)\//;
/** `npm test` asks about one in this many of them, and of the others; CI asks about all (`npm run test:parity`). */
const SAMPLE = { linked: 3, others: 16 };
/** All folders on a machine that does other things besides. */
const LIMIT_MS = 900_000;
/** What an API server refuses by its own rules. */
const REFUSED = [/Forbidden: cannot be set on create/];

describe('files, cluster and portal', () => {
  let world: World;
  let found: Difference[];

  beforeAll(async () => {
    const folders = corpusFolders().filter(
      (name, at) =>
        !NOT_OF_A_CLUSTER.has(name) &&
        (IS_WHOLE ||
          at % (LINKED.test(name) ? SAMPLE.linked : SAMPLE.others) === 0),
    );
    world = await ask(await Promise.all(folders.map(readCase)));
    const there = new Set(
      world.cases.flatMap(({ objects }, at) =>
        objects.map(({ metadata }) => `c${at}-${metadata?.name}`),
      ),
    );
    found = differences(world.answers, ({ namespace, name, objectName }) =>
      there.has(`${/^c\d+-/.exec(namespace || name)?.[0]}${objectName}`),
    );
    if (IS_WHOLE) {
      process.stderr.write(`${tableOf(world, found)}\n`);
    }
  }, LIMIT_MS);

  const namesOf = (differing: readonly Difference[]) =>
    world.cases
      .map(({ name }, at) => ({ name, at }))
      .filter(({ at }) => differing.some(({ object }) => isOf(at, object)))
      .map(({ name }) => name);

  it('are asked about all objects of the cases', () => {
    expect(
      world.refused.filter(text => !REFUSED.some(reason => reason.test(text))),
    ).toEqual([]);
    const [{ rows }] = world.answers.values();
    expect(rows.length).toBeGreaterThan(world.cases.length / 2);
  });

  it('say the same', () => {
    const unexpected = found.filter(
      ({ object }) =>
        !world.cases.some(
          ({ name }, at) => name in OPEN_GAPS && isOf(at, object),
        ),
    );
    expect(
      unexpected.map(
        ({ doors, object, text }) => `${doors.join(' ↔ ')}: ${object}: ${text}`,
      ),
    ).toEqual([]);
  });

  it('differ where a gap is said to be open', () => {
    expect(namesOf(found)).toEqual(
      world.cases.map(({ name }) => name).filter(name => name in OPEN_GAPS),
    );
  });
});
