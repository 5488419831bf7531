import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

// A file of its own: usePermission caches decisions for the life of the module.
describe('plan without the right to start', () => {
  it('shows the button disabled, with what to ask for', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations/plans/plan-7',
      denied: ['irsa.migration.create'],
    });

    (await screen.findByRole('checkbox', { name: /I have seen this/ })).click();
    expect(
      await screen.findByText(/Needed: irsa.migration.create/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Start migration' }),
    ).toBeDisabled();
    expect(requests.every(item => item.method === 'GET')).toBe(true);
  });
});
