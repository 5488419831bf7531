import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';
import { test } from './test.mjs';

const MARK = /from '[^']*__testUtils__\/testSize'/;

/** Test files that run a sample by default, relative to the root. */
function heavyTests() {
  return ['plugins', 'packages', 'test'].flatMap(folder =>
    readdirSync(inRoot(folder), { recursive: true })
      .filter(
        file => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'),
      )
      .map(file => path.join(folder, file))
      .filter(file => MARK.test(readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** Runs the heavy proofs whole; with arguments, only those whose path contains one of them. */
export function testHeavy(args, context) {
  const files = heavyTests().filter(
    file => args.length === 0 || args.some(part => file.includes(part)),
  );
  if (files.length === 0) {
    process.stderr.write(
      `No heavy test has ${args.join(
        ' or ',
      )} in its path. There are:\n${heavyTests().join('\n')}\n`,
    );
    return 1;
  }
  return test(files, {
    ...context,
    env: { ...context.env, IRSA_TEST_SIZE: 'whole' },
  });
}
