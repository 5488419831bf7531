import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CodeDifference, CodeRequest } from 'backstage-plugin-irsa-common';
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

const difference: CodeDifference = {
  repository: 'https://git.example.com/acme/orders',
  base: 'main',
  baseCommit: 'c'.repeat(40),
  digest: 'd'.repeat(64),
  files: [{ path: 'app.py', diff: '-s3 = client(KEY)\n+s3 = client()' }],
  edited: [{ place: 'app.py:3', words: 'the keys are not given any more' }],
  proof: ['The detector was run on the edited files.'],
  left: [{ place: 'jobs.py:7', words: 'A store outside of AWS.' }],
  hints: [],
  asOf: '2026-01-02T00:00:00Z',
};

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
      [`GET ${ROUTE}/difference`]: () => ({ body: difference }),
      ...routes,
    },
  });
}

async function pressOpen() {
  await screen.findByRole('region', { name: 'app.py' });
  await userEvent.click(
    screen.getByRole('button', { name: 'Open code request' }),
  );
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
    await pressOpen();
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
    ).toEqual([expect.objectContaining({ body: { digest: 'd'.repeat(64) } })]);
  });

  it('is opened only after its difference was shown', async () => {
    let show = (_: object) => {};
    render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: request({}) }),
      [`GET ${ROUTE}/difference`]: () =>
        new Promise(resolve => {
          show = body => resolve({ body });
        }),
    });
    const button = await screen.findByRole('button', {
      name: 'Open code request',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/when its difference is shown/);
    show(difference);
    expect(
      await screen.findByRole('region', { name: 'app.py' }),
    ).toHaveTextContent('+s3 = client()');
    const panel = screen.getByRole('region', { name: TITLE });
    expect(panel).toHaveTextContent(
      'app.py:3: the keys are not given any more',
    );
    expect(panel).toHaveTextContent(
      /Left to you:.*jobs\.py:7: A store outside/,
    );
    expect(panel).toHaveTextContent('Branch main, read at cccccccccccc.');
    expect(button).toBeEnabled();
  });

  it('is not opened where there is nothing to propose, and says why', async () => {
    render('warning', {
      [`GET ${ROUTE}`]: () => ({ body: request({}) }),
      [`GET ${ROUTE}/difference`]: () =>
        errorAnswer(409, 'Nothing can be edited with certainty.', {
          refusal: 'leftToPeople',
        }),
    });
    expect(
      await screen.findByText(/no code request to open: Nothing can be edited/),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Open code request' }),
    ).toBeDisabled();
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
    await pressOpen();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The repository is archived.',
    );
  });

  it('is not opened by who may not start the migration', async () => {
    const { requests } = render(
      'warning',
      { [`GET ${ROUTE}`]: () => ({ body: request({}) }) },
      ['irsa.migration.create'],
    );
    expect(
      await screen.findByRole('button', { name: 'Open code request' }),
    ).toBeDisabled();
    // It quotes source.
    expect(requests.map(({ path }) => path)).not.toContain(
      `${ROUTE}/difference`,
    );
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
