import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Preview, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '@internal/sandbox/until';

const ID = 'eks-prod-eu/production/Deployment/test';
const OWNER = 'group:default/team-profile';
const BODY = {
  workload: {
    cluster: 'eks-prod-eu',
    namespace: 'production',
    kind: 'Deployment',
    name: 'test',
  },
  bucket: 'profile-images',
  key: 'alice.png',
  methods: ['GET'],
  expirySeconds: 60,
};

interface Refusal {
  error: { name: string; message: string; permission?: string };
}

describe('who may preview', () => {
  let world: PortalWorld;
  /** The groups of the user who asks, which tests change. */
  let groups: string[] = [];
  /** The permissions that the policy refuses. */
  let denied: string[] = [];
  const audited: JsonObject[] = [];

  beforeAll(async () => {
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async () => ({
        userEntityRef: 'user:default/mock',
        ownershipEntityRefs: ['user:default/mock', ...groups],
      }),
    });
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId, meta = {} }) => ({
        success: async options => {
          audited.push({ eventId, ...meta, ...options?.meta });
        },
        fail: async options => {
          audited.push({ eventId, ...meta, ...options.meta });
        },
      }),
    });
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: (denied.includes(permission.name)
            ? 'DENY'
            : 'ALLOW') as never,
        })),
      authorizeConditional: async requests =>
        requests.map(({ permission }) => ({
          result: (denied.includes(permission.name)
            ? 'DENY'
            : 'ALLOW') as never,
        })),
    });
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      irsa: {
        contact: '#platform',
        preview: { signers: ['group:default/platform'] },
      },
      features: [userInfo.factory, permissions.factory, auditor.factory],
    });
    await world.post('/scans', {}, 200);
    await until(
      () => world.get<WorkloadPage>('/workloads'),
      ({ items }) => items.some(({ id, ownerRef }) => id === ID && ownerRef),
    );
  });

  beforeEach(() => {
    groups = [];
    denied = [];
  });

  afterAll(() => world?.close());

  const suggestions = (status: number) =>
    world.get<Refusal>(
      `/previews/suggestions?workloadId=${encodeURIComponent(ID)}`,
      status,
    );

  it('refuses a user of another team, and says who may', async () => {
    groups = ['group:default/team-payments'];
    const { error } = await world.post<Refusal>('/previews', BODY, 403);
    expect(error.name).toBe('NotAllowedError');
    expect(audited.at(-1)).toEqual({
      eventId: 'preview-create',
      permission: 'irsa.preview.create',
      workload: ID,
      bucket: 'profile-images',
      methods: ['GET'],
      outcome: 'refused: NotAllowedError',
    });
    expect(error.message).toMatch(
      /production\/test.*its owner group:default\/team-profile and group:default\/platform.*Ask: #platform/,
    );
    expect((await suggestions(403)).error.message).toMatch(/team-profile/);
  });

  it('lets an owner and a signer', async () => {
    groups = [OWNER];
    await suggestions(200);
    const own = await world.post<Preview>('/previews', BODY, 201);
    groups = ['group:default/platform'];
    await suggestions(200);
    const theirs = await world.post<Preview>('/previews', BODY, 201);
    expect(own.sides[0].state).toBe('ok');
    expect(theirs.sides[0].state).toBe('ok');
  });

  it('refuses a bucket that the service’s policies do not name, without its own permission', async () => {
    groups = [OWNER];
    denied = ['irsa.preview-bucket.create'];
    await world.post('/previews', BODY, 201);
    const body = { ...BODY, bucket: 'payroll' };
    const { error } = await world.post<Refusal>('/previews', body, 403);
    expect(error.permission).toBe('irsa.preview-bucket.create');
    expect(error.message).toMatch(/payroll is not named by the policies/);
    denied = [];
    await world.post('/previews', body, 201);
  });

  it('reveals a link only while its user is an owner', async () => {
    groups = [OWNER];
    const preview = await world.post<Preview>('/previews', BODY, 201);
    expect(audited.at(-1)).toMatchObject({ outcome: preview.verdict });
    const [{ probes }] = preview.sides;
    const path = `/previews/${preview.id}/links/${probes[0].linkId}/reveal`;
    expect(await world.post(path, {}, 200)).toHaveProperty('url');
    expect(audited.at(-1)).toMatchObject({
      eventId: 'preview-link-reveal',
      workload: ID,
      previewId: preview.id,
    });
    groups = [];
    expect(await world.post(path, {}, 403)).not.toHaveProperty('url');
  });

  it('answers 429 with the time of the next try, when there were too many', async () => {
    groups = [OWNER];
    // Refused for its bucket, but counted: the limit comes first.
    denied = ['irsa.preview-bucket.create'];
    const body = { ...BODY, bucket: 'payroll' };
    let last = await world.ask('post', '/previews', body);
    for (let tries = 1; last.status === 403 && tries <= 20; tries += 1) {
      last = await world.ask('post', '/previews', body);
    }
    expect(last.status).toBe(429);
    expect(last.body.error.message).toMatch(/20 previews a minute/);
    const seconds = Number(last.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});
