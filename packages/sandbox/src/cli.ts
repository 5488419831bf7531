import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeAuditLog } from './control/auditLog';
import { startControl } from './control/startControl';
import { startSandbox } from './startSandbox';
import { Sandbox } from './sandbox';
import { loadScenario, scenarioNames } from './scenarios/loadScenario';
import { ScenarioError } from './scenarios/ScenarioError';

const EXIT_USAGE = 2;

const HELP = `Usage: npm run sandbox -- [--scenario NAME|FOLDER] [--json] [--state-dir DIR] [--port N]
                            [--audit-log FILE] [--webhook-cache-delay MS] [--iam-delay MS]
                            [--fleet N] [--fleet-seed N]

  --scenario NAME|FOLDER  what to start (default portal): ${scenarioNames().join(
    ', ',
  )}, or a folder
  --json                  print one line of JSON when ready, and nothing else on stdout
  --state-dir DIR         keep kubeconfig, aws.env and the portal's configuration there
                          (default: a temporary folder, removed on exit)
  --audit-log FILE        append every request to a cluster to FILE, one audit event a line
  --webhook-cache-delay MS  the pod identity webhooks see ServiceAccounts as they were MS milliseconds ago (default 0)
  --iam-delay MS          changes of IAM take MS milliseconds to reach STS, S3 and lists (default 0)
  --fleet N               N made-up workloads more in the first cluster, with their Secrets and IAM users
  --fleet-seed N          another fleet of that size; the same number gives the same one (default 1)
  --port N                AWS listens on N, the clusters on N+1 and so on (default: free ports)
`;

interface Arguments {
  scenario: string;
  json: boolean;
  stateDirectory?: string;
  port?: number;
  auditLog?: string;
  webhookCacheDelay?: number;
  iamPropagation?: number;
  fleet?: { workloads: number; seed?: number };
}

/** Wrong use of the command. It is reported in one line, without a stack. */
class UsageError extends Error {}

function readArguments(argv: string[]): Arguments | 'help' {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        scenario: { type: 'string', default: 'portal' },
        json: { type: 'boolean', default: false },
        'state-dir': { type: 'string' },
        port: { type: 'string' },
        'audit-log': { type: 'string' },
        'webhook-cache-delay': { type: 'string' },
        'iam-delay': { type: 'string' },
        fleet: { type: 'string' },
        'fleet-seed': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message} (--help shows how)`);
  }
  if (values.help) {
    return 'help';
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (
    port !== undefined &&
    !(Number.isInteger(port) && port > 0 && port < 65_500)
  ) {
    throw new UsageError(
      `--port must be a number from 1 to 65499, not ${values.port}`,
    );
  }
  return {
    scenario: values.scenario,
    json: values.json,
    stateDirectory: values['state-dir'],
    port,
    auditLog: values['audit-log'],
    webhookCacheDelay: milliseconds(
      'webhook-cache-delay',
      values['webhook-cache-delay'],
    ),
    iamPropagation: milliseconds('iam-delay', values['iam-delay']),
    fleet: fleetOf(values.fleet, values['fleet-seed']),
  };
}

function fleetOf(workloads?: string, seed?: string): Arguments['fleet'] {
  for (const [option, text] of Object.entries({ fleet: workloads, seed })) {
    if (text !== undefined && !/^\d{1,6}$/.test(text)) {
      throw new UsageError(
        `--${
          option === 'seed' ? 'fleet-seed' : option
        } must be a whole number below a million, not ${text}`,
      );
    }
  }
  return workloads === undefined
    ? undefined
    : {
        workloads: Number(workloads),
        seed: seed === undefined ? undefined : Number(seed),
      };
}

function milliseconds(option: string, text?: string): number | undefined {
  if (text !== undefined && !/^\d{1,9}$/.test(text)) {
    throw new UsageError(
      `--${option} must be a number of milliseconds, not ${text}`,
    );
  }
  return text === undefined ? undefined : Number(text);
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const { clusters } = loadScenario(options.scenario);
  const ports =
    options.port === undefined
      ? undefined
      : {
          aws: options.port,
          clusters: Object.fromEntries(
            clusters.map(({ name }, index) => [
              name,
              options.port! + 1 + index,
            ]),
          ),
        };

  const directory = options.stateDirectory
    ? resolve(options.stateDirectory)
    : mkdtempSync(join(tmpdir(), 'irsa-sandbox-'));
  const removeDirectory = () => {
    if (!options.stateDirectory) {
      rmSync(directory, { recursive: true, force: true });
    }
  };
  process.on('exit', removeDirectory);

  const started: { close(): Promise<void> }[] = [];
  let closing = false;
  const stop = async () => {
    if (closing) {
      return;
    }
    closing = true;
    await Promise.all(started.map(each => each.close()));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stop);
  }
  stopWithParent(stop);

  const sandbox = await startSandbox({
    scenario: options.scenario,
    ports,
    webhookCacheDelay: options.webhookCacheDelay,
    iamPropagation: options.iamPropagation,
    fleet: options.fleet,
  });
  started.push(sandbox);
  if (options.auditLog) {
    const endLog = await writeAuditLog(sandbox, resolve(options.auditLog));
    started.push({ close: endLog });
  }
  const control = await startControl(sandbox);
  started.push(control);
  await sandbox.writeState(directory, control);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(jsonSummary(sandbox, directory))}\n`
      : summary(sandbox, directory),
  );
}

/** A killed parent cannot pass a signal on. Without this its sandbox would run for ever. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      stop();
    }
  }, 1000).unref();
}

function jsonSummary({ accounts, clusters }: Sandbox, directory: string) {
  return {
    accounts: accounts.map(
      ({ id, endpoint, rootAccessKeyId, rootSecretAccessKey }) => ({
        id,
        endpoint,
        rootAccessKeyId,
        rootSecretAccessKey,
      }),
    ),
    clusters: clusters.map(({ name, server }) => ({
      name,
      server,
      kubeconfig: join(directory, `${name}.kubeconfig`),
    })),
  };
}

function summary(
  { accounts, clusters, fleet, git, scenario }: Sandbox,
  directory: string,
): string {
  const kubectl = `kubectl --kubeconfig ${join(directory, 'kubeconfig')}`;
  const lines = [
    `Sandbox ${scenario.name} is ready: ${scenario.description}`,
    '',
    ...accounts.map(({ id, endpoint }) => `  AWS account ${id}  ${endpoint}`),
    ...clusters.map(({ name, server, account }) => {
      const current =
        name === scenario.currentContext ? ', current context' : '';
      return `  cluster ${name}  ${server}  (account ${account}${current})`;
    }),
    ...(git ? [`  Git host  ${git.url}`] : []),
    ...(fleet
      ? [
          `  fleet of ${fleet.workloads} workloads in ${clusters[0].name}: ${
            fleet.objects
          } objects made and stored in ${fleet.seconds.toFixed(1)} s`,
        ]
      : []),
    '',
    'Try:',
    `  ${kubectl} get deployments -A`,
    `  ${kubectl} get pods -A`,
    `  . ${join(directory, 'aws.env')}   # root of account ${accounts[0].id}`,
    '  aws iam list-users',
    '',
    'Ctrl-C ends it.',
  ];
  return `${lines.join('\n')}\n`;
}

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & {
    port?: number;
  };
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken; choose another --port, or leave it out for free ports`;
  }
  if (code === 'EACCES' || code === 'ENOENT' || code === 'ENOTDIR') {
    return message;
  }
  return error instanceof ScenarioError || error instanceof UsageError
    ? message
    : String((error as Error).stack ?? error);
}

main().catch(error => {
  process.stderr.write(`sandbox: ${explain(error)}\n`);
  process.exit(EXIT_USAGE);
});
