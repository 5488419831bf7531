import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/renderPage';
import { workloadFixture } from '../../../testing/workloadFixtures';
import { ServicesRouter } from '../ServicesRouter';
import { firstService, firstSteps } from './firstSteps';

describe('the first steps', () => {
  it.each([
    [{ plans: 0, migrations: 0, previews: 0 }, ['next', 'later', 'later']],
    [{ plans: 2, migrations: 0, previews: 0 }, ['done', 'next', 'later']],
    [{ plans: 0, migrations: 1, previews: 0 }, ['done', 'done', 'next']],
    [{ plans: 0, migrations: 0, previews: 3 }, ['next', 'later', 'done']],
    [{ plans: 1, migrations: 1, previews: 1 }, ['done', 'done', 'done']],
  ])('are done as the portal has seen them: %j', (seen, states) => {
    expect(firstSteps(seen).map(({ state }) => state)).toEqual(states);
  });

  it('begin with a service that can be planned', () => {
    const blocked = workloadFixture({
      name: 'blocked',
      lastPlan: { status: 'blocked', blockedBy: [], madeAt: '2026-11-01' },
    });
    const soaking = workloadFixture({ name: 'soaking', status: 'soaking' });
    const good = workloadFixture({ name: 'good' });
    expect(firstService([blocked, soaking, good])).toBe(good);
    expect(firstService([blocked, soaking])).toBeUndefined();
    const job = workloadFixture({ name: 'job', kind: 'Job' });
    expect(firstService([job, good])).toBe(good);
  });

  it('stand on a page of their own until they are put away, for good', async () => {
    renderPage(<ServicesRouter />, { path: '/irsa/services' });
    await userEvent.click(
      await screen.findByRole('link', { name: 'First steps' }),
    );
    expect(await screen.findByText('1. Review a plan')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Review plan for/ }),
    ).toBeEnabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Do not show this again' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Services' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'First steps' }),
      ).not.toBeInTheDocument(),
    );
  });
});
