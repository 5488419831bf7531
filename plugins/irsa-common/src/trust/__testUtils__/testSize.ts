/** Whether heavy proofs run whole (`npm run test:heavy`, which finds them by their import of this file). */
export const IS_WHOLE = process.env.IRSA_TEST_SIZE === 'whole';
