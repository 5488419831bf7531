/** The card of the home page, in portals with a home page and without one. */
// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createExtensionDataRef,
  createExtensionInput,
  createFrontendPlugin,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { getComponentData } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ReactElement } from 'react';
import { screen, within } from '@testing-library/react';
import irsaPlugin from './alpha';
import { irsaApiRef } from './api';
import { createFakeApi, FakeRoutes } from './testing/fakeApi';
import { summaryFixture } from './testing/fleetFixtures';
import { workloadFixture } from './testing/workloadFixtures';

/** As `@backstage/plugin-home-react` 0.1.42 has it in its `/alpha`. */
const homePageWidgetDataRef = createExtensionDataRef<{
  component: ReactElement;
  title?: string;
}>().with({ id: 'home.widget.data' });

/** As `@backstage/plugin-home` has it: a page that shows what others have attached to it. */
const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  extensions: [
    PageBlueprint.makeWithOverrides({
      inputs: { widgets: createExtensionInput([homePageWidgetDataRef]) },
      factory: (make, { inputs }) =>
        make({
          path: '/home',
          loader: async () => (
            <>
              {inputs.widgets.map(widget => {
                const { component, title } = widget.get(homePageWidgetDataRef);
                const known = getComponentData(component, 'core.extensionName');
                return (
                  <section key={String(known)} aria-label={title}>
                    {component}
                  </section>
                );
              })}
            </>
          ),
        }),
    }),
  ],
});

function open(
  path: string,
  options: { routes?: FakeRoutes; owns?: string[]; home?: boolean } = {},
) {
  const { client, requests } = createFakeApi(options.routes);
  renderTestApp({
    features: [irsaPlugin, ...(options.home === false ? [] : [homePlugin])],
    initialRouteEntries: [path],
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

const card = async () =>
  within(await screen.findByRole('region', { name: 'AWS credentials' }));

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

it('says what was not read beside good news', async () => {
  open('/home', { routes: listed([]) });
  const inside = await card();
  expect(
    await inside.findByText('None of your services is given a static AWS key.'),
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
