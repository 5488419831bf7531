import { screen, within } from '@testing-library/react';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import {
  coverageFixture,
  summaryFixture,
} from '../../../testing/fleetFixtures';
import { renderPage } from '../../../testing/renderPage';
import {
  keylessFixture,
  workloadFixture,
} from '../../../testing/workloadFixtures';
import { ServicesRouter } from '../ServicesRouter';

const [key] = workloadFixture().keys;
const unread: Workload['keys'][number] = {
  fingerprint: key.fingerprint,
  last4: key.last4,
  state: 'unreadable',
};

async function cellsOf(item: Workload) {
  renderPage(<ServicesRouter />, {
    path: '/irsa/services?cols=keyAge,keyLastUsed',
    routes: {
      'GET /workloads': () => ({
        body: {
          items: [item],
          totalCount: 1,
          coverage: coverageFixture(),
          facets: { clusters: [], namespaces: [], owners: [] },
        },
      }),
    },
  });
  const table = await screen.findByRole('table', { name: 'Services' });
  return within(table)
    .getAllByRole('cell')
    .map(cell => cell.textContent);
}

describe('what is not known of a key', () => {
  it.each<[string, Workload, [string, RegExp]]>([
    [
      'of an account that cannot be read is not known',
      workloadFixture({ keys: [unread] }),
      ['not known', /^not known/],
    ],
    [
      'of a place whose value was not read is not known',
      workloadFixture({ keys: [] }),
      ['not known', /^not known$/],
    ],
    [
      'of a workload that was not read is not known',
      workloadFixture({ keys: [], references: [], status: 'unknown' }),
      ['not known', /^not known$/],
    ],
    [
      'that AWS has told about may never have been used',
      workloadFixture({ keys: [{ ...key, lastUsedAt: undefined }] }),
      ['412 days', /^never/],
    ],
    ['of a keyless workload is none', keylessFixture(), ['no key', /^–$/]],
  ])('%s', async (_, item, [age, used]) => {
    const cells = await cellsOf(item);
    expect(cells.at(-2)).toBe(age);
    expect(cells.at(-1)).toMatch(used);
  });

  it('stands on the page of the workload', async () => {
    renderPage(<ServicesRouter />, {
      path: '/irsa/services/production/production/Deployment/test',
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({ keys: [unread] }),
        }),
      },
    });
    const keys = await screen.findByRole('table', { name: 'Access keys' });
    expect(within(keys).getAllByText('not known')).toHaveLength(2);
    expect(within(keys).queryByText('never')).not.toBeInTheDocument();
  });
});

it('an owner that is not known yet is so in its row, with the reason once above the list', async () => {
  const coverage: Coverage = {
    ...coverageFixture(),
    clusters: [
      {
        ...coverageFixture().clusters[0],
        linkDoubt: 'The catalog had just started when it was read',
      },
    ],
  };
  const item = workloadFixture({
    ownerRef: undefined,
    ownerDoubt: 'The catalog had just started when it was read',
    isOwnerPending: true,
  });
  renderPage(<ServicesRouter />, {
    path: '/irsa/services',
    routes: {
      'GET /summary': () => ({ body: { ...summaryFixture(), coverage } }),
      'GET /workloads': () => ({
        body: {
          items: [item, { ...item, id: 'other', name: 'other' }],
          totalCount: 2,
          coverage,
          facets: { clusters: [], namespaces: [], owners: [] },
        },
      }),
    },
  });
  expect(await screen.findAllByText('not known yet')).toHaveLength(2);
  expect(
    screen.getAllByText('The catalog had just started when it was read.'),
  ).toHaveLength(1);
});

describe('what was not read on purpose', () => {
  const withClusters = (
    ...clusters: Partial<Coverage['clusters'][number]>[]
  ): Coverage => ({
    ...coverageFixture(),
    clusters: clusters.map(cluster => ({
      ...coverageFixture().clusters[0],
      ...cluster,
    })),
  });

  it('is counted apart in the list, with the reason', async () => {
    const coverage = withClusters(
      { unreadSecrets: 1200 },
      { name: 'test', unreadSecrets: 34 },
      { name: 'old', readLevel: 0 },
      { name: 'shy', readLevel: 1 },
    );
    renderPage(<ServicesRouter />, {
      path: '/irsa/services',
      routes: {
        'GET /summary': () => ({ body: { ...summaryFixture(), coverage } }),
      },
    });
    const title = await screen.findByText('Not read');
    const status = title.closest('[role="status"]');
    expect(status).toHaveTextContent(
      /1,234 Secrets that nothing refers to.*production: 1,200, test: 34/,
    );
    expect(status).toHaveTextContent('No Secret of old (read level 0)');
    expect(status).toHaveTextContent('Values of Secrets of shy (read level 1)');
  });

  it('of its own cluster stands on the page of a workload', async () => {
    renderPage(<ServicesRouter />, {
      path: '/irsa/services/production/production/Deployment/test',
      routes: {
        'GET /workloads/*': () => ({ body: workloadFixture() }),
        'GET /coverage': () => ({
          body: withClusters(
            { unreadSecrets: 1 },
            { name: 'test', unreadSecrets: 34 },
          ),
        }),
      },
    });
    const title = await screen.findByText('Not read');
    expect(title.closest('[role="status"]')).toHaveTextContent(
      /1 Secret that nothing refers to[^:]*\(production: 1\)/,
    );
  });

  it('is not said when everything was read', async () => {
    renderPage(<ServicesRouter />, { path: '/irsa/services' });
    await screen.findByRole('table', { name: 'Services' });
    expect(screen.queryByText('Not read')).not.toBeInTheDocument();
  });
});
