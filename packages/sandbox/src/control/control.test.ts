import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../startSandbox';
import { Sandbox } from '../sandbox';
import { writeAuditLog } from './auditLog';
import { Control, startControl } from './startControl';

describe('the control endpoint', () => {
  let sandbox: Sandbox;
  let control: Control;
  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'empty' });
    control = await startControl(sandbox);
  });
  afterAll(async () => {
    await control.close();
    await sandbox.close();
  });

  async function post(path: string, body: object, token = control.token) {
    const answer = await fetch(`${control.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  function ask(path: string): Promise<number> {
    const [{ server, caPem, adminToken }] = sandbox.clusters;
    return new Promise((resolve, reject) => {
      request(
        `${server}${path}`,
        {
          ca: caPem,
          agent: false,
          headers: { authorization: `Bearer ${adminToken}` },
        },
        response => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      )
        .on('error', reject)
        .end();
    });
  }

  it('makes requests fail, and lets them be again', async () => {
    const [{ name }] = sandbox.clusters;
    const failNext = { count: 5, code: 500, path: '/version' };
    expect(await post('/faults', { cluster: name, failNext })).toEqual({
      status: 200,
      body: {},
    });
    expect([await ask('/version'), await ask('/api')]).toEqual([500, 200]);
    await post('/faults', { cluster: name, clear: true });
    expect(await ask('/version')).toBe(200);
    await post('/faults', { cluster: name, unauthorized: true });
    expect(await ask('/version')).toBe(401);
    await post('/faults', { cluster: name, unauthorized: false });
    expect(await ask('/version')).toBe(200);
  });

  it('moves the clock', async () => {
    const before = sandbox.clock.now();
    const { body } = await post('/clock', { advanceMs: 3_600_000 });
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(sandbox.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
  });

  it('refuses without token, and commands that make no sense', async () => {
    const [{ name: cluster }] = sandbox.clusters;
    expect((await post('/clock', { advanceMs: 1 }, 'x')).status).toBe(401);
    const refused = [
      await post('/faults', { cluster: 'nowhere' }),
      await post('/faults', { cluster, latency: 5 }),
      await post('/faults', { cluster, failNext: { kind: 'odd' } }),
      await post('/clock', { advanceMs: 'much' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(refused.map(({ body }) => body.error)).toEqual([
      `cluster must be one of ${cluster}`,
      expect.stringContaining('unknown: latency'),
      expect.stringContaining('kind must be one of error, reset'),
      'advanceMs must be a number from 1 on',
    ]);
    expect((await post('/other', {})).status).toBe(404);
  });

  it('writes an audit log for its owner only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-'));
    const file = join(folder, 'audit.log');
    try {
      const stop = await writeAuditLog(sandbox, file);
      await ask('/api/v1/namespaces/default/secrets?limit=3');
      await stop();
      const [event] = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(event).toMatchObject({
        kind: 'Event',
        level: 'Metadata',
        verb: 'list',
        objectRef: { resource: 'secrets', namespace: 'default' },
      });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      await expect(
        writeAuditLog(sandbox, join(folder, 'none', 'audit.log')),
      ).rejects.toThrow('ENOENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
