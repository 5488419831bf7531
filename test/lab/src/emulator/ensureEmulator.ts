import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabProblem } from '../LabProblem';
import { withLock } from '../files/withLock';
import { writeAtomically } from '../files/writeAtomically';
import { Program } from '../processes/Processes';
import { ACCOUNT_ID, LabSettings } from '../settings';

const VERSION = '1.5.33';
const OLDEST_PYTHON = '3.9';

/**
 * Installs MiniStack in its own Python environment when it is missing or broken. An environment breaks when the Python
 * that made it is removed, or its folder is moved.
 *
 * @returns its command @throws LabProblem `python-missing`, `python-too-old`, `install-failed`
 */
export async function ensureEmulator(
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  const folder = join(cache, `ministack-${VERSION}`);
  const command = join(folder, 'bin', 'ministack');
  const complete = join(folder, 'complete');
  const isWhole = () => existsSync(complete) && hasEmulator(folder);
  if (isWhole()) {
    return command;
  }
  return withLock(`${folder}.lock`, async () => {
    if (isWhole()) {
      return command;
    }
    checkPython();
    say(`installing MiniStack ${VERSION}`);
    // An incomplete installation is useless, and a Python environment cannot be moved.
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

function hasEmulator(folder: string): boolean {
  const python = join(folder, 'bin', 'python');
  const { status } = spawnSync(python, ['-c', 'import ministack'], {
    env: process.env,
  });
  if (status !== 0) {
    return false;
  }
  // The scripts in a moved folder still contain the old path.
  const command = readFileSync(join(folder, 'bin', 'ministack'), 'utf8');
  return command.slice(0, 1000).includes(python);
}

function checkPython(): void {
  const help = [
    `Install Python ${OLDEST_PYTHON} or later with its venv module.`,
  ];
  const { status, error, stdout } = spawnSync(
    'python3',
    ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'],
    { encoding: 'utf8', env: process.env },
  );
  if (error || status !== 0) {
    throw new LabProblem(
      'python-missing',
      'The AWS emulator needs Python and there is no `python3` on the PATH that works.',
      help,
    );
  }
  const minor = Number(/^3\.(\d+)/.exec(stdout)?.[1]);
  if (!(minor >= Number(OLDEST_PYTHON.split('.')[1]))) {
    throw new LabProblem(
      'python-too-old',
      `Python ${stdout.trim()} cannot run the AWS emulator.`,
      help,
    );
  }
}

function run(args: string[], python: string): void {
  const { status, stderr, stdout } = spawnSync(python, args, {
    encoding: 'utf8',
    env: process.env,
  });
  if (status !== 0) {
    throw new LabProblem(
      'install-failed',
      `python ${args.join(' ')}\n${(stderr || stdout || '')
        .trim()
        .slice(-1500)}`,
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
      // Without this it listens on every address of the machine.
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(settings.ports.emulator),
      CLOUDTRAIL_RECORDING: '1',
      MINISTACK_ACCOUNT_ID: ACCOUNT_ID,
      MINISTACK_REGION: settings.region,
    },
  };
}
