import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer, FakeRoutes } from '../../testing/fakeApi';
import {
  roleFixture,
  roleReviewFixture,
  signOffFixture,
} from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

const ROLE = '/roles/111122223333/oidc-role';
const PATH = '/irsa/trust/111122223333/oidc-role';
const HASH = 'a'.repeat(64);

const open = (routes: FakeRoutes = {}, denied: string[] = []) =>
  renderPage(<TrustRouter />, { path: PATH, routes, denied });

const focused = () => document.activeElement as HTMLElement;

/** As people without a mouse get there. */
async function tabTo(element: HTMLElement) {
  for (let step = 0; step < 100; step += 1) {
    if (document.activeElement === element) {
      return;
    }
    await userEvent.tab();
  }
  throw new Error('The keyboard does not lead there.');
}

describe('the review of a role', () => {
  it('is signed off, with the keyboard alone, for the policy that the page shows, with words where findings are open', async () => {
    let review = roleReviewFixture();
    const { requests } = open({
      [`GET ${ROLE}/review`]: () => ({ body: review }),
      [`POST ${ROLE}/sign-offs`]: () => {
        review = roleReviewFixture({
          state: 'signed',
          signOff: signOffFixture(),
        });
        return { status: 201, body: review };
      },
    });
    expect(
      await screen.findByText('Nobody has signed this policy off.'),
    ).toBeVisible();
    await tabTo(screen.getByRole('button', { name: 'Sign off' }));
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(dialog).toContainElement(focused()));
    const confirm = within(dialog).getByRole('button', { name: 'Sign off' });
    expect(confirm).toBeDisabled();
    await tabTo(within(dialog).getByRole('textbox', { name: /Comment/ }));
    await userEvent.keyboard('Only the vendor has this.');
    await tabTo(confirm);
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('Signed off')).toBeVisible();
    expect(screen.getByText('Only the vendor has this.')).toBeVisible();
    expect(
      requests.find(({ path }) => path.endsWith('/sign-offs'))?.body,
    ).toEqual({
      policyHash: HASH,
      comment: 'Only the vendor has this.',
      days: 90,
    });
  });

  it('is void after a change, with who gets in since (in CI)', async () => {
    open({
      [`GET ${ROLE}/review`]: () => ({
        body: roleReviewFixture({
          state: 'void',
          signOff: signOffFixture({ state: 'void' }),
          difference: {
            before: '{"a": 1}',
            after: '{"a": 2}',
            added: ['system:serviceaccount:shop:cart'],
            removed: [],
            joined: [],
            isUnderstood: true,
          },
        }),
      }),
    });
    expect(await screen.findByText('Void')).toBeVisible();
    expect(
      screen.getByText('Let in since: system:serviceaccount:shop:cart'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Sign off again' }),
    ).toBeEnabled();
  });

  it('is not stored when the role has changed meanwhile; the page reads it again', async () => {
    const { requests } = open({
      'GET /roles/*': () => ({ body: roleFixture({ findings: [] }) }),
      [`GET ${ROLE}/review`]: () => ({ body: roleReviewFixture() }),
      [`POST ${ROLE}/sign-offs`]: () =>
        errorAnswer(
          409,
          'The trust policy has changed since you looked at it.',
          {
            changedSince: [{ object: 'Trust policy', before: 'a', after: 'b' }],
          },
        ),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign off' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Sign off',
      }),
    );
    expect(
      await screen.findByText(/has changed since you looked at it/),
    ).toBeVisible();
    const reads = () => requests.filter(({ path }) => path === ROLE).length;
    const before = reads();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(reads()).toBe(before + 1));
  });

  it('takes a reason and a day for a finding that is accepted (in CI)', async () => {
    const { requests } = open({
      [`POST ${ROLE}/accepted-findings`]: () => ({ status: 201, body: {} }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept sub-missing…' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'The cluster has one team.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept finding' }),
    );
    await waitFor(() =>
      expect(
        requests.find(({ path }) => path.endsWith('/accepted-findings'))?.body,
      ).toMatchObject({
        policyHash: HASH,
        ruleId: 'sub-missing',
        statement: 0,
        reason: 'The cluster has one team.',
      }),
    );
  });

  it('says what is needed to who may only look', async () => {
    const { requests } = open({}, ['irsa.trust-policy.review']);
    // The page is there before the answer about the permission.
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Sign off' })).toBeDisabled(),
    );
    expect(
      screen.getAllByText(/Needed: irsa.trust-policy.review/).length,
    ).toBeGreaterThan(0);
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});
