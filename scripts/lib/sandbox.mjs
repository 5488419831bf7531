import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Problem, step } from './log.mjs';
import { nodeTransform, root, sandboxCli, shown } from './paths.mjs';
import { publicDescription } from './sandboxDescription.mjs';

/** The arguments for Node that run the sandbox command. */
export function sandboxArguments(args) {
  return ['--require', nodeTransform, sandboxCli, ...args];
}

/**
 * Starts a sandbox with a fresh world and waits until it is ready.
 * @param {{ supervisor: import('./supervisor.mjs').Supervisor, node: string, env: object, scenario: string,
 *   stateDirectory: string, onExit: (how: string) => void }} options
 * @returns {Promise<{ description: string, directory: string }>} description: one line of JSON that names its accounts
 *   and clusters, without their keys
 */
export async function startSandbox({
  supervisor,
  node,
  env,
  scenario,
  stateDirectory,
  onExit,
}) {
  step(`starting the sandbox, scenario ${scenario}`);
  rmSync(stateDirectory, { recursive: true, force: true });
  mkdirSync(stateDirectory, { recursive: true });
  const logFile = path.join(stateDirectory, 'sandbox.log');
  const log = createWriteStream(logFile);
  let tail = '';
  const keep = chunk => {
    log.write(chunk);
    tail = (tail + chunk).slice(-2000);
  };

  return new Promise((resolve, reject) => {
    let ready = false;
    const fail = reason => {
      clearTimeout(timer);
      const lastWords = tail.trim().split('\n').slice(-12).join('\n    ');
      reject(
        new Problem(`The sandbox ${reason}.\n\n    ${lastWords}\n`, [
          `Its whole output: ${shown(logFile)}`,
        ]),
      );
    };
    const timer = setTimeout(
      () => fail('was not ready within 90 seconds'),
      90_000,
    );
    const child = supervisor.start(
      'sandbox',
      node,
      sandboxArguments([
        '--scenario',
        scenario,
        '--state-dir',
        stateDirectory,
        '--json',
      ]),
      {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        onExit: how =>
          ready ? onExit(how) : fail(`ended before it was ready (${how})`),
      },
    );
    child.stderr.on('data', keep);
    createInterface({ input: child.stdout }).on('line', line => {
      const description = publicDescription(line);
      if (ready || !description) {
        keep(`${line}\n`);
        return;
      }
      ready = true;
      clearTimeout(timer);
      resolve({ description, directory: stateDirectory });
    });
  });
}
