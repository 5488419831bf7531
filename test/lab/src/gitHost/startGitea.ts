import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesOf } from '../binary/ensureGoProgram';
import { writeAtomically } from '../files/writeAtomically';
import { LabProblem } from '../LabProblem';
import { LabGitHost } from '../LabDescription';
import { Processes } from '../processes/Processes';
import { LabSettings } from '../settings';
import { until } from '../until';
import { giteaFolder, giteaSettings, giteaUrl } from './giteaSettings';

const run = promisify(execFile);

const NAME = 'gitea';
const ADMINISTRATOR = 'lab';
/** It refuses to run as root, which a lab in a container often is. */
const ENVIRONMENT = { GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: 'true' };

/**
 * Starts Gitea unless it runs, and waits until it answers. Its administrator and a token of theirs are made by its command.
 *
 * @throws LabProblem when it ends, is not ready in time, or its command fails
 */
export async function startGitea(
  binary: string,
  settings: LabSettings,
  processes: Processes,
): Promise<LabGitHost> {
  const folder = giteaFolder(settings);
  const file = join(folder, 'app.ini');
  const secret = kept(join(folder, 'secret'), () =>
    randomBytes(24).toString('hex'),
  );
  writeAtomically(file, giteaSettings(settings, filesOf(binary), secret));
  const command = (...args: string[]) => gitea(binary, file, args);
  const url = giteaUrl(settings);
  if (!processes.find(NAME)) {
    await command('migrate');
    await processes.start({
      name: NAME,
      command: binary,
      args: ['web', '--config', file],
      env: ENVIRONMENT,
    });
  }
  await until(async () => (await fetch(`${url}/api/v1/version`)).ok, {
    what: 'Gitea answers',
    check: () => {
      if (!processes.find(NAME)) {
        throw processes.ended(NAME);
      }
    },
    wayOut: [`See ${processes.logFile(NAME)}`],
  });
  const tokenFile = join(folder, 'administrator.token');
  if (!existsSync(tokenFile)) {
    writeAtomically(tokenFile, await administratorToken(command));
  }
  return {
    url,
    login: ADMINISTRATOR,
    token: readFileSync(tokenFile, 'utf8'),
    tokenFile,
  };
}

async function administratorToken(
  command: (...args: string[]) => Promise<string>,
): Promise<string> {
  const listed = await command('admin', 'user', 'list', '--admin');
  if (!new RegExp(`\\s${ADMINISTRATOR}\\s`).test(listed)) {
    await command(
      ...['admin', 'user', 'create', '--admin'],
      ...['--username', ADMINISTRATOR, '--email', 'lab@example.com'],
      ...['--random-password', '--must-change-password=false'],
    );
  }
  const printed = await command(
    ...['admin', 'user', 'generate-access-token', '--raw'],
    ...['--username', ADMINISTRATOR, '--scopes', 'all'],
    // Names of tokens are unique, and a start that was killed may have made one.
    ...['--token-name', `lab-${randomBytes(4).toString('hex')}`],
  );
  // As root, a warning stands before it.
  const [token] = /^[0-9a-f]{40}$/m.exec(printed) ?? [];
  if (!token) {
    throw new LabProblem('git-host-failed', 'Gitea has printed no token.');
  }
  return token;
}

/** Runs a command of Gitea. @returns what it printed @throws LabProblem `git-host-failed`, without secrets */
async function gitea(
  binary: string,
  file: string,
  args: string[],
): Promise<string> {
  const { PATH, HOME, LANG } = process.env;
  try {
    const { stdout } = await run(binary, [...args, '--config', file], {
      env: { PATH, HOME, LANG, ...ENVIRONMENT },
    });
    return stdout;
  } catch (error) {
    const { stderr = '', stdout = '' } = error as Record<string, string>;
    throw new LabProblem(
      'git-host-failed',
      `gitea ${args.slice(0, 3).join(' ')}: ${(stderr || stdout)
        .trim()
        .slice(-1500)}`,
    );
  }
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) {
    writeAtomically(file, make());
  }
  return readFileSync(file, 'utf8');
}
