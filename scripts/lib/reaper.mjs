// Ends the process groups it was told about when its parent is gone, whatever way the parent went.
// Started by Supervisor; the parent writes `+PID` and `-PID` lines and never closes the pipe while it lives.
import { createInterface } from 'node:readline';

const groups = new Set();
const signalAll = signal => {
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch {
      groups.delete(group);
    }
  }
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

const lines = createInterface({ input: process.stdin });
lines.on('line', line => {
  if (line.startsWith('+')) groups.add(Number(line.slice(1)));
  else groups.delete(Number(line.slice(1)));
});
lines.on('close', () => {
  signalAll('SIGTERM');
  const deadline = Date.now() + 5000;
  const poll = setInterval(() => {
    if (Date.now() > deadline) signalAll('SIGKILL');
    signalAll(0);
    if (groups.size === 0 || Date.now() > deadline + 1000) {
      clearInterval(poll);
      process.exit(0);
    }
  }, 100);
});
