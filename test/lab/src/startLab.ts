import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureBinary } from './binary/ensureBinary';
import { startControlPlane } from './controlPlane/startControlPlane';
import { emulatorProgram, ensureEmulator } from './emulator/ensureEmulator';
import { withLock } from './files/withLock';
import { writeAtomically } from './files/writeAtomically';
import { gateProgram } from './gate/gateProgram';
import { ensureFlux } from './flux/ensureFlux';
import { startFlux } from './flux/startFlux';
import { ensureGitea } from './gitHost/ensureGitea';
import { startGitea } from './gitHost/startGitea';
import { startKind, stopKind } from './kind/startKind';
import { LabDescription } from './LabDescription';
import { LabProblem } from './LabProblem';
import { Processes, Program } from './processes/Processes';
import { ACCOUNT_ID, keyFile, LabSettings, ROOT_KEY } from './settings';
import { until } from './until';

/** Programs in the order in which they are stopped. */
const ORDER = [
  'kustomize-controller',
  'source-controller',
  'gitea',
  'gate',
  'ministack',
  'pod-identity-webhook',
  'kwok',
  'kube-scheduler',
  'kube-controller-manager',
  'kube-apiserver',
  'etcd',
];

const settingsFile = ({ directory }: LabSettings) =>
  join(directory, 'settings');

/** The settings that a running lab cannot change, by their variables. */
function wordsOf({ ports, issuer }: LabSettings): string {
  return `LAB_PORT=${ports.apiServer} LAB_ISSUER=${issuer}`;
}

/** Builds what is missing, starts what does not run, and waits until everything is ready. */
export async function startLab(
  settings: LabSettings,
  say: (line: string) => void,
  { kind = false, gitHost = false } = {},
): Promise<LabDescription> {
  const binary = kind ? undefined : await ensureBinary(settings.cache, say);
  const emulator = await ensureEmulator(settings.cache, say);
  const gitea = gitHost ? await ensureGitea(settings.cache, say) : undefined;
  const flux = gitHost ? await ensureFlux(settings.cache, say) : undefined;
  return withLock(join(settings.directory, 'lock'), async () => {
    const processes = new Processes(settings.directory);
    checkSame(settings, processes);
    await checkPorts(settings, processes);
    writeAtomically(settingsFile(settings), wordsOf(settings));
    const aws =
      binary === undefined
        ? undefined
        : startAws(settings, processes, emulator);
    // The error is reported below. This only keeps it from being unhandled while Kubernetes starts.
    aws?.catch(() => {});
    await (binary === undefined
      ? startKind(settings, say)
      : startControlPlane(binary, settings, processes));
    // The gate needs the authority of kind's cluster.
    await (aws ?? startAws(settings, processes, emulator));
    const git = gitea && (await startGitea(gitea, settings, processes));
    if (flux) {
      await startFlux(flux, settings, processes);
    }
    const description: LabDescription = {
      kubernetes: {
        server: `https://127.0.0.1:${settings.ports.apiServer}`,
        caPem: readFileSync(keyFile(settings, 'ca.crt'), 'utf8'),
        kubeconfigFile: join(settings.directory, 'kubeconfig'),
        issuer: settings.issuer,
      },
      aws: {
        endpoint: `http://127.0.0.1:${settings.ports.gate}`,
        region: settings.region,
        accountId: ACCOUNT_ID,
        accessKeyId: ROOT_KEY,
        secretAccessKey: ROOT_KEY,
      },
      ...(git && { git }),
      directory: settings.directory,
    };
    writeAtomically(
      join(settings.directory, 'lab.json'),
      JSON.stringify(description, null, 2),
    );
    return description;
  });
}

async function startAws(
  settings: LabSettings,
  processes: Processes,
  emulator: string,
): Promise<void> {
  const start = async (program: Program, port: number) => {
    await processes.start(program);
    await until(
      async () => {
        await fetch(`http://127.0.0.1:${port}/`);
        return true;
      },
      {
        what: `${program.name} answers`,
        check: () => {
          if (!processes.find(program.name)) {
            throw processes.ended(program.name);
          }
        },
      },
    );
  };
  await start(emulatorProgram(emulator, settings), settings.ports.emulator);
  if (!processes.find('gate')) {
    await start(gateProgram(settings), settings.ports.gate);
  }
}

/** Stops exactly the programs that were started from this directory. @returns their names */
export async function stopLab(
  settings: LabSettings,
  { wipe = false } = {},
): Promise<string[]> {
  const processes = new Processes(settings.directory);
  const stopped: string[] = [];
  if (!existsSync(settings.directory)) {
    return stopped;
  }
  // Waits for a start that is under way, because what that starts next would be left running.
  return withLock(join(settings.directory, 'lock'), async () => {
    rmSync(join(settings.directory, 'lab.json'), { force: true });
    for (const name of ORDER) {
      if (await processes.stop(name)) {
        stopped.push(name);
      }
    }
    if (stopKind(settings)) {
      stopped.push('kind');
    }
    if (wipe) {
      rmSync(settings.directory, { recursive: true, force: true });
    }
    return stopped;
  });
}

/** A lab that runs keeps its ports and its issuer. */
function checkSame(settings: LabSettings, processes: Processes): void {
  if (!processes.names().some(name => processes.find(name))) {
    return;
  }
  if (!existsSync(settingsFile(settings))) {
    return;
  }
  const running = readFileSync(settingsFile(settings), 'utf8');
  if (running === wordsOf(settings)) {
    return;
  }
  throw new LabProblem(
    'settings-differ',
    `A lab runs from ${settings.directory} with ${running}.`,
    [
      `Use it: ${running} npm run lab`,
      'End it first: npm run lab -- down',
      'Start another beside it: LAB_RUN=<another folder> npm run lab',
    ],
  );
}

/** A port that is in use is reported by its number, before anything is started. */
async function checkPorts(
  settings: LabSettings,
  processes: Processes,
): Promise<void> {
  if (processes.names().some(name => processes.find(name))) {
    return;
  }
  for (const port of Object.values(settings.ports)) {
    if (await isTaken(port)) {
      throw new LabProblem('port-taken', `Port ${port} is taken.`, [
        'Give the first of eleven free ports: LAB_PORT=64530 npm run lab',
      ]);
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise(done => {
    const server = createServer();
    server.once('error', () => done(true));
    server.listen(port, '127.0.0.1', () => server.close(() => done(false)));
  });
}
