import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Migration } from 'backstage-plugin-irsa-common';
import { errorAnswer } from '../../testing/fakeApi';
import {
  migrationFixture,
  soakingFixture,
} from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from './MigrationsRouter';

const PATH = '/irsa/migrations/migration-7';
const soaking = () => ({ body: soakingFixture() });

describe('migration', () => {
  it('shows steps, the log of the running one, pods and proofs', async () => {
    renderPage(<MigrationsRouter />, { path: PATH });

    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(
      within(steps).getByRole('button', { name: /Roll out\s*, running/ }),
    ).toHaveAttribute('aria-current', 'step');
    expect(within(steps).getByText('From here pods restart')).toBeVisible();
    const log = await screen.findByRole('log', { name: 'Log: Roll out' });
    expect(log).toHaveAttribute('aria-live', 'off');
    await waitFor(() => expect(log).toHaveTextContent('Pending → Running'));
    expect(screen.getByText('2 new ready')).toBeInTheDocument();
    expect(screen.getByText('Proven')).toBeInTheDocument();

    await userEvent.click(
      within(steps).getByRole('button', { name: /snapshot/ }),
    );
    expect(
      await screen.findByRole('log', { name: /snapshot/ }),
    ).toHaveTextContent('Snapshot taken');
  });

  it('names EKS Pod Identity where it gives the role', async () => {
    const { target } = migrationFixture();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            target: { ...target, identity: 'podIdentity' },
          }),
        }),
      },
    });
    expect(await screen.findByText('EKS Pod Identity')).toBeVisible();
  });

  it('says whom it waits for, since when, and links only pages', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            waitingFor: {
              whom: 'whoever may merge in https://git.example.com/acme/deploy',
              since: new Date().toISOString(),
              url: 'https://git.example.com/acme/deploy/pull/1',
              words: 'The change request is open.',
            },
            requests: [
              {
                purpose: 'cutOver',
                state: 'open',
                url: 'https://git.example.com/acme/deploy/pull/1',
              },
              {
                purpose: 'revert',
                state: 'closed',
                // eslint-disable-next-line no-script-url
                url: 'javascript:alert(1)',
                endedBy: 'mona',
              },
            ],
          }),
        }),
      },
    });

    expect(
      await screen.findByText(/Waits for whoever may merge in/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open its page' })).toHaveAttribute(
      'href',
      'https://git.example.com/acme/deploy/pull/1',
    );
    const requests = screen.getByRole('region', { name: 'Change requests' });
    expect(within(requests).getAllByRole('link')).toHaveLength(1);
    expect(requests).toHaveTextContent('(closed by mona)');
  });

  it('says what code has not made as planned, and leads to the files', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            waitingFor: {
              whom: 'whoever applies AWS as code in account 111122223333',
              since: new Date().toISOString(),
              words: 'IAM is not as planned. It trusts everybody too.',
              awsHalf: [
                {
                  about: 'trust',
                  kind: 'wider',
                  message: 'It trusts everybody too.',
                },
                {
                  about: 'rights',
                  kind: 'missing',
                  message: 'The role may not s3:GetObject on *.',
                },
              ],
            },
          }),
        }),
      },
    });

    const list = await screen.findByRole('list', {
      name: 'What is not as planned in IAM',
    });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Wider than planned: It trusts everybody too.',
      'Missing: The role may not s3:GetObject on *.',
    ]);
    expect(
      screen.getByRole('link', { name: 'Open AWS as code' }),
    ).toHaveAttribute('href', expect.stringMatching(/\/migrations\/plans\//));
  });

  it('asks for a request in Git where that keeps the Secret, without a name to type (in CI)', async () => {
    const asked: unknown[] = [];
    const body = soakingFixture({
      status: 'keyInactive',
      possible: ['request-secret-removal'],
      guards: [],
    });
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({ body }),
        'POST /migrations/migration-7/retire': request => {
          asked.push(request.body);
          return { status: 202, body };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Open change request for the Secret…',
      }),
    );
    expect(screen.queryByRole('button', { name: /Delete Secret/ })).toBeNull();
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/Nothing changes before somebody merges/);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Open change request' }),
    );
    await waitFor(() =>
      expect(asked).toEqual([
        { act: 'request-secret-removal', confirm: 'aws-secrets' },
      ]),
    );
  });

  it('asks for a decision, with its reason, where clusters that may take the same files could not be read (in CI)', async () => {
    const asked: unknown[] = [];
    const body = soakingFixture({
      status: 'keyInactive',
      possible: [],
      withReason: ['request-secret-removal'],
      guards: [
        {
          act: 'request-secret-removal',
          message: 'Not known.',
          unreadClusters: ['west'],
        },
      ],
    });
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({ body }),
        'POST /migrations/migration-7/retire': request => {
          asked.push(request.body);
          return { status: 202, body };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Open change request for the Secret…',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', {
      name: 'Open change request',
    });
    expect(confirm).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('checkbox', {
        name: 'Open the request although west could not be read',
      }),
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Gone.',
    );
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(asked).toEqual([
        {
          act: 'request-secret-removal',
          confirm: 'aws-secrets',
          reason: 'Gone.',
          despiteUnread: ['west'],
        },
      ]),
    );
  });

  it('names every Secret that is left, and takes the one that is chosen (in CI)', async () => {
    const asked: unknown[] = [];
    const { target, ...rest } = soakingFixture({
      status: 'keyInactive',
      possible: ['delete-secret'],
      guards: [],
    });
    const body = {
      ...rest,
      target: { ...target, secretNames: ['gone-aws', 'orders-aws', 'old-aws'] },
      deletedSecrets: ['gone-aws'],
    };
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({ body }),
        'POST /migrations/migration-7/retire': request => {
          asked.push(request.body);
          return { status: 202, body };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Delete Secret/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'It had its key from 2 Secrets that are left: orders-aws, old-aws.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /Which one\?/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'old-aws' }),
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', {
        name: /Type the name of the Secret: old-aws/,
      }),
      'old-aws',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete Secret' }),
    );
    await waitFor(() =>
      expect(asked).toEqual([{ act: 'delete-secret', confirm: 'old-aws' }]),
    );
  });

  const after = (...states: ('asBefore' | 'differs' | 'notKnown')[]) => ({
    readAt: new Date().toISOString(),
    objects: states.map((state, index) => ({
      object: `IAM role r${index}`,
      state,
      message: 'What was read.',
    })),
  });

  it.each([
    ['Everything is as it was', after('asBefore', 'asBefore')],
    ['Rolled back; not everything is as it was', after('asBefore', 'differs')],
    ['Rolled back; not everything is as it was', after('asBefore', 'notKnown')],
    ['Rolled back', undefined],
  ])(
    'says "%s" of a rollback by what was read after it',
    async (title, afterRollback) => {
      renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({
            body: migrationFixture({
              status: 'rolledBack',
              possible: [],
              afterRollback,
              rollbackReason: 'a try',
            }),
          }),
        },
      });
      const result = await screen.findByText(/Reason of the rollback: a try/);
      expect(
        within(result.closest('[role=status]') as HTMLElement).getByText(title),
      ).toBeInTheDocument();
      expect(screen.queryAllByText(/^IAM role r/)).toHaveLength(
        afterRollback?.objects.length ?? 0,
      );
    },
  );

  it('names what is not as before, and lists it first', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            status: 'rolledBack',
            possible: [],
            afterRollback: after('asBefore', 'notKnown', 'differs'),
            rollbackReason: 'a try',
          }),
        }),
      },
    });
    expect(
      await screen.findByText(
        'Not as before: IAM role r2. Reason of the rollback: a try',
      ),
    ).toBeVisible();
    expect(
      screen.getAllByText(/^IAM role r/).map(each => each.textContent),
    ).toEqual(['IAM role r2', 'IAM role r1', 'IAM role r0']);
  });

  it('counts no Pods after a rollback, and shows the log of all steps (in CI)', async () => {
    const fixture = migrationFixture({ status: 'rolledBack', possible: [] });
    expect(fixture.pods).toBeDefined();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: {
            ...fixture,
            steps: fixture.steps.map(step => ({ ...step, state: 'undone' })),
          },
        }),
      },
    });
    expect(
      await screen.findByRole('log', { name: 'Log of all steps' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/new ready/)).not.toBeInTheDocument();
  });

  it('counts no Pods while the soak is broken', async () => {
    const { pods } = migrationFixture();
    expect(pods).toBeDefined();
    const fixture = soakingFixture({ pods });
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: {
            ...fixture,
            soak: { ...fixture.soak, brokenSince: fixture.startedAt },
          },
        }),
      },
    });
    expect((await screen.findAllByText(/^Soak broken/))[0]).toBeVisible();
    expect(screen.queryByText(/new ready/)).not.toBeInTheDocument();
  });

  it.each<[string, Partial<Migration>]>([
    [
      'it needs a human during a rollback',
      {
        status: 'needsHuman',
        stuckAt: 'ensure-role',
        rollbackReason: 'a try',
        steps: migrationFixture().steps.map(step => ({
          ...step,
          state: step.restartsPods ? 'undone' : 'failed',
        })),
      },
    ],
    [
      'a rollback has left the step that counts them',
      {
        status: 'rollingBack',
        steps: migrationFixture().steps.map((step, index) => ({
          ...step,
          state: index === 3 ? 'undoing' : 'undone',
        })),
      },
    ],
    ['it is stopped', { status: 'stopped' }],
    ['it needs a human', { status: 'needsHuman' }],
    ['it soaks', { ...soakingFixture(), pods: migrationFixture().pods }],
  ])('counts no Pods of an earlier moment when %s', async (_, overrides) => {
    const body = migrationFixture({ statusReason: 'As it is', ...overrides });
    expect(body.pods).toBeDefined();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: { 'GET /migrations/migration-7': () => ({ body }) },
    });
    expect(await screen.findByRole('list', { name: 'Steps' })).toBeVisible();
    expect(screen.queryByText(/new ready/)).not.toBeInTheDocument();
  });

  it('does not call the time until a step was skipped the time that it took', async () => {
    const { steps } = migrationFixture();
    const at = (seconds: number) =>
      new Date(1_700_000_000_000 + seconds * 1000).toISOString();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            status: 'rolledBack',
            steps: [
              {
                ...steps[0],
                state: 'skipped',
                detail: 'Skipped by user:default/guest: by hand',
                startedAt: at(0),
                finishedAt: at(265),
              },
              {
                ...steps[1],
                state: 'done',
                startedAt: at(0),
                finishedAt: at(9),
              },
            ],
          }),
        }),
      },
    });
    const list = await screen.findByRole('list', { name: 'Steps' });
    expect(list).toHaveTextContent('9 s');
    expect(list).not.toHaveTextContent('25 s');
    expect(list).toHaveTextContent('Skipped by guest: by hand');
  });

  it('shows the commands that are left as one block, one a line, to copy', async () => {
    const commands = 'aws iam delete-role --role-name r\naws iam list-roles';
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({
            status: 'needsHuman',
            statusReason: `It came to a halt.\nTo finish by hand:\n${commands}`,
          }),
        }),
      },
    });
    const block = await screen.findByText(/aws iam delete-role/);
    expect(block.tagName).toBe('PRE');
    expect(block.textContent).toBe(commands);
    expect(screen.getByText('It came to a halt.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy commands' })).toBeVisible();
  });

  it('says of a proof of before that it is not known now', async () => {
    const at = '2030-01-02T03:04:05.000Z';
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            proofs: [
              { level: 'L1', state: 'wasProven', detail: 'All 2 Pods.', at },
            ],
          }),
        }),
      },
    });
    const list = await screen.findByRole('list', { name: 'What is proven' });
    expect(list).toHaveTextContent('Not known now');
    expect(list).toHaveTextContent(
      /It was proven at Jan 2, 2030.*; not known now/,
    );
    expect(within(list).queryByText('Proven')).not.toBeInTheDocument();
  });

  it('closes a migration that needs a human as it is, with a reason (in CI)', async () => {
    // The page may read it again at any time.
    let now = migrationFixture({
      status: 'needsHuman',
      possible: ['continue', 'rollback', 'close'],
    });
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({ body: now }),
        'POST /migrations/migration-7/close': () => {
          now = migrationFixture({
            status: 'closed',
            possible: [],
            statusReason: 'Left: IAM role r1.',
          });
          return { body: now };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close as it is' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Reason' }),
      'their role',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close as it is' }),
    );
    expect(await screen.findByText('Left: IAM role r1.')).toBeVisible();
    expect(requests.find(({ path }) => path.endsWith('/close'))?.body).toEqual({
      reason: 'their role',
    });
  });

  it('shows an act that waits for a second person, who asks for the same (in CI)', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            status: 'keyInactive',
            possible: ['stop', 'delete-key'],
            withReason: [],
            act: {
              act: 'delete-key',
              by: 'user:default/first',
              askedAt: new Date().toISOString(),
              state: 'waits',
              expiresAt: '2030-05-04T10:00:00Z',
              told: ['group:default/media'],
            },
            guards: [
              {
                act: 'reactivate-key',
                message: 'It waits for a second person.',
              },
            ],
          }),
        }),
        'POST /migrations/migration-7/retire': () =>
          errorAnswer(409, 'not you, who asked'),
      },
    });
    expect(
      await screen.findByText(
        /asked for by user:default\/first, waits for another person/,
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/It expires .*2030.* Notified: group:default\/media/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeEnabled();
    await userEvent.click(screen.getByRole('button', { name: /^Delete key/ }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'MPLE');
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Delete key/ }),
    );
    expect(await screen.findByText(/not you, who asked/)).toBeVisible();
    expect(requests.find(({ path }) => path.endsWith('/retire'))?.body).toEqual(
      { act: 'delete-key', confirm: 'MPLE' },
    );
  });

  it.each([
    ['skip', 'Skip this step', 'ensure-role', 'Create the role'],
    ['adopt', 'Adopt what is there now', 'begin-soak', 'Begin the soak'],
  ] as const)(
    'has a way out for a migration that needs a human: %s, with a reason',
    async (way, button, stuckAt, step) => {
      // The page may read it again at any time.
      let now = migrationFixture({
        status: 'needsHuman',
        stuckAt,
        possible: ['continue', 'close', `${way}-step`],
      });
      const { requests } = renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({ body: now }),
          'POST /migrations/migration-7/settle': () => {
            now = migrationFixture({ status: 'rollingBack', possible: [] });
            return { status: 202, body: now };
          },
        },
      });
      await userEvent.click(
        await screen.findByRole('button', { name: button }),
      );
      const dialog = await screen.findByRole('dialog', {
        name: `${button}: ${step}?`,
      });
      await userEvent.type(
        within(dialog).getByRole('textbox', { name: 'Reason' }),
        'seen by me',
      );
      await userEvent.click(
        within(dialog).getByRole('button', { name: button }),
      );
      await waitFor(() =>
        expect(
          requests.find(({ path }) => path.endsWith('/settle'))?.body,
        ).toEqual({ way, step: stuckAt, reason: 'seen by me' }),
      );
      await waitFor(() =>
        expect(screen.queryByRole('button', { name: button })).toBeNull(),
      );
    },
  );

  it.each([
    ['during the soak', { status: 'soaking' as const }],
    [
      'and that the portal was asked to switch off afterwards',
      { status: 'keyInactive' as const, keyOffByOthers: true },
    ],
  ])(
    'asks before a rollback switches on a key that others switched off %s',
    async (_, { status, ...off }) => {
      const { soak } = soakingFixture();
      const sent = jest.fn();
      renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({
            body: soakingFixture({
              status,
              soak: { ...soak!, keyState: 'inactive', ...off },
            }),
          }),
          'POST /migrations/migration-7/rollback': request => {
            sent(request.body);
            return { status: 202, body: soakingFixture() };
          },
        },
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Roll back' }),
      );
      const dialog = await screen.findByRole('dialog');
      await userEvent.type(
        within(dialog).getByRole('textbox', { name: /Reason/ }),
        'a try',
      );
      const confirm = within(dialog).getByRole('button', { name: 'Roll back' });
      expect(confirm).toBeDisabled();
      await userEvent.click(
        within(dialog).getByRole('checkbox', { name: /^Switch key/ }),
      );
      await userEvent.click(confirm);
      await waitFor(() =>
        expect(sent).toHaveBeenCalledWith({
          reason: 'a try',
          switchKeyOn: true,
        }),
      );
    },
  );

  it('of a workload that is gone can only be read (in CI)', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: migrationFixture({ status: 'rolledBack', possible: [] }),
        }),
        'GET /workloads/*': () => errorAnswer(404, 'It was deleted'),
      },
    });
    expect(
      await screen.findByText('production/test no longer exists'),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Steps' })).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Review a new plan' }),
    ).toBeNull();
  });

  it('never says that a step took no time (in CI)', async () => {
    const took = (ms: number) => ({
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: new Date(Date.UTC(2026, 0, 1) + ms).toISOString(),
    });
    const times = [20, 1240, 41_000];
    const fixture = migrationFixture();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: {
            ...fixture,
            steps: fixture.steps.map((step, index) =>
              index < times.length ? { ...step, ...took(times[index]) } : step,
            ),
          },
        }),
      },
    });

    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(
      within(steps)
        .getAllByRole('button')
        .slice(0, times.length)
        .map(button => button.lastElementChild?.textContent),
    ).toEqual(['< 0.1 s', '1.2 s', '41 s']);
  });

  it('does not call the time until a step was undone the time that it took (in CI)', async () => {
    const fixture = migrationFixture({ status: 'rolledBack', possible: [] });
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: {
            ...fixture,
            steps: fixture.steps.map((step, index) => ({
              ...step,
              state: index === 0 ? 'undone' : 'done',
              startedAt: '2026-01-01T00:00:00.000Z',
              finishedAt: '2026-01-01T02:00:00.000Z',
            })),
          },
        }),
      },
    });
    const steps = await screen.findByRole('list', { name: 'Steps' });
    const [undone, done] = within(steps)
      .getAllByRole('button')
      .map(button => button.lastElementChild?.textContent);
    expect(undone).toBe('');
    expect(done).not.toBe('');
  });

  it('says that it reconnects when the portal goes away, and recovers (in CI)', async () => {
    let reads = 0;
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => {
          reads += 1;
          return reads === 2
            ? errorAnswer(503, 'away')
            : { body: migrationFixture() };
        },
      },
    });

    expect(
      await screen.findByText('Live updates: reconnecting'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Connected')).toBeInTheDocument();
  });

  it('asks for a reason before it rolls back', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'POST /migrations/*': () => ({
          status: 202,
          body: migrationFixture({ status: 'rollingBack', possible: [] }),
        }),
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop and roll back' }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Roll back' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'PUT missing',
    );
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(
        requests.find(item => item.path.endsWith('/rollback'))?.body,
      ).toEqual({ reason: 'PUT missing' }),
    );
  });

  it('keeps "switch off" closed during the soak, with the guard in words', async () => {
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: { 'GET /migrations/migration-7': soaking },
    });

    expect(
      await screen.findByRole('button', { name: 'Switch key off…' }),
    ).toBeDisabled();
    expect(screen.getByText(/The soak has not ended/)).toBeInTheDocument();
    expect(
      screen.getByText('Old key used after the switch'),
    ).toBeInTheDocument();
  });

  it.each([
    ['active', /the old key was active, so you can go back/],
    ['inactive', /the old key was not active: to go back/],
    ['unknown', /Whether the old key is active is not known/],
  ] as const)(
    'says of a key that is %s what was read, and not what was planned',
    async (keyState, words) => {
      const { soak } = soakingFixture();
      renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({
            body: soakingFixture({ soak: { ...soak!, keyState } }),
          }),
        },
      });
      expect(await screen.findByText(words)).toBeInTheDocument();
    },
  );

  it.each([
    [
      { secretState: 'gone', goneSecrets: ['aws-secrets'] },
      /To go back, aws-secrets has to be made again first/,
      /^Gone: aws-secrets \(as of /,
    ],
    [
      { secretState: 'notKnown', secretAsOf: undefined },
      /Whether the Secret that a rollback needs is there is not known/,
      /^Not known$/,
    ],
  ] as const)(
    'does not say that one can go back when the Secret is %o',
    async (seen, words, fact) => {
      renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({
            body: soakingFixture({
              secretAsOf: '2026-11-20T10:00:00Z',
              ...(seen as Partial<Migration>),
            }),
          }),
        },
      });
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(screen.getByText(fact)).toBeInTheDocument();
      expect(screen.queryByText(/so you can go back/)).toBeNull();
    },
  );

  it('says nothing reassuring while the soak is broken', async () => {
    const { soak } = soakingFixture();
    const at = new Date().toISOString();
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            soak: {
              ...soak!,
              brokenSince: at,
              remainingSeconds: 86_400,
              footing: {
                readAt: at,
                facts: [
                  {
                    object: 'IAM role r',
                    state: 'broken',
                    message: 'It does not exist any more.',
                  },
                ],
              },
            },
          }),
        }),
      },
    });
    expect(
      await screen.findByText(
        'Soak broken: something that production/test needs has changed',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('IAM role r')).toBeInTheDocument();
    expect(screen.queryByText(/runs on its role/)).toBeNull();
  });

  it.each(['retired', 'rolledBack'] as const)(
    'says nothing reassuring of a migration that is %s once its end has drifted',
    async status => {
      renderPage(<MigrationsRouter />, {
        path: PATH,
        routes: {
          'GET /migrations/migration-7': () => ({
            body: migrationFixture({
              status,
              possible: [],
              afterRollback: after('asBefore'),
              drift: {
                since: new Date().toISOString(),
                facts: [
                  {
                    object: 'IAM role r',
                    state: 'broken',
                    message: 'It is there again.',
                  },
                ],
              },
            }),
          }),
        },
      });
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('Not as the migration left it');
      expect(alert).toHaveTextContent('IAM role r: It is there again.');
      expect(
        screen.queryByText(/did not show it any more|Everything is as it was/),
      ).toBeNull();
    },
  );

  it('shows an act that is under way, closes the others, and tells its end (in CI)', async () => {
    const act = {
      act: 'deactivate-key' as const,
      by: 'user:default/guest',
      askedAt: new Date().toISOString(),
    };
    const message = 'Cannot reach AWS account 111122223333: 500';
    let now = soakingFixture({ possible: ['deactivate-key', 'rollback'] });
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({ body: now }),
        'POST /migrations/migration-7/retire': () => {
          now = soakingFixture({
            act: { ...act, state: 'running', message },
            possible: ['stop'],
            guards: [
              { act: 'extend-soak', message: 'deactivate-key is under way' },
            ],
          });
          return { status: 202, body: now };
        },
        'POST /migrations/migration-7/stop': () => {
          now = soakingFixture({
            act: {
              ...act,
              state: 'failed',
              message: 'The key is used by other.',
              endedAt: act.askedAt,
            },
          });
          return { status: 202, body: now };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Switch key off…' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Switch key off',
      }),
    );
    expect(
      await screen.findByText(/^Switching the key off: under way/),
    ).toBeInTheDocument();
    expect(screen.getByText(message)).toBeInTheDocument();
    expect(screen.getByRole('log', { name: /whole|all/i })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Extend soak…' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Roll back' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    const failed = await screen.findByRole('alert');
    expect(failed).toHaveTextContent('Switching the key off did not work');
    expect(failed).toHaveTextContent('The key is used by other.');
  });

  it('switches a key off early, or in doubt, with a reason that answers what is not known (in CI)', async () => {
    const sent = jest.fn();
    const messages = [
      'The key may be used in on-prem-2, which could not be read. Only with a reason.',
      'The soak has not ended. Earlier only with a reason.',
      'Which static AWS key prod/shop/Deployment/unclear gets is not known.',
    ];
    renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': () => ({
          body: soakingFixture({
            withReason: ['deactivate-key'],
            guards: messages.map(message => ({
              act: 'deactivate-key',
              message,
              ...(/on-prem-2/.test(message) && {
                unreadClusters: ['on-prem-2'],
              }),
              ...(/unclear/.test(message) && {
                unprovenUsers: ['prod/shop/Deployment/unclear'],
              }),
            })),
          }),
        }),
        'POST /migrations/migration-7/retire': request => {
          sent(request.body);
          return { body: soakingFixture() };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Switch key off…' }),
    );
    const dialog = await screen.findByRole('dialog');
    for (const message of messages) {
      expect(within(dialog).getByText(message)).toBeInTheDocument();
    }
    const confirm = within(dialog).getByRole('button', { name: /Switch/ });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'on-prem-2 is shut down',
    );
    expect(confirm).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /on-prem-2/ }),
    );
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(sent).toHaveBeenCalledWith({
        act: 'deactivate-key',
        reason: 'on-prem-2 is shut down',
        despiteUnread: ['on-prem-2'],
        despiteUnproven: ['prod/shop/Deployment/unclear'],
      }),
    );
  });

  it('deletes a key only after its last four characters are typed', async () => {
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PATH,
      routes: {
        'GET /migrations/migration-7': soaking,
        'POST /migrations/*': soaking,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete key…' }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Delete key' });
    const field = within(dialog).getByRole('textbox');
    await userEvent.type(field, 'MPL{Enter}');
    expect(confirm).toBeDisabled();
    await userEvent.type(field, 'E');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(
        requests.find(item => item.path.endsWith('/retire'))?.body,
      ).toEqual({ act: 'delete-key', confirm: 'MPLE' }),
    );
  });
});
