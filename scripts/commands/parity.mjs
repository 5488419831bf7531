import { testHeavy } from './heavy.mjs';

/** Asks the commands and the portal about all cases, and prints the table; see test/parity/README.md. */
export function testParity(args, context) {
  return testHeavy(args.length > 0 ? args : ['test/parity'], context);
}
