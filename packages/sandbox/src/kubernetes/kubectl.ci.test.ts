import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from './clusterForTests';

const PRESENT = spawnSync('kubectl', ['version', '--client']).status === 0;
const describeIfPresent = PRESENT ? describe : describe.skip;

describeIfPresent('plain kubectl', () => {
  let cluster: TestCluster;
  let folder: string;

  beforeAll(async () => {
    cluster = await clusterForTests();
    folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
    writeFileSync(join(folder, 'config'), cluster.kubeconfig());
    writeFileSync(
      join(folder, 'app.yaml'),
      [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'keys', namespace: 'default' },
          stringData: { KEY: 'value' },
        },
        deploymentManifest('web', {
          containers: [
            {
              name: 'app',
              image: 'app:1',
              envFrom: [{ secretRef: { name: 'keys' } }],
            },
          ],
        }),
      ]
        .map(manifest => stringify(manifest))
        .join('---\n'),
    );
  });
  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  function kubectl(...args: string[]): Promise<string> {
    const environment = {
      ...process.env,
      HOME: folder,
      KUBECONFIG: join(folder, 'config'),
    };
    return new Promise((resolve, reject) => {
      execFile('kubectl', args, { env: environment }, (error, out, problem) =>
        error ? reject(new Error(problem || error.message)) : resolve(out),
      );
    });
  }

  it('applies, rolls, shows, undoes and deletes', async () => {
    const file = join(folder, 'app.yaml');
    expect(await kubectl('apply', '-f', file)).toBe(
      'secret/keys created\ndeployment.apps/web created\n',
    );
    expect(await kubectl('apply', '-f', file)).toContain(
      'deployment.apps/web unchanged',
    );
    const status = ['rollout', 'status', 'deployment/web', '--timeout=10s'];
    expect(await kubectl(...status)).toContain('successfully rolled out');
    expect(await kubectl('get', 'deployments')).toMatch(
      /NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +1\/1 +1 +1 +\d+s/,
    );
    await kubectl('set', 'image', 'deployment/web', 'app=app:2');
    await kubectl(...status);
    await kubectl('rollout', 'restart', 'deployment/web');
    await kubectl(...status);
    await kubectl('rollout', 'undo', 'deployment/web', '--to-revision=1');
    await kubectl(...status);
    const image = 'jsonpath={.spec.template.spec.containers[0].image}';
    expect(await kubectl('get', 'deploy', 'web', '-o', image)).toBe('app:1');
    expect(await kubectl('rollout', 'history', 'deploy/web')).toMatch(
      /2 +<none>\n3 +<none>\n4 +<none>/,
    );
    expect(await kubectl('describe', 'deployment', 'web')).toContain(
      'Scaled up replica set',
    );
    expect(await kubectl('logs', 'deploy/web')).toBe('hello from app:1\n');
    expect(await kubectl('delete', '-f', file)).toContain('deleted');
  });

  it('applies on the server, diffs conflicts and answers auth can-i', async () => {
    const file = join(folder, 'app.yaml');
    await kubectl('apply', '--server-side', '-f', file);
    await kubectl('scale', 'deploy/web', '--replicas=2');
    await expect(kubectl('apply', '--server-side', '-f', file)).rejects.toThrow(
      'conflict with "kubectl"',
    );
    await kubectl('apply', '--server-side', '--force-conflicts', '-f', file);
    expect(await kubectl('auth', 'can-i', 'delete', 'pods')).toBe('yes\n');
    await expect(
      kubectl(
        'auth',
        'can-i',
        'delete',
        'pods',
        '--as=system:serviceaccount:default:default',
      ),
    ).rejects.toThrow();
    const token = await kubectl('create', 'token', 'default');
    expect(token.trim().split('.')).toHaveLength(3);
    await kubectl('create', 'secret', 'generic', 'made', '--from-literal=A=b');
    expect(
      await kubectl('get', 'secret', 'made', '-o', 'jsonpath={.data.A}'),
    ).toBe('Yg==');
    await kubectl('create', 'namespace', 'other');
    await kubectl(
      'create',
      'role',
      'reader',
      '--verb=get',
      '--resource=pods',
      '-n',
      'other',
    );
    await kubectl(
      'create',
      'rolebinding',
      'reader',
      '--role=reader',
      '--serviceaccount=other:robot',
      '-n',
      'other',
    );
    expect(
      await kubectl(
        ...['auth', 'can-i', 'get', 'pods', '-n', 'other'],
        '--as=system:serviceaccount:other:robot',
      ),
    ).toBe('yes\n');
    await kubectl('create', 'serviceaccount', 'robot', '-n', 'other');
    await kubectl('delete', 'deploy', 'web', '--cascade=foreground');
  });
});
