import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBinary } from './binary/ensureBinary';
import { ensureEmulator } from './emulator/ensureEmulator';
import { ensureFlux } from './flux/ensureFlux';
import { ensureGitea } from './gitHost/ensureGitea';
import { describeProblem, LabProblem } from './LabProblem';
import { Processes } from './processes/Processes';
import { LabSettings, readSettings } from './settings';
import { startLab, stopLab } from './startLab';

const USAGE =
  'npm run lab [-- up [--build-only] [--git-host] [--kind] | down [--wipe] | status]';

const say = (line: string) => process.stderr.write(`lab: ${line}\n`);

async function main(args: string[]): Promise<void> {
  const { command, flags } = read(args);
  const settings = readSettings();
  if (command === 'down') {
    const stopped = await stopLab(settings, { wipe: flags.wipe });
    say(stopped.length > 0 ? `stopped ${stopped.join(', ')}` : 'nothing ran');
  } else if (command === 'status') {
    status(settings);
  } else if (flags['build-only']) {
    await ensureBinary(settings.cache, say);
    await ensureEmulator(settings.cache, say);
    if (flags['git-host']) {
      await ensureGitea(settings.cache, say);
      await ensureFlux(settings.cache, say);
    }
    say('everything is built');
  } else {
    const began = Date.now();
    const { kubernetes, aws, git, directory } = await startLab(settings, say, {
      kind: flags.kind,
      gitHost: flags['git-host'],
    });
    say(`ready after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    process.stdout.write(
      [
        `export KUBECONFIG=${kubernetes.kubeconfigFile}`,
        `export AWS_ENDPOINT_URL=${aws.endpoint} AWS_REGION=${aws.region}`,
        `export AWS_ACCESS_KEY_ID=${aws.accessKeyId} AWS_SECRET_ACCESS_KEY=${aws.secretAccessKey}`,
        `# API server ${kubernetes.server}, issuer ${kubernetes.issuer}`,
        ...(git
          ? [
              `# Git host ${git.url}, administrator ${git.login}: ${git.tokenFile}`,
            ]
          : []),
        `# logs: ${join(directory, 'log')}; the end: npm run lab -- down`,
        '',
      ].join('\n'),
    );
  }
}

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'build-only': { type: 'boolean' },
        'git-host': { type: 'boolean' },
        kind: { type: 'boolean' },
        wipe: { type: 'boolean' },
      },
    });
    const [command = 'up', ...more] = positionals;
    if (['up', 'down', 'status'].includes(command) && more.length === 0) {
      return { command, flags: values };
    }
  } catch {
    // The error below lists the allowed commands.
  }
  throw new LabProblem('usage', `${args.join(' ')}: not understood.`, [USAGE]);
}

function status(settings: LabSettings): void {
  const processes = new Processes(settings.directory);
  const names = processes.names();
  for (const name of names) {
    const found = processes.find(name);
    process.stdout.write(
      `${name} ${found ? `runs (${found.pid})` : 'has ended'}\n`,
    );
  }
  if (names.length === 0) {
    process.stdout.write('no lab is running\n');
  }
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(describeProblem(error));
  process.exitCode =
    error instanceof LabProblem && error.code === 'usage' ? 2 : 1;
});
