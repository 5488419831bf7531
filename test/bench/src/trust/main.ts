import { parseArgs } from 'node:util';
import { measureTrust } from './measureTrust';

/**
 * `node --require …/nodeTransform.cjs test/bench/src/trust/main.ts [--check]`: reviews 10,000 roles with 5 clusters of 1,000
 * ServiceAccounts each, one role with everything that its page shows, and the hardest policies of the largest size, and prints
 * figures. With `--check`, a missed goal gives exit code 1.
 */
function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean', default: false } },
  });
  const figures = measureTrust();
  process.stdout.write(
    `${figures
      .map(
        ({ name, most, value }) =>
          `${value > most ? 'missed' : 'met   '} ${name}: ${value.toFixed(
            value < 10 ? 2 : 0,
          )} ms, goal ${most} ms`,
      )
      .join('\n')}\n`,
  );
  const isMissed = figures.some(({ value, most }) => !(value <= most));
  return values.check && isMissed ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
