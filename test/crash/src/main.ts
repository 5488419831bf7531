import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { CrashTest } from './CrashTest';
import { readOptions } from './options';

/**
 * `npm run test:crash`: ends and stops real processes of the portal at every place of every way, lets a second one go on, and
 * compares what is there with the outcome of an undisturbed run.
 */
async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  const folder = mkdtempSync(join(tmpdir(), 'irsa-crash-'));
  try {
    const test = await CrashTest.start(options, {
      folder,
      bundleFolder: resolvePackagePath('@internal/crash', '../../.cache/crash'),
      print: text => process.stdout.write(`${text}\n`),
    });
    try {
      return await test.run();
    } finally {
      await test.close();
    }
  } finally {
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
