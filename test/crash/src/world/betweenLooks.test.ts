import { betweenLooks, Turn } from './betweenLooks';

const free = (number: number): Turn => ({ claim: null, number });
const held = (number: number): Turn => ({ claim: 'a worker', number });

/** Tells one after the other, and the last one from then on. */
function oneByOne<T>(...all: T[]): () => Promise<T> {
  return async () => (all.length > 1 ? all.shift()! : all[0]);
}

it.each([
  ['nobody has it', [free(1)], 'first'],
  ['a look goes on at the beginning', [held(2), free(2)], 'first'],
  ['a look begins meanwhile', [free(1), held(2), free(2)], 'second'],
  ['a whole look happens meanwhile', [free(1), free(2)], 'second'],
])('sees what is there between two looks: %s', async (_, turns, expected) => {
  expect(
    await betweenLooks(
      oneByOne(...turns),
      oneByOne('first', 'second', 'third'),
    ),
  ).toBe(expected);
});

it('fails where a worker never lets go', async () => {
  const seen = jest.fn();
  await expect(betweenLooks(oneByOne(held(1)), seen, 100)).rejects.toThrow(
    'no worker has the migration',
  );
  expect(seen).not.toHaveBeenCalled();
});
