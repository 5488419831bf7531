import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { TestCluster, clusterForTests } from '../clusterForTests';
import { JsonObject } from '../types';

const ISSUER =
  'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const ACCOUNT = '/api/v1/namespaces/default/serviceaccounts/robot';

describe('who may do what', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await clusterForTests({
      issuer: ISSUER,
      users: [{ token: 'reader-token', user: { name: 'reader', groups: [] } }],
    });
    const rbac = 'rbac.authorization.k8s.io/v1';
    const metadata = { namespace: 'default' };
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { ...metadata, name: 'robot' },
      },
      {
        apiVersion: rbac,
        kind: 'Role',
        metadata: { ...metadata, name: 'robot' },
        rules: [
          {
            apiGroups: [''],
            resources: ['secrets'],
            resourceNames: ['mine'],
            verbs: ['get'],
          },
          { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
          { apiGroups: ['apps'], resources: ['*'], verbs: ['list'] },
        ],
      },
      {
        apiVersion: rbac,
        kind: 'RoleBinding',
        metadata: { ...metadata, name: 'robot' },
        roleRef: { kind: 'Role', name: 'robot' },
        subjects: [
          { kind: 'ServiceAccount', name: 'robot', namespace: 'default' },
        ],
      },
      {
        apiVersion: rbac,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'readers' },
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'User', name: 'reader' }],
      },
    ]);
  });
  afterAll(() => cluster.close());

  async function tokenOf(spec: JsonObject = {}): Promise<string> {
    const { body } = await cluster.call('POST', `${ACCOUNT}/token`, { spec });
    return (body.status as unknown as { token: string }).token;
  }

  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it.each([
    ['robot', 'GET', '/api/v1/namespaces/default/secrets/mine', 404],
    ['robot', 'GET', '/api/v1/namespaces/default/secrets/other', 403],
    ['robot', 'GET', '/api/v1/namespaces/default/secrets', 403],
    ['robot', 'GET', '/api/v1/namespaces/default/pods', 403],
    ['robot', 'GET', '/api/v1/namespaces/default/pods/x/log', 404],
    ['robot', 'GET', '/apis/apps/v1/namespaces/default/deployments', 200],
    ['robot', 'GET', '/apis/apps/v1/deployments', 403],
    ['robot', 'GET', '/apis/apps/v1', 200],
    ['reader', 'GET', '/api/v1/pods', 200],
    ['reader', 'GET', '/api/v1/secrets', 403],
    ['reader', 'DELETE', '/api/v1/namespaces/default/pods/x', 403],
    ['anonymous', 'GET', '/version', 200],
    ['anonymous', 'GET', '/readyz', 200],
    ['anonymous', 'GET', '/api/v1/secrets', 403],
    ['anonymous', 'GET', '/apis', 403],
    ['stranger', 'GET', '/api/v1/pods', 401],
  ])('%s %s %s: %i', async (who, method, path, code) => {
    const headers: Record<string, Record<string, string>> = {
      robot: as(await tokenOf()),
      reader: as('reader-token'),
      anonymous: { authorization: '' },
      stranger: as('made-up'),
    };
    const { status, body } = await cluster.call(
      method,
      path,
      undefined,
      headers[who],
    );
    expect(status).toBe(code);
    expect(body.kind === 'Status').toBe(code >= 400);
  });

  it('says who may not do what', async () => {
    const { body } = await cluster.call(
      'GET',
      '/api/v1/namespaces/default/secrets',
      undefined,
      as(await tokenOf()),
    );
    expect(body.message).toBe(
      'secrets is forbidden: User "system:serviceaccount:default:robot" cannot list resource "secrets" in API group "" in the namespace "default"',
    );
  });

  it.each([
    ['get', 'secrets', 'mine', true],
    ['get', 'secrets', 'other', false],
    ['list', 'secrets', undefined, false],
  ])('access review: %s %s %s is %s', async (verb, resource, name, allowed) => {
    const { status, body } = await cluster.call(
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        spec: {
          resourceAttributes: { verb, resource, name, namespace: 'default' },
        },
      },
      as(await tokenOf()),
    );
    expect(status).toBe(201);
    expect(body.status).toMatchObject({ allowed });
  });

  it('issues tokens STS can verify from the public documents', async () => {
    const token = await tokenOf({
      audiences: ['sts.amazonaws.com'],
      expirationSeconds: 900,
    });
    const anonymous = { authorization: '' };
    const discovery = await cluster.call(
      'GET',
      '/.well-known/openid-configuration',
      undefined,
      anonymous,
    );
    expect(discovery.body).toMatchObject({
      issuer: ISSUER,
      jwks_uri: `${cluster.server}/openid/v1/jwks`,
    });
    const jwks = await cluster.call(
      'GET',
      '/openid/v1/jwks',
      undefined,
      anonymous,
    );
    const { payload } = await jwtVerify(
      token,
      createLocalJWKSet(jwks.body as never),
      { issuer: ISSUER, audience: 'sts.amazonaws.com' },
    );
    expect(payload).toMatchObject({
      aud: ['sts.amazonaws.com'],
      sub: 'system:serviceaccount:default:robot',
      'kubernetes.io': {
        namespace: 'default',
        serviceaccount: { name: 'robot' },
      },
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
    const { status } = await cluster.call('GET', '/api', undefined, as(token));
    // This token is for STS, so the API server refuses it.
    expect(status).toBe(401);
  });

  it('refuses tokens shorter than ten minutes', async () => {
    const { status, body } = await cluster.call('POST', `${ACCOUNT}/token`, {
      spec: { expirationSeconds: 599 },
    });
    expect(status).toBe(422);
    expect(body.message).toContain('less than 10 minutes');
  });

  it('forgets tokens when they expire or their account goes', async () => {
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'brief', namespace: 'default' },
      },
    ]);
    const path = '/api/v1/namespaces/default/serviceaccounts/brief';
    const { body } = await cluster.call('POST', `${path}/token`, { spec: {} });
    const { token } = body.status as unknown as { token: string };
    const code = async () =>
      (await cluster.call('GET', '/api', undefined, as(token))).status;
    expect(decodeJwt(token).sub).toBe('system:serviceaccount:default:brief');
    expect(await code()).toBe(200);
    cluster.clock.advance(3_700_000);
    expect(await code()).toBe(401);
    cluster.clock.advance(-3_700_000);
    expect(await code()).toBe(200);
    await cluster.call('DELETE', path);
    expect(await code()).toBe(401);
  });

  it('answers 401 to everybody while authentication is broken', async () => {
    cluster.setUnauthorized(true);
    const broken = await cluster.call('GET', '/api/v1/pods');
    cluster.setUnauthorized(false);
    expect(broken.body).toMatchObject({
      kind: 'Status',
      code: 401,
      reason: 'Unauthorized',
    });
    expect((await cluster.call('GET', '/api/v1/pods')).status).toBe(200);
  });

  it('fails as often as told', async () => {
    cluster.faults.failNext(2, { code: 503 });
    const codes = [];
    for (let count = 0; count < 3; count += 1) {
      codes.push((await cluster.call('GET', '/api/v1/pods')).status);
    }
    expect(codes).toEqual([503, 503, 200]);
  });
});
