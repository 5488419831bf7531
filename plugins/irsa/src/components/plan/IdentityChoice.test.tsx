import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Plan } from 'backstage-plugin-irsa-common';
import { planFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';
import { sameRequest } from './sameRequest';

const TITLE = 'How the Pods get the role';
const { target, sentences } = planFixture();
const identityChoice = (
  because: NonNullable<Plan['identityChoice']>['because'],
  kind: 'irsa' | 'podIdentity' = 'irsa',
) => ({ identityChoice: { kind, because } });

function open(plan: Partial<Plan>) {
  return renderPage(<MigrationsRouter />, {
    path: '/irsa/migrations/plans/plan-7',
    routes: {
      'GET /plans/plan-7': () => ({ body: planFixture(plan) }),
      'POST /plans': () => ({
        body: planFixture({
          id: 'plan-8',
          target: { ...target, identity: 'podIdentity' },
          sentences: [
            ...sentences,
            {
              id: 'association',
              verb: 'add' as const,
              object: 'Pod Identity association production/test',
              key: 'association.add',
              params: { clusterName: 'prod' },
              reversible: 'yes' as const,
            },
          ],
          ...identityChoice('asked', 'podIdentity'),
        }),
      }),
    },
  });
}

describe('the choice of the identity', () => {
  it('plans the other way and leads to it', async () => {
    const { requests } = open({
      ...identityChoice('usual'),
      target: { ...target, identity: 'irsa' },
    });
    const group = await screen.findByRole('radiogroup', { name: TITLE });
    expect(within(group).getByRole('radio', { name: /IRSA/ })).toBeChecked();
    await userEvent.click(
      within(group).getByRole('radio', { name: 'By EKS Pod Identity' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what would be different' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Open this plan' }),
    ).toHaveAttribute('href', expect.stringMatching(/plan-8$/));
    expect(
      screen.getByText(/in cluster prod\. \(only with EKS Pod Identity\)/),
    ).toBeVisible();
    const [{ body }] = requests.filter(({ method }) => method === 'POST');
    expect(body).toEqual({
      workload: planFixture().workload,
      identity: 'podIdentity',
    });
  });

  it('says why there is none', async () => {
    open(identityChoice('source'));
    expect(
      await screen.findByText(/the change is made where the workload is kept/),
    ).toBeVisible();
    expect(screen.queryByRole('radiogroup', { name: TITLE })).toBeNull();
  });

  it('is not there for a cluster outside of EKS', async () => {
    open(identityChoice('notEks'));
    expect(await screen.findByText(/Checks/)).toBeVisible();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is kept when a plan is made anew', () => {
    expect(
      sameRequest(planFixture(identityChoice('asked', 'podIdentity'))),
    ).toMatchObject({ identity: 'podIdentity' });
    expect(
      sameRequest(planFixture(identityChoice('usual'))),
    ).not.toHaveProperty('identity');
  });
});
