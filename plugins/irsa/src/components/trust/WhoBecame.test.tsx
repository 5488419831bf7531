import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  irsaTrustPolicyReviewPermission,
  KeyCallers,
} from 'backstage-plugin-irsa-common';
import { roleFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

const ROLE = '/roles/111122223333/oidc-role';

const callers = (): KeyCallers => ({
  isConnected: true,
  asOf: '2026-11-28T10:00:00Z',
  since: '2026-08-30T10:00:00Z',
  limits: 'What this list does not know.',
  regions: [{ region: 'eu-west-1', state: 'read', notUnderstood: 0 }],
  others: [
    {
      address: '203.0.113.7',
      userAgent: 'Boto3/1.34',
      caller: 'system:serviceaccount:prod:photos',
      first: '2026-11-20T10:00:00Z',
      last: '2026-11-22T10:00:00Z',
      count: 12,
      refused: 0,
      actions: ['sts:AssumeRoleWithWebIdentity'],
      moreActions: 0,
      regions: ['eu-west-1'],
      sessionNames: ['photos-7f'],
    },
  ],
  moreOthers: 0,
  own: [],
});

const open = (hasTrail: boolean, denied: string[] = []) =>
  renderPage(<TrustRouter />, {
    path: '/irsa/trust/111122223333/oidc-role',
    denied,
    routes: {
      'GET /roles/*': () => ({ body: roleFixture({ hasTrail }) }),
      [`GET ${ROLE}/callers`]: () => ({ body: callers() }),
    },
  });

describe('who used a role', () => {
  it('is shown to a reviewer who asks for it, with subject, address and session', async () => {
    open(true);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show who used this role' }),
    );
    const table = await screen.findByRole('table', {
      name: 'Sessions that are not of the portal',
    });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /system:serviceaccount:prod:photos203\.0\.113\.7Boto3\/1\.3412.*Session names: photos-7f/,
    );
    expect(
      screen.getByText('What this list does not know.'),
    ).toBeInTheDocument();
  });

  it('is not for who may only look', async () => {
    open(true, [irsaTrustPolicyReviewPermission.name]);
    expect(
      await screen.findByRole('button', { name: 'Show who used this role' }),
    ).toBeDisabled();
  });

  it('is not offered where CloudTrail is not read', async () => {
    open(false);
    await screen.findByText('Nobody has signed this policy off.');
    expect(
      screen.queryByRole('button', { name: 'Show who used this role' }),
    ).toBe(null);
  });
});
