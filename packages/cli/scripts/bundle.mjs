// One file with everything in it starts in a fifth of a second; the same from its sources and packages takes two.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const root = path.resolve(packageFolder, '../..');
const cache = path.join(root, '.cache/irsa-audit');

/** Changes with the content of any of the files; a file that is gone counts as changed. */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const absolute = path.join(root, file);
    hash.update(`${file}\0`);
    if (existsSync(absolute)) {
      hash.update(readFileSync(absolute));
    }
  }
  return hash.digest('hex');
}

/**
 * Puts the program and all it needs into one CommonJS file.
 * @param {string} outfile
 * @returns {Promise<string[]>} files it was made of, from the root of the repository
 */
export async function bundle(outfile) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [path.join(packageFolder, 'src/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // What the Kubernetes client asks for by this name would be Node's own, which warns on standard error.
    alias: { punycode: 'punycode/punycode.js' },
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

/** @returns {Promise<string>} path of a bundle of the sources as they are now */
export async function cachedBundle() {
  const file = path.join(cache, 'irsa-audit.cjs');
  const stampFile = path.join(cache, 'inputs.json');
  if (existsSync(file) && existsSync(stampFile)) {
    const { inputs, hash } = JSON.parse(readFileSync(stampFile, 'utf8'));
    if (hashOf(inputs) === hash) {
      return file;
    }
  }
  mkdirSync(cache, { recursive: true });
  // Two that start at the same time each make their own; the last one to finish is kept.
  const own = path.join(cache, `${process.pid}.cjs`);
  try {
    const made = await bundle(own);
    // Packages change with the lock file only.
    const inputs = [
      'yarn.lock',
      'packages/cli/scripts/bundle.mjs',
      ...made.filter(input => !input.includes('node_modules/')),
    ];
    rmSync(stampFile, { force: true });
    renameSync(own, file);
    writeFileSync(
      `${own}.json`,
      JSON.stringify({ inputs, hash: hashOf(inputs) }),
    );
    renameSync(`${own}.json`, stampFile);
    return file;
  } finally {
    rmSync(own, { force: true });
  }
}
