// How much script the pages bring into a portal, minified: what every visitor loads, and what is loaded when it is needed.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { build } from 'esbuild';
import { inRoot } from '../lib/paths.mjs';

/** Bytes that every visitor of a portal with the plugin may have to load. */
const MOST = 400_000;
/** Parts that few visits need: packages, and files of the plugin. */
const LAZY = ['qrcode.react', 'react-diff-view', 'diff', 'WhatIf.tsx'];
/** What a portal has anyway, once for all plugins. */
const SHARED =
  /^(react|react-dom|react-router|react-router-dom|react-aria.*|react-stately|@react-.*|@internationalized\/.*|@backstage\/.*|@material-ui\/.*)(\/|$)/;

const { metafile } = await build({
  entryPoints: {
    alpha: inRoot('plugins/irsa/src/alpha.tsx'),
    index: inRoot('plugins/irsa/src/index.ts'),
  },
  outdir: inRoot('.cache/bundle-size'),
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  metafile: true,
  write: false,
  jsx: 'automatic',
  loader: { '.css': 'empty', '.module.css': 'local-css' },
  logLevel: 'error',
  plugins: [
    {
      name: 'shared',
      setup(setup) {
        setup.onResolve({ filter: SHARED }, ({ path: name }) => ({
          path: name,
          external: true,
        }));
      },
    },
  ],
});

/** The files that come with one, without those that are loaded later. */
function comesWith(file, seen = new Set()) {
  if (!seen.has(file)) {
    seen.add(file);
    for (const { path: next, kind } of metafile.outputs[file].imports) {
      if (kind === 'import-statement' && metafile.outputs[next]) {
        comesWith(next, seen);
      }
    }
  }
  return seen;
}

/** The files with the pages, which an entry loads when they are opened. */
function opened(file) {
  const all = comesWith(file);
  for (const each of [...all]) {
    for (const { path: next, kind } of metafile.outputs[each].imports) {
      const source = metafile.outputs[next]?.entryPoint ?? '';
      if (kind === 'dynamic-import' && source.startsWith('plugins/')) {
        const isPart = LAZY.some(name => contains(next, name));
        if (!isPart) {
          comesWith(next, all);
        }
      }
    }
  }
  return all;
}

const packageOf = input =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(input)?.[1];
const contains = (file, name) =>
  Object.keys(metafile.outputs[file].inputs).some(
    input => packageOf(input) === name || path.basename(input) === name,
  );
const bytes = files =>
  [...files].reduce((sum, file) => sum + metafile.outputs[file].bytes, 0);
const script = files => [...files].filter(file => file.endsWith('.js'));

const entry = Object.keys(metafile.outputs).find(
  file => path.basename(file) === 'alpha.js',
);
const first = script(opened(entry));
const later = script(Object.keys(metafile.outputs)).filter(
  file => !first.includes(file) && path.basename(file) !== 'index.js',
);

test(`all pages are at most ${MOST / 1000} kB`, context => {
  context.diagnostic(`at the start: ${bytes(script(comesWith(entry)))} bytes`);
  context.diagnostic(`with every page opened: ${bytes(first)} bytes`);
  for (const file of later) {
    context.diagnostic(`later: ${path.basename(file)} ${bytes([file])} bytes`);
  }
  assert.ok(bytes(first) <= MOST, `${bytes(first)} bytes`);
});

for (const name of LAZY) {
  test(`${name} is loaded when it is needed`, () => {
    assert.deepEqual(
      first.filter(file => contains(file, name)),
      [],
    );
    assert.ok(
      later.some(file => contains(file, name)),
      'it is nowhere',
    );
  });
}
