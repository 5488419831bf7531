import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { renderFiles } from './renderKustomize';
import { runProgram } from './runProgram';
import { inWorkFolder, sweepWorkFolders } from './workFolder';

const OVERLAY = new Map([
  [
    'base/kustomization.yaml',
    'secretGenerator: [{ name: keys, literals: [A=secret-canary] }]\n',
  ],
  ['eu/kustomization.yaml', 'namePrefix: eu-\nresources: [../base]\n'],
]);

describe('renderFiles', () => {
  it('gives what Kustomize makes of files in memory', async () => {
    const [secret, ...others] = await renderFiles(OVERLAY, 'eu');
    expect(others).toEqual([]);
    expect(secret).toMatchObject({
      kind: 'Secret',
      metadata: { name: expect.stringMatching(/^eu-keys-[a-z0-9]{10}$/) },
    });
  });

  it('says what to install where neither program is', async () => {
    await expect(
      renderFiles(OVERLAY, 'eu', { searchPath: '/nowhere' }),
    ).rejects.toMatchObject({
      problem: 'noProgram',
      message: expect.stringMatching(/Install one of them/),
    });
  });

  it('quotes nothing of a file that cannot be rendered', async () => {
    const broken = new Map([
      ...OVERLAY,
      ['base/kustomization.yaml', 'secretGenerator: secret-canary\n'],
    ]);
    const error = await renderFiles(broken, 'eu').catch(each => each);
    expect(error).toMatchObject({ problem: 'failed' });
    expect(error.message).toMatch(/kubectl kustomize eu fails/);
    expect(error.message).not.toContain('canary');
  });

  it('reaches no server, not even on this machine', async () => {
    const own = spawnSync('unshare', ['--map-root-user', '--net', 'true']);
    if (own.status !== 0) {
      // Only the references that are refused before keep it from servers here.
      return;
    }
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('apiVersion: v1\nkind: List\nitems: []\n');
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    try {
      await expect(
        renderFiles(
          new Map([
            [
              'kustomization.yaml',
              `resources: ['http://127.0.0.1:${port}/x.yaml']\n`,
            ],
          ]),
          '',
        ),
      ).rejects.toMatchObject({ problem: 'failed' });
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });
});

describe('runProgram', () => {
  it('ends what takes too long', async () => {
    await expect(
      runProgram('sleep', ['60'], { folder: tmpdir(), timeoutMs: 50 }),
    ).rejects.toMatchObject({ problem: 'tooMuch' });
  });

  it('gives no more memory than its limit', async () => {
    const copy = (size: string) =>
      runProgram(
        'dd',
        ['if=/dev/zero', 'of=/dev/null', 'count=1', `bs=${size}`],
        { folder: tmpdir() },
      );
    await expect(copy('1M')).resolves.toBe('');
    await expect(copy('3G')).rejects.toMatchObject({ problem: 'failed' });
  });
});

describe('inWorkFolder', () => {
  it('is private, and gone afterwards, also when the work fails', async () => {
    let folder = '';
    await expect(
      inWorkFolder(new Map([['a/b.yaml', 'x']]), async at => {
        folder = at;
        expect((await stat(at)).mode.toString(8)).toMatch(/700$/);
        expect((await stat(path.join(at, 'a/b.yaml'))).mode & 0o77).toBe(0);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses a path that leads out', async () => {
    await expect(
      inWorkFolder(new Map([['../x', 'y']]), async () => undefined),
    ).rejects.toThrow(RangeError);
  });

  it('removes what a killed process has left, and nothing of a living one', async () => {
    const child = spawn('sleep', ['60']);
    const host = hostname().replace(/[^A-Za-z0-9]/g, '');
    const left = await mkdtemp(
      path.join(tmpdir(), `irsa-render-${host}-${child.pid}-0a1b2c3d-`),
    );
    await mkdir(path.join(left, 'a'));
    await writeFile(path.join(left, 'a/secret.yaml'), 'x');
    try {
      await sweepWorkFolders();
      expect(existsSync(left)).toBe(true);
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await sweepWorkFolders();
      expect(existsSync(left)).toBe(false);
    } finally {
      await rm(left, { recursive: true, force: true });
    }
  });
});
