import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './processes/processId';
import { Processes } from './processes/Processes';
import { LabSettings, readSettings } from './settings';
import { startLab, stopLab } from './startLab';

const SLEEPER = { command: 'sleep', args: ['60'] };

describe('the lab', () => {
  let folder: string;
  let settings: LabSettings;
  let processes: Processes;
  const path = process.env.PATH;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-lab-start-'));
    settings = {
      ...readSettings({}),
      cache: join(folder, 'cache'),
      directory: join(folder, 'run'),
    };
    processes = new Processes(settings.directory);
    mkdirSync(join(folder, 'bin'));
    // Stand-ins for a compiler and Python.
    const program = (name: string, script: string) => {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, 'bin', name), 0o755);
    };
    program(
      'go',
      `[ "$1" = env ] && { echo go1.26.0; exit; }
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\nexit 0\\n' >"$2"; chmod 755 "$2"`,
    );
    program(
      'python3',
      `case "$*" in
*version_info*) echo 3.11 ;;
"-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
*pip*) echo "#!$0" >"\${0%/*}/ministack" ;;
esac`,
    );
    process.env.PATH = `${join(folder, 'bin')}:/usr/bin:/bin`;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await stopLab(settings, { wipe: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (changed: Partial<LabSettings> = {}) =>
    startLab({ ...settings, ...changed }, () => {});

  it('starts nothing when one of its ports is taken, and says which', async () => {
    const other: Server = createServer();
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(
        start({ ports: { ...settings.ports, scheduler: port } }),
      ).rejects.toMatchObject({
        code: 'port-taken',
        message: `Port ${port} is taken.`,
        wayOut: [expect.stringContaining('LAB_PORT=')],
      });
    } finally {
      await new Promise(done => other.close(done));
    }
    expect(processes.names()).toEqual([]);
  });

  it.each<[string, Partial<LabSettings>]>([
    ['port', { ports: readSettings({ LAB_PORT: '30000' }).ports }],
    ['issuer', { issuer: 'https://oidc.example.com/id/2' }],
  ])('does not start on another %s while it runs', async (_, changed) => {
    await processes.start({ name: 'etcd', ...SLEEPER });
    writeFileSync(
      join(settings.directory, 'settings'),
      `LAB_PORT=${settings.ports.apiServer} LAB_ISSUER=${settings.issuer}`,
    );
    await expect(start(changed)).rejects.toMatchObject({
      code: 'settings-differ',
      message: expect.stringContaining('LAB_PORT=64430'),
    });
    expect(processes.names()).toEqual(['etcd']);
  });

  it('ends what it started and no more: not who has an id again, not what it does not know', async () => {
    await processes.start({ name: 'etcd', ...SLEEPER });
    const foreign = new Processes(join(folder, 'other'));
    await foreign.start({ name: 'etcd', ...SLEEPER });
    const theirs = foreign.find('etcd')!;
    const stale = { ...theirs, started: '1' };
    const pid = (name: string) => join(settings.directory, 'pid', name);
    writeFileSync(pid('kwok'), JSON.stringify(stale));
    writeFileSync(pid('gate'), 'half a fi');
    const mine = processes.find('etcd')!;
    try {
      expect(await stopLab(settings)).toEqual(['etcd']);
      expect(isRunning(mine)).toBe(false);
      expect(isRunning(theirs)).toBe(true);
      expect(readdirSync(join(settings.directory, 'pid'))).toEqual([]);
      expect(await stopLab(settings)).toEqual([]);
    } finally {
      await foreign.stop('etcd', 0);
    }
  });

  it('is not ended while somebody starts it, but right after', async () => {
    await processes.start({ name: 'etcd', ...SLEEPER });
    const starting = new Processes(folder);
    await starting.start({ name: 'starting', ...SLEEPER });
    writeFileSync(
      join(settings.directory, 'lock'),
      JSON.stringify(starting.find('starting')),
    );
    const ending = stopLab(settings, { wipe: true });
    await Promise.resolve();
    expect(processes.find('etcd')).toBeDefined();
    await starting.stop('starting', 0);
    expect(await ending).toEqual(['etcd']);
    expect(existsSync(settings.directory)).toBe(false);
  });

  it('leaves no folder behind when there was none', async () => {
    expect(await stopLab(settings)).toEqual([]);
    expect(existsSync(settings.directory)).toBe(false);
  });
});
