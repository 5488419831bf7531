import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KeyHolder, Plan, SharedKey } from 'backstage-plugin-irsa-common';
import { errorAnswer } from '../../testing/fakeApi';
import {
  migrationFixture,
  planFixture,
  soakingFixture,
} from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const FINGERPRINT = '0123456789abcdef';
const { workload } = planFixture();
const OWN = `${workload.cluster}/${workload.namespace}/${workload.kind}/${workload.name}`;

const holder = (name: string, changes: Partial<KeyHolder> = {}): KeyHolder => ({
  id: `on-prem-2/shop/Deployment/${name}`,
  workload: {
    cluster: 'on-prem-2',
    namespace: 'shop',
    kind: 'Deployment',
    name,
  },
  state: 'uses',
  canMigrate: true,
  ...changes,
});

const sharedKey = (changes: Partial<SharedKey> = {}): SharedKey => ({
  fingerprint: FINGERPRINT,
  last4: 'WXYZ',
  holders: [
    holder('own', { id: OWN, workload }),
    holder('orders'),
    holder('stock', { ownerRef: 'group:default/stock' }),
    holder('old-secret', { state: 'stored', canMigrate: false }),
  ],
  hiddenHolders: 2,
  unproven: ['prod/shop/Deployment/unclear'],
  hiddenUnproven: 0,
  unreadClusters: ['edge-7'],
  lastUse: {
    at: '2026-11-20T10:00:00Z',
    service: 's3',
    region: 'eu-west-3',
    asOf: '2026-11-28T10:00:00Z',
  },
  outside: { state: 'notKnown', message: 'Nobody knows who else.' },
  ...changes,
});

const planOf = (request: { body?: unknown }): Plan => {
  const { name } = (request.body as { workload: { name: string } }).workload;
  return planFixture({
    id: `plan-${name}`,
    workload: holder(name).workload,
    ...(name === 'orders' && { checks: [] }),
  });
};

const target = { ...planFixture().target, keyFingerprint: FINGERPRINT };
const routes = {
  'GET /plans/plan-7': () => ({ body: planFixture({ checks: [], target }) }),
  [`GET /keys/${FINGERPRINT}`]: () => ({ body: sharedKey() }),
};
const openPlan = (more: Parameters<typeof renderPage>[1]['routes'] = {}) =>
  renderPage(<MigrationsRouter />, {
    path: '/irsa/migrations/plans/plan-7',
    routes: { ...routes, ...more },
  });

describe('a key that others have', () => {
  it('is shown with who has it, from where, and what is not known', async () => {
    openPlan();
    const table = await screen.findByRole('table', {
      name: 'Holders of the key',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      expect.stringContaining('on-prem-2/shop/Deployment/orders'),
      expect.stringContaining('stock'),
      expect.stringContaining('nothing was seen to use it'),
    ]);
    for (const text of [
      '2 more have it, which you may not see.',
      /^These have a static AWS key too/,
      /^Could not be read: edge-7/,
      /s3, eu-west-3\. Nobody knows who else/,
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('is left by all in one go, each with its own plan and warnings', async () => {
    const started: unknown[] = [];
    const { requests } = openPlan({
      'POST /plans': request => ({ status: 201, body: planOf(request) }),
      'POST /migrations': request => {
        const { planId } = request.body as { planId: string };
        started.push(planId);
        return { status: 201, body: migrationFixture({ id: `of-${planId}` }) };
      },
      'GET /migrations/*': () => ({ body: migrationFixture() }),
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Also migrate the 2 other workloads that have this key',
      }),
    );
    // The one without warnings is ready; the other one waits for its tick.
    await screen.findByRole('button', {
      name: 'Start this migration and 1 other',
    });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /I have seen this/ }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Start this migration and 2 others',
      }),
    );
    await waitFor(() =>
      expect(started).toEqual(['plan-orders', 'plan-stock', 'plan-7']),
    );
    const bodies = requests
      .filter(({ method, path }) => method === 'POST' && path === '/migrations')
      .map(({ body }) => body as { acknowledgements: string[] });
    expect(bodies.map(({ acknowledgements }) => acknowledgements)).toEqual([
      [],
      ['data-events'],
      [],
    ]);
  });

  it('names the one that is refused, starts the others, and stays', async () => {
    const started: string[] = [];
    openPlan({
      'POST /plans': request => {
        const plan = planOf(request);
        return plan.id === 'plan-stock'
          ? errorAnswer(403, 'Only its owner may do that.')
          : { status: 201, body: plan };
      },
      'POST /migrations': request => {
        const { planId } = request.body as { planId: string };
        started.push(planId);
        return errorAnswer(409, 'Another one holds its role.');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: /Also migrate the 2 other workloads/,
      }),
    );
    expect(
      await screen.findByText('Only its owner may do that.'),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: /Start this migration and 1/ }),
    );
    expect(
      await screen.findByText(/Another one holds its role\./),
    ).toBeInTheDocument();
    expect(started).toEqual(['plan-orders']);
    expect(
      screen.getByRole('button', { name: 'Start migration' }),
    ).toBeEnabled();
  });

  it('shows on the page of a migration how far the others are', async () => {
    const soakEndsAt = '2026-12-05T10:00:00Z';
    renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations/migration-7',
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            target: { ...soakingFixture().target, keyFingerprint: FINGERPRINT },
          }),
        }),
        [`GET /keys/${FINGERPRINT}`]: () => ({
          body: sharedKey({
            holders: [
              holder('orders', { state: 'soaking', soakEndsAt }),
              holder('stock', { state: 'soaked' }),
            ],
          }),
        }),
      },
    });
    expect(await screen.findByText('Soaks until')).toBeInTheDocument();
    expect(screen.getByText('Soak over')).toBeInTheDocument();
  });

  it('does not count the Secret that the migration has kept as another holder', async () => {
    const { workload: own, target: of } = soakingFixture();
    const secret = { ...own, kind: 'Secret', name: 'aws-secrets' };
    const id = `${own.cluster}/${own.namespace}/Secret/aws-secrets`;
    const kept = holder('aws-secrets', {
      id,
      workload: secret,
      state: 'stored',
    });
    renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations/migration-7',
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            target: {
              ...of,
              keyFingerprint: FINGERPRINT,
              secretNames: ['aws-secrets'],
            },
          }),
        }),
        [`GET /keys/${FINGERPRINT}`]: () => ({
          body: sharedKey({ holders: [kept] }),
        }),
      },
    });
    expect(
      await screen.findByText(/^This migration has kept its own Secret/),
    ).toHaveTextContent(id);
    expect(
      screen.getByText('No other workload was found that has it.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table', { name: 'Holders of the key' })).toBe(
      null,
    );
  });
});
