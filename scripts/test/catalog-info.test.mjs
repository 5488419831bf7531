import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { inRoot } from '../lib/paths.mjs';

const ROOT_FILE = 'catalog-info.yaml';
const KINDS = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
];
// The policies of the catalog for new entities.
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const readJson = file => JSON.parse(readFileSync(inRoot(file), 'utf8'));
const packages = readJson('package.json')
  .workspaces.flatMap(pattern =>
    globSync(`${pattern}/package.json`, { cwd: inRoot() }),
  )
  .map(file => path.posix.dirname(file.split(path.sep).join('/')))
  .sort();

/** The entities of a file. A definition in a file of its own is put in, as the catalog does it. */
function readEntities(file) {
  return parseAllDocuments(readFileSync(inRoot(file), 'utf8')).map(document => {
    const entity = document.toJS();
    const placed = entity.spec.definition?.$text;
    return placed
      ? {
          ...entity,
          spec: {
            ...entity.spec,
            definition: readFileSync(
              inRoot(path.posix.join(path.posix.dirname(file), placed)),
              'utf8',
            ),
          },
        }
      : entity;
  });
}

const files = [ROOT_FILE, ...packages.map(dir => `${dir}/catalog-info.yaml`)];
const entities = files
  .filter(file => existsSync(inRoot(file)))
  .flatMap(readEntities);

test('every package has a catalog-info.yaml, and the top one points at all of them', () => {
  assert.deepEqual(
    files.filter(file => !existsSync(inRoot(file))),
    [],
  );
  const location = entities.find(({ kind }) => kind === 'Location');
  assert.deepEqual(
    location.spec.targets,
    packages.map(dir => `./${dir}/catalog-info.yaml`),
  );
});

for (const file of files) {
  test(`the catalog takes what ${file} says`, async () => {
    for (const entity of readEntities(file)) {
      await policy.enforce(entity);
      const known = await Promise.all(KINDS.map(kind => kind.check(entity)));
      assert.ok(known.includes(true), `${entity.kind} is not a known kind`);
    }
  });
}

test('names, titles and types are those of the packages', () => {
  for (const dir of packages) {
    const [entity] = readEntities(`${dir}/catalog-info.yaml`);
    const { name, backstage } = readJson(`${dir}/package.json`);
    assert.equal(entity.metadata.title, name);
    assert.equal(entity.spec.type, `backstage-${backstage.role}`);
  }
});

test('every relation leads to an entity of this repository', () => {
  const known = new Set(entities.map(stringifyEntityRef));
  const refs = entities.flatMap(({ spec }) => [
    ...[spec.owner].flat().map(ref => [ref, 'group']),
    ...[spec.system].flat().map(ref => [ref, 'system']),
    ...(spec.providesApis ?? []).map(ref => [ref, 'api']),
    ...(spec.consumesApis ?? []).map(ref => [ref, 'api']),
    ...(spec.dependsOn ?? []).map(ref => [ref, undefined]),
  ]);
  const gone = refs
    .filter(([ref]) => ref)
    .map(([ref, defaultKind]) =>
      stringifyEntityRef(parseEntityRef(ref, { defaultKind })),
    )
    .filter(ref => !known.has(ref));
  assert.deepEqual(gone, []);
});

test('the owner is the team of CODEOWNERS', () => {
  const everything = readFileSync(inRoot('CODEOWNERS'), 'utf8')
    .split('\n')
    .find(line => line.startsWith('* '));
  const owners = entities.map(({ spec }) => spec.owner).filter(Boolean);
  for (const owner of owners) {
    assert.ok(everything.endsWith(`/${owner}`), owner);
  }
});
