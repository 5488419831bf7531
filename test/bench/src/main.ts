import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { measure, Measurement } from './measure';
import { table } from './table';

const SIZES = [1_000, 10_000, 100_000];

/**
 * `node --require …/nodeTransform.cjs test/bench/src/main.ts [SIZE …]`: measures each size in a process of its own, so that
 * none inherits the memory of another, and prints a table.
 */
async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--one') {
    await print(JSON.stringify(await measure(Number(rest[0]))));
    return;
  }
  const sizes = first ? [first, ...rest].map(Number) : SIZES;
  const results: Measurement[] = [];
  for (const size of sizes) {
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
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1024 * 1024 },
    );
    if (child.status !== 0) {
      throw new Error(`The run with ${size} workloads failed`);
    }
    results.push(JSON.parse(child.stdout.toString().trim().split('\n').pop()!));
  }
  const [{ model }] = cpus();
  await print(
    `${table(results)}\n\n${cpus().length} × ${model}, ${Math.round(
      totalmem() / 1024 ** 3,
    )} GiB, Node ${process.version}, SQLite in a file, all on one machine.`,
  );
}

function print(text: string): Promise<void> {
  return new Promise(resolve => {
    process.stdout.write(`${text}\n`, () => resolve());
  });
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
