import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer } from '../../testing/fakeApi';
import { planFixture } from '../../testing/migrationFixtures';
import { workloadFixture } from '../../testing/workloadFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const PATH = '/irsa/migrations/plans/plan-7';
const start = () => screen.findByRole('button', { name: 'Start migration' });

async function acknowledge() {
  await userEvent.click(
    await screen.findByRole('checkbox', { name: /I have seen this/ }),
  );
}

describe('plan', () => {
  it('starts once the warning is seen, with hash and acknowledgement', async () => {
    const { requests } = renderPage(<MigrationsRouter />, { path: PATH });

    expect(await start()).toBeDisabled();
    expect(screen.getByText('Tick the warning to start.')).toBeInTheDocument();
    await acknowledge();
    await userEvent.click(await start());

    expect(
      await screen.findByRole('list', { name: 'Steps' }),
    ).toBeInTheDocument();
    const sent = requests.filter(
      item => item.method === 'POST' && item.path === '/migrations',
    );
    expect(sent).toHaveLength(1);
    expect(sent[0].body).toMatchObject({
      planId: 'plan-7',
      planHash: planFixture().hash,
      acknowledgements: ['data-events'],
      idempotencyKey: expect.stringMatching(/.{8}/),
    });
  });

  it('keeps what is not good in the open, and folds what passed', async () => {
    renderPage(<MigrationsRouter />, { path: PATH });

    const summary = await screen.findByText('1 passed');
    expect(screen.getByText('S3 data events are not logged')).toBeVisible();
    expect(
      screen.getByText('The account trusts the cluster'),
    ).not.toBeVisible();
    await userEvent.click(summary);
    expect(screen.getByText('The account trusts the cluster')).toBeVisible();
  });

  it('folds what was not checked into one line that says how many and why (in CI)', async () => {
    const check = (id: string, evidence: string) => ({
      id,
      state: 'notChecked' as const,
      key: id,
      params: {},
      message: `Sentence of ${id}`,
      evidence,
    });
    const plan = planFixture();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /plans/plan-7': () => ({
          body: planFixture({
            checks: [
              ...plan.checks,
              check('one', 'The mesh could not be read.'),
              check('two', 'The mesh could not be read.'),
              check('three', 'No CloudTrail is connected.'),
              check(
                'four',
                'The content of arn:aws:iam::111122223333:policy/Boundary, compared with the plan. Nothing else is read.',
              ),
            ],
          }),
        }),
      },
    });
    const line = await screen.findByText(
      '4 not checked: The mesh could not be read; No CloudTrail is connected; …',
    );
    expect(screen.getByText('Sentence of two')).not.toBeVisible();
    // They are no good news.
    expect(
      screen.getByRole('heading', {
        name: 'Checks before start — 1 of 6 passed',
      }),
    ).toBeVisible();
    // A summary of `details`: the browser opens it by keys, too.
    expect(line.tagName).toBe('SUMMARY');
    await userEvent.click(line);
    expect(screen.getByText('Sentence of two')).toBeVisible();
    expect(screen.getByRole('list', { name: 'Not checked' })).toBeVisible();
  });

  it('does not say of a key that is off that it stays active', async () => {
    const plan = planFixture();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /plans/*': () => ({
          body: planFixture({
            sentences: plan.sentences.map(sentence =>
              sentence.key === 'key.keep'
                ? { ...sentence, key: 'key.off' }
                : sentence,
            ),
          }),
        }),
      },
    });
    expect(
      await screen.findByText(/^Key .* is switched off already/),
    ).toBeVisible();
    expect(screen.getByText('The key is switched off already')).toBeVisible();
    expect(screen.queryByText(/stays active/)).not.toBeInTheDocument();
    expect(screen.queryByText(/switch the key off/)).not.toBeInTheDocument();
  });

  it('is the one main landmark of its page', async () => {
    renderPage(<MigrationsRouter />, { path: PATH });

    expect(await start()).toBeInTheDocument();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('says each change in a sentence and opens its difference', async () => {
    renderPage(<MigrationsRouter />, { path: PATH });

    expect(
      await screen.findByText(/the static AWS key is no longer given/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show difference of Deployment production/test',
      }),
    );
    expect(
      await screen.findByRole('region', {
        name: 'Difference of Deployment production/test',
      }),
    ).toHaveTextContent('name: aws-secrets');
    expect(screen.getAllByText('removed')).toHaveLength(3);
  });

  it('shows what moved when the plan is stale, and offers the new plan', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'POST /migrations': () =>
          errorAnswer(409, 'The plan is out of date', {
            changedSince: [
              {
                object: 'Deployment production/test',
                before: 'replicas: 3',
                after: 'replicas: 5',
              },
            ],
            newPlanId: 'plan-8',
          }),
      },
    });

    await acknowledge();
    await userEvent.click(await start());
    expect(await screen.findByText(/Nothing was started/)).toBeInTheDocument();
    expect(await screen.findByText('replicas: 5')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Use the new plan' }),
    ).toHaveAttribute('href', '/irsa/migrations/plans/plan-8');
    expect(await start()).toBeDisabled();
  });

  it('names the fix of a blocked check', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /plans/*': () => ({
          body: planFixture({
            status: 'blocked',
            checks: [
              {
                id: 'webhook',
                state: 'blocked',
                key: 'webhook',
                params: {},
                message: 'No pod identity webhook',
                evidence: 'No such configuration',
                fix: 'Install the webhook.',
              },
            ],
          }),
        }),
      },
    });

    expect(await start()).toBeDisabled();
    expect(
      screen.getByText('Start is not possible: Install the webhook.'),
    ).toBeInTheDocument();
  });

  it('does not start an expired plan, but makes a new one', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /plans/*': () => ({
          body: planFixture({
            expiresAt: new Date(Date.now() - 1000).toISOString(),
          }),
        }),
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a new plan' }),
    );
    await waitFor(() =>
      expect(requests.some(item => item.path === '/plans')).toBe(true),
    );
    expect(
      screen.queryByRole('button', { name: 'Start migration' }),
    ).not.toBeInTheDocument();
  });

  it('sends the change to its source when something else owns the workload (in CI)', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({
            manager: {
              kind: 'argocd',
              livePatchAllowed: false,
              evidence: 'label argocd.argoproj.io/instance',
            },
          }),
        }),
      },
    });

    expect(
      await screen.findByText(/argocd.argoproj.io\/instance/),
    ).toBeInTheDocument();
    expect(await start()).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Copy as commands' }),
    ).toBeEnabled();
  });

  const argo = {
    'GET /workloads/*': () => ({
      body: workloadFixture({
        manager: {
          kind: 'argocd' as const,
          livePatchAllowed: false,
          evidence: 'label argocd.argoproj.io/instance',
        },
      }),
    }),
  };

  const proposed = {
    way: 'changeRequest' as const,
    state: 'ready' as const,
    reason: 'Argo CD Application argocd/test keeps it.',
    repository: 'https://git.example.com/acme/deploy',
    base: 'main',
    baseCommit: '0123456789abcdef0123',
    files: [{ path: 'test.yaml', diff: '-   envFrom:\n+ # role' }],
    proof: ['The detector finds no static key.'],
  };

  it('opens a change request for a workload of Git, and shows its proven change first', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        ...argo,
        'GET /plans/*': () => ({
          body: planFixture({
            checks: [],
            delivery: proposed,
          }),
        }),
      },
    });

    const open = await screen.findByRole('button', {
      name: 'Open change request',
    });
    await waitFor(() => expect(open).toBeEnabled());
    const region = screen.getByRole('region', {
      name: 'The change that is proposed',
    });
    expect(region).toHaveTextContent('envFrom');
    expect(region).toHaveTextContent('branch main, read at 0123456789ab');
    expect(region).toHaveTextContent('The detector finds no static key.');
    expect(
      screen.queryByRole('button', { name: 'Start migration' }),
    ).not.toBeInTheDocument();
  });

  it('says so from the plan alone, before the workload is read (in CI)', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /workloads/*': () => new Promise(() => {}),
        'GET /plans/*': () => ({
          body: planFixture({ checks: [], delivery: proposed }),
        }),
      },
    });
    expect(
      await screen.findByText('The change is made by a change request'),
    ).toBeInTheDocument();
  });

  it('says where a workload of Git is kept, how sure that is and why', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        ...argo,
        'GET /plans/*': () => ({
          body: planFixture({
            source: {
              state: 'found',
              confidence: 'certain',
              keeper: 'Argo CD Application argocd/test',
              places: [
                {
                  role: 'manifests',
                  host: 'git',
                  url: 'https://git.example.com/acme/deploy',
                  path: 'overlays/eu',
                  revision: 'main',
                  live: 'f00d',
                  format: 'kustomize',
                },
              ],
              evidence: ['Argo CD Application argocd/test lists it.'],
              lookedAt: [],
              missing: [],
            },
          }),
        }),
      },
    });

    const panel = await screen.findByRole('region', {
      name: 'Where it is kept',
    });
    expect(panel).toHaveTextContent(
      'Manifests https://git.example.com/acme/deploy · path overlays/eu · revision main · applied: f00d · Kustomize',
    );
    expect(panel).toHaveTextContent(
      'Certain: the tool that keeps the workload lists it.',
    );
    expect(panel).toHaveTextContent(
      'Argo CD Application argocd/test lists it.',
    );
  });

  it('says which right is missing when the place is not known (in CI)', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        ...argo,
        'GET /plans/*': () => ({
          body: planFixture({
            source: {
              state: 'notKnown',
              places: [],
              evidence: [],
              lookedAt: ['No entity of the catalog is linked to it.'],
              missing: ['The portal may not list Application.'],
              obstacles: [
                {
                  stops: 'changes',
                  message: 'Flux Kustomization flux-system/apps is suspended.',
                },
              ],
            },
          }),
        }),
      },
    });

    expect(
      await screen.findByRole('list', { name: 'Could not be read' }),
    ).toHaveTextContent('The portal may not list Application.');
    expect(
      screen.getByRole('list', { name: 'What a merged change would wait for' }),
    ).toHaveTextContent('Flux Kustomization flux-system/apps is suspended.');
    expect(screen.getByText(/^Not known:/)).toBeInTheDocument();
  });
});
