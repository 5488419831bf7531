import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Preview, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '@internal/sandbox/until';

const ID = 'eks-prod-eu/production/Deployment/test';
const OWNER = 'group:default/team-profile';
const USER = 'user:default/mock';
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

describe('attacks on previews', () => {
  let world: PortalWorld;
  const audited: JsonObject[] = [];
  /** All that the portal was asked to send to AWS, but for the signatures. */
  const sent = () =>
    world.sandbox.aws.calls.map(call => JSON.stringify(call)).join('\n');

  beforeAll(async () => {
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async () => ({
        userEntityRef: USER,
        ownershipEntityRefs: [USER, OWNER],
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
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      irsa: { preview: { perMinute: 1_000 } },
      features: [userInfo.factory, auditor.factory],
    });
    await world.post('/scans', {}, 200);
    await until(
      () => world.get<WorkloadPage>('/workloads'),
      ({ items }) => items.some(({ id, ownerRef }) => id === ID && ownerRef),
    );
  });

  afterAll(() => world?.close());

  it('gives a link by the ids of its own preview only, and keeps it out of everything else', async () => {
    const preview = await world.post<Preview>('/previews', BODY, 201);
    const [{ linkId }] = preview.sides[0].probes;
    const path = (previewId: string, link: string) =>
      `/previews/${previewId}/links/${link}/reveal`;
    await world.post(path('another-preview', linkId!), {}, 404);
    await world.post(path(preview.id, '..%2f..%2fx'), {}, 404);
    const found = await world.post<{ url: string }>(
      path(preview.id, linkId!),
      { purpose: 'link' },
      200,
    );
    expect(found.url).toContain('X-Amz-Signature=');
    await world.post(path(preview.id, linkId!), { purpose: 'steal' }, 400);
    // Neither the links of a page nor the audit log nor the list for reviewers hold it.
    const signature = new URL(found.url).searchParams.get('X-Amz-Signature')!;
    const links = await world.get<object>('/previews/links');
    expect(JSON.stringify([preview, audited, links])).not.toContain(signature);
    expect(links).toMatchObject({
      items: [{ by: USER, uses: [{ by: USER, purpose: 'link' }] }],
    });
    expect(audited).toContainEqual(
      expect.objectContaining({
        eventId: 'preview-link-reveal',
        purpose: 'link',
      }),
    );
  });

  it.each<[string, object]>([
    ['a bucket that is a path', { bucket: 'a/../payroll' }],
    ['a bucket that is a host', { bucket: 'evil.example.com@profile-images' }],
    ['a bucket with a port', { bucket: 'profile-images:8080' }],
    ['a bucket with a query', { bucket: 'profile-images?x' }],
    ['a bucket with a line break', { bucket: 'profile-images\nHost' }],
    ['a bucket of one letter', { bucket: 'a' }],
    ['an ARN', { bucket: 'arn:aws:s3:::profile-images' }],
    ['a key upwards', { key: '../payroll/x' }],
    ['a key upwards inside', { key: 'a/../../payroll/x' }],
    ['a key from the root', { key: '/payroll/x' }],
    ['a key with a line break', { key: 'a\r\nHost: evil.example.com' }],
    ['a key with a zero', { key: 'a\u0000.png' }],
    ['a key that is turned around', { key: 'a\u202egnp.exe' }],
    ['a key of more than 1 kB', { key: 'a'.repeat(1025) }],
    ['a key of more than 1 kB in UTF-8', { key: 'ä'.repeat(513) }],
    ['an empty key', { key: '' }],
    ['a region that is a host', { region: 'evil.example.com/' }],
    ['a region with a line break', { region: 'eu-west-1\n' }],
    ['a method of its own', { methods: ['DELETE'] }],
    ['a method twice', { methods: ['GET', 'GET'] }],
    ['a life of a day', { expirySeconds: 86_400 }],
    ['PUT on a real object', { methods: ['PUT'] }],
    ['PUT through the prefix', { methods: ['PUT'], key: 'irsa-probe/../a' }],
    ['an endpoint', { endpoint: 'http://169.254.169.254' }],
    ['a role of its own', { roleArn: 'arn:aws:iam::111122223333:role/admin' }],
  ])('refuses %s before anything is sent', async (_, change) => {
    const before = world.sandbox.aws.calls.length;
    const answer = await world.ask('post', '/previews', { ...BODY, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.error.name).toBe('InputError');
    expect(
      world.sandbox.aws.calls
        .slice(before)
        // Not those of the workload itself.
        .filter(
          ({ service, userAgent }) =>
            service === 's3' && !userAgent.startsWith('Boto3'),
        ),
    ).toEqual([]);
  });

  it.each([
    'a b+c&d=%2F..%2e.é',
    '名前/😀.png',
    `"';--<script>alert(1)</script>`,
    '$' + '{aws:username}/*?',
    'a'.repeat(1024),
  ])('asks for the object %s and for no other', async key => {
    const preview = await world.post<Preview>(
      '/previews',
      { ...BODY, key },
      201,
    );
    const [{ probes }] = preview.sides;
    expect(probes[0].status).toBe(404);
    const path = new URL(probes[0].maskedLink!.split('?')[0]).pathname;
    expect(decodeURIComponent(path)).toMatch(/profile-images\//);
    expect(decodeURIComponent(path).endsWith(`/${key}`)).toBe(true);
    expect(sent()).not.toContain('payroll');
  });
});
