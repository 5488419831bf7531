import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { rootRouteRef } from '../routes';
import { useIrsaPaths } from './useIrsaPaths';

function Paths() {
  const paths = useIrsaPaths();
  return <p>{[paths.services, paths.migration('m-7')].join(' ')}</p>;
}

it.each<[string, Parameters<typeof renderInTestApp>[1], string]>([
  [
    'follow the page',
    { mountedRoutes: { '/aws/keys': rootRouteRef } },
    '/aws/keys/services /aws/keys/migrations/m-7',
  ],
  [
    'lead to the usual place in a portal without the page',
    {},
    '/irsa/services /irsa/migrations/m-7',
  ],
])('paths %s', async (_, options, text) => {
  renderInTestApp(<Paths />, options);
  expect(await screen.findByText(text)).toBeInTheDocument();
});
