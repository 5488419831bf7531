import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Plan } from 'backstage-plugin-irsa-common';
import { planFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';
import { sameRequest } from './sameRequest';

const TITLE = 'A Pod before the others';
const off = { isOn: false, because: 'settings' } as const;
const asked = { isOn: true, because: 'asked' } as const;

function open(canaryChoice: Plan['canaryChoice']) {
  return renderPage(<MigrationsRouter />, {
    path: '/irsa/migrations/plans/plan-7',
    routes: {
      'GET /plans/plan-7': () => ({ body: planFixture({ canaryChoice }) }),
      'POST /plans': () => ({
        body: planFixture({ id: 'plan-8', canaryChoice: asked }),
      }),
    },
  });
}

describe('the choice of a canary', () => {
  it('plans with one and leads to that plan', async () => {
    const { requests } = open(off);
    const group = await screen.findByRole('radiogroup', { name: TITLE });
    expect(
      within(group).getByRole('radio', { name: 'Begin with the rollout' }),
    ).toBeChecked();
    await userEvent.click(
      within(group).getByRole('radio', { name: 'Try one Pod first' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what would be different' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Open this plan' }),
    ).toHaveAttribute('href', expect.stringMatching(/plan-8$/));
    const [{ body }] = requests.filter(({ method }) => method === 'POST');
    expect(body).toEqual({ workload: planFixture().workload, canary: true });
  });

  it('is about a run, and says what that means, for a CronJob', async () => {
    const plan = planFixture();
    renderPage(<MigrationsRouter />, {
      path: '/irsa/migrations/plans/plan-7',
      routes: {
        'GET /plans/plan-7': () => ({
          body: {
            ...plan,
            workload: { ...plan.workload, kind: 'CronJob' },
            canaryChoice: { isOn: false, because: 'work' },
          },
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Start one run first' }),
    );
    expect(screen.getByText(/does its work for real/)).toBeVisible();
  });

  it('is not there where none can be tried', async () => {
    open({ isOn: false, because: 'obstacle', obstacle: 'one replica' });
    expect(await screen.findByText(/Checks/)).toBeVisible();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is kept when a plan is made anew', () => {
    expect(sameRequest(planFixture({ canaryChoice: asked }))).toMatchObject({
      canary: true,
    });
    expect(sameRequest(planFixture({ canaryChoice: off }))).not.toHaveProperty(
      'canary',
    );
  });

  it('is kept, as all that was asked for, when an obstacle was found', () => {
    const { workload } = planFixture();
    const request = { workload, canary: true, soakDays: 3, roleName: 'orders' };
    const obstacle = {
      isOn: false,
      because: 'obstacle',
      obstacle: 'one replica',
    } as const;
    expect(
      sameRequest(planFixture({ request, canaryChoice: obstacle })),
    ).toEqual(request);
  });
});
