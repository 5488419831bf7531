// What docs/architecture.md shows of the code: rooms, and which room imports which. Pure: texts in, texts out.
import path from 'node:path';

/** Files of src/ itself that import a room, and those that import none. */
export const ENTRY = 'entry';
export const GROUND = 'ground';

/**
 * One source file and the modules that it imports, as they are written there.
 * @typedef {{ file: string, imports: string[] }} Source
 * How often one room imports another: from → to → number of imports.
 * @typedef {Map<string, Map<string, number>>} Arrows
 */

/** Tests and their helpers belong to no room: they may import whatever they test. */
export function isTest(file) {
  return (
    /\.test\.tsx?$|(^|\/)setupTests\.ts$/.test(file) ||
    /(^|\/)(__testUtils__|testing)\//.test(file)
  );
}

/**
 * The arrows between the rooms of one package. A room is a folder below src/; the folders named in `deeper` are
 * divided once more. Imports of other packages and imports inside a room are left out.
 * @param {Source[]} sources files as seen from src/
 * @param {string[]} [deeper]
 * @returns {{ rooms: string[], arrows: Arrows }}
 */
export function arrowsBetweenRooms(sources, deeper = []) {
  const byFile = new Map(sources.map(source => [source.file, source]));
  const targets = ({ file, imports }) =>
    imports
      .filter(name => name.startsWith('.'))
      .map(name => findFile(byFile, path.posix.join(file, '..', name)))
      .filter(found => found !== undefined);
  const folders = new Map(
    sources.map(({ file }) => [file, folderOf(file, deeper)]),
  );
  const entries = entryFiles(sources, targets, folders);
  const roomOf = file =>
    folders.get(file) ?? (entries.has(file) ? ENTRY : GROUND);

  const arrows = new Map();
  for (const source of sources) {
    for (const target of targets(source)) {
      add(arrows, roomOf(source.file), roomOf(target));
    }
  }
  const rooms = [...new Set(sources.map(({ file }) => roomOf(file)))].sort();
  return { rooms, arrows };
}

/**
 * The arrows between packages: imports by name, and relative ones that lead into another package.
 * @param {(Source & { package: string })[]} sources `package` is the folder of the package that the file is in
 * @param {string[]} folders of all packages
 * @param {Map<string, string>} folderByName folder of each package that has a name
 * @returns {Arrows}
 */
export function arrowsBetweenPackages(sources, folders, folderByName) {
  const arrows = new Map();
  for (const { package: from, file, imports } of sources) {
    for (const name of imports) {
      const to = name.startsWith('.')
        ? folders.find(folder =>
            path.posix.join(from, file, '..', name).startsWith(`${folder}/`),
          )
        : folderByName.get(packageName(name));
      if (to) {
        add(arrows, from, to);
      }
    }
  }
  return arrows;
}

/**
 * Rooms that import each other, directly or through others.
 * @param {Arrows} arrows
 * @returns {string[][]} one sorted list a circle
 */
export function circles(arrows) {
  const reach = new Map(
    [...arrows.keys()].map(room => [room, reachable(arrows, room)]),
  );
  const found = new Map();
  for (const [room, reached] of reach) {
    const circle = [...reached]
      .filter(other => reach.get(other)?.has(room))
      .sort();
    if (circle.length > 0) {
      found.set(circle.join(), circle);
    }
  }
  return [...found.values()];
}

/**
 * Leaves out each arrow that others already imply (A → C when there is A → B → C), so that a picture can be read.
 * Arrows of a circle stay.
 * @param {Arrows} arrows
 * @returns {Arrows}
 */
export function withoutImplied(arrows) {
  const inCircle = new Map(
    circles(arrows).flatMap(circle => circle.map(room => [room, circle])),
  );
  const together = (a, b) =>
    inCircle.has(a) && inCircle.get(a) === inCircle.get(b);
  const kept = new Map();
  for (const [from, targets] of arrows) {
    for (const [to, count] of targets) {
      const implied = [...targets.keys()].some(
        other =>
          other !== to &&
          !together(other, from) &&
          !together(other, to) &&
          reachable(arrows, other).has(to),
      );
      if (!implied || together(from, to)) {
        add(kept, from, to, count);
      }
    }
  }
  return kept;
}

/**
 * @param {string[]} rooms
 * @param {Arrows} arrows
 * @returns {string} a Mermaid flow chart: who imports stands above what is imported. Without counts, so that the page
 *   changes only when an arrow comes or goes
 */
export function toMermaid(rooms, arrows) {
  const id = room => room.replace(/\W/g, '_');
  const lines = rooms.map(room => `  ${id(room)}["${room}"]`);
  for (const [from, to] of sorted(arrows)) {
    lines.push(`  ${id(from)} --> ${id(to)}`);
  }
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

/**
 * @param {string} heading what the rows are, such as "Room"
 * @param {string[]} rooms
 * @param {Arrows} arrows
 * @param {Record<string, string>} purposes what each of them is for
 * @returns {string} a Markdown table with all arrows
 */
export function toTable(heading, rooms, arrows, purposes) {
  const rows = rooms.map(room => {
    const imports = sorted(new Map([[room, arrows.get(room) ?? new Map()]]));
    const cell = imports.map(([, to]) => to);
    return `| \`${room}\` | ${purposes[room]} | ${cell.join(', ') || '–'} |`;
  });
  return [
    `| ${heading} | For | Imports |`,
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/**
 * Compares the rooms that are there with those that are described.
 * @param {string} owner the package, for the messages
 * @returns {string[]} what is to be mended, a sentence each
 */
export function purposeProblems(owner, rooms, purposes, where) {
  return [
    ...rooms
      .filter(room => !purposes[room])
      .map(room => `${where} does not say what ${owner}: ${room} is for.`),
    ...Object.keys(purposes)
      .filter(room => !rooms.includes(room))
      .map(room => `${where} describes ${owner}: ${room}, which is not there.`),
  ];
}

/**
 * Replaces what stands between `<!-- generated: NAME -->` and `<!-- end -->`.
 * @throws {Error} when the text has no such block
 */
export function replaceBlock(text, name, content) {
  const block = new RegExp(
    `(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`,
  );
  if (!block.test(text)) {
    throw new Error(`There is no block "<!-- generated: ${name} -->".`);
  }
  return text.replace(
    block,
    (_, start, end) => `${start}\n${content}\n\n${end}`,
  );
}

/** `@a/b/c` → `@a/b`, `a/b` → `a`. */
function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function folderOf(file, deeper) {
  const folders = file.split('/').slice(0, -1);
  if (folders.length === 0) {
    return undefined;
  }
  return folders.slice(0, deeper.includes(folders[0]) ? 2 : 1).join('/');
}

function findFile(byFile, target) {
  return ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
    .map(ending => path.posix.normalize(target + ending))
    .find(file => byFile.has(file));
}

/** Files of src/ itself that import a room, or another such file. */
function entryFiles(sources, targets, folders) {
  const rootFiles = sources.filter(({ file }) => !folders.get(file));
  const entries = new Set();
  for (let before = -1; before !== entries.size; ) {
    before = entries.size;
    for (const source of rootFiles) {
      if (
        targets(source).some(
          target => folders.get(target) || entries.has(target),
        )
      ) {
        entries.add(source.file);
      }
    }
  }
  return entries;
}

function add(arrows, from, to, count = 1) {
  if (from === to) {
    return;
  }
  const targets = arrows.get(from) ?? new Map();
  targets.set(to, (targets.get(to) ?? 0) + count);
  arrows.set(from, targets);
}

function reachable(arrows, start) {
  const found = new Set();
  const open = [start];
  while (open.length > 0) {
    for (const to of (arrows.get(open.pop()) ?? new Map()).keys()) {
      if (!found.has(to)) {
        found.add(to);
        open.push(to);
      }
    }
  }
  return found;
}

function sorted(arrows) {
  return [...arrows]
    .flatMap(([from, targets]) =>
      [...targets].map(([to, count]) => [from, to, count]),
    )
    .sort(([a, b], [c, d]) => compare(a, c) || compare(b, d));
}

function compare(a, b) {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
