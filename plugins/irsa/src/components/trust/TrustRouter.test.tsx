import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

describe('trust', () => {
  it('lists roles with verdict', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust' });

    expect(
      await screen.findByRole('link', { name: 'oidc-role' }),
    ).toHaveAttribute('href', '/irsa/trust/111122223333/oidc-role');
    expect(screen.getByText('Dangerous')).toBeInTheDocument();
  });

  it('shows findings with their fix, and the policy', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust/111122223333/oidc-role' });

    expect(
      await screen.findByText(/Add a condition on sub/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/names no subject: anyone with a token/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Effect: Allow/)).toBeInTheDocument();
  });
});
