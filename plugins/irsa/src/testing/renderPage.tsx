import { ReactElement } from 'react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { Route, Routes } from 'react-router-dom';
import { irsaApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeRoutes, createFakeApi } from './fakeApi';

/** Renders a page at its path over the fake API; `denied` names permissions the user lacks. */
export function renderPage(
  page: ReactElement,
  options: { path: string; routes?: FakeRoutes; denied?: string[] },
) {
  const { client, requests } = createFakeApi(options.routes);
  const permission = mockApis.permission({
    authorize: request =>
      options.denied?.includes(request.permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
  const result = renderInTestApp(
    <Routes>
      {['services', 'migrations', 'preview', 'trust'].map(tab => (
        <Route key={tab} path={`/irsa/${tab}/*`} element={page} />
      ))}
    </Routes>,
    {
      apis: [
        [irsaApiRef, client],
        [permissionApiRef, permission],
      ],
      mountedRoutes: { '/irsa': rootRouteRef },
      initialRouteEntries: [options.path],
    },
  );
  return { ...result, requests };
}
