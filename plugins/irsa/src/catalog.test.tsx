/** A portal on the new frontend system, with a catalog and without one. */
// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  createExtensionInput,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import irsaPlugin from './alpha';
import { irsaApiRef } from './api';
import { createFakeApi } from './testing/fakeApi';

const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'profile-api', namespace: 'default', annotations },
});
const { data, filterFunction } = EntityContextMenuItemBlueprint.dataRefs;
type ItemData = typeof data.T;

function Item({ useProps }: Pick<ItemData, 'useProps'>) {
  const { title, ...others } = useProps();
  return <a href={'href' in others ? others.href : '#none'}>{title}</a>;
}

/** The page of an entity with its menu, where the catalog plugin has them. */
const catalogOf = (entity: Entity) =>
  createFrontendPlugin({
    pluginId: 'catalog',
    extensions: [
      PageBlueprint.makeWithOverrides({
        name: 'entity',
        inputs: {
          contextMenuItems: createExtensionInput([
            data,
            filterFunction.optional(),
          ]),
          contents: createExtensionInput([]),
        },
        factory(make, { inputs }) {
          const items = inputs.contextMenuItems
            .filter(item => item.get(filterFunction)?.(entity) ?? true)
            .map(item => item.get(data));
          return make({
            path: '/catalog/:namespace/:kind/:name',
            routeRef: entityRouteRef as never,
            loader: async () => (
              <EntityProvider entity={entity}>
                <nav aria-label="Menu">
                  {items.map(({ useProps }, at) => (
                    <Item key={at} useProps={useProps} />
                  ))}
                </nav>
              </EntityProvider>
            ),
          });
        },
      }),
    ],
  });

function open(path: string, others: object[]) {
  renderTestApp({
    features: [irsaPlugin, ...others] as never,
    initialRouteEntries: [path],
    apis: [
      [irsaApiRef, createFakeApi().client],
      [permissionApiRef, mockApis.permission()],
    ],
  });
}

const ENTITY = '/catalog/default/component/profile-api';

it('the menu of an entity with Kubernetes objects leads to its tab', async () => {
  const entity = entityWith({ 'backstage.io/kubernetes-id': 'profile-api' });
  open(ENTITY, [catalogOf(entity)]);
  const menu = await screen.findByRole('navigation', { name: 'Menu' });
  expect(menu.querySelector('a')).toHaveTextContent('AWS credentials');
  expect(menu.querySelector('a')).toHaveAttribute(
    'href',
    `${ENTITY}/aws-credentials`,
  );
});

it('the menu of another entity has no item of ours', async () => {
  open(ENTITY, [catalogOf(entityWith({}))]);
  expect(
    await screen.findByRole('navigation', { name: 'Menu' }),
  ).toBeEmptyDOMElement();
});

it('the pages work in a portal without a catalog', async () => {
  open('/irsa/services', []);
  expect(await screen.findByText('production/test')).toBeInTheDocument();
});
