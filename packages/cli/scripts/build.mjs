// Builds the published package: the program in dist/, and the licences of the bundled packages.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const root = path.resolve(packageFolder, '../..');
const dist = path.join(packageFolder, 'dist');

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = readdirSync(folder).filter(file =>
    /^(licen[cs]e|notice)/i.test(file),
  );
  const texts = files.map(file =>
    readFileSync(path.join(folder, file), 'utf8').trim(),
  );
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const inputs = await bundle(path.join(dist, 'irsa-audit.cjs'));
const packages = new Set(
  inputs
    .map(
      input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? '',
    )
    .filter(folder => folder && existsSync(path.join(root, folder))),
);
writeFileSync(
  path.join(dist, 'LICENSES.txt'),
  `${[...packages]
    .sort()
    .map(folder => licenceOf(path.join(root, folder)))
    .join(`\n\n${'-'.repeat(80)}\n\n`)}\n`,
);
