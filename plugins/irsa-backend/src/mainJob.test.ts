/**
 * The main job through the REST API, with the sandbox over HTTP: list, plan, start, prove, preview, roll back, list
 * again. At the end the test searches for every value of every Secret in the database, the log, the audit trail and
 * every answer.
 */
import {
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Migration,
  Plan,
  Preview,
  WorkloadPage,
} from 'backstage-plugin-irsa-common';
import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { portalDatabases } from './__testUtils__/portalDatabases';
import { irsaPlugin } from './plugin';

/** Milliseconds until a change of IAM reaches STS, S3 and lists. AWS needs seconds too. */
const IAM_DELAY = 2_000;

const workload = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};

/** Shows the unexpected answer, which a bare status would not. */
function answered(response: request.Response, status: number) {
  if (response.status !== status) {
    throw new Error(
      `Expected ${status}, got ${response.status}: ${response.text}`,
    );
  }
}

describe('the main job', () => {
  let sandbox: Sandbox;
  let folder: string;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let pools: ReturnType<typeof portalDatabases>;
  let admin: KubeConfig;
  const seen: string[] = [];

  const logger = (): ReturnType<typeof mockServices.logger.mock> => {
    const write = (...parts: unknown[]) => {
      seen.push(
        parts
          .map(p => (p instanceof Error ? `${p}${p.stack}` : JSON.stringify(p)))
          .join(' '),
      );
    };
    return mockServices.logger.mock({
      debug: write,
      info: write,
      warn: write,
      error: write,
      child: () => logger(),
    });
  };

  const api = {
    async get<T>(path: string, status = 200): Promise<T> {
      const response = await request(backend.server).get(`/api/irsa${path}`);
      seen.push(response.text);
      answered(response, status);
      return response.body;
    },
    async post<T>(path: string, body: object, status: number): Promise<T> {
      const response = await request(backend.server)
        .post(`/api/irsa${path}`)
        .send(body);
      if (!path.endsWith('/reveal')) {
        seen.push(response.text);
      }
      answered(response, status);
      return response.body;
    },
  };

  const settled = (id: string) =>
    until(
      () => api.get<Migration>(`/migrations/${id}`),
      m => !['queued', 'running', 'stopping', 'rollingBack'].includes(m.status),
    );

  const deployment = () =>
    admin
      .makeApiClient(AppsV1Api)
      .readNamespacedDeployment({ name: 'test', namespace: 'production' });

  /** Without the portal: the cluster's administrator makes a token of a ServiceAccount, and STS gets it. */
  async function assumeAs(serviceAccount: string, migration: Migration) {
    const core = admin.makeApiClient(CoreV1Api);
    const { status } = await core.createNamespacedServiceAccountToken({
      name: serviceAccount,
      namespace: 'production',
      body: {
        spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 600 },
      },
    } as never);
    return new STSClient(outside()).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: migration.target.roleArn,
        RoleSessionName: 'outside',
        WebIdentityToken: status!.token,
      }),
    );
  }

  async function keyLastUse() {
    const iam = new IAMClient(outside());
    const { AccessKeyMetadata } = await iam.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    const { AccessKeyLastUsed } = await iam.send(
      new GetAccessKeyLastUsedCommand({
        AccessKeyId: AccessKeyMetadata![0].AccessKeyId,
      }),
    );
    return AccessKeyLastUsed;
  }

  function outside() {
    const [account] = sandbox.accounts;
    return {
      endpoint: account.endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: account.rootAccessKeyId,
        secretAccessKey: account.rootSecretAccessKey,
      },
    };
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-main-job-'));
    sandbox = await startSandbox({
      scenario: 'walkthrough',
      programInterval: 500,
      iamPropagation: IAM_DELAY,
    });
    await sandbox.writeState(folder);
    admin = new KubeConfig();
    admin.loadFromFile(join(folder, 'kubeconfig'));
    await until(deployment, d => (d.status?.readyReplicas ?? 0) >= 1);
    const overlay = parse(
      readFileSync(join(folder, 'app-config.sandbox.yaml'), 'utf8'),
    );
    const entities = readdirSync(join(folder, 'catalog'))
      .filter(name => name === 'all.yaml')
      .flatMap(name =>
        readFileSync(join(folder, 'catalog', name), 'utf8')
          .split(/^---$/m)
          .map(text => parse(text))
          .filter(Boolean),
      );
    pools = portalDatabases();
    backend = await startTestBackend({
      features: [
        irsaPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: {
                client: 'better-sqlite3',
                connection: { directory: join(folder, 'db') },
              },
            },
            ...overlay,
            catalog: undefined,
            irsa: {
              ...overlay.irsa,
              migration: {
                injectionWait: { milliseconds: 200 },
                watch: { milliseconds: 200 },
                propagationTimeout: { seconds: 20 },
              },
            },
          },
        }),
        pools.factory,
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/mock',
            ownershipEntityRefs: ['group:default/team-profile'],
          }),
        }).factory,
        catalogServiceMock.factory({
          entities: entities.map(e => ({
            ...e,
            metadata: { namespace: 'default', ...e.metadata },
          })),
        }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger(),
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await pools?.close();
    await sandbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes there and back again', async () => {
    const before = await deployment();

    await api.post('/scans', {}, 200);
    const page = await api.get<WorkloadPage>('/workloads?status=static');
    const found = page.items.find(
      item => item.id === 'eks-prod-eu/production/Deployment/test',
    )!;
    expect(found).toMatchObject({
      status: 'static',
      references: [
        {
          location: 'envFrom-secret',
          objectName: 'aws-secrets',
          verdict: 'static-aws',
        },
      ],
      keys: [{ state: 'active', userName: 'profile-images-reader' }],
    });

    const plan = await api.post<Plan>('/plans', { workload }, 201);
    expect(plan.checks.filter(check => check.state === 'blocked')).toEqual([]);
    expect(plan.status).toBe('ready');
    const acknowledgements = plan.checks
      .filter(c => c.state === 'warning')
      .map(c => c.id);

    const started = await api.post<Migration>(
      '/migrations',
      {
        planId: plan.id,
        planHash: plan.hash,
        idempotencyKey: 'main-job-1',
        acknowledgements,
      },
      201,
    );
    const again = await api.post<Migration>(
      '/migrations',
      {
        planId: plan.id,
        planHash: plan.hash,
        idempotencyKey: 'main-job-1',
        acknowledgements,
      },
      201,
    );
    expect(again.id).toBe(started.id);
    // Another tab, or another person: told which migration the plan has become.
    const late = await api.post<{ error: { migrationId: string } }>(
      '/migrations',
      {
        planId: plan.id,
        planHash: plan.hash,
        idempotencyKey: 'main-job-late',
        acknowledgements,
      },
      409,
    );
    expect(late.error.migrationId).toBe(started.id);

    const soaking = await settled(started.id);
    const log = await api.get<{ items: { message: string }[] }>(
      `/migrations/${started.id}/events?after=0`,
    );
    expect({
      status: soaking.status,
      reason: soaking.statusReason,
      log: log.items.map(i => i.message),
    }).toMatchObject({ status: 'soaking' });
    expect(log.items.map(item => item.message)).toContainEqual(
      expect.stringContaining('AWS does not accept the role yet'),
    );
    expect(soaking.proofs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'L0', state: 'proven' }),
        expect.objectContaining({ level: 'L1', state: 'proven' }),
      ]),
    );

    const moved = await deployment();
    expect(moved.spec?.template.spec?.containers[0].envFrom ?? []).toEqual([]);
    const pods = await admin.makeApiClient(CoreV1Api).listNamespacedPod({
      namespace: 'production',
      labelSelector: 'app=test',
    });
    for (const pod of pods.items.filter(p => !p.metadata?.deletionTimestamp)) {
      const names = pod.spec!.containers[0].env?.map(e => e.name) ?? [];
      expect(names).toContain('AWS_ROLE_ARN');
      expect(names).not.toContain('AWS_ACCESS_KEY_ID');
    }

    await expect(assumeAs('test', soaking)).resolves.toMatchObject({
      SubjectFromWebIdentityToken: 'system:serviceaccount:production:test',
    });
    await expect(assumeAs('default', soaking)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const lastUse = await keyLastUse();
    const calls = () =>
      sandbox.aws.calls.filter(
        call =>
          call.service === 's3' &&
          call.principalArn?.includes(':assumed-role/'),
      ).length;
    const sofar = calls();
    await until(
      async () => calls(),
      count => count > sofar + 2,
    );
    expect(await keyLastUse()).toEqual(lastUse);

    const preview = await api.post<Preview>(
      '/previews',
      {
        workload,
        bucket: 'profile-images',
        key: 'alice.png',
        methods: ['HEAD', 'GET'],
        expirySeconds: 60,
      },
      201,
    );
    expect(preview).toMatchObject({
      verdict: 'same',
      sides: [{ state: 'ok' }, { state: 'ok' }],
    });
    const role = preview.sides.find(side => side.identity === 'role')!;
    expect(role.arn).toContain(':assumed-role/');
    const probe = role.probes.find(p => p.method === 'GET')!;
    const link = await api.post<{ url: string }>(
      `/previews/${preview.id}/links/${probe.linkId}/reveal`,
      {},
      200,
    );
    expect((await fetch(link.url)).status).toBe(200);

    await api.post(
      `/migrations/${started.id}/rollback`,
      { reason: 'to see it go back' },
      202,
    );
    const back = await settled(started.id);
    expect({ status: back.status, reason: back.statusReason }).toMatchObject({
      status: 'rolledBack',
    });
    const after = await deployment();
    expect(after.spec?.template).toEqual(before.spec?.template);
    const account = await admin
      .makeApiClient(CoreV1Api)
      .readNamespacedServiceAccount({ name: 'test', namespace: 'production' });
    expect(account.metadata?.annotations ?? {}).not.toHaveProperty(
      'eks.amazonaws.com/role-arn',
    );

    const listed = await api.get<WorkloadPage>('/workloads?q=test');
    expect(listed.items.find(item => item.id === found.id)?.status).toMatch(
      /static|rolledBack/,
    );
  });

  it('refuses a plan when the world has moved', async () => {
    const plan = await api.post<Plan>('/plans', { workload }, 201);
    await admin.makeApiClient(AppsV1Api).patchNamespacedDeployment({
      name: 'test',
      namespace: 'production',
      body: [
        {
          op: 'add',
          path: '/spec/template/metadata/annotations',
          value: { changed: 'by-someone' },
        },
      ],
    });
    const refusal = await api.post<{
      error: { name: string; changedSince: unknown[]; newPlanId?: string };
    }>(
      '/migrations',
      {
        planId: plan.id,
        planHash: plan.hash,
        idempotencyKey: 'main-job-2',
        acknowledgements: plan.checks
          .filter(c => c.state === 'warning')
          .map(c => c.id),
      },
      409,
    );
    expect(refusal.error.changedSince.length).toBeGreaterThan(0);
    expect(refusal.error.newPlanId).toBeDefined();
  });

  it.each([
    [
      'unknown cluster',
      '/plans',
      { workload: { ...workload, cluster: 'nowhere' } },
      404,
      /nowhere/,
    ],
    [
      'vanished workload',
      '/plans',
      { workload: { ...workload, name: 'gone' } },
      404,
      /gone/,
    ],
    [
      'unknown field',
      '/plans',
      { workload, extra: true },
      400,
      /extra|additional/,
    ],
    [
      'odd kind',
      '/plans',
      { workload: { ...workload, kind: '../../Secret' } },
      400,
      /Secret|kind/,
    ],
    [
      'foreign plan',
      '/migrations',
      { planId: 'x', planHash: 'y', idempotencyKey: 'main-job-3' },
      404,
      /plan/i,
    ],
    [
      'bucket that is none',
      '/previews',
      {
        workload,
        bucket: 'http://x',
        key: 'a',
        methods: ['GET'],
        expirySeconds: 60,
      },
      400,
      /bucket|pattern/,
    ],
  ])('answers %s with what is wrong', async (_, path, body, status, words) => {
    const refusal = await api.post<{ error: { message: string } }>(
      path,
      body,
      status,
    );
    expect(refusal.error.message).toMatch(words);
  });

  it('has let no secret value out', async () => {
    const secrets = await admin
      .makeApiClient(CoreV1Api)
      .listSecretForAllNamespaces();
    const values = secrets.items
      .flatMap(secret => Object.values(secret.data ?? {}))
      .map(value => Buffer.from(value, 'base64').toString('utf8'))
      .filter(value => value.length >= 8);
    expect(values.length).toBeGreaterThan(0);
    const databases = readdirSync(join(folder, 'db'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(databases.join('')).toContain('profile-images');
    for (const value of values) {
      for (const form of [value, Buffer.from(value).toString('base64')]) {
        expect(databases.some(text => text.includes(form))).toBe(false);
        expect(seen.some(text => text?.includes(form))).toBe(false);
      }
    }
  });
});
