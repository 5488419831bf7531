// The documents are TechDocs: the catalog names them, and the menu has each page once.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { inRoot } from '../lib/paths.mjs';

const read = file => readFileSync(inRoot(file), 'utf8');
const site = parse(read('mkdocs.yaml'));

/** Files of a menu, however deep. */
const pagesOf = entry => {
  if (typeof entry === 'string') {
    return [entry];
  }
  return (Array.isArray(entry) ? entry : Object.values(entry)).flatMap(pagesOf);
};

test('the menu has every page, and only pages that are there', () => {
  const pages = pagesOf(site.nav);
  const written = [
    ...globSync('*.md', { cwd: inRoot(site.docs_dir) }),
    'decisions/README.md',
  ];
  assert.deepEqual([...pages].sort(), written.sort());
  assert.equal(pages[0], 'README.md');
});

test('TechDocs can build it, and the catalog leads to it', () => {
  assert.deepEqual(site.plugins, ['techdocs-core']);
  const [system] = parseAllDocuments(read('catalog-info.yaml')).map(document =>
    document.toJS(),
  );
  const ref = system.metadata.annotations['backstage.io/techdocs-ref'];
  assert.equal(ref, 'dir:.');
  assert.ok(existsSync(inRoot('mkdocs.yaml')));
});

test('each of the three people has a page that leads on', () => {
  for (const page of [
    'engineers.md',
    'platform-team.md',
    'security-reviewers.md',
  ]) {
    const text = read(`docs/${page}`);
    assert.match(text, /^# You are /, page);
    assert.match(text, /\]\((?!http)[^)]+\.md/, page);
    assert.ok(read('docs/README.md').includes(`(${page})`), page);
  }
});
