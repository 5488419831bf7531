import { screen, within } from '@testing-library/react';
import { Coverage } from 'backstage-plugin-irsa-common';
import { errorAnswer, FakeRoutes } from '../../../testing/fakeApi';
import { summaryFixture } from '../../../testing/fleetFixtures';
import { renderEntity } from '../../../testing/renderEntity';
import { renderPage } from '../../../testing/renderPage';
import { setUpFixture } from '../../../testing/setUpFixtures';
import { EntityCard } from '../../entity/EntityCard';
import { EntityContent } from '../../entity/EntityContent';
import { ServicesRouter } from '../ServicesRouter';

const nothing: Coverage = { clusters: [], accounts: [] };
const empty: FakeRoutes = {
  'GET /coverage': () => ({ body: nothing }),
  'GET /summary': () => ({
    body: {
      ...summaryFixture(),
      workloads: 0,
      withStaticKey: 0,
      coverage: nothing,
    },
  }),
  'GET /workloads': () => ({
    body: {
      items: [],
      totalCount: 0,
      coverage: nothing,
      facets: { clusters: [], namespaces: [], owners: [] },
    },
  }),
};
const show = (path: string, routes?: FakeRoutes) =>
  renderPage(<ServicesRouter />, { path, routes });

describe('a portal without settings', () => {
  it.each(['/irsa/services', '/irsa/services?status=static'])(
    'shows the set-up and no figure: %s',
    async path => {
      show(path, empty);
      expect(
        await screen.findByText(
          'No cluster is configured under irsa.clusters or kubernetes.clusterLocatorMethods.',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText('No account is configured under aws.accounts.'),
      ).toBeInTheDocument();
      expect(screen.queryByText(/with a static key/)).toBeNull();
      expect(
        screen.queryByRole('list', { name: 'Figures of the fleet' }),
      ).toBeNull();
    },
  );

  it.each([
    ['card', <EntityCard key="card" />],
    ['tab', <EntityContent key="tab" />],
  ])('the %s of an entity leads to the set-up', async (_, element) => {
    renderEntity(element, { routes: empty });
    expect(
      await screen.findByRole('link', { name: 'Open the set-up' }),
    ).toHaveAttribute('href', '/irsa/services/set-up');
    expect(screen.queryByText(/is given a static AWS key/)).toBeNull();
  });
});

it('a cluster that is left out and a wrong setting are named with the reason', async () => {
  show('/irsa/services', {
    'GET /set-up': () => ({
      body: setUpFixture({
        problems: [
          {
            area: 'configuration',
            severity: 'warning',
            key: 'irsa.plan.life',
            message: 'must be a duration',
            since: new Date().toISOString(),
          },
        ],
        clusterSources: [
          {
            key: 'kubernetes.clusterLocatorMethods[0]',
            type: 'gke',
            state: 'failed',
            message: 'GKE answers 403',
            clusters: [],
            leftOut: [
              {
                key: 'resource:default/prod',
                name: 'prod',
                reason: 'its auth provider oidc is not supported',
              },
            ],
          },
        ],
      }),
    }),
  });
  for (const text of [
    'irsa.plan.life: must be a duration',
    'kubernetes.clusterLocatorMethods[0]: GKE answers 403',
    '1 cluster is left out',
    'prod: its auth provider oidc is not supported',
  ]) {
    expect(await screen.findByText(text)).toBeInTheDocument();
  }
});

it('a plugin that has stopped says why where nothing else answers', async () => {
  show('/irsa/services/set-up', {
    'GET /coverage': () => errorAnswer(503, 'The plugin does not work yet'),
    'GET /set-up': () => ({
      body: setUpFixture({
        state: 'stopped',
        problems: [
          {
            area: 'database',
            severity: 'error',
            message: 'The database refuses the connection',
            since: new Date().toISOString(),
          },
        ],
      }),
    }),
  });
  expect(
    await screen.findByText('The database refuses the connection'),
  ).toBeInTheDocument();
  expect(screen.queryByText(/does not work yet/)).toBeNull();
});

it('the set-up lists each IAM right, its state, and the policy that brings it', async () => {
  show('/irsa/services/set-up');
  const account = await screen.findByRole('region', { name: '111122223333' });
  expect(within(account).getByText('All 2 granted')).toBeInTheDocument();
  expect(within(account).getByText('1 of 2 missing')).toBeInTheDocument();
  expect(within(account).getByText('1 of 2 not known')).toBeInTheDocument();
  expect(
    within(account).getByRole('link', { name: 'portal-iam-migrator.json' }),
  ).toHaveAttribute(
    'href',
    expect.stringMatching(/docs\/manifests\/portal-iam-migrator\.json$/),
  );
  const row = within(account)
    .getAllByRole('row')
    .find(each => /iam:CreateRole/.test(each.textContent!));
  expect(row).toHaveTextContent('Missing');
  expect(row).toHaveTextContent('No policy allows it');
  expect(account).toHaveTextContent(/policy\/IrsaBoundary\s+Missing/);
});

it('hosts of change requests and additions of modules are named (in CI)', async () => {
  show('/irsa/services/set-up', {
    'GET /set-up': () => ({
      body: setUpFixture({
        changeHosts: ['git.example.com', 'GitHub (github.com)'],
        extensions: [{ kind: 'changeHost', name: 'git.example.com' }],
      }),
    }),
  });
  for (const text of [
    'Change requests can be opened at: git.example.com, GitHub (github.com)',
    'Added by modules of this portal: git.example.com',
  ]) {
    expect(await screen.findByText(text)).toBeInTheDocument();
  }
});

it('a portal without a host of change requests says how to get one (in CI)', async () => {
  show('/irsa/services/set-up', {
    'GET /set-up': () => ({ body: setUpFixture() }),
  });
  expect(
    await screen.findByText(/^No host of change requests is configured/),
  ).toBeInTheDocument();
});
