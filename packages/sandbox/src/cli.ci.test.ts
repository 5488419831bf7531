import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { KubeConfig, VersionApi } from '@kubernetes/client-node';
import { startTestIssuer } from './aws/__testUtils__/TestIssuer';
import { until } from './until';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const CLI = join(__dirname, 'cli.ts');

interface Run {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
  ended: Promise<number | null>;
}

describe('the command', () => {
  const children: ChildProcess[] = [];

  function run(...args: string[]): Run {
    return runWith({}, ...args);
  }

  function runWith(env: NodeJS.ProcessEnv, ...args: string[]): Run {
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, CLI, ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
      },
    );
    children.push(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', chunk => {
      output.stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      output.stderr += chunk;
    });
    const ended = new Promise<number | null>(resolve => {
      child.on('close', code => resolve(code));
    });
    return { child, output, ended };
  }

  afterEach(() => {
    children.splice(0).forEach(child => child.kill('SIGKILL'));
  });

  it('prints one line of JSON when ready, serves, and leaves nothing behind', async () => {
    const { child, output, ended } = run('--scenario', 'walkthrough', '--json');
    await until('a line', () => {
      expect([child.exitCode, output.stderr]).toEqual([null, '']);
      return output.stdout.includes('\n');
    });
    const ready = JSON.parse(output.stdout);
    expect(ready).toEqual({
      accounts: [
        {
          id: '111122223333',
          endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
          rootAccessKeyId: expect.stringMatching(/^AKIA/),
          rootSecretAccessKey: expect.any(String),
        },
      ],
      clusters: [
        {
          name: 'eks-prod-eu',
          server: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
          kubeconfig: expect.any(String),
        },
      ],
    });
    const [cluster] = ready.clusters;
    const config = new KubeConfig();
    config.loadFromFile(cluster.kubeconfig);
    expect(config.contexts).toHaveLength(1);
    await config.makeApiClient(VersionApi).getCode();

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(dirname(cluster.kubeconfig))).toBe(false);
    expect(output.stdout.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [
      ['--scenario', 'nothing'],
      /^sandbox: unknown scenario nothing; there are .*\n$/,
    ],
    [['--colour'], /^sandbox: Unknown option '--colour'.*\n$/],
    [
      ['--port', 'x'],
      /^sandbox: --port must be a number from 1 to 65499, not x\n$/,
    ],
    [
      ['--iam-delay', '5s'],
      /^sandbox: --iam-delay must be a number of milliseconds, not 5s\n$/,
    ],
  ])('answers %j with one line and code 2', async (args, line) => {
    const { output, ended } = run(...args);
    expect(await ended).toBe(2);
    expect(output.stderr).toMatch(line);
    expect(output.stdout).toBe('');
  });

  it('names a port that is taken', async () => {
    const blocker = createServer();
    await new Promise<void>(resolve => {
      blocker.listen(0, '127.0.0.1', resolve);
    });
    const { port } = blocker.address() as AddressInfo;
    const { output, ended } = run('--scenario', 'empty', '--port', `${port}`);
    expect(await ended).toBe(2);
    expect(output.stderr).toMatch(
      new RegExp(`^sandbox: port ${port} is taken; .*\n$`),
    );
    blocker.close();
  });

  it('names the file of broken YAML', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
    writeFileSync(join(folder, 'scenario.yaml'), 'accounts: [\n');
    const { output, ended } = run('--scenario', folder);
    expect(await ended).toBe(2);
    expect(output.stderr).toMatch(/^sandbox: .*scenario\.yaml: .*\n$/);
    rmSync(folder, { recursive: true });
  });

  it('trusts the issuer of somebody else through NODE_EXTRA_CA_CERTS', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outside-issuer-'));
    const issuer = await startTestIssuer();
    try {
      const ca = join(folder, 'ca.pem');
      writeFileSync(ca, issuer.address.ca!);
      const { output } = runWith(
        { NODE_EXTRA_CA_CERTS: ca },
        ...['--scenario', 'empty', '--json'],
      );
      await until('a line', () => output.stdout.includes('\n'));
      const [account] = JSON.parse(output.stdout).accounts;
      const options = {
        endpoint: account.endpoint,
        region: 'eu-west-1',
        credentials: {
          accessKeyId: account.rootAccessKeyId,
          secretAccessKey: account.rootSecretAccessKey,
        },
      };
      const iam = new IAMClient(options);
      const host = issuer.issuer.replace('https://', '');
      const { OpenIDConnectProviderArn } = await iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: issuer.issuer,
          ClientIDList: ['sts.amazonaws.com'],
        }),
      );
      const { Role } = await iam.send(
        new CreateRoleCommand({
          RoleName: 'outsider',
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { Federated: OpenIDConnectProviderArn },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: { StringEquals: { [`${host}:sub`]: 'them' } },
            },
          }),
        }),
      );
      const assume = async (sub: string) =>
        new STSClient(options).send(
          new AssumeRoleWithWebIdentityCommand({
            RoleArn: Role!.Arn,
            RoleSessionName: 'test',
            WebIdentityToken: await issuer.sign({
              sub,
              aud: ['sts.amazonaws.com'],
              exp: Math.floor(Date.now() / 1000) + 600,
            }),
          }),
        );
      await expect(assume('them')).resolves.toMatchObject({
        SubjectFromWebIdentityToken: 'them',
      });
      await expect(assume('others')).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    } finally {
      await issuer.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('ends when the process that started it is killed', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ${JSON.stringify([
        '--require',
        TRANSFORM,
        CLI,
        '--scenario',
        'empty',
        '--json',
      ])}, { stdio: ['ignore', 'inherit', 'inherit'] });
      console.error(child.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(parent);
    let stdout = '';
    let stderr = '';
    parent.stdout.on('data', chunk => {
      stdout += chunk;
    });
    parent.stderr.on('data', chunk => {
      stderr += chunk;
    });
    await until('a line', () => stdout.includes('\n'));
    const pid = Number(stderr.split('\n')[0]);
    parent.kill('SIGKILL');
    await until('the orphan is gone', () => !isAlive(pid));
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
