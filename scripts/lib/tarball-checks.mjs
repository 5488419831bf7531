import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** In bytes; a package that grows beyond it has taken in something that does not belong there. */
const LARGEST_PACKED = 2_000_000;

const ALWAYS = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

/** What each package must carry beyond the files of every package. */
const NEEDED = {
  'backstage-plugin-irsa': ['dist/index.esm.js', 'dist/index.d.ts'],
  'backstage-plugin-irsa-backend': [
    'dist/index.cjs.js',
    'dist/index.d.ts',
    'config.schema.json',
    'migrations/',
  ],
  'backstage-plugin-irsa-common': [
    'dist/index.cjs.js',
    'dist/index.esm.js',
    'dist/index.d.ts',
  ],
  'backstage-plugin-irsa-node': ['dist/index.cjs.js', 'dist/index.d.ts'],
  'irsa-audit': ['bin/irsa-audit', 'dist/irsa-audit.cjs', 'dist/LICENSES.txt'],
};

/** What no package may carry, and why. */
const UNWANTED = [
  [/\.map$/, 'a source map'],
  [/\.(test|spec)\./, 'a test'],
  [
    /(^|\/)(__testUtils__|__fixtures__|testing|setupTests)(\/|\.|$)/,
    'help for tests',
  ],
  [/(^|\/)src\//, 'a source'],
  [/(^|\/)\.(env|npmrc|yarnrc)/, 'settings of a machine'],
];

/**
 * Judges what is in a tarball.
 * @param {{ name: string, version: string, files: string[], manifest: Record<string, any>, packedBytes: number }} tarball
 *   files: paths below `package/`; manifest: its package.json
 * @returns {string[]} what is wrong, one sentence each
 */
export function checkTarball({ name, version, files, manifest, packedBytes }) {
  const problems = [];
  for (const needed of [...ALWAYS, ...(NEEDED[name] ?? [])]) {
    const isThere = needed.endsWith('/')
      ? files.some(file => file.startsWith(needed))
      : files.includes(needed);
    if (!isThere) {
      problems.push(`${needed} is missing.`);
    }
  }
  for (const file of files) {
    const [, what] = UNWANTED.find(([pattern]) => pattern.test(file)) ?? [];
    if (what) {
      problems.push(`${file} is ${what}.`);
    }
  }
  if (packedBytes > LARGEST_PACKED) {
    problems.push(`${packedBytes} bytes are more than ${LARGEST_PACKED}.`);
  }
  return [...problems, ...checkManifest(manifest, { name, version })];
}

function checkManifest(manifest, { name, version }) {
  const problems = [];
  for (const key of [
    'description',
    'keywords',
    'homepage',
    'repository',
    'license',
  ]) {
    if (!manifest[key]) {
      problems.push(`package.json has no ${key}.`);
    }
  }
  if (manifest.name !== name || manifest.version !== version) {
    problems.push('package.json is that of another package.');
  }
  if (!manifest.repository?.directory) {
    problems.push(
      'package.json does not say in which folder of the repository it is.',
    );
  }
  if (manifest.private || manifest.publishConfig?.access !== 'public') {
    problems.push('package.json does not let it be published.');
  }
  const isPlugin = /-plugin$/.test(manifest.backstage?.role ?? '');
  if (isPlugin && !manifest.backstage.features) {
    problems.push('package.json does not list its Backstage features.');
  }
  for (const key of [
    'dependencies',
    'peerDependencies',
    'optionalDependencies',
  ]) {
    for (const [dependency, range] of Object.entries(manifest[key] ?? {})) {
      if (/^(workspace|link|portal|file|patch):/.test(range)) {
        problems.push(`${key}: ${dependency} is wanted as ${range}.`);
      }
      if (dependency.startsWith('@internal/')) {
        problems.push(`${key}: ${dependency} is not published.`);
      }
    }
  }
  return problems;
}

/**
 * What publint finds in every package that `backstage-cli package prepack` made: the platform's own form of `exports`,
 * which its bundler and its loader understand.
 */
const PLATFORM_FORM = new Set([
  'EXPORTS_TYPES_SHOULD_BE_FIRST',
  'TYPES_NOT_EXPORTED',
  'FILE_INVALID_FORMAT',
  'CJS_WITH_ESMODULE_DEFAULT_EXPORT',
]);
const isBackstageCondition = ({ code, path }) =>
  code === 'EXPORTS_VALUE_INVALID' && path?.includes('backstage');

/** @param {{ code: string, type: string, path?: string[] }[]} messages of publint @returns those that count */
export function relevantMessages(messages) {
  return messages.filter(
    message =>
      message.type !== 'suggestion' &&
      !PLATFORM_FORM.has(message.code) &&
      !isBackstageCondition(message),
  );
}

/** The rules of attw that the platform's form breaks in every package of Backstage itself. */
export const PLATFORM_TYPE_RULES = [
  'fallback-condition',
  'unexpected-module-syntax',
  'cjs-only-exports-default',
];

/** The licence in a package's folder is the one of the repository. */
export function hasSameLicence(folder) {
  return (
    readFileSync(inRoot(folder, 'LICENSE'), 'utf8') ===
    readFileSync(inRoot('LICENSE'), 'utf8')
  );
}
