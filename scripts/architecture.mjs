// Draws the rooms of the code, and which imports which, into docs/architecture.md.
// `--check` compares instead of writing, so that the page stays true.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import {
  arrowsBetweenPackages,
  arrowsBetweenRooms,
  circles,
  isTest,
  purposeProblems,
  replaceBlock,
  toMermaid,
  toTable,
  withoutImplied,
} from './lib/architecture.mjs';
import { inRoot } from './lib/paths.mjs';
import { PACKAGES, ROOMS } from './lib/rooms.mjs';
import { readSources } from './lib/sources.mjs';

const WHERE = 'scripts/lib/rooms.mjs';
/** Programs in there are what the readiness rules are tried on, and no part of the product. */
const DATA = ['test/corpus'];
const page = inRoot('docs/architecture.md');

function drawPackages() {
  const folders = ['packages', 'plugins', 'test']
    .flatMap(group =>
      readdirSync(inRoot(group)).map(name => `${group}/${name}`),
    )
    .filter(folder => !DATA.includes(folder))
    .filter(folder => readSources(inRoot(folder)).length > 0)
    .sort();
  const names = new Map(
    folders
      .filter(folder => existsSync(inRoot(folder, 'package.json')))
      .map(folder => [
        JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')).name,
        folder,
      ]),
  );
  const sources = folders.flatMap(folder =>
    readSources(inRoot(folder))
      .filter(({ file }) => folder.startsWith('test/') || !isTest(file))
      .map(source => ({ ...source, package: folder })),
  );
  const arrows = arrowsBetweenPackages(sources, folders, names);
  return {
    problems: purposeProblems('packages', folders, PACKAGES, WHERE),
    text: picture('Package', folders, arrows, PACKAGES),
  };
}

function drawRooms(folder, { deeper, rooms: purposes }) {
  const sources = readSources(inRoot(folder, 'src')).filter(
    ({ file }) => !isTest(file),
  );
  const { rooms, arrows } = arrowsBetweenRooms(sources, deeper);
  return {
    problems: purposeProblems(folder, rooms, purposes, WHERE),
    text: picture('Room', rooms, arrows, purposes),
  };
}

function picture(heading, rooms, arrows, purposes) {
  const round = circles(arrows).map(
    circle =>
      `These import each other: ${circle
        .map(room => `\`${room}\``)
        .join(', ')}.`,
  );
  return [
    toMermaid(rooms, withoutImplied(arrows)),
    toTable(heading, rooms, arrows, purposes),
    ...round,
  ].join('\n\n');
}

const drawn = {
  packages: drawPackages(),
  ...Object.fromEntries(
    Object.entries(ROOMS).map(([folder, entry]) => [
      folder,
      drawRooms(folder, entry),
    ]),
  ),
};
const problems = Object.values(drawn).flatMap(entry => entry.problems);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

const before = readFileSync(page, 'utf8');
let after = before;
for (const [name, { text }] of Object.entries(drawn)) {
  after = replaceBlock(after, name, text);
}
after = prettier.format(after, {
  ...(await prettier.resolveConfig(page)),
  parser: 'markdown',
});
if (after === before) {
  console.log('docs/architecture.md agrees with the code');
} else if (process.argv.includes('--check')) {
  console.error(
    'docs/architecture.md is out of date: imports between rooms have changed. Run: npm run architecture',
  );
  process.exit(1);
} else {
  writeFileSync(page, after);
  console.log('Wrote docs/architecture.md');
}
