import { Page, Route } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { onEachWidth, setTheme, themes } from '../support/appearance';
import { signIn } from '../support/signIn';
import { expectBigTargets } from '../support/targets';
import { expect, test } from '../support/test';

/** States of the audit's pages that a healthy world does not have. The test replaces answers of the backend. */

const LISTS = /\/api\/irsa\/workloads(\?|$)/;

const json = (route: Route, status: number, body: object) =>
  route.fulfill({
    status,
    contentType: 'application/json',
    headers: { 'x-request-id': 'request-7' },
    body: JSON.stringify(body),
  });

const fails = (status: number, error: object) => (page: Page) =>
  page.route(LISTS, route => json(route, status, { error }));

const listOf = (items: object[], coverage: object) => ({
  items,
  totalCount: items.length,
  coverage,
  facets: { clusters: [], namespaces: [], owners: [] },
});

const read = {
  clusters: [
    { name: 'eks', state: 'ok', workloads: 9, asOf: '2026-01-01T00:00:00Z' },
  ],
  accounts: [],
  scanIntervalSeconds: 300,
  asOf: '2026-01-01T00:00:00Z',
};

const issuer = {
  id: 'eks//ClusterIssuer.cert-manager.io/letsencrypt',
  cluster: 'eks',
  namespace: '',
  kind: 'ClusterIssuer.cert-manager.io',
  name: 'letsencrypt',
  status: 'static',
  references: [
    {
      container: '',
      location: 'other',
      objectKind: 'Secret',
      objectName: 'route53',
      path: 'spec.acme.solvers[0].dns01.route53.secretAccessKeySecretRef',
      keyNames: ['secret-access-key'],
      envNames: [],
      verdict: 'static-aws',
    },
  ],
  keys: [],
  serviceAccount: { name: '', isDefault: false, sharedWith: [] },
  health: { desired: 0, ready: 0, state: 'notApplicable' },
  manager: { kind: 'none', livePatchAllowed: true, evidence: '' },
  remedy: {
    software: 'cert-manager',
    text: 'Leave the key out, and give the ServiceAccount of cert-manager a role.',
    source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
  },
  readLevel: 2,
  asOf: '2026-01-01T00:00:00Z',
};

interface State {
  name: string;
  path?: string;
  /** Brings about the state before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
  /** Brings about the state while the page is open. */
  then?: (page: Page) => Promise<unknown>;
  shows: string | RegExp;
}

const states: State[] = [
  {
    name: 'loading',
    before: page =>
      page.route(/\/api\/irsa\/(workloads|summary|heat-map|trends)/, () => {}),
    shows: 'Services with AWS credentials',
    then: page =>
      expect(
        page.getByRole('status', { name: 'Loading services' }),
      ).toBeVisible(),
  },
  {
    name: 'error',
    before: fails(503, { name: 'Error', message: 'The database is away' }),
    shows: 'The database is away · Request request-7',
  },
  {
    name: 'denied',
    before: fails(403, {
      name: 'NotAllowedError',
      message: 'no',
      permission: 'irsa.workload.read',
      contact: '#platform',
    }),
    shows: 'Needed: irsa.workload.read. Ask: #platform.',
  },
  {
    name: 'live link lost',
    shows: 'Reconnecting',
    then: async page => {
      await expect(page.getByText('production/test').first()).toBeVisible();
      await page.route('**/api/irsa/**', route => route.abort());
    },
  },
  {
    name: 'nothing set up',
    before: page =>
      page.route(LISTS, route =>
        json(
          route,
          200,
          listOf([], {
            clusters: [{ name: 'new', state: 'pending', workloads: 0 }],
            accounts: [],
          }),
        ),
      ),
    shows: 'Access to a cluster',
  },
  {
    name: 'set-up',
    path: '/irsa/services/set-up',
    // Of each documented policy, whether its actions are granted.
    shows: /^All \d+ granted$|^\d+ of \d+ (missing|not known)$/,
  },
  {
    name: 'set-up of a plugin that has stopped',
    path: '/irsa/services/set-up',
    before: async page => {
      await page.route(/\/api\/irsa\/(coverage|set-up\/rights)/, route =>
        json(route, 503, {
          error: { name: 'ServiceUnavailableError', message: 'stopped' },
        }),
      );
      await page.route(/\/api\/irsa\/set-up$/, route =>
        json(route, 200, {
          state: 'stopped',
          problems: [
            {
              area: 'configuration',
              severity: 'error',
              key: 'irsa.role.permissionsBoundary',
              message:
                'irsa.role.permissionsBoundary is not an ARN. Write arn:aws:iam::{accountId}:policy/NAME.',
              since: '2026-01-01T00:00:00Z',
            },
          ],
          clusterSources: [],
          changeHosts: [],
          extensions: [],
        }),
      );
    },
    shows: /permissionsBoundary is not an ARN/,
  },
  {
    name: 'nothing found, long ago',
    before: async page => {
      await page.route(LISTS, route => json(route, 200, listOf([], read)));
      await page.route('**/api/irsa/summary', route =>
        json(route, 200, {
          workloads: 9,
          withStaticKey: 0,
          soaking: 0,
          keyOff: 0,
          keyless: 0,
          blocked: 0,
          unknown: 0,
          unusedKeys90d: 0,
          coverage: read,
        }),
      );
    },
    shows: /^The last scan is \d+ d old$/,
    then: page =>
      expect(
        page.getByText('No workload is given a static AWS key.'),
      ).toBeVisible(),
  },
  {
    name: 'rows without Pods',
    before: page =>
      page.route(LISTS, route => json(route, 200, listOf([issuer], read))),
    shows: 'How to fix',
  },
  {
    name: 'page of a custom resource',
    path: '/irsa/services/eks/-/ClusterIssuer.cert-manager.io/letsencrypt',
    before: page =>
      page.route('**/api/irsa/workloads/eks/-/**', route =>
        json(route, 200, issuer),
      ),
    shows: 'How to do without the key',
  },
  {
    name: 'gone',
    path: '/irsa/services/eks-prod-eu/production/Deployment/was-here',
    shows: 'production/was-here no longer exists',
  },
  {
    name: 'entity card',
    path: '/catalog/default/component/profile-api',
    // Other tests of this world may have migrated it and rolled it back.
    shows:
      /production\/test on eks-prod-eu (is given a|was put back to its) static/,
  },
  {
    name: 'entity tab',
    path: '/catalog/default/component/profile-api/aws-credentials',
    shows: 'Review plan',
  },
];

for (const theme of themes) {
  test.describe(`${theme}, 1440 and 375 px`, () => {
    for (const { name, path = '/irsa/services', ...state } of states) {
      test(name, async ({ page }) => {
        await setTheme(page, theme);
        await state.before?.(page);
        await signIn(page, path);
        await state.then?.(page);
        await expect(page.getByText(state.shows).first()).toBeVisible();
        await onEachWidth(page, async () => {
          await expect(page.getByText(state.shows).first()).toBeVisible();
          // Faults of the catalog's pages cannot be repaired here.
          if (path.startsWith('/irsa')) {
            await expectAccessible(page);
            await expectBigTargets(page);
          }
          await expectNoSideScroll(page);
        });
      });
    }
  });
}
