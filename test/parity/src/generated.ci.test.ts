import { IS_WHOLE } from '../../../plugins/irsa-backend/src/__testUtils__/testSize';
import { ask, World } from './ask';
import { differences, Difference } from './compare';
import { GeneratedCase, generateCases, hasValues } from './generate';
import { isOf, tableOf } from './table';
import { Door } from './types';

const SEED = Number(process.env.PARITY_SEED ?? 20261128);
const COUNT = IS_WHOLE ? 360 : 12;
const WHOLE_KNOWLEDGE: readonly Door[] = ['files', 'cluster 2', 'portal 2'];

describe(`generated keys (PARITY_SEED=${SEED})`, () => {
  let cases: GeneratedCase[];
  let world: World;
  let found: Difference[];

  beforeAll(async () => {
    cases = generateCases(SEED, COUNT);
    world = await ask(cases);
    found = differences(world.answers, () => true);
    process.stderr.write(`PARITY_SEED=${SEED}\n`);
    if (IS_WHOLE) {
      process.stderr.write(`${tableOf(world, found)}\n`);
    }
  });

  const rowsOf = (door: Door, at: number) =>
    world.answers
      .get(door)!
      .rows.filter(({ namespace }) => isOf(at, `${namespace}/x/x`));

  it('can be applied', () => {
    expect(world.refused).toEqual([]);
  });

  it('are the same through every door', () => {
    expect(
      found.map(({ doors, object, text }) => {
        const at = cases.findIndex((_, each) => isOf(each, object));
        return `${cases[at]?.name}: ${doors.join(' ↔ ')}: ${text}`;
      }),
    ).toEqual([]);
  });

  it('of AWS are found, and those of other stores are not taken for them', () => {
    const wrong = WHOLE_KNOWLEDGE.flatMap(door =>
      cases.flatMap((each, at) => {
        const verdicts = rowsOf(door, at).map(({ verdict }) => verdict);
        // Nobody reads it; the doors say how many of these there are, and are compared in that.
        const isUnread =
          door !== 'files' && /nothing names.*neutral/.test(each.name);
        const isRight =
          each.store === 'aws'
            ? isUnread || verdicts.includes('static-aws')
            : !verdicts.includes('static-aws');
        return isRight || !hasValues(each)
          ? []
          : [`${door}: ${each.name}: ${verdicts.join(', ') || 'nothing'}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
