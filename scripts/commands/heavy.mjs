import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';
import { test } from './test.mjs';

const MARK = /from '[^']*__testUtils__\/testSize'/;
const OWN_PARTS = /from '(\.[^']*__testUtils__\/[^']*)'/g;

/** Test files that run a sample by default, by themselves or by a part that they share, relative to the root. */
export function heavyTests() {
  return ['plugins', 'packages', 'test'].flatMap(folder =>
    readdirSync(inRoot(folder), { recursive: true })
      .filter(
        file => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'),
      )
      .map(file => path.join(folder, file))
      .filter(file => isHeavy(path.join(root, file))),
  );
}

function isHeavy(file) {
  const text = readFileSync(file, 'utf8');
  return (
    MARK.test(text) ||
    [...text.matchAll(OWN_PARTS)].some(([, part]) => {
      const shared = `${path.resolve(path.dirname(file), part)}.ts`;
      return existsSync(shared) && MARK.test(readFileSync(shared, 'utf8'));
    })
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
