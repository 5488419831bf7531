import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import ts from 'typescript';
import { inRoot, root } from '../lib/paths.mjs';

/** Texts in which people read names of settings. */
const TEXTS = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/*.md',
  'plugins/*/README.md',
  'plugins/irsa/src/translation/*.ts',
  'plugins/irsa-backend/src/**/*.ts',
];
/** Names of the same form that are no settings: ids of utility APIs, a variable, an attribute of spans, file names, an annotation, the prefix of a label. */
const NO_SETTINGS =
  /^irsa\.(client|GET|POST|tgz|local|api|ts|portal|backstage)\b/;

const read = file => readFileSync(inRoot(file), 'utf8');

/** Paths of all settings below `irsa` that a config.d.ts declares; elements of a list are `[]`. */
function settingsOf(file) {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const found = new Set();
  const visit = (type, path) => {
    if (ts.isTypeReferenceNode(type) && type.typeArguments) {
      visit(type.typeArguments[0], `${path}[]`);
    } else if (ts.isArrayTypeNode(type)) {
      visit(type.elementType, `${path}[]`);
    } else if (ts.isUnionTypeNode(type)) {
      type.types.forEach(each => visit(each, path));
    } else if (ts.isTypeLiteralNode(type)) {
      type.members.forEach(member => {
        const inner = path ? `${path}.${member.name.text}` : member.name.text;
        found.add(inner);
        visit(member.type, inner);
      });
    }
  };
  source.statements.filter(ts.isInterfaceDeclaration).forEach(({ members }) =>
    members.forEach(member => {
      found.add(member.name.text);
      visit(member.type, member.name.text);
    }),
  );
  return found;
}

/** Permissions and metrics, which begin with `irsa.` too. */
function otherNames() {
  return new Set(
    [
      'plugins/irsa-common/src/permissions.ts',
      'plugins/irsa-backend/src/metrics/fleetMetrics.ts',
    ].flatMap(file => read(file).match(/irsa\.[\w.-]+/g) ?? []),
  );
}

/** Names in a text that look like settings, with lists as `[]`. */
function namesIn(text) {
  return (
    text.match(
      /(?<![\w.])irsa\.[a-zA-Z][\w-]*(\[[^\]\s]*\])?(\.[a-zA-Z][\w-]*(\[[^\]\s]*\])?)*/g,
    ) ?? []
  ).map(name => name.replace(/\[[^\]]*\]/g, '[]'));
}

const settings = new Set(
  ['plugins/irsa-backend/config.d.ts', 'plugins/irsa/config.d.ts'].flatMap(
    file => [...settingsOf(file)],
  ),
);

test('the settings are read from config.d.ts', () => {
  assert.ok(settings.has('irsa.clusters[].tokenFile'));
  assert.ok(settings.has('irsa.role.permissionsBoundary'));
  assert.ok(!settings.has('irsa.accounts'));
});

test('the plugin knows the same settings, so that it can name those that do not exist', () => {
  const known = new Set(
    /`\n([^`]*)\n`/
      .exec(read('plugins/irsa-backend/src/config/settingNames.ts'))[1]
      .trim()
      .split(/\s+/),
  );
  assert.deepEqual([...known].sort(), [...settings].sort());
});

test('every field of a rule of irsa.catalogue that is read is a setting', () => {
  const rule = /function readRule\([\s\S]*?\n}\n/.exec(
    read('plugins/irsa-node/src/audit/customResources/readCatalogue.ts'),
  )[0];
  const fields = [
    ...rule.matchAll(/\bvalue\.(\w+)|(?:\(value, |text\()'(\w+)'/g),
  ].map(([, field, named]) => field ?? named);
  assert.ok(fields.includes('software') && fields.includes('keyless'));
  assert.deepEqual(
    [...new Set(fields)].filter(
      field => !settings.has(`irsa.catalogue[].${field}`),
    ),
    [],
  );
});

test('every setting that a text names is there', () => {
  const files = execFileSync('git', ['ls-files', ...TEXTS], { cwd: root })
    .toString()
    .trim()
    .split('\n')
    .filter(file => !/\.test\.tsx?$|__testUtils__/.test(file));
  const others = otherNames();
  const wrong = files.flatMap(file =>
    namesIn(read(file))
      .map(name => name.replace(/\[\]$/, ''))
      .filter(
        name =>
          !settings.has(name) && !others.has(name) && !NO_SETTINGS.test(name),
      )
      .map(name => `${file}: ${name}`),
  );
  assert.deepEqual([...new Set(wrong)], []);
});
