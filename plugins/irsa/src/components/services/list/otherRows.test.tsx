import { screen, waitFor, within } from '@testing-library/react';
import { coverageFixture } from '../../../testing/fleetFixtures';
import {
  customResourceFixture,
  storedObjectFixture,
  workloadFixture,
} from '../../../testing/workloadFixtures';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

/** Rows that run no Pods: custom resources, and stored objects that nothing is seen to use. */

const items = [customResourceFixture(), storedObjectFixture()];
const routes = {
  'GET /workloads': () => ({
    body: {
      items,
      totalCount: items.length,
      coverage: coverageFixture(),
      facets: { clusters: [], namespaces: [], owners: [] },
    },
  }),
};
const ISSUER =
  '/irsa/services/production/-/ClusterIssuer.cert-manager.io/letsencrypt';

describe('in the list', () => {
  it('go by their name, kind and group, and lead to their page', async () => {
    renderPage(<ServicesRouter />, { path: '/irsa/services', routes });
    const link = await screen.findByRole('link', { name: 'letsencrypt' });
    expect(link).toHaveAttribute('href', ISSUER);
    const row = link.closest('tr') as HTMLElement;
    expect(within(row).getByText('(cert-manager.io)')).toBeInTheDocument();
    expect(row).toHaveTextContent(
      'ClusterIssuer (cert-manager.io) · production',
    );
    expect(
      within(row).getByRole('link', { name: 'How to fix letsencrypt' }),
    ).toHaveAttribute('href', ISSUER);
    expect(
      screen.getByRole('link', { name: 'Open production/old-backup' }),
    ).toHaveAttribute(
      'href',
      '/irsa/services/production/production/Secret/old-backup',
    );
    expect(screen.queryByRole('button', { name: /Review plan/ })).toBeNull();
  });

  it('have no ServiceAccount', async () => {
    renderPage(<ServicesRouter />, {
      path: '/irsa/services?cols=serviceAccount&sort=name',
      routes,
    });
    const link = await screen.findByRole('link', { name: 'letsencrypt' });
    const row = link.closest('tr') as HTMLElement;
    expect(within(row).getByText('–')).toBeInTheDocument();
  });
});

describe('on their page', () => {
  it('tell how the software does without the key, and where it is (in CI)', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: ISSUER,
      routes: { 'GET /workloads/*': () => ({ body: customResourceFixture() }) },
    });
    const remedy = await screen.findByRole('region', {
      name: 'How to do without the key',
    });
    expect(remedy).toHaveTextContent('give the ServiceAccount of cert-manager');
    expect(
      within(remedy).getByRole('link', {
        name: /How cert-manager describes it/,
      }),
    ).toHaveAttribute(
      'href',
      'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
    );
    const table = screen.getByRole('table', {
      name: 'Where it gets credentials',
    });
    expect(
      within(table).queryByRole('columnheader', { name: 'Container' }),
    ).toBeNull();
    expect(
      within(table).getByText(
        'field spec.acme.solvers[0].dns01.route53.secretAccessKeySecretRef cert-manager/route53',
      ),
    ).toBeInTheDocument();
    expect(requests.map(({ path }) => path)).toContain(
      '/workloads/production/-/ClusterIssuer.cert-manager.io/letsencrypt',
    );
  });

  it('leave out what only Pods have', async () => {
    renderPage(<ServicesRouter />, {
      path: ISSUER,
      routes: { 'GET /workloads/*': () => ({ body: customResourceFixture() }) },
    });
    await screen.findByText('Where it gets credentials');
    for (const text of [
      'ServiceAccount',
      'Health',
      'Image',
      'Review plan',
      'Preview access',
      'Is the code ready for a role?',
    ]) {
      expect(screen.queryByText(text)).toBeNull();
    }
    expect(
      screen.getByRole('button', { name: 'Accept the risk…' }),
    ).toBeInTheDocument();
  });

  it('name what is in a stored Secret, and how sure it is', async () => {
    const stored = storedObjectFixture();
    renderPage(<ServicesRouter />, {
      path: '/irsa/services/production/production/Secret/old-backup',
      routes: {
        'GET /workloads/*': () => ({
          body: {
            ...stored,
            references: [
              {
                ...stored.references[0],
                path: 'data',
                keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
                confidence: 'pair',
              },
            ],
          },
        }),
      },
    });
    const table = await screen.findByRole('table', {
      name: 'Where it gets credentials',
    });
    const [source, names, verdict] = within(table).getAllByRole('cell');
    expect(source).toHaveTextContent('data of Secret old-backup');
    expect(names).toHaveTextContent('AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY');
    expect(verdict).toHaveTextContent('Static AWS key, key id and secret key');
  });

  it('show what is code in a recipe as code (in CI)', async () => {
    renderPage(<ServicesRouter />, {
      path: ISSUER,
      routes: {
        'GET /workloads/*': () => ({
          body: {
            ...customResourceFixture(),
            remedy: { software: 'K8up', text: 'Leave `spec.key` out.' },
          },
        }),
      },
    });
    const code = await screen.findByText('spec.key');
    expect(code.tagName).toBe('CODE');
    expect(code.parentElement).toHaveTextContent('Leave spec.key out.');
  });

  it('say when the software needs a key', async () => {
    renderPage(<ServicesRouter />, {
      path: ISSUER,
      routes: {
        'GET /workloads/*': () => ({
          body: {
            ...customResourceFixture(),
            remedy: { software: 'K8up' },
          },
        }),
      },
    });
    expect(await screen.findByText(/^K8up needs a key/)).toBeInTheDocument();
  });
});

it('an annotation of a workload is named, without a container (in CI)', async () => {
  const [reference] = workloadFixture().references;
  renderPage(<ServicesRouter />, {
    path: '/irsa/services/production/production/Deployment/test',
    routes: {
      'GET /workloads/*': () => ({
        body: workloadFixture({
          references: [
            reference,
            {
              ...reference,
              container: '',
              location: 'other',
              objectName: '',
              path: 'spec.template.metadata.annotations.example.org/key',
            } as typeof reference,
          ],
        }),
      }),
    },
  });
  const table = await screen.findByRole('table', {
    name: 'Where it gets credentials',
  });
  const rows = within(table).getAllByRole('row');
  expect(rows[2]).toHaveTextContent(/^–annotation example\.org\/key/);
  expect(rows[1]).toHaveTextContent(/^testevery key of Secret aws-secrets/);
});

it.each([true, false])('EKS Pod Identity is told in words: %s', async has => {
  const workload = workloadFixture();
  renderPage(<ServicesRouter />, {
    path: '/irsa/services/production/production/Deployment/test',
    routes: {
      'GET /workloads/*': () => ({
        body: {
          ...workload,
          serviceAccount: { ...workload.serviceAccount, podIdentity: has },
        },
      }),
    },
  });
  await screen.findByText('Where it gets credentials');
  expect(screen.queryAllByText(/^An association of the cluster/)).toHaveLength(
    has ? 1 : 0,
  );
});

it.each([
  ['ok', '2 min ago'],
  ['unreachable', '3 h ago'],
])('was seen when its cluster was, if that is %s', async (state, age) => {
  const coverage = coverageFixture();
  const asOf = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const [cluster] = coverage.clusters;
  renderPage(<ServicesRouter />, {
    path: '/irsa/services/production/production/Deployment/test',
    routes: {
      'GET /coverage': () => ({
        body: { ...coverage, clusters: [{ ...cluster, state }] },
      }),
      'GET /workloads/*': () => ({ body: workloadFixture({ asOf }) }),
    },
  });
  const label = await screen.findByText('Seen');
  await waitFor(() =>
    expect(label.closest('dt')?.nextElementSibling).toHaveTextContent(age),
  );
});
