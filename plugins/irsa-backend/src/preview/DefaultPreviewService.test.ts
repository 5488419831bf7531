import {
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
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
import { PROBE_BODY } from './probe';
import { ProbeLedger } from './ProbeLedger';

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
    const { url } = await previews.reveal(preview.id, linkId!, GUEST, 'curl');
    expect((await fetch(url)).status).toBe(200);
    expect(JSON.stringify(preview)).not.toContain('X-Amz-');
    await expect(
      previews.reveal(
        preview.id,
        linkId!,
        caller('user:default/other', [OWNER]),
        'reveal',
      ),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('tells reviewers who made and used which link, without the link', async () => {
    const access = { covers: () => true };
    const links = await previews.links({ access });
    expect(links.map(({ method }) => method).sort()).toEqual(['GET', 'HEAD']);
    const used = links.find(({ method }) => method === 'GET');
    expect(used).toMatchObject({
      by: BY,
      workloadId: 'eks-prod-eu/production/Deployment/test',
      bucket: 'profile-images',
      key: 'alice.png',
      identity: 'key',
      // The user who was refused is not among them.
      uses: [{ by: BY, purpose: 'curl' }],
    });
    expect(JSON.stringify(links)).not.toMatch(/X-Amz|https?:/);
    expect(
      await previews.links({
        access: { within: {}, covers: () => false } as never,
      }),
    ).toEqual([]);
    expect(await previews.links({ workloadId: 'a/b/c/d', access })).toEqual([]);
  });

  it('simulates the role of a plan before the migration, and of no other service', async () => {
    const preview = await previews.create(
      { ...REQUEST, planId: 'plan-1' },
      GUEST,
    );
    expect(preview).toMatchObject({ verdict: 'incomplete', differences: [] });
    expect(preview.sides[1]).toMatchObject({
      state: 'simulated',
      probes: [
        { method: 'HEAD', outcome: 'allowed' },
        { method: 'GET', outcome: 'allowed' },
      ],
    });
    await expect(
      previews.create({ ...REQUEST, planId: 'gone' }, GUEST),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('removes probe objects that a preview left behind when its process ended, and no others', async () => {
    const s3 = new S3Client({
      endpoint: world.sandbox.aws.endpoint,
      region: 'eu-west-1',
      forcePathStyle: true,
      credentials: {
        accessKeyId: world.sandbox.accounts[0].rootAccessKeyId,
        secretAccessKey: world.sandbox.accounts[0].rootSecretAccessKey,
      },
    });
    const put = (Key: string, Body: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'profile-images', Key, Body }));
    const isThere = async (Key: string) =>
      s3.send(new HeadObjectCommand({ Bucket: 'profile-images', Key })).then(
        () => true,
        () => false,
      );
    await world.root.send(
      new PutUserPolicyCommand({
        UserName: 'profile-images-reader',
        PolicyName: 'may-write',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:DeleteObject', 's3:ListBucket'],
            Resource: [
              'arn:aws:s3:::profile-images',
              'arn:aws:s3:::profile-images/*',
            ],
          },
        }),
      }),
    );
    const ledger = new ProbeLedger(world.database, Date.now);
    const left = async (key: string) =>
      ledger.write({
        workload: WORKLOAD,
        bucket: 'profile-images',
        key,
        region: 'eu-west-1',
      });
    await put('irsa-probe/left', PROBE_BODY);
    await put('irsa-probe/theirs', 'something that a person wrote');
    await left('irsa-probe/left');
    await left('irsa-probe/theirs');
    await left('irsa-probe/never-written');
    await previews.sweeper.sweep();
    // Too young: a preview may still be using them.
    expect(await isThere('irsa-probe/left')).toBe(true);
    await previews.sweeper.sweep(0);
    expect(await isThere('irsa-probe/left')).toBe(false);
    expect(await isThere('irsa-probe/theirs')).toBe(true);
    expect(await ledger.left(0)).toEqual([]);
    await world.root.send(
      new DeleteUserPolicyCommand({
        UserName: 'profile-images-reader',
        PolicyName: 'may-write',
      }),
    );
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
