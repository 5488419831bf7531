import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../portal/openDatabase';
import { measureMigrations } from './measureMigrations';

/**
 * `node --require …/nodeTransform.cjs test/bench/src/migrations/main.ts [COUNT] [--replicas N] [--database sqlite|postgres] [--watch SECONDS]`:
 * runs COUNT migrations (500) at once, each watched for SECONDS (1) after its roll out, and prints figures and ratios. Exit code 1 when one of them does not come to its soak.
 */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      replicas: { type: 'string', default: '1' },
      database: { type: 'string', default: 'sqlite' },
      watch: { type: 'string', default: '1' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'irsa-bench-'));
  const kind = values.database === 'postgres' ? 'postgres' : 'sqlite';
  const database = await openDatabase({ kind, folder });
  try {
    const figures = await measureMigrations(
      Number(positionals[0] ?? 500),
      Number(values.replicas),
      database,
      Number(values.watch),
    );
    const ratios = {
      'all ÷ limit of writes': figures.total / figures.floorOfWrites,
      'alone ÷ imposed': figures.alone / figures.aloneImposed,
      'alone ÷ imposed by the clock':
        figures.aloneByClock / figures.aloneImposedByClock,
      'asked last ÷ first': figures.askedLast / figures.askedFirst,
      'median ÷ alone': figures.median / figures.aloneByClock,
      'IAM calls of soaks ÷ of whole accounts':
        figures.iamCallsPerSoakAndDay / figures.iamCallsOfWholeAccounts,
    };
    process.stdout.write(
      `${JSON.stringify({ ...figures, ratios }, null, 2)}\n`,
    );
    return figures.soaking === figures.migrations ? 0 : 1;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
