import { createHash } from 'node:crypto';
import {
  GetAccountAuthorizationDetailsCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import { Sandbox } from '@internal/sandbox';
import { Knex } from 'knex';
import { rootOf } from './rootOf';
import { clusterCall } from './clusterCall';
import { readGitHost } from './readGitHost';

/** What is there, one line a fact, so that two sights can be compared and their difference read. */
export interface WorldSight {
  /** The cluster and the account: what a late writer could spoil. */
  outside: string[];
  /** The migration: its status, what people are told of it, steps, locks, and the calls that the journal knows of. */
  migration: string[];
}

/** Differs from world to world, and says nothing. */
const VOLATILE = new Set([
  'creationTimestamp',
  'managedFields',
  'resourceVersion',
  'uid',
  'CreateDate',
  'UpdateDate',
  'LastUsedDate',
  'RoleId',
  'UserId',
  'PolicyId',
  'RoleLastUsed',
]);

interface KubeObject {
  metadata: { name: string; annotations?: Record<string, string> };
  spec?: { template?: object; replicas?: number };
  data?: object;
}

/** Reads cluster, account and Git host past the portal, and the portal's database past the plugin. */
export async function readWorld(options: {
  sandbox: Sandbox;
  knex: Knex;
  /** Of the workload. */
  namespace: string;
  /** Of readSecrets. */
  secretsBefore: ReadonlyMap<string, string>;
}): Promise<WorldSight> {
  const { sandbox, knex, namespace, secretsBefore } = options;
  const mask = maskOf(sandbox);
  const [cluster, accounts, host, migration] = await Promise.all([
    readCluster(sandbox, namespace, secretsBefore),
    Promise.all(
      sandbox.accounts.map(account => readAccount(rootOf(sandbox, account))),
    ),
    readGitHost(sandbox),
    readMigration(knex, mask),
  ]);
  const associations = sandbox.clusters.flatMap(({ name, account: id }) =>
    sandbox.aws
      .podIdentityOf(id, name)
      .list()
      .map(each => `Pod Identity association ${text(each)}`),
  );
  return {
    outside: [...cluster, ...accounts.flat(), ...host, ...associations]
      .map(mask)
      .sort(),
    migration,
  };
}

/** A digest of each Secret's data, by name. No value is kept. */
export async function readSecrets(
  sandbox: Sandbox,
  namespace: string,
): Promise<Map<string, string>> {
  const secrets = await itemsOf(
    sandbox,
    `/api/v1/namespaces/${namespace}/secrets`,
  );
  return new Map(
    secrets.map(secret => [secret.metadata.name, digestOf(secret)]),
  );
}

async function itemsOf(sandbox: Sandbox, path: string): Promise<KubeObject[]> {
  const { items } = await clusterCall<{ items: KubeObject[] }>(sandbox, {
    path,
  });
  return items;
}

async function readCluster(
  sandbox: Sandbox,
  namespace: string,
  secretsBefore: ReadonlyMap<string, string>,
): Promise<string[]> {
  const core = (plural: string) =>
    itemsOf(sandbox, `/api/v1/namespaces/${namespace}/${plural}`);
  const apps = (plural: string) =>
    itemsOf(sandbox, `/apis/apps/v1/namespaces/${namespace}/${plural}`);
  const batch = (plural: string) =>
    itemsOf(sandbox, `/apis/batch/v1/namespaces/${namespace}/${plural}`);
  const [deployments, sets, cronJobs, jobs, accounts, secrets, pods] =
    await Promise.all([
      apps('deployments'),
      apps('replicasets'),
      batch('cronjobs'),
      batch('jobs'),
      core('serviceaccounts'),
      core('secrets'),
      core('pods'),
    ]);
  return [
    // Of a trial that has ended, none is left.
    ...[...jobs, ...pods]
      .filter(({ metadata }) => /-canary(-|$)/.test(metadata.name))
      .map(() => 'Pod or run of a canary'),
    ...deployments.map(
      each => `Deployment ${text(each.metadata)} ${text(each.spec)}`,
    ),
    ...cronJobs.map(
      each => `CronJob ${text(each.metadata)} ${text(each.spec)}`,
    ),
    // One for each template that Pods were ever started from.
    ...sets.map(
      ({ spec }) => `ReplicaSet ${spec?.replicas} × ${text(spec?.template)}`,
    ),
    ...accounts.map(each => `ServiceAccount ${text(each.metadata)}`),
    ...secrets.map(
      secret =>
        `Secret ${secret.metadata.name}: ${Object.keys(
          secret.data ?? {},
        ).sort()}, ${
          digestOf(secret) === secretsBefore.get(secret.metadata.name)
            ? 'as before'
            : 'changed'
        }`,
    ),
  ];
}

/** Destroys the client when all is read. */
async function readAccount(iam: IAMClient): Promise<string[]> {
  try {
    const [details, providers] = await Promise.all([
      iam.send(new GetAccountAuthorizationDetailsCommand({})),
      iam.send(new ListOpenIDConnectProvidersCommand({})),
    ]);
    const users = details.UserDetailList ?? [];
    const keys = await Promise.all(
      users.map(({ UserName }) =>
        iam.send(new ListAccessKeysCommand({ UserName })),
      ),
    );
    const found = await Promise.all(
      (providers.OpenIDConnectProviderList ?? []).map(({ Arn }) =>
        iam.send(
          new GetOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: Arn,
          }),
        ),
      ),
    );
    return [
      ...(details.RoleDetailList ?? []).map(each => `role ${text(each)}`),
      ...(details.Policies ?? []).map(each => `policy ${text(each)}`),
      ...users.map(each => `user ${text(each)}`),
      ...keys
        .flatMap(({ AccessKeyMetadata }) => AccessKeyMetadata ?? [])
        .map(({ UserName, Status }) => `key of ${UserName}: ${Status}`),
      ...found.map(
        ({ Url, ClientIDList, Tags }) =>
          `provider ${text({ Url, ClientIDList, Tags })}`,
      ),
    ];
  } finally {
    iam.destroy();
  }
}

async function readMigration(
  knex: Knex,
  mask: (line: string) => string,
): Promise<string[]> {
  const [migrations, steps, locks, journal, warnings] = await Promise.all([
    knex('migrations').select('status', 'direction', 'claim', 'act', 'state'),
    knex('migration_steps')
      .orderBy('position')
      .select('step', 'state', 'outcome'),
    knex('migration_locks').orderBy('name').pluck('name'),
    // The answer of a call may have been lost with its process; what it was about to do was not.
    knex('migration_journal')
      .where({ entry: 'intent' })
      .select('step', 'intent'),
    knex('migration_events').whereNot({ level: 'info' }).pluck('message'),
  ]);
  const calls = new Set(
    journal.map(({ step, intent }) => `journal ${step}: ${mask(intent)}`),
  );
  return [
    ...migrations.map(
      ({ status, direction, claim }) =>
        `migration ${status} ${direction} ${claim ? 'claimed' : 'free'}`,
    ),
    ...steps.map(
      ({ step, state, outcome }) => `step ${step} ${state} ${outcome ?? ''}`,
    ),
    ...locks.map(name => `lock ${name.split(' ')[0]}`),
    ...migrations.flatMap(({ act, state }) =>
      factsOf(JSON.parse(state), act && JSON.parse(act)),
    ),
    ...[...calls].sort(),
    ...[...new Set(warnings.map(message => `told: ${mask(message)}`))].sort(),
  ];
}

interface State {
  keyInactiveSince?: string;
  secretState?: string;
  deletedSecrets?: string[];
  lastAct?: { act: string; state: string };
  soak?: { brokenSince?: string };
  requests?: { purpose: string; state: string }[];
  waitingFor?: { whom: string };
}

/** What people are told of a migration, without times. */
function factsOf(
  state: State,
  act?: { request: { act: string }; waitsForSecond?: boolean },
): string[] {
  const { lastAct, soak, requests = [], waitingFor } = state;
  return [
    `the portal ${
      state.keyInactiveSince ? 'has' : 'has not'
    } switched the key off`,
    `the Secret is ${state.secretState}, deleted: ${
      state.deletedSecrets ?? ''
    }`,
    `the latest act: ${lastAct?.act} ${lastAct?.state}`,
    `the soak is ${soak?.brokenSince ? 'broken' : 'not broken'}`,
    `asked for: ${act?.request.act}${
      act?.waitsForSecond ? ', by one of two' : ''
    }`,
    `change requests: ${requests.map(
      ({ purpose, state: of }) => `${purpose} ${of}`,
    )}`,
    `waits: ${waitingFor ? 'for others' : 'no'}`,
  ];
}

/** Without ids of migrations, plans and keys, and without times. */
function masked(line: string): string {
  return (
    line
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '<id>')
      .replace(/••••\w{4}/g, '<key>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      // The beginning of an id, in the name of a branch, and the names of commits.
      .replace(/(\birsa\/[\w-]+-)[0-9a-f]{12}\b/g, '$1<id>')
      .replace(/\b[0-9a-f]{40}\b|\b[0-9a-f]{12}\b/g, '<commit>')
  );
}

/** Addresses are those of one world. */
function maskOf(sandbox: Sandbox): (line: string) => string {
  const addresses = [
    sandbox.accounts[0].endpoint,
    sandbox.clusters[0].server,
    ...(sandbox.git ? [sandbox.git.url] : []),
  ].map(address => address.replace(/^https?:\/\//, ''));
  return line =>
    addresses.reduce(
      (text_, address) => text_.split(address).join('<address>'),
      masked(line),
    );
}

function digestOf({ data }: KubeObject): string {
  return createHash('sha256')
    .update(text(data ?? {}))
    .digest('hex');
}

/** JSON with sorted names, without what is volatile. */
function text(value: unknown): string {
  return JSON.stringify(value, (name, each) => {
    if (VOLATILE.has(name)) {
      return undefined;
    }
    return each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([left], [right]) =>
            left < right ? -1 : 1,
          ),
        )
      : each;
  });
}
