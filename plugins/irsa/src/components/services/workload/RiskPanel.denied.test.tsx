import { screen } from '@testing-library/react';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

// A file of its own: decisions are cached for the life of a page.
it('names the right that is missing to accept a risk', async () => {
  renderPage(<ServicesRouter />, {
    path: '/irsa/services/production/production/Deployment/test',
    denied: ['irsa.risk.create'],
  });
  expect(
    await screen.findByText(/Needed: irsa.risk.create/),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Accept the risk…' }),
  ).toBeDisabled();
});
