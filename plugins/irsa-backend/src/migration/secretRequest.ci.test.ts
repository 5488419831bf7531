import { Migration } from 'backstage-plugin-irsa-common';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { until } from '@internal/sandbox/until';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { MemoryHost } from '../requests/__testUtils__/MemoryHost';
import { applyApplication } from './__testUtils__/GitOwned';
import { seenOf } from './__testUtils__/seen';
import { retire, startSoaking } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { RetireRequest } from './types';

const URL = 'https://git.example.com/acme/deploy';
const FILE = 'production/secret.yaml';
const SECRET = '/api/v1/namespaces/production/secrets/aws-secrets';
const DAY = 86_400_000;
const ACT: RetireRequest = {
  act: 'request-secret-removal',
  confirm: 'aws-secrets',
};
const TEXT = `# Of the pipeline.
apiVersion: v1
kind: Secret
metadata:
  name: aws-secrets
stringData:
  AWS_ACCESS_KEY_ID: value-canary
  AWS_SECRET_ACCESS_KEY: value-canary
`;

onOneDatabase('the request for a Secret that Git keeps', open => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let host: MemoryHost;
  let id: string;

  /** A migration whose key is off and has cooled, and a Secret that an Application of Argo CD keeps. */
  beforeEach(async () => {
    host = new MemoryHost(URL, { [FILE]: TEXT });
    ({ world, service, id } = await startSoaking({
      database: await open(),
      requests: host,
    }));
    const cluster = world.sandbox.cluster('eks-prod-eu');
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'aws-secrets',
          namespace: 'production',
          annotations: {
            'argocd.argoproj.io/tracking-id':
              'keys:/Secret:production/aws-secrets',
          },
        },
      },
    ]);
    await applyApplication(world, 'keys', {
      spec: {
        source: { repoURL: URL, path: 'production', targetRevision: 'main' },
        destination: { server: 'https://kubernetes.default.svc' },
      },
    });
    await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    world.offset = 8 * DAY;
  });

  afterEach(() => world.close());

  const remove = () =>
    world.cluster.request({ method: 'DELETE', path: SECRET });

  const seen = (what: string, isSo: (migration: Migration) => unknown) =>
    seenOf(service, id, what, isSo);

  const waitsFor = (whom: RegExp) =>
    seen(`waiting for ${whom}`, ({ waitingFor }) =>
      whom.test(waitingFor?.whom ?? ''),
    );
  const nameSecretIn = (namespace: string) =>
    world.sandbox.cluster('eks-prod-eu').apply([
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'nightly', namespace },
        spec: {
          schedule: '0 0 1 1 *',
          suspend: true,
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  restartPolicy: 'Never',
                  containers: [
                    {
                      name: 'app',
                      image: 'app',
                      envFrom: [{ secretRef: { name: 'aws-secrets' } }],
                    },
                  ],
                },
              },
            },
          },
        },
      },
    ]);
  const lastWords = async () => (await service.events(id)).at(-1)?.message;

  it('takes the place of the deletion, waits for merge and arrival, and reads that the Secret is gone', async () => {
    const offered = await service.get(id);
    expect(offered.possible).toContain('request-secret-removal');
    expect(offered.possible).not.toContain('delete-secret');
    await expect(
      service.retire(id, { act: 'delete-secret', confirm: 'aws-secrets' }, BY),
    ).rejects.toThrow();

    await retire(service, id, ACT);
    const waiting = await waitsFor(/may merge/);
    expect(waiting).toMatchObject({
      status: 'keyInactive',
      requests: [{ purpose: 'secret', state: 'open' }],
      waitingFor: { url: `${URL}/pull/1` },
    });
    expect(host.requests[0].body).toMatch(/held AWS keys only/);
    expect(JSON.stringify(host.requests)).not.toContain('canary');
    // The key may go meanwhile, or come back; a second request may not.
    expect(waiting.possible).toEqual(
      expect.arrayContaining(['reactivate-key', 'delete-key', 'rollback']),
    );
    expect(waiting.guards).toContainEqual(
      expect.objectContaining({
        act: 'request-secret-removal',
        message: expect.stringMatching(/under way/),
      }),
    );

    host.merge('1');
    expect(host.files().has(FILE)).toBe(false);
    const merged = await waitsFor(/Argo CD Application argocd\/keys/);
    expect(merged.secretState).toBe('present');
    expect(merged.guards).toContainEqual(
      expect.objectContaining({
        act: 'rollback',
        message: expect.stringMatching(/Revert it there first/),
      }),
    );
    await remove();
    const end = await seen(
      'the end',
      ({ secretState }) => secretState === 'deleted',
    );
    expect(end.waitingFor).toBeUndefined();
    expect(end.requests).toEqual([
      expect.objectContaining({ purpose: 'secret', state: 'merged' }),
    ]);
    expect(await lastWords()).toMatch(
      /aws-secrets is gone from the cluster; .*pull\/1 asked for it/,
    );
  });

  it('that somebody closes changes nothing, and another one can be opened (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    host.closeBy('1', 'mona');
    const closed = await seen('the end', ({ possible }) =>
      possible.includes('request-secret-removal'),
    );
    expect(closed.secretState).toBe('present');
    expect(await lastWords()).toMatch(/closed by mona without a merge/);
    await retire(service, id, ACT);
    const again = await waitsFor(/may merge/);
    expect(again.waitingFor?.url).toBe(`${URL}/pull/2`);
  });

  it('says that it must not be merged while the portal cannot read, and is closed when the key serves again (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    const said = () => host.requests[0].comments.join('\n');
    const { faults } = world.sandbox.cluster('eks-prod-eu');
    faults.failNext(10_000, {
      code: 403,
      matches: (method, path) =>
        method === 'GET' && path.startsWith('/apis/batch/v1/namespaces'),
    });
    const blind = await seen('the warning', ({ waitingFor }) =>
      /nobody may merge the request for Secret aws-secrets; the request says so/.test(
        waitingFor?.words ?? '',
      ),
    );
    expect(blind.waitingFor?.url).toBe(`${URL}/pull/1`);
    expect(said()).toMatch(/Do not merge this now/);
    expect(said()).not.toMatch(/can read again/);
    faults.clear();
    await until('that all can be read', async () =>
      /can read again/.test(said()),
    );
    expect(said().match(/Do not merge/g)).toHaveLength(1);
    await waitsFor(/may merge/);
    await retire(service, id, { act: 'reactivate-key' });
    await seen('the end', ({ requests }) => requests?.[0].state === 'closed');
    expect(host.requests[0].comments.join()).toMatch(/may be needed again/);
  });

  it('is closed before the workload goes back to its key (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    await service.rollback(id, { reason: 'a try' }, BY);
    const end = await seen('the way back', ({ status }) =>
      ['rolledBack', 'needsHuman'].includes(status),
    );
    expect(end.status).toBe('rolledBack');
    expect(host.requests[0]).toMatchObject({ state: 'closed' });
  });

  it('whose merge is not known holds the way back before its first step, until the host tells or a person decides (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    host.fault = new ChangeHostError('unreachable', 'It does not answer.');
    await service.rollback(id, { reason: 'a try' }, BY);
    const waiting = await seen(
      'the host',
      ({ status, waitingFor }) =>
        status === 'rollingBack' &&
        /is not known/.test(waitingFor?.words ?? ''),
    );
    expect(waiting.waitingFor?.whom).toBe(`the host of ${URL}`);
    expect(waiting.possible).toEqual(['rollback']);
    expect(waiting.steps.map(({ state }) => state)).not.toContain('undone');
    // While a worker looks, the decision is refused.
    await until('the decision', () =>
      service
        .rollback(id, { reason: 'I closed it', switchKeyOn: false }, BY)
        .then(
          () => true,
          () => false,
        ),
    );
    const end = await seen('the way back', ({ status }) =>
      ['rolledBack', 'needsHuman'].includes(status),
    );
    expect(end.status).toBe('rolledBack');
    expect(host.requests[0].state).toBe('open');
    host.fault = undefined;
    await seen('its end', ({ requests }) => requests?.[0].state === 'closed');
  });

  it('is refused while others that take the same files need the Secret, or may (in CI)', async () => {
    const feed = (destination: object) =>
      applyApplication(world, 'keys-too', {
        spec: { source: { repoURL: URL, path: 'production' }, destination },
      });
    await world.sandbox
      .cluster('eks-prod-eu')
      .apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'staging' } },
      ]);
    await nameSecretIn('staging');
    await feed({
      server: 'https://kubernetes.default.svc',
      namespace: 'staging',
    });
    await expect(service.retire(id, ACT, BY)).rejects.toThrow(
      /keys-too, namespace staging\) too, where it is still named by cronjobs\/nightly/,
    );
    await feed({ server: 'https://us.example.com' });
    await expect(service.retire(id, ACT, BY)).rejects.toThrow(
      /whether they need it is not known: https:\/\/us\.example\.com/,
    );
    expect(host.requests).toEqual([]);
  });

  it('is withdrawn when something names the Secret after it was opened (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    await nameSecretIn('production');
    const end = await seen(
      'the end',
      ({ requests }) => requests?.[0].state === 'closed',
    );
    expect(end.secretState).toBe('present');
    expect(host.requests[0].comments.join()).toMatch(
      /still named by cronjobs\/nightly/,
    );
  });

  it('that was merged stops the way back before its first step, until Git makes the Secret again (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    await service.stopWorker();
    host.merge('1');
    await service.rollback(id, { reason: 'a try' }, BY);
    const next = await world.service({ requests: host });
    next.startWorker();
    const isAtRest = ({ status }: Migration) =>
      ['rolledBack', 'needsHuman'].includes(status);
    const stopped = await seen('a human', isAtRest);
    expect(stopped).toMatchObject({
      status: 'needsHuman',
      statusReason: expect.stringMatching(
        /pull\/1 was merged.*Revert the merge, then roll back once more/,
      ),
    });
    expect(stopped.steps.map(({ state }) => state)).not.toContain('undone');

    host.push({ [FILE]: TEXT });
    await next.rollback(id, { reason: 'reverted' }, BY);
    expect((await seen('the way back', isAtRest)).status).toBe('rolledBack');
  });

  it('stays open while the Secret is not in the cluster and Git still makes it (in CI)', async () => {
    await retire(service, id, ACT);
    await waitsFor(/may merge/);
    await remove();
    const waiting = await seen('its absence', ({ waitingFor }) =>
      /not in the cluster now, but Git still makes it/.test(
        waitingFor?.words ?? '',
      ),
    );
    expect(waiting.secretState).toBe('present');
    expect(host.requests[0].state).toBe('open');
    host.closeBy('1', 'mona');
    const closed = await seen(
      'the end',
      ({ requests }) => requests?.[0].state === 'closed',
    );
    expect(closed.secretState).toBe('present');
  });

  it('is refused with the reason where the files still name the Secret (in CI)', async () => {
    host.push({
      'production/backup.yaml':
        'kind: Backup\nmetadata: {name: nightly}\nspec: {existingSecret: aws-secrets}\n',
    });
    await expect(service.retire(id, ACT, BY)).rejects.toThrow(
      /still named by Backup nightly/,
    );
    expect(host.requests).toEqual([]);
  });

  it('is found again wherever the process is killed (in CI)', async () => {
    await service.stopWorker();
    const points = new Set<string>();
    const spawn = async () => {
      let dead = false;
      const own = await world.service({
        requests: host,
        observeCalls: async (phase, { intent }) => {
          if (dead) {
            await new Promise(() => undefined);
          }
          if (points.has(`${phase} ${intent}`)) {
            return;
          }
          points.add(`${phase} ${intent}`);
          dead = true;
          world.abandon(own);
          await world
            .database('migrations')
            .whereNotNull('claim')
            .update({ claim: 'a-dead-process', heartbeat: 0 });
          void spawn();
          await new Promise(() => undefined);
        },
      });
      own.startWorker();
    };
    await spawn();
    await service.retire(id, ACT, BY);
    await waitsFor(/may merge/);
    expect(host.requests).toHaveLength(1);
    await service.retire(id, { act: 'reactivate-key' }, BY);
    await seen('the end', ({ requests }) => requests?.[0].state === 'closed');
    expect(host.requests).toHaveLength(1);
    expect(
      [...points].filter(each => /change request/.test(each)),
    ).toHaveLength(4);
  });
});
