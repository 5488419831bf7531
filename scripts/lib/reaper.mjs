// Ends the registered process groups when its parent has ended, for whatever reason. Supervisor starts it. The parent
// writes `+PID` and `-PID` lines, and keeps the pipe open while it lives.
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

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

const lines = createInterface({ input: process.stdin });
lines.on('line', line => {
  if (line.startsWith('+')) {
    groups.add(Number(line.slice(1)));
  } else {
    groups.delete(Number(line.slice(1)));
  }
});
lines.on('close', () => {
  signalAll('SIGTERM');
  const deadline = Date.now() + 5000;
  const poll = setInterval(() => {
    if (Date.now() > deadline) {
      signalAll('SIGKILL');
    }
    signalAll(0);
    if (groups.size === 0 || Date.now() > deadline + 1000) {
      clearInterval(poll);
      process.exit(0);
    }
  }, 100);
});
