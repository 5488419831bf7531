import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { missed } from './goals';
import { measure } from './measure/measure';
import { Measurement } from './Measurement';
import { readOptions } from './options';
import { table } from './table';

/**
 * `node --require …/nodeTransform.cjs test/bench/src/main.ts [SIZE …] [options]`: measures each size in its own
 * process, so that none inherits the memory of another, and prints a table. With `--check`, a missed goal gives exit
 * code 1.
 */
async function main(args: string[]): Promise<number> {
  if (args[0] === '--one') {
    const options = readOptions(args.slice(1));
    await print(JSON.stringify(await measure(options.sizes[0], options)));
    return 0;
  }
  const options = readOptions(args);
  const results = options.sizes.map(size => inProcess(size, args));
  const [{ model }] = cpus();
  await print(
    `${table(results)}\n\n${cpus().length} × ${model}, ${Math.round(
      totalmem() / 1024 ** 3,
    )} GiB, Node ${process.version}, ${results[0].database}, fleet on the ${
      options.world
    }, all on one machine.`,
  );
  const misses = results.flatMap(missed);
  await print(
    misses.length > 0
      ? `\nMissed goals:\n${misses.map(line => `- ${line}`).join('\n')}`
      : '\nEvery goal is met.',
  );
  return options.check && misses.length > 0 ? 1 : 0;
}

function inProcess(size: number, args: readonly string[]): Measurement {
  process.stderr.write(`${size} workloads …\n`);
  const child = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      __filename,
      '--one',
      String(size),
      ...flagsOf(args),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1024 * 1024 },
  );
  if (child.status !== 0) {
    throw new Error(`The run with ${size} workloads failed`);
  }
  return JSON.parse(child.stdout.toString().trim().split('\n').pop()!);
}

/** The options other than sizes. */
function flagsOf(args: readonly string[]): string[] {
  return args.filter(argument => !/^\d+$/.test(argument));
}

function print(text: string): Promise<void> {
  return new Promise(resolve => {
    process.stdout.write(`${text}\n`, () => resolve());
  });
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
