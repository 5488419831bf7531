/** A portal on the new frontend system, with a catalog and without one. */
// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import irsaPlugin from './alpha';
import { irsaApiRef } from './api';
import { createFakeApi } from './testing/fakeApi';

const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'profile-api', namespace: 'default', annotations },
});
function open(path: string, entity?: Entity) {
  const catalog = catalogApiMock({ entities: entity ? [entity] : [] });
  renderTestApp({
    features: [irsaPlugin, ...(entity ? [catalogPlugin] : [])],
    initialRouteEntries: [path],
    apis: [
      [irsaApiRef, createFakeApi().client],
      [permissionApiRef, mockApis.permission()],
      ...(entity ? [[catalogApiRef, catalog]] : []),
    ] as never,
  });
}

const ENTITY = '/catalog/default/component/profile-api';

const findTabs = async () =>
  within(await screen.findByRole('navigation', { name: 'Content navigation' }));

async function openMenu() {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  const menu = within(await screen.findByRole('menu'));
  // An item of the catalog's own.
  await menu.findByRole('menuitem', { name: 'Inspect entity' });
  return { user, menu };
}

it('an entity with Kubernetes objects has a tab, a card, and an item in its menu that leads to the tab', async () => {
  open(ENTITY, entityWith({ 'backstage.io/kubernetes-id': 'profile-api' }));
  const tabs = await findTabs();
  expect(tabs.getByRole('link', { name: 'AWS credentials' })).toHaveAttribute(
    'href',
    `${ENTITY}/aws-credentials`,
  );
  expect(
    await screen.findByText(/is given a static AWS key/),
  ).toBeInTheDocument();
  const { user, menu } = await openMenu();
  await user.click(menu.getByRole('menuitem', { name: 'AWS credentials' }));
  expect(await screen.findByText('production/test')).toBeInTheDocument();
});

it('another entity has none of them', async () => {
  open(ENTITY, entityWith({}));
  const tabs = await findTabs();
  expect(tabs.queryByText('AWS credentials')).not.toBeInTheDocument();
  expect(screen.queryByText(/static AWS key/)).not.toBeInTheDocument();
  const { menu } = await openMenu();
  expect(menu.queryByText('AWS credentials')).not.toBeInTheDocument();
});

it('the pages work in a portal without a catalog', async () => {
  open('/irsa/services');
  expect(await screen.findByText('production/test')).toBeInTheDocument();
});
