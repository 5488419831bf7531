import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ImageTable } from '../programs/images';
import {
  CatalogFile,
  Manifest,
  Scenario,
  ScenarioAccount,
  ScenarioCluster,
  ScenarioRepository,
} from './scenario';
import { ScenarioError } from './ScenarioError';

// Data files beside the source of this package. The package is never bundled.
// eslint-disable-next-line no-restricted-syntax
const SCENARIOS = resolve(__dirname, '../../scenarios');

interface ScenarioYaml {
  description?: string;
  /** One or several; the last one counts where they differ. */
  extends?: string | string[];
  region?: string;
  accounts?: string[];
  clusters?: (Partial<ScenarioCluster> & { name: string })[];
  currentContext?: string;
  images?: ImageTable;
  portalIdentity?: boolean;
}

/** Names of the scenarios that come with the sandbox. */
export function scenarioNames(): string[] {
  return readdirSync(SCENARIOS, { withFileTypes: true })
    .filter(each => each.isDirectory() && !each.name.startsWith('_'))
    .map(each => each.name)
    .sort();
}

/**
 * Reads a scenario: one that comes with the sandbox by its name, or any folder by its path. Throws {@link
 * ScenarioError} when it does not exist or is invalid.
 */
export function loadScenario(nameOrPath: string): Scenario {
  const folder = findFolder(nameOrPath);
  const layers = layersOf(folder);
  const read = layers.map(readScenarioYaml);
  const merged: ScenarioYaml = Object.assign({}, ...read);
  const region = merged.region ?? 'eu-west-1';

  const accounts = (merged.accounts ?? []).map(id =>
    layers
      .map(layer => readAccount(layer, String(id)))
      .reduce(mergeAccounts, { id: String(id) }),
  );
  const clusters = (merged.clusters ?? []).map(cluster => ({
    name: cluster.name,
    region: cluster.region ?? region,
    account: String(cluster.account ?? ''),
    issuerId: String(cluster.issuerId ?? ''),
    unauthorized: cluster.unauthorized ?? false,
    manifests: layers.flatMap(layer => readManifests(layer, cluster.name)),
  }));
  const scenario: Scenario = {
    name: relative(SCENARIOS, folder).startsWith('..')
      ? folder
      : relative(SCENARIOS, folder),
    description: merged.description ?? '',
    region,
    accounts,
    clusters,
    currentContext: merged.currentContext ?? clusters[0]?.name ?? '',
    images: Object.assign({}, ...read.map(({ images }) => images)),
    portalIdentity: merged.portalIdentity ?? true,
    catalog: readCatalog(layers),
    repositories: readRepositories(layers),
  };
  check(scenario, join(folder, 'scenario.yaml'));
  return scenario;
}

/** The folders of a scenario and of all that it extends, each once; later ones count where they differ. */
function layersOf(folder: string, above: readonly string[] = []): string[] {
  if (above.includes(folder)) {
    throw new ScenarioError(
      `${join(folder, 'scenario.yaml')}: it extends itself by way of ${above
        .map(each => basename(each))
        .join(' and ')}`,
    );
  }
  const { extends: extended = [] } = readScenarioYaml(folder);
  const below = [extended]
    .flat()
    .flatMap(name => layersOf(findFolder(name), [...above, folder]));
  return [...new Set([...below, folder])];
}

function findFolder(nameOrPath: string): string {
  const isPath =
    nameOrPath.includes('/') || nameOrPath.includes(sep) || nameOrPath === '.';
  const folder =
    isPath || isAbsolute(nameOrPath)
      ? resolve(nameOrPath)
      : join(SCENARIOS, nameOrPath);
  if (!existsSync(join(folder, 'scenario.yaml'))) {
    throw new ScenarioError(
      isPath
        ? `${folder} is no scenario: it has no scenario.yaml`
        : `unknown scenario ${nameOrPath}; there are ${scenarioNames().join(
            ', ',
          )}, or give the path of a folder`,
    );
  }
  return folder;
}

function readScenarioYaml(folder: string): ScenarioYaml {
  const path = join(folder, 'scenario.yaml');
  const [document] = readYaml(path);
  if (typeof document !== 'object' || document === null) {
    throw new ScenarioError(`${path}: expected a mapping`);
  }
  return document as ScenarioYaml;
}

function readYaml(path: string): unknown[] {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  if ('empty' in documents) {
    return [];
  }
  return documents.map(document => {
    const [error] = document.errors;
    if (error) {
      throw new ScenarioError(`${path}: ${error.message.split('\n')[0]}`);
    }
    return document.toJS();
  });
}

function readManifests(folder: string, cluster: string): Manifest[] {
  return filesIn(join(folder, 'clusters', cluster), [
    '.yaml',
    '.yml',
    '.json',
  ]).flatMap(path =>
    readYaml(path)
      .filter(document => document !== null)
      .map(document => checkManifest(document, path)),
  );
}

function checkManifest(document: unknown, path: string): Manifest {
  const manifest = document as Partial<Manifest>;
  if (!manifest.apiVersion || !manifest.kind || !manifest.metadata?.name) {
    throw new ScenarioError(
      `${path}: every document needs apiVersion, kind and metadata.name`,
    );
  }
  return manifest as Manifest;
}

function readAccount(folder: string, id: string): ScenarioAccount {
  const path = join(folder, 'accounts', `${id}.json`);
  if (!existsSync(path)) {
    return { id };
  }
  let account: ScenarioAccount;
  try {
    account = { ...JSON.parse(readFileSync(path, 'utf8')), id };
  } catch (error) {
    throw new ScenarioError(`${path}: ${(error as Error).message}`);
  }
  for (const bucket of account.buckets ?? []) {
    const objects = join(folder, 'objects', bucket.name);
    bucket.objects = { ...bucket.objects };
    for (const file of filesIn(objects)) {
      const key = relative(objects, file).split(sep).join('/');
      bucket.objects[key] = readFileSync(file);
    }
  }
  return account;
}

function mergeAccounts(
  first: ScenarioAccount,
  second: ScenarioAccount,
): ScenarioAccount {
  const lists = [
    'buckets',
    'policies',
    'groups',
    'users',
    'roles',
    'providers',
  ] as const;
  const merged: ScenarioAccount = { ...first, ...second };
  for (const list of lists) {
    Object.assign(merged, {
      [list]: [...(first[list] ?? []), ...(second[list] ?? [])],
    });
  }
  return merged;
}

/** A file of a scenario replaces the file of the same name in the scenario that it extends. */
function readCatalog(layers: string[]): CatalogFile[] {
  const files = new Map<string, CatalogFile>();
  for (const layer of layers) {
    const folder = join(layer, 'catalog');
    for (const path of filesIn(folder, ['.yaml', '.yml'])) {
      readYaml(path);
      const name = relative(folder, path).split(sep).join('-');
      files.set(name, { name, text: readFileSync(path, 'utf8') });
    }
  }
  return [...files.values()];
}

function readRepositories(layers: string[]): ScenarioRepository[] {
  const found = new Map<string, ScenarioRepository>();
  for (const layer of layers) {
    const folder = join(layer, 'repositories');
    for (const path of filesIn(folder)) {
      const [owner, name, ...rest] = relative(folder, path).split(sep);
      const key = `${owner}/${name}`;
      const repository = found.get(key) ?? { owner, name, files: {} };
      repository.files[rest.join('/')] = readFileSync(path, 'utf8');
      found.set(key, repository);
    }
  }
  return [...found.values()];
}

function filesIn(folder: string, endings?: string[]): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(
      path =>
        statSync(path).isFile() &&
        (!endings || endings.some(ending => path.endsWith(ending))),
    )
    .sort();
}

function check(scenario: Scenario, path: string): void {
  const problems = [
    ...(scenario.accounts.length ? [] : ['accounts: at least one is needed']),
    ...(scenario.clusters.length ? [] : ['clusters: at least one is needed']),
    ...scenario.accounts
      .filter(({ id }) => !/^\d{12}$/.test(id))
      .map(({ id }) => `accounts: ${id} is not an account id of 12 digits`),
    ...scenario.clusters.flatMap(cluster => [
      ...(/^[0-9A-F]{32}$/.test(cluster.issuerId)
        ? []
        : [
            `clusters: ${cluster.name}: issuerId must be 32 hexadecimal digits in upper case`,
          ]),
      ...(scenario.accounts.some(({ id }) => id === cluster.account)
        ? []
        : [
            `clusters: ${cluster.name}: account ${cluster.account} is not among the accounts`,
          ]),
    ]),
    ...(scenario.clusters.some(({ name }) => name === scenario.currentContext)
      ? []
      : [`currentContext: there is no cluster ${scenario.currentContext}`]),
  ];
  if (problems.length) {
    throw new ScenarioError(`${path}: ${problems.join('; ')}`);
  }
}
