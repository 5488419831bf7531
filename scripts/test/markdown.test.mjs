import assert from 'node:assert/strict';
import test from 'node:test';
import {
  anchorsOf,
  commandsOf,
  linksOf,
  pathsOf,
  problemsOf,
} from '../lib/markdown.mjs';

const targets = text => linksOf(text).map(({ target }) => target);

test('finds links, images, references and HTML, with their lines', () => {
  assert.deepEqual(
    linksOf(
      '# A\n[one](a.md)\n![two](b.png "title") [three](<c.md>)\n\n[four]: d.md\n<img src="e.png">\n',
    ),
    [
      { target: 'a.md', line: 2 },
      { target: 'b.png', line: 3 },
      { target: 'c.md', line: 3 },
      { target: 'd.md', line: 5 },
      { target: 'e.png', line: 6 },
    ],
  );
  assert.deepEqual(targets('[![picture](a.png)](b.md)'), ['a.png', 'b.md']);
});

test('takes no link from code', () => {
  assert.deepEqual(
    targets('`[no](x.md)`\n\n```md\n[no](y.md)\n```\n[yes](z.md)\n'),
    ['z.md'],
  );
});

test('gives headings the anchors that GitHub gives them', () => {
  assert.deepEqual(
    [
      ...anchorsOf(
        [
          '# The way of the data',
          '## `npm test`: what it runs',
          '## Same',
          '## Same',
          '## [Linked](x.md), and *more*',
          '## read_level 2',
          '```\n# no heading\n```',
          '<a id="own"></a>',
        ].join('\n'),
      ),
    ],
    [
      'the-way-of-the-data',
      'npm-test-what-it-runs',
      'same',
      'same-1',
      'linked-and-more',
      'read_level-2',
      'own',
    ],
  );
});

test('finds the commands that people are told to run', () => {
  assert.deepEqual(
    commandsOf('`npm run test:e2e`\nnpm test -- x\nnpm run --silent audit -- y')
      .map(({ script }) => script)
      .sort(),
    ['audit', 'test', 'test:e2e'],
  );
});

test('finds paths of the repository, and no patterns or packages of others', () => {
  assert.deepEqual(
    pathsOf(
      '`docs/a.md` `plugins/irsa/src/ui` `plugins/*/x` `scripts/lib/a.mjs --check` `@a/docs/b`',
    ).map(({ file }) => file),
    ['docs/a.md', 'plugins/irsa/src/ui'],
  );
});

test('tells what points at nothing', () => {
  const documents = new Map([
    [
      'docs/a.md',
      '# Top\n[there](b.md#part) [gone](c.md)\n[no part](b.md#none) [own](#top) [web](https://x.y/z#q)\n`npm run nothing` `docs/gone.md`\n[up](../README.md) [root](/README.md)\n',
    ],
    ['docs/b.md', '## Part\n'],
    ['README.md', ''],
  ]);
  assert.deepEqual(
    problemsOf(documents, {
      exists: file => documents.has(file),
      scripts: ['test'],
    }),
    [
      'docs/a.md:2: the link c.md leads to docs/c.md, which is not there.',
      'docs/a.md:3: docs/b.md has no heading for the link #none.',
      'docs/a.md:5: the link /README.md must be relative.',
      'docs/a.md:4: package.json has no script "nothing".',
      'docs/a.md:4: docs/gone.md is not there.',
    ],
  );
});
