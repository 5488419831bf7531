import { ReactElement } from 'react';
// Only tests import this file.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { irsaApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeRequest, FakeRoutes, createFakeApi } from './fakeApi';

/** Renders what stands on the page of the component `profile-api`, over the fake API. */
export function renderEntity(
  element: ReactElement,
  options: { routes?: FakeRoutes } = {},
): { requests: FakeRequest[] } {
  const { client, requests } = createFakeApi(options.routes);
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'profile-api', namespace: 'default' },
      }}
    >
      {element}
    </EntityProvider>,
    {
      apis: [
        [irsaApiRef, client],
        [permissionApiRef, mockApis.permission()],
      ],
      mountedRoutes: {
        '/irsa': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { requests };
}
