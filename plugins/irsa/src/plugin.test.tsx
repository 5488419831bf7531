import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { Entity } from '@backstage/catalog-model';
import { Route, Routes } from 'react-router-dom';
import irsaAlpha from './alpha';
import irsa, {
  EntityIrsaCard,
  EntityIrsaContent,
  IrsaPage,
  irsaPlugin,
  isIrsaAvailable,
} from './index';
import { irsaApiRef } from './api';
import { createFakeApi } from './testing/fakeApi';

// A portal on the old frontend system.

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'profile-api',
    annotations: { 'backstage.io/kubernetes-id': 'profile-api' },
  },
};

function show(element: JSX.Element, path = '/', isPageMounted = true) {
  const { client } = createFakeApi();
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [irsaApiRef, client],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <Routes>
        {isPageMounted && (
          <Route path="/credentials/*" element={<IrsaPage />} />
        )}
        <Route path="/" element={element} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        ...(isPageMounted
          ? { '/credentials': irsaPlugin.routes.root }
          : undefined),
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

it('the page stands where the portal mounts it, and its links follow', async () => {
  await show(<></>, '/credentials');
  expect(
    await screen.findByRole('heading', { name: 'AWS credentials' }),
  ).toBeInTheDocument();
  expect(
    await screen.findByRole('link', { name: 'production/test' }),
  ).toHaveAttribute(
    'href',
    '/credentials/services/production/production/Deployment/test',
  );
  expect(screen.getAllByRole('main')).toHaveLength(1);
});

it.each([
  ['Migrations', 'Migrations'],
  ['Preview', 'Preview access'],
  ['Trust', 'Who may assume which role'],
])('the tab %s opens', async (tab, heading) => {
  await show(<></>, '/credentials');
  await userEvent.click(await screen.findByRole('tab', { name: tab }));
  expect(
    await screen.findByRole('heading', { name: heading }),
  ).toBeInTheDocument();
});

it.each(['nowhere', 'nowhere/production/Deployment/test'])(
  'the address %s, which no tab has, says that there is no such page',
  async path => {
    await show(<></>, `/credentials/${path}`);
    expect(
      await screen.findByText('There is no page at this address'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open services' })).toHaveAttribute(
      'href',
      '/credentials/services',
    );
  },
);

it('an inner page opens by its address', async () => {
  await show(
    <></>,
    '/credentials/services/production/production/Deployment/test',
  );
  expect(
    await screen.findByText('Where it gets credentials'),
  ).toBeInTheDocument();
});

it.each([
  ['with the page', true, '/credentials'],
  ['without it', false, '/irsa'],
])('the tab of an entity, %s', async (_, isPageMounted, root) => {
  await show(
    <EntityProvider entity={entity}>
      <EntityIrsaContent />
    </EntityProvider>,
    '/',
    isPageMounted,
  );
  expect(
    await screen.findByRole('link', { name: 'production/test' }),
  ).toHaveAttribute(
    'href',
    `${root}/services/production/production/Deployment/test`,
  );
});

it('the card of an entity', async () => {
  await show(
    <EntityProvider entity={entity}>
      <EntityIrsaCard />
    </EntityProvider>,
  );
  expect(
    await screen.findByText(/production\/test on production is given/),
  ).toBeInTheDocument();
});

it('both stand on entities that name their Kubernetes objects', () => {
  expect(isIrsaAvailable(entity)).toBe(true);
  expect(
    isIrsaAvailable({ ...entity, metadata: { name: 'profile-api' } }),
  ).toBe(false);
});

it('the root and /alpha give the same plugin to the new frontend system', () => {
  expect(irsa).toBe(irsaAlpha);
  expect(irsa).toMatchObject({ $$type: '@backstage/FrontendPlugin' });
});
