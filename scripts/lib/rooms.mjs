// What each package and each room is for: the words of docs/architecture.md. A room is a folder below src/.
import { ENTRY, GROUND } from './architecture.mjs';

/** Packages of the map, by folder. */
export const PACKAGES = {
  'plugins/irsa': 'The pages, the entity tab and the entity card.',
  'plugins/irsa-backend':
    'The server plugin: inventory, plans, migrations, previews and the REST API.',
  'plugins/irsa-common':
    'What browser and server share: API document and client, permissions, IAM policy evaluator, trust rules. Pure.',
  'plugins/irsa-node':
    'What server and command line share: the audit, readiness of code, exports.',
  'packages/app':
    'The frontend of the small portal that `npm start` runs. It finds the plugin by itself (`app.packages`).',
  'packages/backend': 'The backend of that portal.',
  'packages/cli': '`irsa-audit`: the audit without a portal.',
  'packages/sandbox':
    'Kubernetes and AWS on loopback: what `npm start` and the tests run on.',
  'test/bench': 'Measures the portal with large fleets.',
  'test/contract':
    'One suite of calls and answers that the sandbox and the lab must both pass.',
  'test/crash':
    'Ends and stops real processes of the portal in the middle of migrations, and compares the outcome.',
  'test/e2e': 'The whole flow in a browser.',
  'test/lab':
    'A real Kubernetes control plane and an AWS emulator on loopback.',
  'test/parity':
    'Asks the two commands and the portal the same questions, and compares the answers.',
  'test/trust': 'Judges files of trust policy cases.',
  'test/stock': 'A stock portal that installs the packages by the documents.',
};

/**
 * Packages whose rooms are drawn. `deeper` names folders that hold rooms of their own.
 * @type {Record<string, { deeper?: string[], rooms: Record<string, string> }>}
 */
export const ROOMS = {
  'plugins/irsa-common': {
    rooms: {
      [ENTRY]: 'What the package exports.',
      [GROUND]:
        'Permissions, and the messages that tell browsers to look again.',
      api: 'Types, document and client, generated from `openapi.yaml`.',
      blastRadius: 'What somebody with a key could do, from its policies.',
      plan: 'Whether a plan can be started, for the API and the button alike.',
      policy: 'Parses IAM policies and decides requests as AWS does.',
      roleChains:
        'Which roles a ServiceAccount, a repository or a role can become, and what those may do.',
      severity: 'Why one finding is worse than another.',
      trust: 'Reviews the trust policies of roles.',
    },
  },
  'plugins/irsa-node': {
    rooms: {
      [ENTRY]: 'What the package exports.',
      [GROUND]: 'Fingerprints of access key ids.',
      audit: 'Objects of a cluster → findings. Pure.',
      changes: 'Files and a planned end state → edited files. Pure.',
      detect:
        'Which names, values and places are credentials; who manages an object. Pure.',
      export:
        'Findings, and reviews of trust policies → CSV, JSON, SARIF and OCSF.',
      extensions: 'Extension points: what modules of a portal may add.',
      kubernetes:
        'The one way to speak to a cluster: requests, errors, kinds, paths, pages, discovery.',
      readiness: 'Source files → is the SDK ready for IRSA? Pure.',
      rendering:
        'Runs the programs that render manifests: with limits, without a network, in folders that are removed.',
    },
  },
  'plugins/irsa-backend': {
    rooms: {
      [ENTRY]: 'The backend plugin: it builds the services and joins them.',
      access:
        'Permission rules, and what a decision of the policy covers: one object, or a filter of lists.',
      accounts:
        'AWS accounts: credentials, one snapshot of IAM for each, clients for steps.',
      catalog:
        'A module of the catalog: the state of AWS keys on entities, and relations.',
      clusters:
        'Clusters: credentials, EKS sign-in, and the one function that reads a Secret.',
      actions:
        'What other plugins of the portal may ask for: the MCP server, templates of the scaffolder.',
      codeRequests:
        'The change requests that get the source of services ready for a role, each in the repository of its service.',
      config: 'The `irsa` block of app-config, checked and typed.',
      exports: 'The list of findings as a file.',
      extensions: 'What modules of the portal have added.',
      guard:
        'The one way to act for somebody: audit event, permission, conditions, errors that may leave.',
      inventory:
        'Keeps workloads and findings current: lists, watches, database, links to the catalog.',
      metrics: 'Figures of the fleet for Prometheus.',
      migration:
        'Runs a plan: journal, steps, rollback, soak, retiring of the key.',
      notices: 'Tells owners what they have to decide.',
      plan: 'Workload and account → changes, checks and a hash.',
      preview: 'The same S3 request with the old key and with the role.',
      readiness: 'Reads a repository and asks whether its code is ready.',
      requests:
        'Change requests for what Git owns: reads the place, asks for the edits and their proof, writes the text, speaks to the hosts.',
      risks: 'Accepted risks: who, why, until when.',
      router: 'The REST API: permissions, validation, audit events.',
      search: 'A module of the search plugin: workloads and roles.',
      setUp:
        'How far the set-up has come: problems, clusters, rights in the accounts.',
      shared: 'Helpers that know nothing of the other rooms.',
      techInsights: 'Facts on entities, for the Tech Insights plugin.',
      sources:
        'Where the truth of a workload lives: Argo CD, Flux, Helm, the catalog.',
      start: 'Starts the parts, and again when something was mended.',
      subjects:
        'What a request is about: the place and the owners of a service, plan, migration or role.',
      trust: 'Reads roles and reviews their trust policies.',
    },
  },
  'plugins/irsa': {
    deeper: ['components'],
    rooms: {
      [ENTRY]: 'The frontend plugin.',
      [GROUND]: 'Route references.',
      api: 'The client of the REST API, as a utility API.',
      components:
        'The page that holds the others, for portals on the old frontend system.',
      'components/entity': 'Tab and card on entity pages.',
      'components/home': 'The card on the home page.',
      'components/migration':
        'A migration, its steps, the soak and what follows.',
      'components/plan': 'A plan: changes, checks, differences.',
      'components/preview': 'Two requests side by side.',
      'components/services':
        'The list, the overview and the page of one workload.',
      'components/trust': 'Roles and their findings.',
      hooks: 'Queries, actions, permissions, texts and formats for components.',
      translation: 'All texts.',
      ui: 'Parts of pages that know nothing of IRSA.',
    },
  },
  'packages/cli': {
    rooms: {
      [ENTRY]: 'The commands.',
      [GROUND]: 'Options, output and errors.',
      cluster: 'kubeconfig, and reading a cluster.',
      files: 'Files and folders → objects, and findings → file and line.',
      fix: 'Roles of workloads, the diff that is shown, and files that are replaced.',
      report: 'The table for people.',
      terraform: 'Folders of Terraform → objects, with file and line.',
      trust:
        'Trust policies of files and accounts, reviewed; the text for people.',
    },
  },
  'packages/sandbox': {
    rooms: {
      [ENTRY]: 'Starts everything: as a command and as a library.',
      [GROUND]:
        'The clock, the registry of issuers, and the way in which tests wait.',
      aws: 'IAM, STS, S3, CloudTrail and EKS over HTTP.',
      control: 'The endpoint with which tests act on a running sandbox.',
      git: 'A Git host: repositories, change requests, GitHub’s REST API, and pages for people.',
      fleet: 'Makes large fleets.',
      gitops: 'Keeps folders of repositories in clusters, as Argo CD does.',
      kubernetes: 'The API server, its controllers and its kubelet.',
      programs: 'What runs in the Pods.',
      scenarios: 'Reads scenario folders and installs them.',
    },
  },
};
