import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer } from '../../testing/fakeApi';
import { coverageFixture } from '../../testing/fleetFixtures';
import { renderPage } from '../../testing/renderPage';
import { workloadFixture } from '../../testing/workloadFixtures';
import { ServicesRouter } from './ServicesRouter';

const PATH = '/irsa/services';

describe('services', () => {
  it('lists services, and names the cluster that is in no figure', async () => {
    renderPage(<ServicesRouter />, { path: PATH });

    const table = await screen.findByRole('table', { name: 'Services' });
    expect(
      within(table).getByRole('link', { name: 'production/test' }),
    ).toHaveAttribute(
      'href',
      '/irsa/services/production/production/Deployment/test',
    );
    expect(within(table).getByText('412 days')).toBeInTheDocument();
    expect(
      await screen.findByText(/1 cluster could not be read: on-prem-2/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^4 could not be read/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show why' }));
    expect(screen.getByText(/Renew the token/)).toBeInTheDocument();
  });

  it('writes a long age as the figures write it', async () => {
    const { keys, ...workload } = workloadFixture();
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /workloads': () => ({
          body: {
            items: [{ ...workload, keys: [{ ...keys[0], ageDays: 1490 }] }],
            totalCount: 1,
            coverage: coverageFixture(),
            facets: { clusters: [], namespaces: [], owners: [] },
          },
        }),
      },
    });
    const table = await screen.findByRole('table', { name: 'Services' });
    expect(within(table).getByText('1,490 days')).toBeInTheDocument();
  });

  it('says in plain words that the portal does not answer', async () => {
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /workloads': () => {
          throw new TypeError('Failed to fetch');
        },
      },
    });
    expect(
      await screen.findByText(/^The portal does not answer\./),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Failed to fetch/)).not.toBeInTheDocument();
  });

  it('disables the plan of a service without a key, with the reason', async () => {
    renderPage(<ServicesRouter />, { path: PATH });

    expect(
      await screen.findByRole('button', {
        name: 'Review plan for production/billing',
      }),
    ).toBeDisabled();
    expect(screen.getByText('Has no static AWS key.')).toBeInTheDocument();
  });

  it('asks the backend with the filters of the address', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: `${PATH}?status=keyless&sort=name`,
    });

    expect(
      await screen.findByRole('link', { name: 'production/billing' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'production/test' }),
    ).not.toBeInTheDocument();
    const list = requests.find(item => item.path === '/workloads');
    expect(list?.query.getAll('status')).toEqual(['keyless']);
    expect(list?.query.get('sort')).toBe('name');
  });

  it('clears filters that match nothing', async () => {
    renderPage(<ServicesRouter />, { path: `${PATH}?q=zzz` });

    await screen.findByText('0 of 2 services match these filters');
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(
      await screen.findByRole('link', { name: 'production/test' }),
    ).toBeInTheDocument();
  });

  it('never says "none" without the scope', async () => {
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /workloads': () => ({
          body: {
            items: [],
            totalCount: 0,
            coverage: coverageFixture(),
            facets: { clusters: [], namespaces: [], owners: [] },
          },
        }),
      },
    });

    expect(
      await screen.findByText(/Checked 1 of 2 clusters/),
    ).toBeInTheDocument();
  });

  it('shows which permission is missing when the backend refuses', async () => {
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /workloads': () =>
          errorAnswer(403, 'no', {
            permission: 'irsa.workload.read',
            contact: '#platform',
          }),
      },
    });

    expect(
      await screen.findByText('Needed: irsa.workload.read. Ask: #platform.'),
    ).toBeInTheDocument();
  });

  it('can try again after an error', async () => {
    let isDown = true;
    const { requests } = renderPage(<ServicesRouter />, {
      path: `${PATH}/production/production/Deployment/test`,
      routes: {
        'GET /workloads/*': () => {
          if (isDown) {
            isDown = false;
            return errorAnswer(503, 'The database is away');
          }
          return errorAnswer(404, 'It was deleted');
        },
      },
    });

    await screen.findByText(/^The database is away/);
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('It was deleted')).toBeInTheDocument();
    expect(
      requests.filter(item => item.path.startsWith('/workloads')),
    ).toHaveLength(2);
  });

  it('tells where a workload gets its key and why it is linked', async () => {
    renderPage(<ServicesRouter />, {
      path: `${PATH}/production/production/Deployment/test`,
    });

    const references = await screen.findByRole('table', {
      name: 'Where it gets credentials',
    });
    expect(
      within(references).getByText('every key of Secret aws-secrets'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('annotation backstage.io/kubernetes-id: profile-api'),
    ).toBeInTheDocument();
  });
});
