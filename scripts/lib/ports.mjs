import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { Problem } from './log.mjs';

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: chosen } = server.address();
      server.close(() => resolve(chosen));
    });
  });
}

/** Whether anything on this machine listens on the port, on IPv4 or IPv6 loopback or on every interface. */
async function isPortTaken(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    try {
      await listenOnce(port, host);
    } catch (error) {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        return true;
      }
    }
  }
  return false;
}

/** A free port on loopback. */
export function findFreePort() {
  return listenOnce(0, '127.0.0.1');
}

/** @returns {string | undefined} such as `node (pid 123)`, when the system reports it */
function describePortOwner(port) {
  const fromProc =
    process.platform === 'linux' ? findOwnerInProc(port) : undefined;
  if (fromProc) {
    return fromProc;
  }
  const result = spawnSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
    { encoding: 'utf8' },
  );
  const pid = /^p(\d+)$/m.exec(result.stdout ?? '')?.[1];
  const command = /^c(.+)$/m.exec(result.stdout ?? '')?.[1];
  return pid ? `${command ?? 'a process'} (pid ${pid})` : undefined;
}

function findOwnerInProc(port) {
  const inodes = new Set();
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of attempt(() =>
      readFileSync(table, 'utf8').split('\n').slice(1),
    ) ?? []) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(`:${hexPort}`) && fields[3] === '0A') {
        inodes.add(`socket:[${fields[9]}]`);
      }
    }
  }
  if (inodes.size === 0) {
    return undefined;
  }
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    for (const descriptor of attempt(() => readdirSync(`/proc/${pid}/fd`)) ??
      []) {
      if (
        inodes.has(attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)))
      ) {
        const command = attempt(() =>
          readFileSync(`/proc/${pid}/cmdline`, 'utf8')
            .split('\0')
            .join(' ')
            .trim(),
        );
        return `pid ${pid}: ${command?.slice(0, 100) || 'unknown command'}`;
      }
    }
  }
  return undefined;
}

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** @param {{ port: number, use: string, flag: string }[]} wanted */
export async function requireFreePorts(wanted) {
  for (const { port, use, flag } of wanted) {
    if (!(await isPortTaken(port))) {
      continue;
    }
    const owner = describePortOwner(port);
    const pid = /pid (\d+)/.exec(owner ?? '')?.[1];
    throw new Problem(
      `Port ${port}, wanted for ${use}, is taken${
        owner ? ` by ${owner}` : ''
      }.`,
      [
        pid
          ? `If it is a portal you forgot about, stop it: kill ${pid}`
          : 'Stop what uses it.',
        `Or use another port: ${flag} ${port + 100}`,
      ],
    );
  }
}
