import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { CANARY, FAKE_ID, podWithKey } from './__testUtils__/values';

const packageFolder = path.resolve(__dirname, '..');
const bin = path.join(packageFolder, 'bin/irsa-audit');

function irsaAudit(
  args: string[],
  options: { cwd?: string; input?: string; bin?: string } = {},
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [options.bin ?? bin, ...args],
    {
      cwd: options.cwd,
      input: options.input ?? '',
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { status, stdout, stderr };
}

/** Errors that can occur near a secret. */
const LEAKY: Record<string, string | Buffer> = {
  'pod.yaml': podWithKey('a'),
  'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: s, annotations: {x: "${CANARY}"}}\nstringData:\n  AWS_ACCESS_KEY_ID: ${FAKE_ID}\n  AWS_SECRET_ACCESS_KEY: ${CANARY}\n  ${CANARY.replace(
    /\W/g,
    '',
  )}: "1"\n`,
  'tab.yaml': `kind: Secret\nstringData:\n\tx: ${CANARY}\n`,
  'quote.yaml': `kind: Secret\nstringData:\n  x: "${CANARY}\n`,
  'anchor.yaml': `kind: Secret\nx: *${CANARY}\n`,
  'tag.yaml': `kind: Secret\nx: !!int ${CANARY}\ny: !${CANARY} z\n`,
  'indent.yaml': `kind: Secret\nstringData:\n  a: 1\n ${CANARY}: 2\n`,
  'key.yaml': `kind: Secret\n${CANARY}\nb: 1\n`,
  'merge.yaml': `kind: Secret\n<<: ${CANARY}\n`,
  'broken.json': `{"kind": "Secret", "data": {"x": "${CANARY}"`,
  'lines.jsonl': `{"kind": "Secret", "x": "${CANARY}"}\n{"kind": ${CANARY}}\n`,
  'template.yaml': `kind: Secret\nx: {{ .Values.${CANARY} }}: ${CANARY}\n`,
  'latin.yaml': Buffer.from(`kind: Secret\nx: ${CANARY}\xe9\n`, 'latin1'),
  'kustomization.yaml': `secretGenerator:\n  - name: g\n    literals: ["AWS_SECRET_ACCESS_KEY=${CANARY}", "${CANARY}"]\n`,
  'args.yaml': `kind: Pod\nmetadata: {name: b}\nspec: {containers: [{name: c, args: ["-Daws.secretKey=${CANARY}", "s3://${FAKE_ID}:${CANARY}@b"]}]}\n`,
};

// Processes, on machines that have much else to do.
describe('the program', () => {
  let running: ChildProcess | undefined;

  afterEach(() => {
    running?.kill('SIGKILL');
    running = undefined;
  });

  it.each(['table', 'json', 'csv', 'sarif', 'ocsf'])(
    'shows no value as %s, nor in what it says about broken files',
    format => {
      const cwd = makeFolder(LEAKY);
      const wide = ['json', 'csv'].includes(format) ? ['--wide'] : [];
      const all = irsaAudit(['files', '.', '--format', format, ...wide], {
        cwd,
      });
      expect(all.status).toBe(1);
      expect(all.stdout).toContain('AWS_SECRET_ACCESS_KEY');
      expect(all.stderr).toContain('not valid YAML');
      expect(all.stderr).not.toContain('unexpected');
      expect(all.stdout + all.stderr).not.toContain(CANARY);
      expect(all.stdout + all.stderr).not.toContain(FAKE_ID);
    },
  );

  it.each(Object.keys(LEAKY))('shows no value of %s alone', name => {
    const input = LEAKY[name];
    const cwd = makeFolder({ [name]: input });
    const { stdout, stderr } = irsaAudit(['files', name, '-f', 'json'], {
      cwd,
    });
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stdout + stderr).not.toContain(FAKE_ID);
    expect(stderr).not.toContain('unexpected');
    expect(() => JSON.parse(stdout)).not.toThrow();
  });

  it('writes all of a large report into a pipe', () => {
    const input = Array.from({ length: 3000 }, (_, index) =>
      podWithKey(`pod-${index}`),
    ).join('---\n');
    const { stdout, status } = irsaAudit(['files', '-', '-f', 'json'], {
      input,
    });
    expect(JSON.parse(stdout)).toHaveLength(3000);
    expect(status).toBe(1);
  });

  it('minds no reader that leaves early', async () => {
    const cwd = makeFolder({
      'a.yaml': Array.from({ length: 3000 }, (_, index) =>
        podWithKey(`pod-${index}`),
      ).join('---\n'),
    });
    running = spawn(process.execPath, [bin, 'files', 'a.yaml', '-f', 'json'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    running.stderr!.on('data', chunk => {
      stderr += chunk;
    });
    running.stdout!.destroy();
    const [code] = await once(running, 'close');
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/EPIPE|unexpected|at /);
  });

  it('leaves with 130 on Ctrl-C while a cluster is silent', async () => {
    const server = http.createServer();
    const asked = once(server, 'request');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const cwd = makeFolder({
      kubeconfig: JSON.stringify({
        clusters: [
          { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } },
        ],
        users: [{ name: 'c', user: { token: CANARY } }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
        'current-context': 'c',
      }),
    });
    running = spawn(
      process.execPath,
      [bin, 'cluster', '--kubeconfig', 'kubeconfig', '-f', 'json'],
      { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    running.stdout!.on('data', chunk => {
      output += chunk;
    });
    const closed = once(running, 'close');
    await asked;
    running.kill('SIGINT');
    const [code] = await closed;
    server.closeAllConnections();
    server.close();
    expect({ code, output }).toEqual({ code: 130, output: '' });
  });

  it('works where only the built package is', () => {
    const build = spawnSync(
      process.execPath,
      [path.join(packageFolder, 'scripts/build.mjs')],
      { encoding: 'utf8' },
    );
    expect(build.stderr).toBe('');
    const installed = makeFolder();
    for (const part of ['bin', 'dist', 'package.json']) {
      fs.cpSync(path.join(packageFolder, part), path.join(installed, part), {
        recursive: true,
      });
    }
    const built = path.join(installed, 'bin/irsa-audit');
    const found = irsaAudit(['files', '-', '-f', 'json'], {
      bin: built,
      cwd: installed,
      input: podWithKey('a'),
    });
    expect(JSON.parse(found.stdout)).toHaveLength(1);
    expect(found.status).toBe(1);
    expect(irsaAudit(['--version'], { bin: built }).stdout).toMatch(
      /^\d+\.\d+/,
    );
    expect(irsaAudit(['files', '--help'], { bin: built }).status).toBe(0);
    expect(
      fs.readFileSync(path.join(installed, 'dist/LICENSES.txt'), 'utf8'),
    ).toContain('commander');
  });
});
