// Source files, what each imports, and which of them import each other in a circle.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Sources below a folder, as seen from it, with the modules that each imports as they are written there.
 * @param {string} folder
 * @returns {{ file: string, imports: string[] }[]}
 */
export function readSources(folder) {
  return readdirSync(folder, { recursive: true })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file))
    .filter(file => !/(^|\/)(node_modules|dist|dist-types)\//.test(file))
    .sort()
    .map(file => ({
      file,
      imports: ts
        .preProcessFile(readFileSync(path.join(folder, file), 'utf8'))
        .importedFiles.map(({ fileName }) => fileName),
    }));
}

/**
 * Circles of relative imports, types included.
 * @param {{ file: string, imports: string[] }[]} sources
 * @returns {string[][]} one for each way back that was found: `[a, b]` when a imports b and b imports a
 */
export function circlesOfImports(sources) {
  const files = new Set(sources.map(({ file }) => file));
  const targets = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports
        .filter(name => name.startsWith('.'))
        .map(name => resolve(files, path.posix.join(file, '..', name)))
        .filter(target => target !== undefined),
    ]),
  );
  const circles = [];
  const left = new Set();
  const way = [];
  const visit = file => {
    if (way.includes(file)) {
      circles.push(way.slice(way.indexOf(file)));
    } else if (!left.has(file)) {
      way.push(file);
      targets.get(file).forEach(visit);
      way.pop();
      left.add(file);
    }
  };
  sources.forEach(({ file }) => visit(file));
  return circles;
}

function resolve(files, target) {
  return ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
    .map(ending => path.posix.normalize(target + ending))
    .find(file => files.has(file));
}
