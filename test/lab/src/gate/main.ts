import { readFileSync } from 'node:fs';
import { startGate } from './startGate';

/** `main.ts FILE`: a gate with the options of that JSON file; it runs until it is ended. */
startGate(JSON.parse(readFileSync(process.argv[2], 'utf8'))).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
