import { readFileSync } from 'node:fs';
import { startGate } from './startGate';

/** `main.ts FILE` runs a gate with the options of that JSON file until it is stopped. */
startGate(JSON.parse(readFileSync(process.argv[2], 'utf8'))).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
