import { TestCluster, clusterForTests } from '../clusterForTests';
import { until } from '../../until';
import { RequestRecord } from '../ClusterSandbox';
import { auditEvent } from './auditEvent';

const MAPS = '/api/v1/namespaces/default/configmaps';

describe('the trail of requests', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await clusterForTests();
  });
  afterAll(() => cluster.close());

  /** A request is recorded when its answer has ended. The client may see that end earlier. */
  async function recorded(query: string): Promise<RequestRecord> {
    return until(query, () =>
      cluster.requests.all().find(({ url }) => url.includes(query)),
    );
  }

  it('tells who asked what and what came of it', async () => {
    const { text } = await cluster.call('GET', `${MAPS}?limit=7`, undefined, {
      accept:
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'user-agent': 'tester/1',
    });
    expect(await recorded('limit=7')).toMatchObject({
      user: 'kubernetes-admin',
      verb: 'list',
      group: '',
      version: 'v1',
      resource: 'configmaps',
      namespace: 'default',
      code: 200,
      userAgent: 'tester/1',
      accept: expect.stringContaining('PartialObjectMetadataList'),
      bytes: Buffer.byteLength(text),
      dryRun: false,
      complete: true,
    });
  });

  it('tells refusals, impersonation and dry runs', async () => {
    await cluster.call('GET', `${MAPS}?limit=11`, undefined, {
      'impersonate-user': 'jane',
    });
    expect(await recorded('limit=11')).toMatchObject({
      user: 'kubernetes-admin',
      impersonatedUser: 'jane',
      code: 403,
    });
    await cluster.call('POST', `${MAPS}?dryRun=All&fieldManager=dry`, {
      metadata: { name: 'dry' },
    });
    expect(await recorded('fieldManager=dry')).toMatchObject({
      verb: 'create',
      code: 201,
      dryRun: true,
    });
    await cluster.call('GET', `${MAPS}?limit=13`, undefined, {
      authorization: 'Bearer nonsense',
    });
    expect(await recorded('limit=13')).toMatchObject({ user: '', code: 401 });
  });

  it('holds no bodies, in the audit log neither', async () => {
    const marker = 'not-in-the-trail';
    const secrets = '/api/v1/namespaces/default/secrets';
    await cluster.call('POST', `${secrets}?fieldManager=quiet`, {
      metadata: { name: 'quiet' },
      stringData: { a: marker },
    });
    const record = await recorded('fieldManager=quiet');
    const line = JSON.stringify([record, auditEvent('test', record)]);
    expect(line).not.toContain(marker);
    expect(line).not.toContain(Buffer.from(marker).toString('base64'));
    expect(auditEvent('test', record)).toMatchObject({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      verb: 'create',
      user: { username: 'kubernetes-admin' },
      objectRef: { resource: 'secrets', namespace: 'default' },
      responseStatus: { code: 201 },
    });
  });
});

describe('faults', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await clusterForTests();
  });
  afterEach(() => cluster.close());

  it('answers 429 with the time to wait', async () => {
    cluster.faults.failNext(1, { code: 429 });
    const answer = await cluster.call('GET', MAPS);
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    expect(answer.body.reason).toBe('TooManyRequests');
    expect((await cluster.call('GET', MAPS)).status).toBe(200);
  });

  it.each(['reset', 'truncate'] as const)(
    'breaks a connection: %s',
    async kind => {
      cluster.faults.failNext(1, {
        kind,
        matches: (method, path) => method === 'GET' && path === MAPS,
      });
      expect((await cluster.call('GET', '/version')).status).toBe(200);
      await expect(cluster.call('GET', MAPS)).rejects.toThrow(
        /socket hang up|aborted|ECONNRESET/,
      );
      const [record] = cluster.requests.all().filter(({ url }) => url === MAPS);
      expect(record).toMatchObject({ complete: false });
    },
  );

  it('lets a request hang until the client gives up', async () => {
    cluster.faults.failNext(1, { kind: 'hang' });
    const hanging = cluster.call('GET', MAPS);
    const first = await Promise.race([
      hanging.then(() => 'answered'),
      cluster.call('GET', '/version').then(() => 'the next one'),
    ]);
    expect(first).toBe('the next one');
    cluster.dropConnections();
    await expect(hanging).rejects.toThrow();
  });

  it('lets a body come slowly, and whole', async () => {
    const { text } = await cluster.call('GET', '/version');
    cluster.faults.failNext(1, {
      kind: 'slow',
      bytesPerSecond: text.length * 4,
    });
    const begun = performance.now();
    const slow = await cluster.call('GET', '/version');
    expect(slow.text).toBe(text);
    expect(performance.now() - begun).toBeGreaterThan(150);
  });
});
