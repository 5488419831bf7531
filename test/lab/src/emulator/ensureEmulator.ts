import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabProblem } from '../LabProblem';
import { withLock } from '../files/withLock';
import { writeAtomically } from '../files/writeAtomically';
import { Program } from '../processes/Processes';
import { ACCOUNT_ID, LabSettings } from '../settings';

const VERSION = '1.5.33';

/**
 * MiniStack in a Python environment of its own, installed when it is not there.
 *
 * @returns its command @throws LabProblem `python-missing`, `install-failed`
 */
export async function ensureEmulator(
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  const folder = join(cache, `ministack-${VERSION}`);
  const command = join(folder, 'bin', 'ministack');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return command;
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(complete)) return command;
    say(`installing MiniStack ${VERSION}`);
    // Half an installation is worth nothing, and a Python environment cannot be moved.
    rmSync(folder, { recursive: true, force: true });
    run(['-m', 'venv', folder], 'python3');
    run(
      ['-m', 'pip', 'install', '--quiet', `ministack==${VERSION}`],
      join(folder, 'bin', 'python'),
    );
    writeAtomically(complete, VERSION);
    return command;
  });
}

function run(args: string[], python: string): void {
  const { status, error, stderr, stdout } = spawnSync(python, args, {
    encoding: 'utf8',
  });
  if (error) {
    throw new LabProblem(
      'python-missing',
      'The AWS emulator needs Python and there is no `python3` on the PATH.',
      ['Install Python 3.9 or later with its venv module.'],
    );
  }
  if (status !== 0) {
    throw new LabProblem(
      'install-failed',
      `python ${args.join(' ')}\n${(stderr || stdout).trim().slice(-1500)}`,
      [
        'Is the Python package index reachable? Then try again.',
        'On Debian, venv is a package of its own: python3-venv.',
      ],
    );
  }
}

/** Enforces signatures and policies, keeps everything in memory, records calls. */
export function emulatorProgram(
  command: string,
  settings: LabSettings,
): Program {
  return {
    name: 'ministack',
    command,
    args: [],
    env: {
      AUTH: 'true',
      // Otherwise it listens on every address of the machine.
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(settings.ports.emulator),
      CLOUDTRAIL_RECORDING: '1',
      MINISTACK_ACCOUNT_ID: ACCOUNT_ID,
      MINISTACK_REGION: settings.region,
    },
  };
}
