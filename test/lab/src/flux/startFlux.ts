import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesOf } from '../binary/ensureGoProgram';
import { writeAtomically } from '../files/writeAtomically';
import { LabProblem } from '../LabProblem';
import { Processes } from '../processes/Processes';
import { LabSettings } from '../settings';
import { until } from '../until';
import { Flux, FLUX_CONTROLLERS } from './ensureFlux';
import {
  FLUX_NAMESPACE,
  fluxFolder,
  fluxPrograms,
  fluxProbes,
} from './fluxPrograms';

const run = promisify(execFile);

/**
 * Starts the controllers of Flux unless they run, and waits until they answer. The definitions of their kinds and the namespace
 * of its own objects are made before.
 *
 * @throws LabProblem when one ends or is not ready in time
 */
export async function startFlux(
  binaries: Flux,
  settings: LabSettings,
  processes: Processes,
): Promise<void> {
  const folder = fluxFolder(settings);
  for (const part of ['artifacts', 'tmp']) {
    mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  }
  const programs = fluxPrograms(binaries, settings);
  const probes = fluxProbes(settings);
  if (FLUX_CONTROLLERS.some(name => !processes.find(name))) {
    await define(binaries, settings);
  }
  for (const name of FLUX_CONTROLLERS) {
    await processes.start(programs[name]);
    await until(async () => (await fetch(probes[name])).status < 500, {
      what: `${name} answers`,
      check: () => {
        if (!processes.find(name)) {
          throw processes.ended(name);
        }
      },
      wayOut: [`See ${processes.logFile(name)}`],
    });
  }
}

/** Makes what the controllers need before they start: they end when their kinds are not there. */
async function define(binaries: Flux, settings: LabSettings): Promise<void> {
  const definitions = FLUX_CONTROLLERS.flatMap(name => [
    '-f',
    join(filesOf(binaries[name]), 'config/crd/bases'),
  ]);
  const namespace = join(fluxFolder(settings), 'namespace.json');
  writeAtomically(
    namespace,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: FLUX_NAMESPACE },
    }),
  );
  // The definitions are larger than the annotation of a client-side apply may be.
  await kubectl(settings, 'apply', '--server-side', '-f', namespace);
  await kubectl(settings, 'apply', '--server-side', ...definitions);
  await kubectl(
    settings,
    ...['wait', '--for=condition=Established', '--timeout=60s'],
    ...definitions,
  );
}

async function kubectl(
  { directory }: LabSettings,
  ...args: string[]
): Promise<void> {
  try {
    await run('kubectl', [
      ...['--kubeconfig', join(directory, 'kubeconfig')],
      ...args,
    ]);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new LabProblem(
      'kubernetes-refused',
      `kubectl ${args[0]}: ${stderr?.trim() || message}`,
      ['Flux needs `kubectl` on the PATH.'],
    );
  }
}
