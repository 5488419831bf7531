import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { errorAnswer, FakeAnswer, FakeRoutes } from '../testing/fakeApi';
import { coverageFixture } from '../testing/fleetFixtures';
import { at } from '../testing/time';
import { workloadFixture } from '../testing/workloadFixtures';
import { renderEntity } from '../testing/renderEntity';
import { renderPage } from '../testing/renderPage';
import { EntityCard } from './entity/EntityCard';
import { EntityContent } from './entity/EntityContent';
import { ServicesRouter } from './services/ServicesRouter';

/** The states that every page of the audit has. */

const HOUR = 3_600_000;

function page(
  items: Workload[],
  coverage: Coverage = coverageFixture(),
): FakeAnswer {
  return {
    body: {
      items,
      totalCount: items.length,
      coverage,
      facets: { clusters: [], namespaces: [], owners: [] },
    },
  };
}

type Answer = () => FakeAnswer | Promise<FakeAnswer>;

const lists = [
  {
    name: 'fleet',
    render: (list: Answer, more: FakeRoutes = {}) =>
      renderPage(<ServicesRouter />, {
        path: '/irsa/services',
        routes: { 'GET /workloads': list, ...more },
      }),
  },
  {
    name: 'entity card',
    render: (list: Answer, more: FakeRoutes = {}) =>
      renderEntity(<EntityCard />, {
        routes: { 'GET /workloads': list, ...more },
      }),
  },
  {
    // The same query and the same table as the fleet.
    name: 'entity tab (in CI)',
    render: (list: Answer, more: FakeRoutes = {}) =>
      renderEntity(<EntityContent />, {
        routes: { 'GET /workloads': list, ...more },
      }),
  },
];
const workload = {
  name: 'workload',
  render: (answer: Answer, more: FakeRoutes = {}) =>
    renderPage(<ServicesRouter />, {
      path: '/irsa/services/production/production/Deployment/test',
      routes: { 'GET /workloads/*': answer, ...more },
    }),
};
const full: Record<string, () => FakeAnswer> = {
  workload: () => ({ body: workloadFixture() }),
};
const answerOf = (name: string) =>
  full[name] ?? (() => page([workloadFixture()]));

describe.each([...lists, workload])('$name', ({ name, render }) => {
  it('draws a skeleton when it takes a while', async () => {
    render(() => new Promise(() => {}));
    expect(
      await screen.findByRole('status', { name: /^Loading/ }),
    ).toHaveAttribute('aria-busy', 'true');
  });

  it('after an error names the request, and reads again on demand', async () => {
    let isDown = true;
    render(() =>
      isDown ? errorAnswer(503, 'The database is away') : answerOf(name)(),
    );
    expect(
      await screen.findByText('The database is away · Request request-7'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy details' }),
    ).toBeInTheDocument();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      (await screen.findAllByText(/production\/test/)).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByText(/The database is away/)).not.toBeInTheDocument();
  });

  it('names the right that is missing, and whom to ask', async () => {
    render(() =>
      errorAnswer(403, 'no', {
        permission: 'irsa.workload.read',
        contact: '#platform',
      }),
    );
    expect(
      await screen.findByText('Needed: irsa.workload.read. Ask: #platform.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('says when it has lost touch, keeps what it shows, and finds back', async () => {
    let isDown = false;
    render(() =>
      isDown ? errorAnswer(503, 'The database is away') : answerOf(name)(),
    );
    await screen.findAllByText(/production\/test/);
    isDown = true;
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await screen.findByText(/[Rr]econnecting/)).toBeInTheDocument();
    expect(screen.getAllByText(/production\/test/).length).toBeGreaterThan(0);
    expect(screen.queryByText(/The database is away/)).toBeNull();
    isDown = false;
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() =>
      expect(screen.queryByText(/[Rr]econnecting/)).toBeNull(),
    );
  });

  it('warns when the last scan is older than two rounds', async () => {
    const coverage = {
      ...coverageFixture(),
      clusters: [
        {
          name: 'production',
          state: 'ok' as const,
          workloads: 1,
          asOf: at(-3 * HOUR),
        },
      ],
      asOf: at(-3 * HOUR),
    };
    render(
      name === 'workload'
        ? answerOf(name)
        : () => page([workloadFixture()], coverage),
      {
        'GET /coverage': () => ({ body: coverage }),
        'GET /summary': () => errorAnswer(503, 'The database is away'),
      },
    );
    expect(
      await screen.findByText('The last scan is 3 h old'),
    ).toBeInTheDocument();
  });
});

describe.each(lists)('$name', ({ name, render }) => {
  it('says "none" only where every cluster was read', async () => {
    const { clusters, ...coverage } = coverageFixture();
    render(() => page([], { ...coverage, clusters: clusters.slice(0, 1) }));
    expect(
      await screen.findByText(/^No workload .*is given a static AWS key\.$/),
    ).toBeInTheDocument();
  });

  it('says otherwise that it is not known, how much was looked at and when', async () => {
    render(() => page([]));
    expect(
      await screen.findByText(
        /^Not known: not every cluster was read in full\..* a static AWS key\.$/,
      ),
    ).toBeInTheDocument();
    const scope = screen.getByText(/Checked 1 of 2 clusters,/);
    expect(scope).toHaveTextContent('Checked 1 of 2 clusters, 2 min ago.');
    expect(screen.getByText('What is checked?')).toBeInTheDocument();
  });

  it('does not say "none" before the first cluster was read', async () => {
    render(() =>
      page([], {
        clusters: [{ name: 'new', state: 'pending', workloads: 0 }],
        accounts: [],
      }),
    );
    expect(
      await screen.findByText(/^No cluster has been read yet/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/is given a static AWS key/)).toBeNull();
  });

  it('names what could not be read', async () => {
    render(() => page([workloadFixture()]));
    expect(
      await screen.findByText(
        name === 'entity card'
          ? '1 of 2 clusters were read; there may be more.'
          : /on-prem-2 refuses the portal's credentials \(never read\)/,
      ),
    ).toBeInTheDocument();
  });
});

describe('a workload', () => {
  it('that was not there says so, and not that something broke', async () => {
    workload.render(() => errorAnswer(404, 'It was deleted'));
    expect(
      await screen.findByText('production/test no longer exists'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Its migrations' }),
    ).toHaveAttribute('href', '/irsa/migrations');
  });

  it('that goes while its page is open can only be read', async () => {
    let isGone = false;
    workload.render(() =>
      isGone ? errorAnswer(404, 'It was deleted') : answerOf('workload')(),
    );
    await screen.findByRole('button', {
      name: 'Review plan for production/test',
    });
    isGone = true;
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(
      await screen.findByText('production/test no longer exists'),
    ).toBeInTheDocument();
    expect(screen.getByText('Where it gets credentials')).toBeInTheDocument();
    for (const name of [/Review plan/, /Accept the risk/]) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('of a cluster that is read in part names the rights that are missing', async () => {
    workload.render(answerOf('workload'), {
      'GET /coverage': () => ({
        body: {
          ...coverageFixture(),
          clusters: [
            {
              name: 'production',
              state: 'partial',
              workloads: 1,
              missingRights: ['list secrets'],
            },
            { name: 'other', state: 'unreachable', workloads: 0 },
          ],
        },
      }),
    });
    expect(
      await screen.findByText('Only partly read: production.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show why' }));
    expect(screen.getByText(/list secrets/)).toBeInTheDocument();
    expect(screen.queryByText(/: other|other\./)).toBeNull();
  });
});

describe('the fleet before it is set up', () => {
  const coverage: Coverage = {
    clusters: [
      {
        name: 'new',
        state: 'unauthorized',
        workloads: 0,
        message: 'Answered 401. Renew the token.',
      },
    ],
    accounts: [{ accountId: '111122223333', state: 'ok' }],
  };

  it.each<[string, Coverage['accounts'], RegExp]>([
    [
      'one that fails does not hide behind one that works',
      [
        { accountId: '111122223333', alias: 'main', state: 'ok' },
        {
          accountId: '444455556666',
          state: 'noCredentials',
          message: 'Profile nope is unknown.',
        },
      ],
      /^Access to an AWS accountPartly done.*main \(111122223333\): read\..*444455556666: .*Profile nope/,
    ],
    [
      'nobody has asked yet',
      [{ accountId: '111122223333', state: 'pending' }],
      /^Access to an AWS accountNot known yet/,
    ],
    [
      'lists of it are missing',
      [{ accountId: '111122223333', state: 'partial' }],
      /^Access to an AWS accountPartly done/,
    ],
    ['there is none', [], /^Access to an AWS accountMissingNo account/],
  ])('does not call accounts done: %s', async (_, accounts, words) => {
    lists[0].render(() => page([], { ...coverage, accounts }));
    const items = await screen.findAllByRole('listitem');
    expect(items.map(item => item.textContent)).toContainEqual(
      expect.stringMatching(words),
    );
  });

  it('lists what there is to do, each with its mark, and tests it', async () => {
    const { requests } = lists[0].render(() => page([], coverage));
    const items = await screen.findAllByRole('listitem');
    const texts = items.map(item => item.textContent);
    expect(texts).toContainEqual(
      expect.stringMatching(/^Access to a clusterMissing.*Renew the token/),
    );
    expect(texts).toContainEqual(
      expect.stringMatching(/^Access to an AWS accountDone111122223333/),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Test: Access to a cluster' }),
    );
    await waitFor(() =>
      expect(requests.some(({ path }) => path === '/scans')).toBe(true),
    );
  });
});

describe('the parts of the fleet', () => {
  it.each([
    ['/summary', 'Figures of the fleet'],
    ['/heat-map', 'Static keys by cluster and age'],
    ['/trends', 'Day by day'],
  ])('fail by themselves: %s', async (path, what) => {
    lists[0].render(() => page([workloadFixture()]), {
      [`GET ${path}`]: () => errorAnswer(503, 'The database is away'),
    });
    expect(
      await screen.findByText(`${what}: this could not be loaded`),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'production/test' }),
    ).toBeInTheDocument();
  });

  it('of an address behind the end lead to the last page', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: '/irsa/services?offset=4000',
      routes: {
        'GET /workloads': ({ query }) => {
          const answer = page(
            query.get('offset') === '40' ? [workloadFixture()] : [],
          );
          (answer.body as { totalCount: number }).totalCount = 41;
          return answer;
        },
      },
    });
    expect(
      await screen.findByRole('link', { name: 'production/test' }),
    ).toBeInTheDocument();
    expect(screen.getAllByText('41–41 of 41').length).toBeGreaterThan(0);
    expect(screen.queryByText(/is given a static AWS key/)).toBeNull();
    const asked = requests.filter(each => each.path === '/workloads');
    expect(asked.at(-1)!.query.get('offset')).toBe('40');
  });
});
