import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Plan } from 'backstage-plugin-irsa-common';
import { errorAnswer } from '../../testing/fakeApi';
import { planFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const PATH = '/irsa/migrations/plans/plan-7';
const choice = (
  parts: Partial<NonNullable<Plan['serviceAccountChoice']>> = {},
) => ({
  serviceAccountChoice: {
    present: 'test',
    own: 'test-irsa',
    isOwn: false,
    because: 'usual' as const,
    ...parts,
  },
});
const { target, checks, sentences } = planFixture();
const other = planFixture({
  id: 'plan-8',
  ...choice({ isOwn: true, because: 'asked' }),
  target: { ...target, serviceAccountName: 'test-irsa' },
  sentences: sentences.map(each =>
    each.id === 'service-account'
      ? {
          ...each,
          verb: 'add' as const,
          object: 'ServiceAccount production/test-irsa',
          key: 'serviceAccount.add',
        }
      : each,
  ),
  checks: [
    ...checks,
    {
      id: 'role-bindings',
      state: 'warning' as const,
      key: 'role-bindings.warning',
      params: {},
      message: 'ServiceAccount test has rights that the new one will not have.',
      evidence: 'RoleBindings',
    },
  ],
});
const own = () =>
  screen.findByRole('radio', { name: /^Give it one of its own/ });
const show = () =>
  screen.findByRole('button', { name: 'Show what would be different' });

function open(plan: Partial<Plan>, answer: () => object = () => other) {
  return renderPage(<MigrationsRouter />, {
    path: PATH,
    routes: {
      'GET /plans/plan-7': () => ({ body: planFixture(plan) }),
      'POST /plans': () => answer() as { body: Plan },
    },
  });
}

describe('the choice of the ServiceAccount', () => {
  it('plans the other way, shows what would be different, and leads to it', async () => {
    const { requests } = open(choice(), () => ({ body: other }));

    expect(await own()).not.toBeChecked();
    await userEvent.click(await own());
    await userEvent.click(await show());

    const list = await screen.findByRole('list', {
      name: 'What would be different',
    });
    const items = within(list).getAllByRole('listitem');
    expect(items).toHaveLength(3);
    expect(items[0]).toHaveTextContent('only with test)');
    expect(items[1]).toHaveTextContent('only with test-irsa)');
    expect(items[2]).toHaveTextContent('not asked → Warning');
    expect(items[2]).toHaveTextContent('has rights that the new one');
    expect(
      requests.find(
        ({ method, path }) => method === 'POST' && path === '/plans',
      )?.body,
    ).toEqual({ workload: planFixture().workload, ownServiceAccount: true });
    expect(
      screen.getByRole('link', { name: 'Open this plan' }),
    ).toHaveAttribute('href', expect.stringMatching(/plans\/plan-8$/));
  });

  it('takes the choice back without a plan, by the keyboard', async () => {
    const { requests } = open(choice({ isOwn: true, because: 'sdk' }));

    const radio = await own();
    act(() => radio.focus());
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('radio', { name: 'Keep test' })).toBeChecked();
    expect(await show()).toBeEnabled();
    await userEvent.keyboard('{ArrowDown}');
    expect(
      screen.queryByRole('button', { name: 'Show what would be different' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText(/takes a role before the key, so both change/),
    ).toBeInTheDocument();
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it.each(['shared', 'source'] as const)(
    'says why there is none (%s)',
    async because => {
      open(choice({ because, isOwn: because === 'shared' }));

      expect(
        await screen.findByRole('region', {
          name: 'ServiceAccount of the Pods',
        }),
      ).toHaveTextContent(
        because === 'shared' ? /not theirs alone/ : /decided there/,
      );
      expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    },
  );

  it('says what is wrong when the other way cannot be planned', async () => {
    open(choice(), () => errorAnswer(503, 'The cluster does not answer'));

    await userEvent.click(await own());
    await userEvent.click(await show());
    expect(
      await screen.findByText(/The cluster does not answer/),
    ).toBeInTheDocument();
  });

  it('keeps what was asked for in a plan that is made anew', async () => {
    const { requests } = open(
      {
        ...choice({ isOwn: true, because: 'asked' }),
        status: 'expired',
        expiresAt: '2020-01-01T00:00:00Z',
      },
      () => ({ body: other }),
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a new plan' }),
    );
    await waitFor(() =>
      expect(
        requests.find(
          ({ method, path }) => method === 'POST' && path === '/plans',
        )?.body,
      ).toMatchObject({ ownServiceAccount: true }),
    );
  });
});
