import { screen, within } from '@testing-library/react';
import { roleFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

describe('trust', () => {
  it('lists roles with verdict', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust' });

    expect(
      await screen.findByRole('link', { name: 'oidc-role' }),
    ).toHaveAttribute('href', '/irsa/trust/111122223333/oidc-role');
    expect(screen.getByText('Dangerous')).toBeInTheDocument();
    expect(screen.getByText('Open')).toBeInTheDocument();
  });

  it('says what is not known of who gets in', async () => {
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /roles/*': () => ({
          body: roleFixture({
            reach: 'notUnderstood',
            reachReason: 'IAM refuses the policy: the text is no JSON.',
            ways: [],
          }),
        }),
      },
    });

    expect(
      await screen.findByText(/^The policy was not understood.*no JSON\.$/),
    ).toBeInTheDocument();
  });

  it('shows findings with their fix, and the policy', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust/111122223333/oidc-role' });

    expect(
      await screen.findByText(/Add a condition on sub/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Anyone who has such a token/),
    ).toBeInTheDocument();
    const ways = within(screen.getByRole('list', { name: 'Ways in' }));
    expect(ways.getByText('every subject')).toBeInTheDocument();
    expect(ways.getByText(/^2 ServiceAccounts get in now/)).toBeInTheDocument();
    expect(ways.getByText('shop/orders')).toBeInTheDocument();
    expect(screen.getByText(/Effect: Allow/)).toBeInTheDocument();
  });
});
