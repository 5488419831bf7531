import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { coverageFixture } from '../testing/fleetFixtures';
import { errorAnswer } from '../testing/fakeApi';
import { migrationFixture, planFixture } from '../testing/migrationFixtures';
import { renderPage } from '../testing/renderPage';
import { at, DAY } from '../testing/time';
import { workloadFixture } from '../testing/workloadFixtures';
import { MigrationsRouter } from './migration/MigrationsRouter';
import { PreviewPage } from './preview/PreviewPage';
import { ServicesRouter } from './services/ServicesRouter';
import { TrustRouter } from './trust/TrustRouter';

/** What hurt people on the pages: field notes of November 2026. */

const MIGRATION = '/irsa/migrations/migration-7';
const WORKLOAD = '/irsa/services/production/production/Deployment/test';
const soaking = () =>
  migrationFixture({
    status: 'soaking',
    possible: ['rollback', 'deactivate-key'],
    soak: {
      startedAt: at(-DAY),
      endsAt: at(6 * DAY),
      quiet: true,
      checkedAt: at(0),
      keyLastUsedAt: at(-2 * DAY),
      keyState: 'active',
    },
    proofs: [
      {
        level: 'L5',
        state: 'pending',
        detail: 'Not used since the switch, as of 2026-11-28T11:19:54.000Z.',
      },
    ],
  });
const withMigration = {
  'GET /migrations/migration-7': () => ({ body: soaking() }),
};

describe('an act that did not work', () => {
  it('says so at the edge of the window, not in the header, until it is closed', async () => {
    renderPage(<ServicesRouter />, {
      path: WORKLOAD,
      routes: {
        'POST /plans': () =>
          errorAnswer(503, 'AWS did not answer at 2026-11-28T11:19:54Z.'),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Review plan for/ }),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This did not work');
    expect(alert).toHaveTextContent('AWS did not answer at Nov 28, 2026');
    expect(alert.closest('[class*="bui-Header"]')).toBeNull();
    expect(screen.getByRole('main')).toContainElement(alert);
    await userEvent.click(within(alert).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('that is not allowed is not called a page that may not be seen', async () => {
    renderPage(<ServicesRouter />, {
      path: WORKLOAD,
      routes: {
        'POST /plans': () =>
          errorAnswer(403, 'no', { permission: 'irsa.migration.create' }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Review plan for/ }),
    );
    expect(await screen.findByText('You may not do this')).toBeInTheDocument();
  });
});

describe('a migration', () => {
  it('writes the times of its proofs like all others', async () => {
    renderPage(<MigrationsRouter />, {
      path: MIGRATION,
      routes: withMigration,
    });
    expect(
      await screen.findByText(/as of Nov 28, 2026, .*11:19:54/),
    ).toBeInTheDocument();
    expect(document.body.textContent).not.toMatch(/\d{4}-\d\d-\d\dT\d\d:/);
  });

  it('is quiet so far while the proof is pending, and says that the last use was before the switch', async () => {
    renderPage(<MigrationsRouter />, {
      path: MIGRATION,
      routes: withMigration,
    });
    expect(await screen.findByText(/^Quiet so far:/)).toBeInTheDocument();
    expect(screen.getByText(/, before the switch/)).toBeInTheDocument();
  });

  it('leads to its service and to its preview', async () => {
    renderPage(<MigrationsRouter />, {
      path: MIGRATION,
      routes: withMigration,
    });
    expect(
      await screen.findByRole('link', { name: 'production/test' }),
    ).toHaveAttribute('href', WORKLOAD);
    expect(
      screen.getByRole('link', { name: 'Preview access' }),
    ).toHaveAttribute(
      'href',
      '/irsa/preview?workload=production%2Fproduction%2FDeployment%2Ftest',
    );
  });

  it('is reached from its service after it is over (in CI)', async () => {
    renderPage(<ServicesRouter />, {
      path: WORKLOAD,
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({
            migrationId: 'migration-7',
            migrationStatus: 'rolledBack',
          }),
        }),
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Rolled back' }),
    ).toHaveAttribute('href', MIGRATION);
  });
});

describe('copying', () => {
  const open = async () => {
    renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations/plans/plan-1',
      routes: {
        'GET /plans/*': () => ({
          body: planFixture({ id: 'plan-1', commands: 'kubectl' }),
        }),
      },
    });
    return screen.findByRole('button', { name: 'Copy as commands' });
  };

  it('says in sight that it is done', async () => {
    const user = userEvent.setup();
    await user.click(await open());
    const said = await screen.findByText('Commands copied');
    expect(said.className).not.toMatch(/VisuallyHidden/i);
  });

  it('says that the browser does not allow it', async () => {
    const button = await open();
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('NotAllowedError'));
    await user.click(button);
    expect(
      await screen.findByText(/^The browser does not let this page copy\./),
    ).toBeInTheDocument();
  });
});

describe('addresses', () => {
  it.each([
    ['/irsa/services/what', <ServicesRouter />],
    ['/irsa/migrations/plans/a/b', <MigrationsRouter />],
    ['/irsa/trust/what', <TrustRouter />],
  ])('that no page has are told: %s', async (path, page) => {
    renderPage(page, { path });
    expect(
      await screen.findByText('There is no page at this address'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open services' })).toHaveAttribute(
      'href',
      '/irsa/services',
    );
  });
});

describe('a preview', () => {
  it('does not show old answers under another question, and names its times', async () => {
    renderPage(<PreviewPage />, {
      path: '/irsa/preview?workload=production/production/Deployment/test',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    await screen.findByRole('heading', { name: 'After: role' });
    expect(screen.getAllByText('answered in 41 ms')).toHaveLength(4);
    expect(screen.getAllByText(/^Valid for/)).toHaveLength(4);
    await userEvent.click(screen.getByRole('checkbox', { name: 'PUT' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('heading', { name: 'After: role' }),
      ).not.toBeInTheDocument(),
    );
  });
});

describe('the filters', () => {
  it('name owners as the rows do (in CI)', async () => {
    renderPage(<ServicesRouter />, {
      path: '/irsa/services',
      routes: {
        'GET /workloads': () => ({
          body: {
            items: [workloadFixture()],
            totalCount: 1,
            coverage: coverageFixture(),
            facets: {
              clusters: [],
              namespaces: [],
              owners: ['group:default/team-profile', 'group:other/team-b'],
            },
          },
        }),
      },
    });
    const filters = within(await screen.findByRole('search'));
    await userEvent.click(filters.getByRole('button', { name: /Owner/ }));
    expect(
      await screen.findByRole('option', { name: 'team-profile' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('option', { name: 'other/team-b' }),
    ).toBeInTheDocument();
  });
});

describe('the migrations of one service', () => {
  it('are reached from its page, and asked of the backend (in CI)', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations?workload=production%2Fproduction%2FDeployment%2Ftest',
    });
    expect(await screen.findByText('Only those of test.')).toBeInTheDocument();
    const [asked] = requests.filter(({ path }) => path === '/migrations');
    expect(asked.query.get('workloadId')).toBe(
      'production/production/Deployment/test',
    );
    expect(
      screen.getByRole('link', { name: 'Show all migrations' }),
    ).toHaveAttribute('href', '/irsa/migrations');
  });

  it('have a link on the page of the service', async () => {
    renderPage(<ServicesRouter />, {
      path: WORKLOAD,
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({
            migrationId: 'migration-7',
            migrationStatus: 'rolledBack',
          }),
        }),
      },
    });
    expect(
      await screen.findByRole('link', { name: 'All of this service' }),
    ).toHaveAttribute(
      'href',
      '/irsa/migrations?workload=production%2Fproduction%2FDeployment%2Ftest',
    );
  });
});
