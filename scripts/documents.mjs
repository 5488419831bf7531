// Checks what the documents point at: relative links and their headings, npm scripts, and paths of the repository.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { problemsOf } from './lib/markdown.mjs';
import { inRoot, root } from './lib/paths.mjs';

// Tracked files and new ones that are not ignored.
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter(file => file && existsSync(inRoot(file)))
  // Repositories of others, kept as they were found.
  .filter(file => !/^test\/(corpus|fixtures)\/.+\//.test(file));
const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

const problems = problemsOf(
  new Map(files.map(file => [file, readFileSync(inRoot(file), 'utf8')])),
  { exists: file => existsSync(inRoot(file)), scripts: Object.keys(scripts) },
);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`Links, commands and paths of ${files.length} documents are right`);
