import { screen, within } from '@testing-library/react';
import { coverageFixture } from '../../testing/fleetFixtures';
import { renderPage } from '../../testing/renderPage';
import { workloadFixture } from '../../testing/workloadFixtures';
import { ServicesRouter } from './ServicesRouter';

/** Workloads with Pods of kinds that the server makes no plan for: what it always refuses is not offered. */

const of = (kind: string, status: 'static' | 'keyless' = 'static') =>
  workloadFixture({
    id: `production/production/${kind}/${kind}`,
    name: kind.toLowerCase(),
    kind,
    status,
  });

it('the list offers a plan where one can be made, and else leads to what can be done', async () => {
  const items = [
    of('Deployment'),
    of('Pod'),
    of('Job'),
    of('ReplicaSet'),
    of('Rollout'),
    of('Service.serving.knative.dev'),
    of('CronJob'),
    of('Job', 'keyless'),
  ];
  renderPage(<ServicesRouter />, {
    path: '/irsa/services',
    routes: {
      'GET /workloads': () => ({
        body: {
          items,
          totalCount: items.length,
          coverage: coverageFixture(),
          facets: { clusters: [], namespaces: [], owners: [] },
        },
      }),
    },
  });
  const table = await screen.findByRole('table', { name: 'Services' });
  await within(table).findByRole('link', { name: 'production/deployment' });
  const acts = within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell').at(-1)?.textContent);
  expect(acts).toEqual([
    'Review plan',
    'How to fix',
    'How to fix',
    'How to fix',
    'How to fix',
    'How to fix',
    'Review plan',
    'Open',
  ]);
});

it.each([
  ['Pod', /Find what makes it: .* Then make the Pod anew\./],
  ['Job', /The template of a Job cannot be changed\./],
  ['Rollout', /in the object that owns it, name a ServiceAccount/],
])('the page of a %s says what can be done', async (kind, words) => {
  renderPage(<ServicesRouter />, {
    path: `/irsa/services/production/production/${kind}/${kind.toLowerCase()}`,
    routes: { 'GET /workloads/*': () => ({ body: of(kind) }) },
  });
  const remedy = await screen.findByRole('region', {
    name: 'How to do without the key',
  });
  expect(remedy).toHaveTextContent(
    `A ${kind} cannot be migrated in place, so there is no plan for it.`,
  );
  expect(remedy).toHaveTextContent(words);
  expect(screen.queryByRole('button', { name: /Review plan/ })).toBeNull();
  expect(screen.getByText('Preview access')).toBeInTheDocument();
});

it('the page of a Job without a key has nothing to mend', async () => {
  renderPage(<ServicesRouter />, {
    path: '/irsa/services/production/production/Job/job',
    routes: { 'GET /workloads/*': () => ({ body: of('Job', 'keyless') }) },
  });
  await screen.findByText('Where it gets credentials');
  expect(screen.queryByText('How to do without the key')).toBeNull();
});
