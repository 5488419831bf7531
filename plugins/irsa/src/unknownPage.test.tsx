/** Addresses that no tab has, in portals on the new frontend system. */
// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import irsaPlugin from './alpha';
import { irsaApiRef } from './api';
import { createFakeApi } from './testing/fakeApi';

function open(path: string) {
  return renderTestApp({
    features: [irsaPlugin],
    initialRouteEntries: [path],
    apis: [
      [irsaApiRef, createFakeApi().client],
      [permissionApiRef, mockApis.permission()],
    ] as never,
  });
}

it.each(['/irsa/nowhere', '/irsa/nowhere/at/all'])(
  '%s says that there is no such page, and links to the list',
  async path => {
    open(path);
    expect(
      await screen.findByText('There is no page at this address'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open services' })).toHaveAttribute(
      'href',
      '/irsa/services',
    );
  },
);

it('a tab stands alone', async () => {
  open('/irsa/trust');
  expect(
    await screen.findByRole('heading', {
      name: 'Who may assume which role',
    }),
  ).toBeInTheDocument();
  expect(
    screen.queryByText('There is no page at this address'),
  ).not.toBeInTheDocument();
});
