import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateUserCommand,
  IAMClient,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { CoreV1Api, KubeConfig, V1Pod } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { startSandbox } from './startSandbox';
import { Sandbox, SandboxOptions } from './sandbox';
import { until } from './until';

describe('startSandbox', () => {
  const running: Sandbox[] = [];

  async function start(options: SandboxOptions) {
    const sandbox = await startSandbox(options);
    running.push(sandbox);
    return sandbox;
  }

  function coreOf(kubeconfig: string, context?: string) {
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    if (context) {
      config.setCurrentContext(context);
    }
    return config.makeApiClient(CoreV1Api);
  }

  async function namesOf(core: CoreV1Api): Promise<string[]> {
    const { items } = await core.listPodForAllNamespaces();
    return items.map(({ metadata }) => metadata?.name ?? '');
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map(each => each.close()));
  });

  it('runs several side by side on free ports, with nothing in them', async () => {
    const [first, second] = await Promise.all([
      start({ scenario: 'empty' }),
      start({ scenario: 'empty' }),
    ]);
    expect(first.clusters[0].server).not.toBe(second.clusters[0].server);
    expect(first.accounts[0].endpoint).not.toBe(second.accounts[0].endpoint);
    expect(await namesOf(coreOf(first.clusters[0].kubeconfig))).toEqual([]);
    expect(first.accounts[0].portalAccessKey).toBeUndefined();
  });

  it('gives the portal an identity when asked to, even in empty', async () => {
    const sandbox = await start({ scenario: 'empty', portalIdentity: true });
    expect(sandbox.clusters[0].portalToken).toMatch(/^ey/);
    expect(sandbox.accounts[0].portalAccessKey?.accessKeyId).toMatch(/^AKIA/);
  });

  it('lets changes of IAM spread slowly when asked to, but not what the scenario brings', async () => {
    const { accounts, aws, clock } = await start({
      scenario: 'walkthrough',
      iamPropagation: 60_000,
    });
    const [{ endpoint, rootAccessKeyId, rootSecretAccessKey }] = accounts;
    const iam = new IAMClient({
      endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    const names = async () =>
      (await iam.send(new ListUsersCommand({}))).Users!.map(
        ({ UserName }) => UserName,
      );
    expect(await names()).toContain('profile-images-reader');
    await iam.send(new CreateUserCommand({ UserName: 'new' }));
    expect(await names()).not.toContain('new');
    clock.advance(60_000);
    // Signatures allow the client's clock to be late by less than 15 minutes.
    expect(await names()).toContain('new');
    aws.iamPropagation = 0;
    await iam.send(new CreateUserCommand({ UserName: 'newer' }));
    expect(await names()).toContain('newer');
    iam.destroy();
  });

  it('frees what it had when it cannot start', async () => {
    const sandbox = await start({ scenario: 'empty' });
    const taken = Number(new URL(sandbox.accounts[0].endpoint).port);
    await expect(
      startSandbox({ scenario: 'empty', ports: { aws: taken } }),
    ).rejects.toThrow(/EADDRINUSE/);
  });

  describe('portal', () => {
    it('comes up as its manifests say: who works, who fails, who refuses', async () => {
      const sandbox = await start({ scenario: 'portal', programInterval: 500 });
      const [prod, staging, onPrem] = sandbox.clusters.map(each =>
        coreOf(each.kubeconfig),
      );
      await expect(onPrem.listNamespace()).rejects.toMatchObject({ code: 401 });

      const failing = /^(backup-agent|reporter|stream-tap)-/;
      for (const core of [prod, staging]) {
        await until('all Pods ready but those meant to fail', async () => {
          const { items } = await core.listPodForAllNamespaces();
          const unready = items.filter(
            pod =>
              pod.status?.phase !== 'Succeeded' &&
              !isReady(pod) &&
              !failing.test(pod.metadata?.name ?? ''),
          );
          return items.length > 8 && unready.length === 0;
        });
        const { items } = await core.listPodForAllNamespaces();
        expect(
          items.filter(
            pod => isReady(pod) && failing.test(pod.metadata?.name ?? ''),
          ),
        ).toEqual([]);
      }
    });
  });

  describe('writeState', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('writes what kubectl, the SDKs and the portal need, for their owner only', async () => {
      const sandbox = await start({ scenario: 'walkthrough' });
      await sandbox.writeState(directory);
      const read = (name: string) => readFile(join(directory, name), 'utf8');

      for (const name of [
        'kubeconfig',
        'eks-prod-eu.kubeconfig',
        'portal.kubeconfig',
        'aws.env',
        'app-config.sandbox.yaml',
        'catalog/all.yaml',
      ]) {
        const { mode } = await stat(join(directory, name));
        expect([name, mode % 0o1000]).toEqual([name, 0o600]);
      }
      expect(parse(await read('kubeconfig'))['current-context']).toBe(
        'eks-prod-eu',
      );
      expect(await read('aws.env')).toContain(
        `export AWS_ENDPOINT_URL=${sandbox.aws.endpoint}\n`,
      );

      const config = parse(await read('app-config.sandbox.yaml'));
      expect(config.irsa.clusters).toEqual([
        {
          name: 'eks-prod-eu',
          eksCluster: 'eks-prod-eu',
          kubeconfig: {
            file: join(directory, 'portal.kubeconfig'),
            context: 'eks-prod-eu',
          },
          accountId: '111122223333',
          region: 'eu-west-1',
        },
      ]);
      expect(config.aws.accounts[0].accessKeyId).toMatch(/^AKIA/);
      expect(await read('app-config.sandbox.yaml')).not.toContain(
        sandbox.accounts[0].rootAccessKeyId,
      );
    });

    it('gives the portal its own rights in the cluster, not those of the administrator', async () => {
      const sandbox = await start({ scenario: 'walkthrough' });
      await sandbox.writeState(directory);
      const core = coreOf(
        await readFile(join(directory, 'portal.kubeconfig'), 'utf8'),
      );
      await core.listPodForAllNamespaces();
      await expect(
        core.createNamespace({ body: { metadata: { name: 'x' } } }),
      ).rejects.toMatchObject({ code: 403 });
    });
  });
});

function isReady({ status }: V1Pod): boolean {
  return Boolean(
    status?.conditions?.some(
      ({ type, status: value }) => type === 'Ready' && value === 'True',
    ),
  );
}
