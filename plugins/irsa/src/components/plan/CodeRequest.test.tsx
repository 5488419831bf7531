import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CodeRequest } from 'backstage-plugin-irsa-common';
import { errorAnswer, FakeRoutes } from '../../testing/fakeApi';
import { planFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const PATH = '/irsa/migrations/plans/plan-7';
const { cluster, namespace, kind, name } = planFixture().workload;
const ROUTE = `/workloads/${cluster}/${namespace}/${kind}/${name}/code-request`;
const URL = 'https://git.example.com/acme/orders/pull/7';
const TITLE = 'First: the code of the service';

const request = (facts: Partial<CodeRequest>): CodeRequest => ({
  state: 'none',
  repository: 'https://git.example.com/acme/orders',
  asOf: '2026-01-02T00:00:00Z',
  ...facts,
});
const open = request({
  state: 'open',
  url: URL,
  base: 'main',
  createdAt: '2026-01-01T00:00:00Z',
});

/** A plan whose source was read. */
function render(
  state: 'warning' | 'passed',
  routes: FakeRoutes,
  denied: string[] = [],
) {
  return renderPage(<MigrationsRouter />, {
    path: PATH,
    denied,
    routes: {
      'GET /plans/plan-7': () => ({
        body: planFixture({
          checks: [
            {
              id: 'source-code',
              state,
              key: `source-code.${state}`,
              params: state === 'warning' ? { places: ['app.py:3'] } : {},
              message: 'Of the source',
              evidence: 'Read',
            },
          ],
        }),
      }),
      ...routes,
    },
  });
}

describe('the code request of a plan', () => {
  it('is opened by a button, and shown as its host has it then', async () => {
    let now = request({});
    const { requests } = render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: now }),
      [`POST ${ROUTE}`]: () => {
        now = open;
        return { body: open };
      },
    });
    const panel = await screen.findByRole('region', { name: TITLE });
    expect(panel).toHaveTextContent('This comes before the migration');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open code request' }),
    );
    expect(await screen.findByRole('link', { name: URL })).toHaveAttribute(
      'href',
      URL,
    );
    expect(panel).toHaveTextContent(
      /Open since .*2026.*, to be merged into main/,
    );
    expect(
      screen.getByRole('button', { name: 'Bring the code request up to date' }),
    ).toBeEnabled();
    expect(
      requests.filter(
        ({ method, path }) => method === 'POST' && path === ROUTE,
      ),
    ).toHaveLength(1);
  });

  it.each<[string, Partial<CodeRequest>, RegExp]>([
    [
      'merged',
      {
        state: 'merged',
        url: URL,
        endedAt: '2026-01-01T00:00:00Z',
        endedBy: 'ingrid',
        runs: { state: 'notKnown', evidence: 'The tag names no commit.' },
      },
      /by ingrid.*Merged; whether it runs is not known\. The tag names no commit\./,
    ],
    [
      'closed',
      { state: 'closed', url: URL, endedAt: '2026-01-01T00:00:00Z' },
      /Closed without a merge at .*Open another code request/,
    ],
    [
      'not known',
      { state: 'notKnown', reason: 'Its host does not answer.' },
      /Not known.*Its host does not answer\./,
    ],
    [
      'held up',
      { ...open, blockedBy: 'a check fails.' },
      /It cannot be merged yet: a check fails\./,
    ],
  ])('is shown when it is %s', async (_, facts, words) => {
    render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: request(facts) }),
    });
    expect(await screen.findByRole('region', { name: TITLE })).toBeVisible();
    await screen.findByRole('button', { name: /code request/ });
    expect(screen.getByRole('region', { name: TITLE })).toHaveTextContent(
      words,
    );
  });

  it.each<[string, Partial<CodeRequest>, string]>([
    [
      'others have written to its branch',
      { ...open, editedByOthers: true },
      'The portal does not write over them',
    ],
    [
      'no host knows the place',
      { state: 'notKnown', refusal: 'hostUnknown', reason: 'Add it.' },
      'The portal cannot open a request for this source.',
    ],
  ])('cannot be pressed when %s', async (_, facts, words) => {
    render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: request(facts) }),
    });
    const button = await screen.findByRole('button', { name: /code request/ });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(expect.stringContaining(words));
  });

  it('says what is in the way, and who may act', async () => {
    render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: request({}) }),
      [`POST ${ROUTE}`]: () =>
        errorAnswer(409, 'The repository is archived.', {
          refusal: 'archived',
        }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open code request' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The repository is archived.',
    );
  });

  it('is not opened by who may not start the migration', async () => {
    render('warning', { [`GET ${ROUTE}`]: () => ({ body: request({}) }) }, [
      'irsa.migration.create',
    ]);
    expect(
      await screen.findByRole('button', { name: 'Open code request' }),
    ).toBeDisabled();
  });

  it('is not spoken of when nothing has to change and none was opened', async () => {
    const { requests } = render('passed', {
      [`GET ${ROUTE}`]: () => ({ body: request({}) }),
    });
    await screen.findByRole('button', { name: 'Start migration' });
    await screen.findByText('1 passed');
    expect(requests.some(({ path }) => path === ROUTE)).toBe(true);
    expect(
      screen.queryByRole('region', { name: TITLE }),
    ).not.toBeInTheDocument();
  });
});
