import { ReactElement } from 'react';
// Only tests import this file.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { Route, Routes } from 'react-router-dom';
// eslint-disable-next-line @backstage/no-undeclared-imports
import { SWRConfig } from 'swr';
import { irsaApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeRequest, FakeRoutes, createFakeApi } from './fakeApi';

/** Renders a page at its path over the fake API; `denied` names permissions the user lacks. */
export function renderPage(
  page: ReactElement,
  options: { path: string; routes?: FakeRoutes; denied?: string[] },
): { requests: FakeRequest[] } {
  const { client, requests } = createFakeApi(options.routes);
  type Decision = Awaited<
    ReturnType<ReturnType<typeof mockApis.permission>['authorize']>
  >['result'];
  const permission = mockApis.permission({
    authorize: request =>
      (options.denied?.includes(request.permission.name)
        ? 'DENY'
        : 'ALLOW') as Extract<Decision, 'ALLOW' | 'DENY'>,
  });
  renderInTestApp(
    // The portal remembers answers about permissions for all of its pages; no test should get those of the one before.
    <SWRConfig value={{ provider: () => new Map() }}>
      <Routes>
        {['services', 'migrations', 'preview', 'trust'].map(tab => (
          <Route key={tab} path={`/irsa/${tab}/*`} element={page} />
        ))}
      </Routes>
    </SWRConfig>,
    {
      apis: [
        [irsaApiRef, client],
        [permissionApiRef, permission],
      ],
      mountedRoutes: { '/irsa': rootRouteRef },
      initialRouteEntries: [options.path],
    },
  );
  return { requests };
}
