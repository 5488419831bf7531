/**
 * How much the tests do that take long: `undefined`, as in `npm test`, a fixed sample; `rows`, as in CI, all rows of tables; `whole`
 * all that there is. `npm run test:heavy` finds the tests by their import of this file. Single tests that `npm test` leaves to CI
 * end their name in "(in CI)" instead.
 */
const SIZE = process.env.IRSA_TEST_SIZE;

/** Whether heavy proofs run whole (`npm run test:heavy`); otherwise they run a fixed sample. */
export const IS_WHOLE = SIZE === 'whole';

/** Whether tables have all their rows (in CI, with `npm run test:heavy -- --rows`, and with `npm test` and a path). */
export const HAS_ALL_ROWS = SIZE === 'rows' || IS_WHOLE;
