// Makes the TypeScript types and the embeddable document of the REST API from plugins/irsa-common/openapi.yaml.
// `--check` compares instead of writing, so that they always agree.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import prettier from 'prettier';
import { emptyValues } from './lib/emptyValues.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const common = path.join(root, 'plugins', 'irsa-common');
const source = path.join(common, 'openapi.yaml');
const BANNER =
  '// Generated from openapi.yaml by scripts/openapi.mjs; edit that file.\n';
const options = await prettier.resolveConfig(source);
const format = text =>
  prettier.format(BANNER + text, { ...options, parser: 'typescript' });

const document = parse(readFileSync(source, 'utf8'));
const empty = emptyValues(document);
if (empty.length) {
  console.error(
    `openapi.yaml has keys without a value: ${empty.join(
      ', ',
    )}. Quote the text that holds a comma.`,
  );
  process.exit(1);
}
// The generator writes JSDoc tags that are unknown in TSDoc, which the API reports read.
const tidy = text =>
  text
    .replace(/^\s*\/\*\* @(enum|constant) .*\*\/\n/gm, '')
    .replace(/^\s*\* @(enum|constant) .*\n/gm, '')
    .replace(/@description /g, '')
    .replace(/^(\s*(?:\/\*)?\*+ )@(default|format|example) /gm, '$1$2: ')
    .replace(/([^\\*/\s] )@/g, '$1\\@');
const outputs = {
  'src/api/generated/types.ts': format(
    tidy(astToString(await openapiTS(JSON.parse(JSON.stringify(document))))),
  ),
  'src/api/generated/document.ts': format(
    `/** The OpenAPI document of the REST API, against which requests and answers are validated. */\nexport const openApiDocument = ${JSON.stringify(
      document,
    )};`,
  ),
};

const stale = Object.entries(outputs).filter(
  ([file, text]) =>
    !existsSync(path.join(common, file)) ||
    readFileSync(path.join(common, file), 'utf8') !== text,
);
if (process.argv.includes('--check')) {
  if (stale.length) {
    console.error(
      `Out of date: ${stale
        .map(([file]) => file)
        .join(', ')}. Run: node scripts/openapi.mjs`,
    );
    process.exit(1);
  }
  console.log('API types agree with openapi.yaml');
} else {
  for (const [file, text] of stale) {
    writeFileSync(path.join(common, file), text);
  }
  console.log(
    stale.length
      ? `Wrote ${stale.map(([file]) => file).join(', ')}`
      : 'Nothing to do',
  );
}
