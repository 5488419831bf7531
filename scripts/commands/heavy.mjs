import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IS_LEFT_WHOLE } from '../jest/leaveToCi.cjs';
import { inRoot, root } from '../lib/paths.mjs';
import { test } from './test.mjs';

const OWN_PARTS = /from '(\.[^']*__testUtils__\/[^']*)'/g;
/** What marks tests that run a part by default, by the name of the size with which they run. */
const MARKS = {
  /** Proofs that take a sample by themselves, and tables with all their rows. */
  whole: [/from '[^']*__testUtils__\/testSize'/, / \(in CI\)['`]/],
  /** As CI runs them in every change: rarer ways and all rows, but proofs as `npm test` runs them. */
  rows: [/\bHAS_ALL_ROWS\b/, / \(in CI\)['`]/],
};

/**
 * Test files that run a part by default, by themselves or by a part that they share, relative to the root.
 *
 * @param {'whole' | 'rows'} size with which they run more
 */
export function heavyTests(size = 'whole') {
  return ['plugins', 'packages', 'test'].flatMap(folder =>
    readdirSync(inRoot(folder), { recursive: true })
      .filter(
        file => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'),
      )
      .map(file => path.join(folder, file))
      .filter(file => isHeavy(path.join(root, file), MARKS[size])),
  );
}

function isHeavy(file, marks) {
  const text = readFileSync(file, 'utf8');
  const hasMark = each => marks.some(mark => mark.test(each));
  return (
    IS_LEFT_WHOLE.test(file) ||
    hasMark(text) ||
    [...text.matchAll(OWN_PARTS)].some(([, part]) => {
      const shared = `${path.resolve(path.dirname(file), part)}.ts`;
      return (
        !part.endsWith('/testSize') &&
        existsSync(shared) &&
        hasMark(readFileSync(shared, 'utf8'))
      );
    })
  );
}

/**
 * Runs the heavy proofs whole, and with `--rows` only what `npm test` leaves to CI. With other arguments, only files whose path
 * contains one of them.
 */
export function testHeavy(args, context) {
  const size = args.includes('--rows') ? 'rows' : 'whole';
  const parts = args.filter(arg => arg !== '--rows');
  const all = heavyTests(size);
  const files = all.filter(
    file => parts.length === 0 || parts.some(part => file.includes(part)),
  );
  if (files.length === 0) {
    process.stderr.write(
      `No heavy test has ${parts.join(
        ' or ',
      )} in its path. There are:\n${all.join('\n')}\n`,
    );
    return 1;
  }
  return test(files, {
    ...context,
    env: { ...context.env, IRSA_TEST_SIZE: size },
  });
}
