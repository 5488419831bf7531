/**
 * The floors of each package, from the ground up. A room may import from the floors below it; rooms on the same floor
 * know nothing of each other. A room is a folder or a file, as seen from src/, and the most specific entry counts:
 * `inventory` is what lies in that folder itself where `inventory/scan` has an entry of its own.
 *
 * ESLint holds imports against this list (scripts/lint/eslint.cjs), and scripts/test/floors.test.mjs says which files
 * have no floor yet.
 *
 * @type {Record<string, string[][]>}
 */
const FLOORS = {
  'plugins/irsa-common': [
    ['api', 'counted', 'policy', 'permissions', 'signals', 'sourceForm'],
    ['blastRadius', 'plan', 'severity', 'trust'],
    ['roleChains'],
    ['index'],
  ],
  'plugins/irsa-node': [
    ['accessKeyFingerprint', 'readiness'],
    ['kubernetes'],
    ['detect'],
    ['audit'],
    ['rendering'],
    ['changes', 'export', 'extensions'],
    ['index'],
  ],
  'plugins/irsa-backend': [
    ['shared'],
    ['access'],
    ['config', 'extensions'],
    ['accounts', 'requests/hosts'],
    ['clusters'],
    [
      'inventory/ageBands',
      'inventory/ChangeSignal',
      'inventory/kinds',
      'inventory/statuses',
      'inventory/types',
    ],
    ['inventory/links', 'inventory/store'],
    ['inventory/scan'],
    ['inventory/watch'],
    ['inventory'],
    ['sources'],
    ['plan/types'],
    ['requests'],
    ['plan/planHash', 'plan/policy'],
    ['plan/world'],
    ['plan/egress', 'plan/patch'],
    ['plan/checks'],
    ['plan/words'],
    ['plan'],
    ['migration/types', 'migration/callers'],
    ['migration/model'],
    ['migration/store'],
    ['migration/kubernetes'],
    ['migration/awsHalf'],
    ['migration/steps', 'migration/afterRollback', 'migration/footing'],
    ['migration/engine'],
    ['migration/retire', 'migration/soak'],
    ['migration/reconcile'],
    ['migration'],
    ['preview'],
    ['exports', 'metrics', 'notices', 'readiness', 'risks', 'setUp', 'trust'],
    ['codeRequests'],
    ['subjects'],
    ['guard'],
    ['actions', 'catalog', 'router', 'search', 'techInsights'],
    ['start'],
    ['plugin'],
    ['index'],
  ],
  'plugins/irsa': [
    ['api', 'routes', 'translation'],
    ['hooks'],
    ['ui'],
    ['components/plan', 'components/preview', 'components/services'],
    [
      'components/entity',
      'components/home',
      'components/migration',
      'components/trust',
    ],
    ['components'],
    ['homeWidget', 'plugin'],
    ['alpha'],
    ['index'],
  ],
  'packages/cli': [
    ['errors', 'io', 'json', 'notes', 'text'],
    ['files', 'progress', 'report', 'terraform'],
    ['cluster', 'options'],
    ['finish', 'fix', 'scoreCommand', 'trust'],
    ['clusterCommand', 'filesCommand', 'fixCommand', 'trustCommand'],
    ['main'],
    ['index'],
  ],
  'packages/sandbox': [
    ['clock', 'issuers', 'until'],
    ['aws', 'git', 'kubernetes'],
    ['gitops', 'programs'],
    ['scenarios'],
    ['fleet', 'sandbox'],
    ['control', 'podIdentityAgent', 'state'],
    ['startSandbox'],
    ['cli', 'index'],
  ],
};

/**
 * Packages of this repository that the code of a package may import; its tests may import anything. Packages that are
 * not named here are programs that only join others.
 *
 * @type {Record<string, string[]>}
 */
const PACKAGES = {
  'plugins/irsa-common': [],
  'plugins/irsa-node': ['plugins/irsa-common'],
  'plugins/irsa-backend': ['plugins/irsa-common', 'plugins/irsa-node'],
  'plugins/irsa': ['plugins/irsa-common'],
  'packages/cli': ['plugins/irsa-common', 'plugins/irsa-node'],
  'packages/sandbox': ['plugins/irsa-common'],
};

/**
 * @param {string[][]} floors
 * @param {string} file as seen from src/
 * @returns {{ room: string, floor: number } | undefined} undefined when nobody has said where it belongs
 */
function placeOf(floors, file) {
  const name = file.replace(/\.tsx?$/, '');
  return floors
    .flatMap((rooms, floor) => rooms.map(room => ({ room, floor })))
    .filter(({ room }) => name === room || name.startsWith(`${room}/`))
    .sort((left, right) => right.room.length - left.room.length)[0];
}

module.exports = { FLOORS, PACKAGES, placeOf };
