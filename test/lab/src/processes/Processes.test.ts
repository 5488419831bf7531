import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, startedFromStat } from './processId';
import { Processes } from './Processes';

describe('Processes', () => {
  let folder: string;
  let processes: Processes;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-lab-processes-'));
    processes = new Processes(folder);
  });
  afterEach(async () => {
    for (const name of processes.names()) {
      await processes.stop(name, 0);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const sleeper = { name: 'sleeper', command: 'sleep', args: ['60'] };

  it('starts once, finds again, and ends what it started', async () => {
    expect(await processes.start(sleeper)).toBe(true);
    expect(await processes.start(sleeper)).toBe(false);
    const found = new Processes(folder).find('sleeper')!;
    expect(isRunning(found)).toBe(true);
    expect(await processes.stop('sleeper')).toBe(true);
    expect(isRunning(found)).toBe(false);
    expect(await processes.stop('sleeper')).toBe(false);
  });

  it('leaves a process alone that only has the same id', async () => {
    await processes.start(sleeper);
    const found = processes.find('sleeper')!;
    const file = join(folder, 'pid', 'sleeper');
    writeFileSync(file, JSON.stringify({ ...found, started: '1' }));
    expect(processes.find('sleeper')).toBeUndefined();
    expect(await processes.stop('sleeper')).toBe(false);
    expect(isRunning(found)).toBe(true);
    process.kill(found.pid);
  });

  it('says what a program said that ended at once', async () => {
    await expect(
      processes
        .start({
          name: 'broken',
          command: 'sh',
          args: ['-c', 'echo no such thing >&2; exit 3'],
        })
        .then(() => {
          throw processes.ended('broken');
        }),
    ).rejects.toMatchObject({ code: 'program-ended' });
  });
});

it.each([
  ['1 (a b) c) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0', '777'],
  ['1 (x) Z 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0', undefined],
])('reads the start time of %s', (stat, expected) => {
  expect(startedFromStat(stat)).toBe(expected);
});
