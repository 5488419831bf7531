import {
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { step } from './log.mjs';

const pause = milliseconds =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/**
 * Whether the process that made the lock still runs. A lock without a readable owner counts as held for two seconds.
 */
function isHeld(directory) {
  try {
    const owner = Number(readFileSync(path.join(directory, 'pid'), 'utf8'));
    process.kill(owner, 0);
    return true;
  } catch (error) {
    if (error.code === 'EPERM') {
      return true;
    }
    const age =
      Date.now() -
      (statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return error.code !== 'ESRCH' && age < 2000;
  }
}

/**
 * Runs the action while no other process holds the same lock. A lock whose owner has died is taken over.
 * @param {string} directory the lock; its parent must exist
 * @param {() => Promise<void> | void} action
 */
export async function withLock(directory, action) {
  let said = false;
  for (;;) {
    try {
      mkdirSync(directory);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    if (isHeld(directory)) {
      if (!said) {
        step('waiting for another command that is installing');
      }
      said = true;
      await pause(300);
    } else {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  writeFileSync(path.join(directory, 'pid'), String(process.pid));
  const release = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', release);
  try {
    await action();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
