/** Lints the files that are named, without those that no rule is for. Exit code 1 where something is wrong. */
import { inRoot, root } from './lib/paths.mjs';

// It comes with Backstage's command.
const { ESLint } = await import(inRoot('node_modules/eslint/lib/api.js'));

const eslint = new ESLint({ cwd: root, errorOnUnmatchedPattern: false });
const files = [];
for (const file of process.argv.slice(2)) {
  if (!(await eslint.isPathIgnored(file))) {
    files.push(file);
  }
}
const results = files.length > 0 ? await eslint.lintFiles(files) : [];
const formatter = await eslint.loadFormatter('stylish');
process.stdout.write(await formatter.format(results));
process.exitCode = results.some(
  ({ errorCount, warningCount }) => errorCount + warningCount > 0,
)
  ? 1
  : 0;
