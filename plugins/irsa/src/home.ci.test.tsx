/** The card of the home page, in portals with a home page and without one. */
// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import homePlugin from '@backstage/plugin-home/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import irsaPlugin from './alpha';
import { irsaApiRef } from './api';
import { createFakeApi, FakeRoutes } from './testing/fakeApi';
import { summaryFixture } from './testing/fleetFixtures';
import { workloadFixture } from './testing/workloadFixtures';

const PAGE_WIDTH_PX = 1200;

/** Puts the card on the page from the start, as a portal may do for everyone. */
const placed = {
  app: {
    extensions: [
      {
        'page:home': {
          config: {
            defaultConfig: [
              {
                component: 'home-page-widget:irsa/aws-credentials',
                column: 0,
                row: 0,
                width: 6,
                height: 4,
              },
            ],
          },
        },
      },
    ],
  },
};

beforeEach(() => {
  // jsdom lays nothing out, and the page draws its cards once it knows how wide it is.
  jest
    .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
    .mockReturnValue(PAGE_WIDTH_PX);
});
afterEach(() => jest.restoreAllMocks());

function open(
  path: string,
  options: {
    routes?: FakeRoutes;
    owns?: string[];
    home?: boolean;
    config?: object;
  } = {},
) {
  const { client, requests } = createFakeApi(options.routes);
  renderTestApp({
    features: [irsaPlugin, ...(options.home === false ? [] : [homePlugin])],
    initialRouteEntries: [path],
    config: (options.config ?? placed) as never,
    apis: [
      [irsaApiRef, client],
      [permissionApiRef, mockApis.permission()],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: options.owns ?? ['group:default/payments'],
        }),
      ],
    ] as never,
  });
  return requests;
}

const card = async () => {
  const title = await screen.findByRole('heading', { name: 'AWS credentials' });
  return within(title.closest<HTMLElement>('.react-grid-item')!);
};

const listed = (items: object[], totalCount = items.length): FakeRoutes => ({
  'GET /summary': () => ({ body: { ...summaryFixture(), withStaticKey: 30 } }),
  'GET /workloads': () => ({
    body: {
      items,
      totalCount,
      coverage: summaryFixture().coverage,
      facets: { clusters: [], namespaces: [], owners: [] },
    },
  }),
});

it('names the services of the reader, worst first, and how many there are in all', async () => {
  const requests = open('/home', {
    routes: listed([workloadFixture({ name: 'api' })], 4),
  });
  const inside = await card();
  expect(
    await inside.findByText('4 of your services are given a static AWS key.'),
  ).toBeInTheDocument();
  expect(inside.getByRole('link', { name: 'production/api' })).toHaveAttribute(
    'href',
    '/irsa/services/production/production/Deployment/api',
  );
  expect(
    inside.getByRole('link', { name: 'All services: 30 with a static key' }),
  ).toHaveAttribute('href', '/irsa/services');
  const { query } = requests.find(({ path }) => path === '/workloads')!;
  expect(query.getAll('owner')).toEqual(['group:default/payments']);
  expect(query.get('sort')).toBe('-severity');
  expect(query.getAll('status')).toContain('static');
});

it('is offered to people who arrange their own page', async () => {
  const user = userEvent.setup();
  open('/home', {
    routes: listed([workloadFixture({ name: 'api' })]),
    config: {},
  });
  await user.click(await screen.findByRole('button', { name: /Add widget/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(
    dialog.getByText('Your services that are given a static AWS key'),
  );
  expect(
    await (await card()).findByRole('link', { name: 'production/api' }),
  ).toBeInTheDocument();
});

it('says what was not read beside good news', async () => {
  open('/home', { routes: listed([]) });
  const inside = await card();
  expect(
    await inside.findByText(
      'Not known: not every cluster was read in full. In what was read, none of your services is given a static AWS key.',
    ),
  ).toBeInTheDocument();
  expect(
    inside.getByText('1 of 2 clusters were read; there may be more.'),
  ).toBeInTheDocument();
});

it('asks for nobody’s services where the reader owns nothing', async () => {
  const requests = open('/home', { routes: listed([]), owns: [] });
  const inside = await card();
  expect(
    await inside.findByRole('link', { name: /^All services/ }),
  ).toBeInTheDocument();
  expect(inside.queryByText(/your services/)).not.toBeInTheDocument();
  expect(requests.map(({ path }) => path)).not.toContain('/workloads');
});

it('is not there in a portal without a home page, whose pages work', async () => {
  open('/irsa/services', { home: false });
  expect(await screen.findByText('production/test')).toBeInTheDocument();
  expect(screen.queryByText(/of your services/)).not.toBeInTheDocument();
});
