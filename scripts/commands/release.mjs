import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import path from 'node:path';
import { parseFlags } from '../lib/arguments.mjs';
import { findYarn } from '../lib/install.mjs';
import { Problem, step } from '../lib/log.mjs';
import { publishedFolders, readManifest } from '../lib/packages.mjs';
import {
  backstageCli,
  inCache,
  inRoot,
  root,
  shown,
  typeCheck,
} from '../lib/paths.mjs';
import {
  PLATFORM_TYPE_RULES,
  checkTarball,
  hasSameLicence,
  relevantMessages,
} from '../lib/tarball-checks.mjs';
import { listTar } from '../lib/tar.mjs';

/** Where the tarballs are put: `NAME.tgz`, without the version, so that documents can name them. */
const releaseFolder = inCache('release');

const parseRelease = args =>
  parseFlags(args, { 'dry-run': 'boolean' })['dry-run'] ?? false;

/** Runs before anything is built. */
export function checkRelease(args) {
  if (!parseRelease(args)) {
    throw new Problem('Publishing is not done from here yet.', [
      'npm run release -- --dry-run makes and checks the tarballs.',
      'To publish: yarn changeset version, commit, run the dry run, then npm publish .cache/release/NAME.tgz for each, in the order it lists them.',
      'That needs an npm account that owns the five names, with two-factor sign-in or a granular access token.',
    ]);
  }
}

/** Makes the tarball of every published package, judges each and lists them. @returns {Promise<number>} exit code */
export async function release(args, context) {
  checkRelease(args);
  rmSync(releaseFolder, { recursive: true, force: true });
  mkdirSync(releaseFolder, { recursive: true });
  step('writing the declarations');
  await must(context, [typeCheck], root);
  const rows = [];
  for (const folder of publishedFolders) {
    rows.push(await makeTarball(folder, context));
  }
  return report(rows);
}

async function makeTarball(folder, context) {
  const { name, version, scripts } = readManifest(folder);
  step(`building ${name}`);
  // The command line's own build belongs to its prepack.
  if (scripts.build.startsWith('backstage-cli')) {
    await must(context, [backstageCli, 'package', 'build'], inRoot(folder));
  }
  const file = path.join(releaseFolder, `${name}.tgz`);
  try {
    await must(context, [findYarn(), 'pack', '--out', file], inRoot(folder));
  } catch (error) {
    // A pack that was cut short leaves the package.json of the published package behind.
    await run(context, [backstageCli, 'package', 'postpack'], inRoot(folder));
    throw error;
  }
  const entries = listTar(gunzipSync(readFileSync(file)));
  const packedBytes = statSync(file).size;
  const manifest = JSON.parse(
    entries.find(entry => entry.name === 'package/package.json').content,
  );
  const problems = checkTarball({
    name,
    version,
    manifest,
    packedBytes,
    files: entries.map(entry => entry.name.replace(/^package\//, '')),
  });
  if (!hasSameLicence(folder)) {
    problems.push('LICENSE differs from that of the repository.');
  }
  problems.push(...(await lintPackage(file)));
  if (manifest.exports) {
    problems.push(...(await lintTypes(file, context)));
  }
  return {
    name,
    version,
    file,
    packedBytes,
    files: entries.length,
    unpackedBytes: entries.reduce((sum, { size }) => sum + size, 0),
    problems,
  };
}

async function lintPackage(file) {
  // Not there before the install, so it cannot be imported at the top.
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const tarball = readFileSync(file);
  const { messages, pkg } = await publint({
    pack: {
      tarball: tarball.buffer.slice(
        tarball.byteOffset,
        tarball.byteOffset + tarball.byteLength,
      ),
    },
  });
  return relevantMessages(messages).map(
    message => `publint: ${formatMessage(message, pkg, { color: false })}`,
  );
}

async function lintTypes(file, context) {
  const { code, output } = await run(
    context,
    [
      inRoot('node_modules/@arethetypeswrong/cli/dist/index.js'),
      file,
      ...['--no-color', '--no-emoji', '--format', 'ascii'],
      ...['--ignore-rules', ...PLATFORM_TYPE_RULES],
    ],
    root,
  );
  return code === 0 ? [] : [`attw: ${output.trim()}`];
}

function report(rows) {
  const kilobytes = bytes => `${(bytes / 1000).toFixed(0)} kB`;
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const row of rows) {
    const { name, version, packedBytes, unpackedBytes, files, problems } = row;
    process.stdout.write(
      `${problems.length === 0 ? '✓' : '✖'} ${name.padEnd(
        width,
      )}  ${version}  ${kilobytes(packedBytes).padStart(7)} packed  ${kilobytes(
        unpackedBytes,
      ).padStart(7)} unpacked  ${String(files).padStart(4)} files  ${shown(
        row.file,
      )}\n${problems.map(problem => `    ${problem}\n`).join('')}`,
    );
  }
  const failed = rows.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(
    `\n${
      rows.length - failed
    } passed, ${failed} failed. Nothing was published.\n`,
  );
  return failed === 0 ? 0 : 1;
}

function run({ node, env, supervisor }, args, cwd) {
  return new Promise(resolve => {
    const child = supervisor.start('release', node, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.once('error', error => resolve({ code: 1, output: String(error) }));
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}

async function must(context, args, cwd) {
  const { code, output } = await run(context, args, cwd);
  if (code !== 0) {
    throw new Problem(
      `${path.basename(args[0])} ${args.slice(1).join(' ')} failed in ${shown(
        cwd,
      )}:\n${output.trim()}`,
    );
  }
}
