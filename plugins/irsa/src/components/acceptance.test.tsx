import {
  AppLanguageApi,
  appLanguageApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useFormats } from '../hooks';
import { errorAnswer } from '../testing/fakeApi';
import { migrationFixture, planFixture } from '../testing/migrationFixtures';
import { renderPage } from '../testing/renderPage';
import { MigrationsRouter } from './migration/MigrationsRouter';

/** Acceptance criteria that need no browser; `test/e2e/README.md` has the table of all. */

const PLAN = '/irsa/migrations/plans/plan-1';
const MIGRATION = '/irsa/migrations/migration-7';
const ready = planFixture({ id: 'plan-1' });
ready.checks = ready.checks.filter(({ state }) => state === 'passed');

const activeElement = () => document.activeElement as HTMLElement;

describe('A3: the focus', () => {
  it('stays on the page when the button that had it is gone', async () => {
    let migration = migrationFixture({ possible: ['stop'] });
    renderPage(<MigrationsRouter />, {
      path: MIGRATION,
      routes: {
        'GET /migrations/migration-7': () => ({ body: migration }),
        'POST /migrations/*': () => {
          migration = migrationFixture({ status: 'stopped', possible: [] });
          return { status: 202, body: migration };
        },
      },
    });
    const stop = await screen.findByRole('button', { name: 'Stop' });
    stop.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(stop).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  });
});

describe('A4: a dialog', () => {
  it('has the focus while it is open, is cancelled by Escape, and gives the focus back', async () => {
    const { requests } = renderPage(<MigrationsRouter />, { path: MIGRATION });
    const opener = await screen.findByRole('button', {
      name: 'Stop and roll back',
    });
    opener.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(dialog).toContainElement(activeElement()));
    // It does not leave the dialog.
    for (let step = 0; step < 6; step += 1) {
      await userEvent.tab();
      expect(dialog).toContainElement(activeElement());
    }
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() => expect(opener).toHaveFocus());
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('A5: a plan', () => {
  it('that is started twice makes one request', async () => {
    let answer = () => {};
    const { requests } = renderPage(<MigrationsRouter />, {
      path: PLAN,
      routes: {
        'GET /plans/*': () => ({ body: ready }),
        'POST /migrations': async () => {
          await new Promise<void>(resolve => {
            answer = resolve;
          });
          return { status: 201, body: migrationFixture() };
        },
      },
    });
    const start = await screen.findByRole('button', {
      name: 'Start migration',
    });
    await userEvent.dblClick(start);
    answer();
    await screen.findByRole('heading', { name: /^Migration of test/ });
    expect(
      requests.filter(
        ({ method, path }) => method === 'POST' && path === '/migrations',
      ),
    ).toHaveLength(1);
  });

  it('that was started in another tab leads to its migration, and does not say that nothing was started', async () => {
    renderPage(<MigrationsRouter />, {
      path: PLAN,
      routes: {
        'GET /plans/*': () => ({ body: ready }),
        'POST /migrations': () =>
          errorAnswer(
            409,
            'user:default/guest has started this plan already.',
            {
              migrationId: 'migration-7',
            },
          ),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Start migration' }),
    );
    expect(
      await screen.findByText('A migration was started already'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing was started/)).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open migration' }),
    ).toHaveAttribute('href', MIGRATION);
  });
});

describe('A6: a running migration', () => {
  it('announces its step once, and its log only on demand', async () => {
    renderPage(<MigrationsRouter />, { path: MIGRATION });
    const log = await screen.findByRole('log', { name: /^Log: / });
    expect(log).toHaveAttribute('aria-live', 'off');
    const running = migrationFixture().steps.find(
      ({ state }) => state === 'running',
    )!;
    await waitFor(() => {
      const said = screen
        .getAllByRole('status')
        .filter(({ textContent }) => textContent?.includes(': running'));
      expect([running.id, said.length]).toEqual([running.id, 1]);
    });
    await userEvent.click(screen.getByRole('button', { name: 'Read aloud' }));
    expect(log).toHaveAttribute('aria-live', 'polite');
  });
});

describe('A14: numbers and times', () => {
  it.each([
    ['de', '1.490', '28.11.2026', '11\u00a0%'],
    ['en-GB', '1,490', '28 Nov 2026', '11%'],
  ])(
    'are written as %s does, with their zone',
    (language, number, date, share) => {
      const { result } = renderHook(() => useFormats(), {
        wrapper: ({ children }) => (
          <TestApiProvider
            apis={[
              [
                appLanguageApiRef,
                { getLanguage: () => ({ language }) } as AppLanguageApi,
              ],
            ]}
          >
            {children}
          </TestApiProvider>
        ),
      });
      const formats = result.current;
      expect(formats.number(1490)).toBe(number);
      expect(formats.percent(0.11)).toBe(share);
      expect(formats.moment('2026-11-28T11:19:54Z')).toMatch(/UTC|GMT|[+-]\d/);
      expect(formats.date('2026-11-28T11:19:54Z')).toBe(date);
      expect(formats.readable('since 2026-11-28T11:19:54.000Z.')).toBe(
        `since ${formats.moment('2026-11-28T11:19:54Z')}.`,
      );
    },
  );
});
