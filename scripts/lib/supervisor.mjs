import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { step } from './log.mjs';

const reaperScript = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
const pause = milliseconds =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Sends a signal to a process group. @returns {boolean} false when no process is left in it */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Starts child processes, each in its own process group, and makes sure that none outlives this process: on Ctrl-C,
 * SIGTERM, a closed terminal, the end of the npm that started this process, and even on `kill -9`.
 */
export class Supervisor {
  #children = new Map();
  #reaper;
  #stopping;
  #cleanUps = [];

  /** @param {{ exitCodeOnSignal?: number }} options */
  constructor({ exitCodeOnSignal = 0 } = {}) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (!this.#stopping) {
          step('stopping');
        }
        this.stopAll().then(() => process.exit(exitCodeOnSignal));
      });
    }
    watchParent(() => {
      this.stopAll().then(() => process.exit(exitCodeOnSignal));
    });
  }

  get stopping() {
    return Boolean(this.#stopping);
  }

  /** Runs once everything has stopped. */
  onStopped(cleanUp) {
    this.#cleanUps.push(cleanUp);
  }

  /**
   * @param {string} name for messages
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions & { onExit?: (how: string) => void }} options
   *   onExit: called when the process ends by itself
   */
  start(name, command, args, { onExit, ...options } = {}) {
    this.#reaper ??= startReaper();
    const child = spawn(command, args, { ...options, detached: true });
    this.#children.set(child, name);
    if (child.pid) {
      this.#reaper.stdin.write(`+${child.pid}\n`);
    }
    child.once('error', error => onExit?.(String(error)));
    child.once('exit', (code, signal) => {
      if (!this.#stopping && this.#children.has(child)) {
        this.#children.delete(child);
        // Processes that it started may still run.
        if (signalGroup(child.pid, 'SIGTERM') === false) {
          this.#reaper.stdin.write(`-${child.pid}\n`);
        }
        onExit?.(signal ?? `exit code ${code}`);
      }
    });
    return child;
  }

  async stop(child) {
    if (!this.#children.delete(child) || !child.pid) {
      return;
    }
    await endGroup(child.pid);
    this.#reaper.stdin.write(`-${child.pid}\n`);
  }

  stopAll() {
    this.#stopping ??= (async () => {
      await Promise.all(
        [...this.#children.keys()].map(child => this.stop(child)),
      );
      this.#reaper?.stdin.end();
      for (const cleanUp of this.#cleanUps) {
        await cleanUp();
      }
    })();
    return this.#stopping;
  }
}

function startReaper() {
  const reaper = spawn(process.execPath, [reaperScript], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  reaper.stdin.on('error', () => {});
  reaper.unref();
  reaper.stdin.unref?.();
  return reaper;
}

async function endGroup(group) {
  signalGroup(group, 'SIGTERM');
  const deadline = Date.now() + 5000;
  while (signalGroup(group, 0) && Date.now() < deadline) {
    await pause(50);
  }
  signalGroup(group, 'SIGKILL');
}

function readProcess(pid) {
  try {
    // pid (command) state parent ...; a bare Debian has no `ps`.
    const [, command, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(
      readFileSync(`/proc/${pid}/stat`, 'utf8'),
    );
    return { command, parent: Number(parent) };
  } catch {
    const { stdout } = spawnSync(
      'ps',
      ['-o', 'ppid=,comm=', '-p', String(pid)],
      { encoding: 'utf8' },
    );
    const [, parent, command] = /^\s*(\d+)\s+(.+)$/m.exec(stdout ?? '') ?? [];
    return parent
      ? { command: command.trim(), parent: Number(parent) }
      : undefined;
  }
}

/**
 * Calls back when the parent process has ended. Neither npm nor the shell between npm and this process passes a SIGKILL
 * on, so the parent of that shell is watched too.
 */
function watchParent(callback) {
  const parent = process.ppid;
  const watched = [parent];
  const info = process.env.npm_lifecycle_event
    ? readProcess(parent)
    : undefined;
  if (info && /(^|\/)(sh|dash|bash|zsh)$/.test(info.command)) {
    watched.push(info.parent);
  }
  const timer = setInterval(() => {
    const gone =
      process.ppid !== parent || watched.some(pid => pid > 1 && !isAlive(pid));
    if (!gone) {
      return;
    }
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
