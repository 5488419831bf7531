/** @jest-environment node */
import { createServer, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AUDIENCE, ISSUER, TestIssuer } from './__testUtils__/TestIssuer';
import { GateFault } from './GateFaults';
import { startGate } from './startGate';

interface Seen {
  method?: string;
  url?: string;
  rawHeaders: string[];
  body: string;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function text(stream: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    stream.setEncoding('latin1');
    stream.on('data', chunk => {
      all += chunk;
    });
    stream.once('end', () => resolve(all));
    stream.once('error', reject);
  });
}

describe('startGate', () => {
  let issuer: TestIssuer;
  let upstream: Server;
  let gate: Server;
  /** Calls that reached the emulator, without the gate's own look-ups of providers. */
  let seen: Seen[];

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    await issuer.publish('one');
  });
  afterAll(() => issuer.stop());

  beforeEach(async () => {
    seen = [];
    upstream = createServer(async (incoming, outgoing) => {
      const body = await text(incoming);
      if (body.includes('Action=GetOpenIDConnectProvider')) {
        const known = body.includes('oidc.example.com%2Fid%2F1');
        outgoing
          .writeHead(known ? 200 : 404, { 'content-type': 'text/xml' })
          .end(
            known
              ? `<GetOpenIDConnectProviderResponse><GetOpenIDConnectProviderResult><ClientIDList><member>${AUDIENCE}</member></ClientIDList></GetOpenIDConnectProviderResult></GetOpenIDConnectProviderResponse>`
              : '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error></ErrorResponse>',
          );
        return;
      }
      const { method, url, rawHeaders } = incoming;
      seen.push({ method, url, rawHeaders, body });
      outgoing.writeHead(203, 'Seen', [
        ...['X-Two', 'a', 'X-Two', 'b'],
        ...['ETag', '"1"', 'Content-Length', '2'],
      ]);
      outgoing.end('ok');
    });
    await new Promise<void>(done => upstream.listen(0, '127.0.0.1', done));
    gate = await startGate({
      port: 0,
      emulatorPort: portOf(upstream),
      region: 'eu-west-1',
      accountId: '111122223333',
      rootKey: 'test',
      issuers: { [ISSUER]: issuer.address },
      caFile: issuer.caFile,
      controlToken: 'control',
    });
  });
  afterEach(async () => {
    for (const server of [gate, upstream]) {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    }
  });

  async function send(
    method: string,
    path: string,
    headers: Record<string, string | string[]> = {},
    body: string | Buffer = '',
  ) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port: portOf(gate), method, path, headers },
        resolve,
      )
        .once('error', reject)
        .end(body);
    });
    return {
      status: answer.statusCode,
      reason: answer.statusMessage,
      headers: answer.headers,
      rawHeaders: answer.rawHeaders,
      body: await text(answer),
    };
  }

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const exchange = (token: string) =>
    `Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn&WebIdentityToken=${token}`;
  const plan = (fault: GateFault) =>
    send(
      'POST',
      '/_gate/faults',
      { 'x-gate-token': 'control' },
      JSON.stringify(fault),
    );
  const errorOf = (body: string) => /<Code>(.*?)<\/Code>/.exec(body)?.[1];

  it('passes a call on as it came', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const headers = {
      'X-Amz-Date': '20260101T000000Z',
      'x-amz-META-Odd': ['one', 'two'],
      Authorization: 'AWS4-HMAC-SHA256 Credential=x',
    };
    const answer = await send('PUT', '//b/a%2Fb%20c?x=1&x=%2B', headers, bytes);
    expect(seen).toHaveLength(1);
    const [{ method, url, rawHeaders, body }] = seen;
    expect({ method, url }).toEqual({
      method: 'PUT',
      url: '//b/a%2Fb%20c?x=1&x=%2B',
    });
    expect(Buffer.from(body, 'latin1').equals(bytes)).toBe(true);
    const pairs = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
    );
    expect(pairs).toEqual(
      expect.arrayContaining([
        'X-Amz-Date: 20260101T000000Z',
        'x-amz-META-Odd: one',
        'x-amz-META-Odd: two',
        'Authorization: AWS4-HMAC-SHA256 Credential=x',
        `Host: 127.0.0.1:${portOf(gate)}`,
        'Content-Length: 256',
      ]),
    );
    expect(answer).toMatchObject({ status: 203, reason: 'Seen', body: 'ok' });
    expect(answer.rawHeaders.slice(0, 6)).toEqual([
      ...['X-Two', 'a', 'X-Two', 'b'],
      ...['ETag', '"1"'],
    ]);
  });

  it('passes a body in chunks on with its length', async () => {
    await send('PUT', '/b/k', { 'transfer-encoding': 'chunked' }, 'abc');
    expect(seen[0].body).toBe('abc');
    expect(seen[0].rawHeaders).toContain('Content-Length');
    expect(seen[0].rawHeaders.map(each => each.toLowerCase())).not.toContain(
      'transfer-encoding',
    );
  });

  it.each(['POST', 'GET'])(
    'lets a good token through by %s, with one audience',
    async method => {
      const body = exchange(
        await issuer.token({ claims: { aud: [AUDIENCE] } }),
      );
      const { status } =
        method === 'POST'
          ? await send('POST', '/', form, body)
          : await send('GET', `/?${body}`);
      expect(status).toBe(203);
      const passed = new URLSearchParams(
        method === 'POST' ? seen[0].body : seen[0].url!.slice(2),
      );
      expect(passed.get('RoleArn')).toBe('arn');
      const [, claims] = passed.get('WebIdentityToken')!.split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual(
        expect.objectContaining({ iss: ISSUER, aud: AUDIENCE }),
      );
    },
  );

  it.each<[string, object, string]>([
    ['of a strange key', { key: 'two' }, 'InvalidIdentityToken'],
    ['that has expired', { claims: { exp: 1 } }, 'ExpiredTokenException'],
    [
      'of an issuer without provider',
      { claims: { iss: 'https://evil.example.com' } },
      'InvalidIdentityToken',
    ],
  ])('keeps a token %s away from the emulator', async (_, options, code) => {
    const token = await issuer.token(options);
    const answer = await send('POST', '/', form, exchange(token));
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body).toMatch(/^<ErrorResponse><Error><Type>Sender</);
    expect(errorOf(answer.body)).toBe(code);
    expect(answer.body).not.toContain(token);
    expect(seen).toEqual([]);
  });

  it('knows no way past it: query beside a form, and JSON', async () => {
    const bad = exchange(await issuer.token({ key: 'two' }));
    const beside = await send('POST', `/?${bad}`, form, 'Action=GetRole');
    expect(errorOf(beside.body)).toBe('InvalidIdentityToken');
    const target = 'AWSSecurityTokenServiceV20110615.AssumeRoleWithWebIdentity';
    const json = await send('POST', '/', { 'x-amz-target': target }, '{}');
    expect(json.status).toBe(400);
    expect(errorOf(json.body)).toBe('InvalidAction');
    expect(seen).toEqual([]);
  });

  it.each<[string, GateFault, string]>([
    [
      'sts',
      { service: 'sts', status: 503, code: 'ServiceUnavailable', count: 1 },
      'ErrorResponse',
    ],
    [
      'iam',
      { action: 'GetRole', status: 400, code: 'Throttling', count: 1 },
      'ErrorResponse',
    ],
    ['s3', { service: 's3', status: 503, code: 'SlowDown', count: 1 }, 'Error'],
  ])('refuses %s once, as it was told', async (service, fault, root) => {
    expect((await plan(fault)).body).toBe('1');
    const call = () =>
      service === 's3'
        ? send('GET', '/bucket/key')
        : send(
            'POST',
            '/',
            {
              ...form,
              authorization: `AK/1/eu-west-1/${service}/aws4_request`,
            },
            'Action=GetRole',
          );
    const refused = await call();
    expect(refused.status).toBe(fault.status);
    expect(errorOf(refused.body)).toBe(fault.code);
    expect(/<(\w+)>/.exec(refused.body)?.[1]).toBe(root);
    expect((await call()).status).toBe(203);
    expect(seen).toHaveLength(1);
  });

  it('a late call goes on when its time has come', async () => {
    await plan({ service: 's3', delayMs: 120, count: 1 });
    const began = performance.now();
    expect((await send('GET', '/bucket')).status).toBe(203);
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it('takes faults only from who has its token', async () => {
    const fault = JSON.stringify({ status: 503, code: 'X', count: 1 });
    const { status } = await send('POST', '/_gate/faults', {}, fault);
    expect(status).toBe(403);
    const broken = await send(
      'POST',
      '/_gate/faults',
      { 'x-gate-token': 'control' },
      '{',
    );
    expect(broken.status).toBe(400);
    expect((await send('GET', '/bucket')).status).toBe(203);
  });

  it.each<[string, string, object]>([
    ['an S3 call', '', {}],
    ['an exchange of a token', 'exchange', form],
  ])('says that the emulator is down: %s', async (_, kind, headers) => {
    upstream.closeAllConnections();
    await new Promise(done => upstream.close(done));
    const answer = await send(
      'POST',
      '/',
      headers as Record<string, string>,
      kind && exchange(await issuer.token()),
    );
    expect(answer.status).toBe(502);
    expect(errorOf(answer.body)).toBe('ServiceUnavailable');
    expect(answer.body).toContain('ECONNREFUSED');
  });

  it('cuts the connection when the emulator dies in mid-answer', async () => {
    upstream.removeAllListeners('request');
    upstream.on('request', (_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' });
      outgoing.write('half', () => outgoing.destroy());
    });
    await expect(send('GET', '/bucket/key')).rejects.toThrow('aborted');
  });
});
