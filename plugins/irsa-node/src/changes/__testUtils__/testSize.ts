/** Whether heavy proofs run whole (`npm run test:heavy`); otherwise they run a fixed sample. */
export const IS_WHOLE = process.env.IRSA_TEST_SIZE === 'whole';
