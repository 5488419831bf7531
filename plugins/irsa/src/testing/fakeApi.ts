import { IrsaClient, createIrsaClient } from 'backstage-plugin-irsa-common';
import {
  previewFixture,
  previewLinkFixture,
  usedServicesFixture,
  roleFixture,
  roleReviewFixture,
} from './accessFixtures';
import {
  coverageFixture,
  heatMapFixture,
  summaryFixture,
  trendsFixture,
} from './fleetFixtures';
import { migrationFixture, planFixture } from './migrationFixtures';
import {
  keylessFixture,
  riskFixture,
  workloadFixture,
} from './workloadFixtures';
import { rightsFixture, setUpFixture } from './setUpFixtures';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body?: unknown;
}

export type FakeAnswer = { status?: number; body?: unknown };

/** Answers by `METHOD /path`; a path may end in `*`. */
export type FakeRoutes = Record<
  string,
  (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>
>;

function defaultRoutes(): FakeRoutes {
  const workloads = [workloadFixture(), keylessFixture()];
  return {
    'GET /coverage': () => ({ body: coverageFixture() }),
    'GET /set-up': () => ({ body: setUpFixture() }),
    'GET /set-up/rights': () => ({ body: { accounts: [rightsFixture()] } }),
    'GET /summary': () => ({ body: summaryFixture() }),
    'GET /workloads': ({ query }) => {
      const items = workloads.filter(
        item =>
          (!query.has('status') ||
            query.getAll('status').includes(item.status)) &&
          item.name.includes(query.get('q') ?? ''),
      );
      return {
        body: {
          items,
          totalCount: items.length,
          coverage: coverageFixture(),
          facets: {
            clusters: ['production'],
            namespaces: ['production'],
            owners: ['group:default/team-profile'],
          },
        },
      };
    },
    'GET /workloads/*': ({ path }) => {
      const item = workloads.find(other => path.endsWith(`/${other.name}`));
      return item ? { body: item } : errorAnswer(404, 'No such workload');
    },
    'GET /heat-map': () => ({ body: heatMapFixture() }),
    'GET /trends': () => ({ body: trendsFixture() }),
    'GET /exports/*': () => ({ body: 'cluster,namespace\r\n' }),
    'POST /risks': () => ({ status: 201, body: riskFixture() }),
    'DELETE /risks/*': () => ({ body: riskFixture({ state: 'withdrawn' }) }),
    'POST /scans': () => ({ body: coverageFixture() }),
    'POST /plans': () => ({ status: 201, body: planFixture() }),
    'GET /plans/*': ({ path }) => ({
      body: planFixture({ id: path.split('/').pop() }),
    }),
    'DELETE /plans/*': () => ({ status: 204 }),
    'GET /migrations': () => ({
      body: { items: [migrationFixture()], totalCount: 1 },
    }),
    'POST /migrations': () => ({ status: 201, body: migrationFixture() }),
    'GET /migrations/migration-7': () => ({ body: migrationFixture() }),
    'GET /migrations/migration-7/events': ({ query }) => ({
      body: {
        items: [
          {
            seq: 1,
            at: new Date().toISOString(),
            level: 'info',
            stepId: 'snapshot',
            message: 'Snapshot taken',
          },
          {
            seq: 2,
            at: new Date().toISOString(),
            level: 'info',
            stepId: 'roll-out',
            message: 'pod test-5b6467794-9j4gr Pending → Running',
          },
        ].filter(item => item.seq > Number(query.get('after'))),
      },
    }),
    'GET /previews/suggestions': () => ({
      body: {
        buckets: [{ name: 'profile-images', prefixes: [''] }],
        probePrefix: 'irsa-probe/',
        maxExpirySeconds: 900,
        methods: ['HEAD', 'GET', 'PUT'],
      },
    }),
    'GET /previews/used-services': () => ({ body: usedServicesFixture() }),
    'GET /previews/links': () => ({ body: { items: [previewLinkFixture()] } }),
    'POST /previews': () => ({ status: 201, body: previewFixture() }),
    'POST /previews/*': () => ({
      body: {
        url: 'https://profile-images.s3.example.com/irsa-probe/probe.txt?X-Amz-Signature=canary',
        method: 'GET',
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      },
    }),
    'GET /roles': () => ({
      body: {
        items: [roleFixture()],
        accounts: coverageFixture().accounts,
      },
    }),
    'GET /roles/111122223333/oidc-role/review': () => ({
      body: roleReviewFixture(),
    }),
    'GET /roles/111122223333/oidc-role/changes': () => ({
      body: { items: [] },
    }),
    'GET /roles/*': () => ({ body: roleFixture() }),
  };
}

export function errorAnswer(
  status: number,
  message: string,
  more?: Record<string, unknown>,
): FakeAnswer {
  const name =
    { 403: 'NotAllowedError', 404: 'NotFoundError', 409: 'ConflictError' }[
      status
    ] ?? 'Error';
  return { status, body: { error: { name, message, ...more } } };
}

/** The real client over a fetch that answers from routes; what was asked is kept. A route not named is a 404. */
export function createFakeApi(overrides?: FakeRoutes): {
  client: IrsaClient;
  requests: FakeRequest[];
} {
  const routes = { ...defaultRoutes(), ...overrides };
  const requests: FakeRequest[] = [];
  const fakeFetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(input));
    const request: FakeRequest = {
      method: init?.method ?? 'GET',
      path: url.pathname.replace(/^\/api\/irsa/, ''),
      query: url.searchParams,
      body: init?.body ? JSON.parse(String(init.body)) : undefined,
    };
    requests.push(request);
    const name = `${request.method} ${request.path}`;
    const route =
      routes[name] ??
      Object.entries(routes).find(
        ([pattern]) =>
          pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)),
      )?.[1];
    const answer = route
      ? await route(request)
      : errorAnswer(404, `No route ${name}`);
    return new Response(
      answer.body === undefined ? null : JSON.stringify(answer.body),
      {
        status: answer.status ?? 200,
        headers: {
          'content-type': 'application/json',
          'x-request-id': 'request-7',
          ...(answer.status === 204 ? { 'content-length': '0' } : {}),
        },
      },
    );
  };
  return {
    client: createIrsaClient({
      baseUrl: 'http://localhost:7007/api/irsa',
      fetch: fakeFetch as typeof fetch,
    }),
    requests,
  };
}
