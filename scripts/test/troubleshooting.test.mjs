// Each error and each word for "could not be read" that the product can show has a row in docs/troubleshooting.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const read = file => readFileSync(inRoot(file), 'utf8');

/** First cells of the rows of all tables. */
const rows = read('docs/troubleshooting.md')
  .split('\n')
  .map(line => /^\| (.+?)\s*\|/.exec(line)?.[1])
  .filter(Boolean);

/** The part of a source between two marks. */
function between(source, begin, end) {
  const from = source.indexOf(begin);
  assert.ok(from >= 0, `${begin} is not there any more`);
  return source.slice(from, source.indexOf(end, from));
}
const quoted = text =>
  [...text.matchAll(/'([^']+)'|"([^"]+)"/g)].map(
    ([, plain, withApostrophe]) => plain ?? withApostrophe,
  );

function expectRows(words, toCell = word => `\`${word}\``) {
  assert.ok(words.length > 0);
  assert.deepEqual(
    words.filter(word => !rows.includes(toCell(word))),
    [],
    'without a row',
  );
}

test('errors of the API', () => {
  const names = quoted(
    between(
      read('plugins/irsa-backend/src/guard/publicError.ts'),
      'const knownNames = new Set([',
      ']',
    ),
  );
  expectRows([...names, 'InternalServerError']);
});

test('errors of clusters', () => {
  expectRows(
    quoted(
      between(
        read('plugins/irsa-node/src/kubernetes/ClusterError.ts'),
        'type ClusterErrorKind =',
        ';',
      ),
    ),
  );
});

test('states of clusters and accounts, in the words of the page', () => {
  const words = quoted(
    between(
      read('plugins/irsa/src/translation/serviceMessages.ts'),
      'coverageState: {',
      '}',
    ),
  );
  expectRows(
    words.filter(word => word !== 'read'),
    word => word,
  );
});

test('codes of S3 that a preview explains', () => {
  const source = read('plugins/irsa-backend/src/preview/explainDenial.ts');
  expectRows([...source.matchAll(/case '(\w+)':/g)].map(([, code]) => code));
});

test('no row stands for an error that nothing shows', () => {
  const sources = [
    'plugins/irsa-backend/src/guard/publicError.ts',
    'plugins/irsa-node/src/kubernetes/ClusterError.ts',
    'plugins/irsa-backend/src/preview/explainDenial.ts',
    // Reasons why a code request is not opened; a test of the backend compares both ways.
    'plugins/irsa-common/src/api/generated/types.ts',
  ]
    .map(read)
    .join('\n');
  const unknown = rows
    .map(cell => /^`(\w+)`$/.exec(cell)?.[1])
    .filter(word => word && word !== 'AccessDenied')
    .filter(word => !sources.includes(`'${word}'`));
  assert.deepEqual(unknown, []);
});
