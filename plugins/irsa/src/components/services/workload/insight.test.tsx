import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer } from '../../../testing/fakeApi';
import {
  readinessFixture,
  workloadFixture,
} from '../../../testing/workloadFixtures';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

const PATH = '/irsa/services';
const PAGE = `${PATH}/production/production/Deployment/test`;

describe('the trend', () => {
  it('says the same as a chart and as a table', async () => {
    renderPage(<ServicesRouter />, { path: PATH });
    expect(
      await screen.findByRole('img', {
        name: 'Workloads with a static key: 9 on 2026-11-20, 5 on 2026-11-23',
      }),
    ).toBeInTheDocument();
    for (const end of ['2026-11-20', '2026-11-23', '12 services']) {
      expect(screen.getByText(end)).toBeInTheDocument();
    }
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    const rows = within(
      screen.getByRole('table', { name: 'Day by day' }),
    ).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'Day (UTC)with a static keysoaking or key offkeyless',
      '2026-11-23524',
      '2026-11-22722',
      '2026-11-20921',
    ]);
  });

  it('is not there before there is something to compare (in CI)', async () => {
    const [today] = [
      {
        day: '2026-11-23',
        withStaticKey: 5,
        soaking: 0,
        keyOff: 0,
        keyless: 1,
        unknown: 0,
        statuses: {},
      },
    ];
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: { 'GET /trends': () => ({ body: { days: [today] } }) },
    });
    expect(
      await screen.findByText(/comparison starts tomorrow/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });
});

describe('the ServiceAccount of a workload', () => {
  it.each([
    [{}, 'no role'],
    [
      { isRoleUnknown: true },
      'not known: the portal could not read the ServiceAccount',
    ],
  ])('with %o says of its role: %s', async (change, words) => {
    const { serviceAccount } = workloadFixture();
    renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({
            serviceAccount: { ...serviceAccount, ...change },
          }),
        }),
      },
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});

describe('the list', () => {
  it('shows a change without being asked, and keeps what it has when that fails', async () => {
    let name = 'before';
    let refused = 0;
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /workloads': () => {
          if (name === 'down') {
            refused += 1;
            return errorAnswer(503, 'The database is away');
          }
          return {
            body: {
              items: [workloadFixture({ name })],
              totalCount: 1,
              coverage: { clusters: [], accounts: [] },
              facets: { clusters: [], namespaces: [], owners: [] },
            },
          };
        },
      },
    });
    await screen.findByRole('link', { name: 'production/before' });
    name = 'after';
    document.dispatchEvent(new Event('visibilitychange'));
    await screen.findByRole('link', { name: 'production/after' });
    name = 'down';
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(refused).toBeGreaterThan(0));
    expect(
      screen.getByRole('link', { name: 'production/after' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^The database is away/)).not.toBeInTheDocument();
  });
});

describe('readiness', () => {
  const route =
    'GET /workloads/production/production/Deployment/test/readiness';
  it('is read when it is asked for', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: { [route]: () => ({ body: readinessFixture() }) },
    });
    const panel = await screen.findByRole('region', {
      name: 'Is the code ready for a role?',
    });
    expect(requests.some(each => each.path.endsWith('/readiness'))).toBe(false);
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Read the code' }),
    );
    expect(await within(panel).findByText('Would break')).toBeInTheDocument();
    expect(within(panel).getByText('app.py:3')).toBeInTheDocument();
    expect(within(panel).getByText('boto3 (python)')).toBeInTheDocument();
    expect(
      within(panel).getByText(/^Release them before the service moves/),
    ).toBeVisible();
    expect(within(panel).getByText('irsa-audit fix --code .')).toBeVisible();
  });

  it('offers no command where nothing is to be changed (in CI)', async () => {
    const [finding] = readinessFixture().findings;
    renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: {
        [route]: () => ({
          body: readinessFixture({
            verdict: 'ready',
            findings: [{ ...finding, verdict: 'note' }],
          }),
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read the code' }),
    );
    expect(await screen.findByText('good to know')).toBeVisible();
    expect(screen.queryByText(/irsa-audit/)).toBeNull();
  });

  it('asks which SDK it is when the source does not tell, and shows who said it', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: {
        [route]: () => ({
          body: readinessFixture({
            verdict: 'unknown',
            findings: [],
            sdks: [],
          }),
        }),
        [`${route.replace('GET', 'POST')}/sdk`]: () => ({
          body: {
            sdk: 'dotnet3',
            answeredBy: 'user:default/ann',
            answeredAt: '2026-01-02T00:00:00Z',
          },
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read the code' }),
    );
    const keep = await screen.findByRole('button', { name: 'Save the answer' });
    expect(keep).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: /Which AWS SDK does it use/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: '.NET, version 3 or older' }),
    );
    await userEvent.click(keep);
    expect(
      await screen.findByText(/^\.NET, version 3 or older, as .*ann said on/),
    ).toBeVisible();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      sdk: 'dotnet3',
    });
  });

  it('says why nothing is known, and what went wrong', async () => {
    let isDown = true;
    renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: {
        [route]: () =>
          isDown
            ? errorAnswer(503, 'The catalog is away')
            : {
                body: readinessFixture({
                  verdict: 'unknown',
                  reason: 'No catalog entity is linked.',
                  findings: [],
                  sdks: [],
                }),
              },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read the code' }),
    );
    expect(await screen.findByText(/^The catalog is away/)).toBeInTheDocument();
    isDown = false;
    await userEvent.click(
      screen.getByRole('button', { name: 'Read the code' }),
    );
    expect(
      await screen.findByText('No catalog entity is linked.'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.queryByText(/^The catalog is away/),
      ).not.toBeInTheDocument(),
    );
  });
});
