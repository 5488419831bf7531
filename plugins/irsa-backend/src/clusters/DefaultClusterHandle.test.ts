import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppsV1Api } from '@kubernetes/client-node';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { ClusterConfig } from '../config/IrsaConfig';
import { DefaultClusterHandle } from './DefaultClusterHandle';

describe('DefaultClusterHandle', () => {
  let sandbox: Sandbox;
  let folder: string;
  let base: ClusterConfig;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
    folder = mkdtempSync(join(tmpdir(), 'irsa-clusters-'));
    const [{ server, caPem, portalToken }] = sandbox.clusters;
    base = {
      name: 'one',
      auth: { kind: 'token', token: portalToken! },
      server,
      caData: Buffer.from(caPem).toString('base64'),
      audience: 'sts.amazonaws.com',
    };
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await sandbox?.close();
  });

  it('reads by request and by typed client, and knows issuer and itself', async () => {
    const handle = new DefaultClusterHandle(base);
    const path = '/apis/apps/v1/namespaces/production/deployments/test';
    const object = await handle.request<{ metadata: { name: string } }>({
      path,
    });
    expect(object.metadata.name).toBe('test');
    const api = await handle.client(AppsV1Api);
    const same = await api.readNamespacedDeployment({
      name: 'test',
      namespace: 'production',
    });
    expect(same.metadata?.name).toBe('test');
    expect(await handle.issuer()).toBe(sandbox.clusters[0].issuer);
    expect(await handle.principal()).toBe(
      'system:serviceaccount:irsa-system:irsa-portal',
    );
  });

  it('reads a token file again after it was renewed', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'expired');
    const handle = new DefaultClusterHandle({
      ...base,
      auth: { kind: 'tokenFile', file },
    });
    await expect(handle.principal()).rejects.toMatchObject({
      details: { kind: 'credentials', status: 401 },
    });
    writeFileSync(file, `${sandbox.clusters[0].portalToken}\n`);
    expect(await handle.principal()).toContain('irsa-portal');
  });

  it('reads a kubeconfig', async () => {
    const file = join(folder, 'config');
    writeFileSync(file, sandbox.clusters[0].kubeconfig);
    const handle = new DefaultClusterHandle({
      name: 'one',
      auth: { kind: 'kubeconfig', file },
      audience: 'sts.amazonaws.com',
    });
    expect(await handle.request({ path: '/api/v1/namespaces' })).toMatchObject({
      kind: 'NamespaceList',
    });
    rmSync(file);
    await expect(handle.kubeConfig()).rejects.toThrow(/is gone/);
  });

  it('refuses a server whose certificate it does not trust', async () => {
    const handle = new DefaultClusterHandle({ ...base, caData: undefined });
    await expect(handle.principal()).rejects.toMatchObject({
      details: { kind: 'untrusted' },
      message: expect.stringContaining('caData'),
    });
  });

  it('names the right that is missing', async () => {
    const handle = new DefaultClusterHandle(base);
    await expect(
      handle.request({
        method: 'DELETE',
        path: '/api/v1/namespaces/production',
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('delete namespaces'),
    });
  });
});
