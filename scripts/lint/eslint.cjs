const fs = require('node:fs');
const path = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');
const { FLOORS, PACKAGES } = require('./floors.cjs');

const ROOT = path.resolve(__dirname, '../..');
const WHERE = 'scripts/lint/floors.cjs';

const CONSTANT =
  'VariableDeclaration[kind="const"] > VariableDeclarator[id.name=/[a-z]/][init.type=/^(Literal|TemplateLiteral|UnaryExpression|BinaryExpression)$/]';

const PRIVATE = {
  selector: 'PrivateIdentifier',
  message: 'Write `private name`, as everywhere here, not `#name`.',
};
const CAPITALS = ['Program', 'Program > ExportNamedDeclaration'].map(
  parent => ({
    selector: `${parent} > ${CONSTANT}`,
    message:
      'Constants of texts, numbers and patterns at the top of a file are written in CAPITALS.',
  }),
);

/**
 * What holds in every package: Backstage's own settings, the floors, and the dialect. `dir` is the package's folder, and
 * `extra` is as for Backstage's factory, with the `role` of a folder that is no package, and
 * `isJavaScript` where the language has no `private`.
 */
module.exports = function createPackageConfig(
  dir,
  { role, isJavaScript, ...extra } = {},
) {
  const folder = path.relative(ROOT, dir).split(path.sep).join('/');
  const forbidden = forbiddenPackages(folder);
  const zones = zonesOf(folder);
  const create = role
    ? (...options) => factory.createConfigForRole(dir, role, ...options)
    : (...options) => factory(dir, ...options);
  const config = create({
    ...extra,
    restrictedSrcImports: [
      ...forbidden.map(({ name, message }) => ({ name, message })),
      ...(extra.restrictedSrcImports ?? []),
    ],
    restrictedImportPatterns: [
      ...forbidden.map(({ name }) => `${name}/*`),
      ...(extra.restrictedImportPatterns ?? []),
    ],
    rules: {
      curly: ['error', 'all'],
      ...(zones.length > 0 && {
        'import/no-restricted-paths': [
          'error',
          { basePath: path.join(dir, 'src'), zones },
        ],
      }),
      ...extra.rules,
    },
    settings: {
      ...extra.settings,
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import/resolver': {
        node: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
      },
    },
  });
  for (const { rules } of [config, ...config.overrides]) {
    restrictSyntax(rules, isJavaScript ? CAPITALS : [PRIVATE, ...CAPITALS]);
  }
  return config;
};

/** Backstage's factory sets this rule again for tests and for frontends, so it is added to wherever it is set. */
function restrictSyntax(rules, dialect) {
  const rule = rules?.['no-restricted-syntax'];
  if (rule) {
    const others = Array.isArray(rule) ? rule.slice(1) : [];
    rules['no-restricted-syntax'] = ['error', ...others, ...dialect];
  }
}

/** Packages of this repository that the code of this one may not import. */
function forbiddenPackages(folder) {
  const allowed = PACKAGES[folder];
  if (!allowed) {
    return [];
  }
  return ['plugins', 'packages', 'test']
    .flatMap(group =>
      fs.readdirSync(path.join(ROOT, group)).map(name => `${group}/${name}`),
    )
    .filter(other => other !== folder && !allowed.includes(other))
    .map(other => path.join(ROOT, other, 'package.json'))
    .filter(file => fs.existsSync(file))
    .map(file => JSON.parse(fs.readFileSync(file, 'utf8')).name)
    .map(name => ({
      name,
      message: `${folder} lies below it, or knows nothing of it: see ${WHERE}.`,
    }));
}

/** One zone for each two rooms of which the first may not import the second. */
function zonesOf(folder) {
  const src = path.join(ROOT, folder, 'src');
  const rooms = (FLOORS[folder] ?? []).flatMap((names, floor) =>
    names.map(name => ({ name, floor, target: pathOf(src, name) })),
  );
  return rooms.flatMap(room =>
    rooms
      .filter(({ name, floor }) => floor >= room.floor && name !== room.name)
      .map(other => ({
        target: room.target,
        from: other.target,
        except: rooms
          .filter(({ name }) => name.startsWith(`${other.name}/`))
          .map(inside => `./${path.relative(other.target, inside.target)}`),
        message: `\`${room.name}\` may not import \`${other.name}\`, which is not below it: see ${WHERE}.`,
      })),
  );
}

function pathOf(src, name) {
  return (
    ['.ts', '.tsx']
      .map(ending => name + ending)
      .find(file => fs.existsSync(path.join(src, file))) ?? name
  );
}
