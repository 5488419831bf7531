import { PreviewRequest, PreviewSide } from 'backstage-plugin-irsa-common';
import { until } from '@internal/sandbox/until';
import {
  WalkthroughWorld,
  WORKLOAD,
} from '../migration/__testUtils__/walkthroughWorld';
import { retire } from '../migration/__testUtils__/soaking';
import { Caller } from '../access/Caller';
import { DefaultMigrationService } from '../migration/DefaultMigrationService';
import { DefaultPreviewService } from './DefaultPreviewService';

const OWNER = 'group:default/team-profile';
const BY = 'user:default/guest';
const GUEST = caller(BY, [BY, OWNER]);
const REQUEST: PreviewRequest = {
  workload: WORKLOAD,
  bucket: 'profile-images',
  key: 'alice.png',
  methods: ['GET', 'HEAD'],
  expirySeconds: 60,
};

function caller(ref: string, refs: string[]): Caller {
  return {
    ref,
    ownershipRefs: async () => refs,
    access: async () => undefined,
  };
}

describe('previews of the walk-through', () => {
  let world: WalkthroughWorld;
  let migrations: DefaultMigrationService;
  let previews: DefaultPreviewService;

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    migrations = await world.service();
    previews = DefaultPreviewService.create({
      ...world,
      inventory: {
        ...world.inventory,
        get: async ref => ({
          ...(await world.inventory.get(ref)),
          ownerRef: OWNER,
        }),
      },
      migrations,
    });
  });

  afterAll(() => world.close());

  const shown = ({ probes }: PreviewSide) =>
    probes.map(({ method, outcome, status }) => [method, outcome, status]);

  it('works with the key alone before the migration', async () => {
    const preview = await previews.create(REQUEST, GUEST);
    const [key, role] = preview.sides;
    expect(shown(key)).toEqual([
      ['HEAD', 'allowed', 200],
      ['GET', 'allowed', 206],
    ]);
    expect(key.arn).toMatch(/user\/profile-images-reader$/);
    expect(key.probes[0].endsBecause).toBe('link');
    expect(role).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(/no role for this service yet/),
    });
    expect(preview.verdict).toBe('incomplete');
    const { linkId, maskedLink } = key.probes[1];
    expect(maskedLink).not.toMatch(/Signature|Credential/);
    const { url } = await previews.reveal(preview.id, linkId!, GUEST);
    expect((await fetch(url)).status).toBe(200);
    expect(JSON.stringify(preview)).not.toContain('X-Amz-');
    await expect(
      previews.reveal(
        preview.id,
        linkId!,
        caller('user:default/other', [OWNER]),
      ),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('suggests the buckets that the policies name', async () => {
    expect(
      await previews.suggestions(
        'eks-prod-eu/production/Deployment/test',
        GUEST,
      ),
    ).toMatchObject({ buckets: [{ name: 'profile-images' }] });
  });

  it('compares key and role afterwards, and tells what is denied and why', async () => {
    await until('a healthy workload', async () => {
      const { status } = await world.cluster.request<{
        status?: { availableReplicas?: number };
      }>({
        path: '/apis/apps/v1/namespaces/production/deployments/test',
      });
      return status?.availableReplicas === 2;
    });
    migrations.startWorker();
    const { id } = await migrations.start(
      {
        planId: 'plan-1',
        planHash: 'hash',
        idempotencyKey: 'click-0001',
        acknowledgements: ['links-shorter'],
      },
      BY,
    );
    await until(
      'the soak',
      async () => (await migrations.get(id)).status === 'soaking',
    );

    const same = await previews.create(
      { ...REQUEST, expirySeconds: 3600 },
      GUEST,
    );
    expect(same.verdict).toBe('same');
    expect(same.sides[1].arn).toMatch(/assumed-role\/irsa-production-test/);
    expect(same.sides[1].sessionEndsAt).toBeDefined();

    // The watch of the key must not count the preview as a use by the service.
    await migrations.watchSoaks();
    expect((await migrations.get(id)).soak?.quiet).toBe(true);

    const put = await previews.create(
      { ...REQUEST, key: 'irsa-probe/x', methods: ['PUT'] },
      GUEST,
    );
    expect(put.verdict).toBe('same');
    for (const side of put.sides) {
      expect(side.probes[0]).toMatchObject({ outcome: 'denied', status: 403 });
      expect(side.probes[0].why?.[0]).toMatch(/allows s3:PutObject on/);
    }

    await retire(migrations, id, { act: 'deactivate-key', reason: 'test' });
    const off = await previews.create(REQUEST, GUEST);
    expect(off.verdict).toBe('different');
    expect(off.sides[0].probes[0]).toMatchObject({
      outcome: 'denied',
      code: 'InvalidAccessKeyId',
      why: [expect.stringMatching(/switched off/)],
    });
  });
});
