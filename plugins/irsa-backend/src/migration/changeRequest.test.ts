import { V1Pod } from '@kubernetes/client-node';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { until } from '@internal/sandbox/until';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { templateDigest } from '../plan/patch/workloadPatch';
import { FILE, GitOwned } from './__testUtils__/GitOwned';
import { reaches, seenOf } from './__testUtils__/seen';
import { BY, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

async function podsOf(world: WalkthroughWorld): Promise<V1Pod[]> {
  const { items } = await world.cluster.request<{ items: V1Pod[] }>({
    path: '/api/v1/namespaces/production/pods',
  });
  return items;
}

onOneDatabase('a migration by a change request', open => {
  let world: WalkthroughWorld;
  let git: GitOwned;
  let before: string;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.healthy();
    before = templateDigest(await world.deployment());
    git = await GitOwned.start(world);
  });

  afterEach(async () => {
    await git.stop();
    await world.close();
  });

  const service = () => world.service({ requests: git.host });

  async function start(of: DefaultMigrationService): Promise<string> {
    const { id } = await startPlan(of);
    return id;
  }

  const waitsFor = (of: DefaultMigrationService, id: string, whom: RegExp) =>
    seenOf(of, id, `waiting for ${whom}`, ({ waitingFor }) =>
      whom.test(waitingFor?.whom ?? ''),
    );

  async function assertAsBefore(): Promise<void> {
    expect(templateDigest(await world.deployment())).toBe(before);
    await expect(
      world.root.send(
        new GetRoleCommand({ RoleName: world.execution.role.name }),
      ),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^NoSuchEntity/) });
  }

  it('waits for the merge, then for its arrival, and soaks; a rollback reverts the merge', async () => {
    const text = git.text;
    const own = await service();
    own.startWorker();
    const id = await start(own);
    const waiting = await waitsFor(own, id, /may merge/);
    expect(waiting.status).toBe('running');
    expect(waiting.waitingFor).toMatchObject({
      url: expect.stringMatching(/pull\/1$/),
      words: expect.stringMatching(/waits to be merged/),
    });
    expect(waiting.requests).toEqual([
      expect.objectContaining({ purpose: 'cutOver', state: 'open' }),
    ]);
    expect(templateDigest(await world.deployment())).toBe(before);
    const [row] = await world.database('migrations').select('claim');
    expect(row.claim).toBeNull();
    const [request] = git.host.requests;
    expect(request.body).toMatch(/### Proven of these files/);

    git.host.merge('1');
    await waitsFor(own, id, /Argo CD Application/);
    expect(templateDigest(await world.deployment())).toBe(before);
    await git.apply();
    const soaking = await reaches(own, id, 'soaking', 'needsHuman', 'failed');
    expect(soaking.statusReason).toBeUndefined();
    expect(soaking.status).toBe('soaking');
    expect(soaking.steps.map(({ state }) => state)).toEqual(
      soaking.steps.map(() => 'done'),
    );
    expect(soaking.waitingFor).toBeUndefined();

    await own.rollback(id, { reason: 'a try' }, BY);
    const back = await waitsFor(own, id, /may merge/);
    expect(back.status).toBe('rollingBack');
    expect(back.requests?.at(-1)).toMatchObject({
      purpose: 'revert',
      state: 'open',
    });
    // The role stays while Pods carry it.
    await world.root.send(
      new GetRoleCommand({ RoleName: world.execution.role.name }),
    );
    git.host.merge('2');
    expect(git.text).toBe(text);
    await git.follow();
    const end = await reaches(own, id, 'rolledBack', 'needsHuman');
    expect(end.statusReason).toMatch(/as (it was|they were|before)/i);
    expect(end.status).toBe('rolledBack');
    expect(end.requests).toEqual([
      expect.objectContaining({ purpose: 'cutOver', state: 'merged' }),
      expect.objectContaining({ purpose: 'revert', state: 'merged' }),
    ]);
    const events = await own.events(id);
    // Asked at every look, said once.
    expect(
      events.filter(
        ({ stepId, message }) =>
          stepId === 'open-request' && /AWS shows the access/.test(message),
      ),
    ).toHaveLength(1);
    await assertAsBefore();
  });

  it('believes what the manager says it has applied, and asks a person when that is not the plan (in CI)', async () => {
    const original = git.text;
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    const [{ branch }] = git.host.requests;
    const proposed = git.host.files(branch).get(FILE)!;
    // A reviewer takes the annotation out before the merge.
    git.host.push(
      {
        [FILE]: proposed.replace(/ +annotations:\n( +eks\.amazonaws.*\n)+/, ''),
      },
      branch,
    );
    const base = (await git.host.head('main'))!;
    await git.report(base);
    const merged = git.host.merge('1');
    const away = await waitsFor(own, id, /Argo CD Application/);
    expect(away.waitingFor?.words).toContain(
      `not in the cluster yet; applied is ${base.slice(0, 12)}`,
    );
    await git.apply();
    await git.report(merged);
    const asked = await reaches(own, id, 'needsHuman', 'soaking', 'failed');
    expect(asked.statusReason).toMatch(
      /has applied the merge, and ServiceAccount test does not name the role.*merged with edits/s,
    );
    expect(asked.possible).toEqual(
      expect.arrayContaining(['continue', 'rollback']),
    );

    // Its own lines were edited, so the portal does not propose their opposite.
    await own.rollback(id, { reason: 'not what was planned' }, BY);
    const stuck = await seenOf(own, id, 'the lines of others', migration =>
      migration.statusReason?.includes('were changed by others'),
    );
    expect(stuck.status).toBe('needsHuman');
    git.write(original);
    await git.apply();
    await own.rollback(id, { reason: 'put back by hand' }, BY);
    await reaches(own, id, 'rolledBack');
    expect(git.host.requests).toHaveLength(1);
    await assertAsBefore();
  });

  it('closes its revert when the cluster came back in another way (in CI)', async () => {
    const planned = git.text;
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    git.host.merge('1');
    await git.apply();
    await reaches(own, id, 'soaking', 'needsHuman', 'failed');
    await own.rollback(id, { reason: 'a try' }, BY);
    await waitsFor(own, id, /may merge/);
    git.write(planned);
    await git.apply();
    const end = await reaches(own, id, 'rolledBack', 'needsHuman');
    expect(end.status).toBe('rolledBack');
    expect(git.host.requests[1]).toMatchObject({
      state: 'closed',
      comments: [expect.stringMatching(/not needed/)],
    });
    expect(end.requests?.[1]).toMatchObject({ state: 'closed' });
    await assertAsBefore();
  });

  it('opens nothing when the files come to another cluster that the plan does not name (in CI)', async () => {
    await git.alsoFeed({ server: 'https://us.example.com' });
    const own = await service();
    own.startWorker();
    const id = await start(own);
    const asked = await reaches(own, id, 'needsHuman', 'soaking', 'failed');
    expect(asked.statusReason).toMatch(
      /come to https:\/\/us\.example\.com, which the portal does not know \(Argo CD Application argocd\/test-too\) too, which the plan does not name/,
    );
    expect(git.host.requests).toEqual([]);
  });

  it('closes the request when it is rolled back before the merge (in CI)', async () => {
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    await own.rollback(id, { reason: 'not now' }, BY);
    const end = await reaches(own, id, 'rolledBack', 'needsHuman');
    expect(end.status).toBe('rolledBack');
    expect(git.host.requests).toEqual([
      expect.objectContaining({
        state: 'closed',
        comments: [expect.stringMatching(/rolled back/)],
      }),
    ]);
    await assertAsBefore();
  });

  it('asks a person when the request was closed, and opens it again (in CI)', async () => {
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    git.host.closeBy('1', 'mona');
    const closed = await reaches(own, id, 'needsHuman', 'failed');
    expect(closed.statusReason).toMatch(
      /closed by mona.*Continue to open it again, or roll back/s,
    );
    expect(closed.possible).toEqual(
      expect.arrayContaining(['continue', 'rollback', 'close']),
    );
    await own.continue(id, BY);
    const again = await waitsFor(own, id, /may merge/);
    expect(again.waitingFor?.url).toMatch(/pull\/2$/);
    // The webhook learns of the annotation only after the first Pods have failed.
    world.config.migration.rolloutTimeoutMs = 3_600_000;
    const cluster = world.sandbox.cluster(world.execution.workload.cluster);
    cluster.webhookCacheDelay = 3_600_000;
    git.host.merge('2');
    await git.apply();
    await until('a Pod without any identity that fails', async () =>
      (
        await podsOf(world)
      ).some(
        ({ spec, status }) =>
          !spec?.containers[0].envFrom?.length &&
          status?.containerStatuses?.some(
            ({ restartCount }) => restartCount >= 2,
          ),
      ),
    );
    cluster.webhookCacheDelay = 0;
    const end = await reaches(own, id, 'soaking', 'failed', 'rollingBack');
    expect(end.status).toBe('soaking');
  });

  it('goes on with a request that was closed and opened again at the host, and opens no other (in CI)', async () => {
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    const close = async () => {
      git.host.closeBy('1', 'mona');
      await reaches(own, id, 'needsHuman', 'failed');
    };
    await close();
    git.host.reopen('1');
    await own.continue(id, BY);
    const again = await waitsFor(own, id, /may merge/);
    expect(again.waitingFor?.url).toMatch(/pull\/1$/);
    expect(again.requests).toEqual([
      expect.objectContaining({ state: 'open' }),
    ]);
    // Closed once more, nobody has asked for another yet.
    await close();
    git.host.reopen('1');
    git.host.merge('1');
    await git.apply();
    await own.continue(id, BY);
    expect((await reaches(own, id, 'soaking', 'failed')).status).toBe(
      'soaking',
    );
    expect(git.host.requests).toHaveLength(1);
  });

  it('goes back without a revert when others have undone the merge (in CI)', async () => {
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    const planned = git.text;
    git.host.merge('1');
    git.write(planned);
    await git.apply();
    const waiting = await waitsFor(own, id, /Argo CD/);
    expect(waiting.waitingFor?.words).toMatch(/not in the cluster yet/);
    await own.rollback(id, { reason: 'enough' }, BY);
    const end = await reaches(own, id, 'rolledBack', 'needsHuman');
    expect(end.status).toBe('rolledBack');
    expect(git.host.requests).toHaveLength(1);
    await assertAsBefore();
  });

  it('waits while the host does not answer or refuses, and goes on by itself (in CI)', async () => {
    const own = await service();
    git.host.fault = new ChangeHostError(
      'unreachable',
      'git.example.com does not answer.',
      { status: 503 },
    );
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /the host of/);
    git.host.fault = new ChangeHostError('archived', 'It is archived.');
    const archived = await waitsFor(own, id, /whoever looks after/);
    expect(archived.status).toBe('running');
    git.host.fault = undefined;
    await waitsFor(own, id, /may merge/);
    git.host.blockedBy = 'an approval is missing.';
    const blocked = await seenOf(own, id, 'the obstacle', ({ waitingFor }) =>
      waitingFor?.words.includes('approval'),
    );
    expect(blocked.waitingFor?.words).toMatch(/cannot be merged yet/);
  });

  it('stops while it waits, and goes on (in CI)', async () => {
    const own = await service();
    own.startWorker();
    const id = await start(own);
    await waitsFor(own, id, /may merge/);
    await own.stop(id, BY);
    await reaches(own, id, 'stopped');
    await own.continue(id, BY);
    await git.follow();
    await waitsFor(own, id, /may merge/);
    git.host.merge('1');
    expect((await reaches(own, id, 'soaking', 'needsHuman')).status).toBe(
      'soaking',
    );
  });

  it('comes to the same end wherever the process is killed (in CI)', async () => {
    const points = new Set<string>();
    const died = new Set<string>();
    let current: DefaultMigrationService;
    const spawn = async () => {
      let dead = false;
      const own = await world.service({
        requests: git.host,
        observeCalls: async (phase, { step, intent }) => {
          const point = `${phase} ${step} ${intent}`;
          if (dead) {
            await new Promise(() => undefined);
          }
          if (points.has(point)) {
            return;
          }
          points.add(point);
          const isOfWay = /change request/.test(intent);
          if (!isOfWay && !IS_WHOLE && points.size % 6 !== 1) {
            return;
          }
          died.add(point);
          dead = true;
          world.abandon(own);
          await world
            .database('migrations')
            .update({ claim: 'a-dead-process', heartbeat: 0 });
          void spawn();
          await new Promise(() => undefined);
        },
      });
      current = own;
      own.startWorker();
    };
    await spawn();
    const id = await start(current!);
    const reader = await service();
    await waitsFor(reader, id, /may merge/);
    await git.follow();
    git.host.merge('1');
    expect((await reaches(reader, id, 'soaking', 'needsHuman')).status).toBe(
      'soaking',
    );
    await reader.rollback(id, { reason: 'a try' }, BY);
    await waitsFor(reader, id, /may merge/);
    git.host.merge('2');
    const end = await reaches(reader, id, 'rolledBack', 'needsHuman');
    expect(end.status).toBe('rolledBack');
    expect(git.host.requests.map(({ state }) => state)).toEqual([
      'merged',
      'merged',
    ]);
    expect(
      [...died].filter(point => point.includes('change request')),
    ).toHaveLength(4);
    await assertAsBefore();
  });
});
