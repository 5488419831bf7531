import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer } from '../../../testing/fakeApi';
import {
  coverageFixture,
  summaryFixture,
  trendsFixture,
} from '../../../testing/fleetFixtures';
import {
  riskFixture,
  workloadFixture,
} from '../../../testing/workloadFixtures';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

const PATH = '/irsa/services';
const PAGE = `${PATH}/production/production/Deployment/test`;

describe('the fleet', () => {
  it('shows the heat map as a table, with what could not be read apart', async () => {
    const { requests } = renderPage(<ServicesRouter />, { path: PATH });
    const table = await screen.findByRole('table', {
      name: 'Static keys by cluster and age',
    });
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(3);
    expect(within(rows[2]).getAllByText('could not be read')).toHaveLength(6);
    await userEvent.click(
      within(table).getByRole('button', {
        name: 'production, 1 to 2 years: 1 workload',
      }),
    );
    await waitFor(() => {
      const last = requests.filter(each => each.path === '/workloads').at(-1)!;
      expect(last.query.getAll('keyAge')).toEqual(['d365']);
      expect(last.query.getAll('cluster')).toEqual(['production']);
      expect(last.query.getAll('status')).toContain('shadowed');
    });
  });

  it('shows the filters that few need on demand, and always while one of them filters', async () => {
    const further = () =>
      ['Namespace', 'Key age', 'Source', 'Risk', 'Key use', 'Last plan'].map(
        name => within(screen.getByRole('search')).queryAllByText(name).length,
      );
    const none = [0, 0, 0, 0, 0, 0];
    renderPage(<ServicesRouter />, { path: PATH });
    const more = await screen.findByRole('button', { name: 'More filters' });
    expect(further()).toEqual(none);
    await userEvent.click(more);
    const all = further();
    expect(all).not.toContain(0);
    const fewer = screen.getByRole('button', { name: 'Fewer filters' });
    expect(fewer).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(fewer);
    expect(further()).toEqual(none);
    cleanup();

    renderPage(<ServicesRouter />, { path: `${PATH}?plan=blocked` });
    expect(
      await screen.findByRole('button', { name: 'Fewer filters' }),
    ).toBeDisabled();
    expect(further()).toEqual(all);
  });

  it('draws the worst rows of many, and all of them on demand', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      name: `team-${index}`,
      isKnown: true,
      cells: [{ band: 'd365' as const, count: index + 1 }],
    }));
    rows.unshift({ name: 'dark', isKnown: false, cells: [] });
    renderPage(<ServicesRouter />, {
      path: `${PATH}?cluster=production`,
      routes: { 'GET /heat-map': () => ({ body: { rows } }) },
    });
    const table = await screen.findByRole('table', {
      name: 'Static keys of production by namespace and age',
    });
    const names = () =>
      within(table)
        .getAllByRole('rowheader')
        .map(head => head.textContent);
    expect(names()).toHaveLength(12);
    expect(names()[0]).toBe('dark');
    expect(names().at(-1)).toBe('team-29');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 31 rows' }),
    );
    expect(names()).toHaveLength(31);
  });

  it('says in its figures what changed in a week and what share is done', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /summary': () => ({
          body: {
            ...summaryFixture(),
            withStaticKey: 1200,
            soaking: 1,
            keptSecrets: 2,
            keyless: 300,
            unusedKeys90d: 7,
          },
        }),
        'GET /trends': () => ({
          body: {
            days: ['2026-11-10', '2026-11-25'].map(day => ({
              ...trendsFixture().days[0],
              day,
              withStaticKey: 1208,
            })),
          },
        }),
      },
    });
    const figures = await screen.findByRole('list', {
      name: 'Figures of the fleet',
    });
    await waitFor(() =>
      expect(
        within(figures)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual([
        '1,200 with a static key -8 since 2026-11-10',
        '1 soaking and 2 kept Secrets',
        '300 keyless 20% of 1,501 that use AWS',
        '412 d oldest key',
        '7 keys unused for 90 days AWS saw no use; check before you switch one off',
        '4 could not be read not counted elsewhere',
      ]),
    );
    await userEvent.click(
      within(figures).getByRole('button', { name: /^7 keys unused/ }),
    );
    await waitFor(() => {
      const last = requests.filter(each => each.path === '/workloads').at(-1)!;
      // All that the figure counts, and nothing else.
      expect(last.query.get('unused')).toBe('true');
      expect(last.query.getAll('status')).toEqual([]);
    });
    expect(
      screen.getByText(/^The figures count all services, not only those/),
    ).toBeInTheDocument();
  });

  it('says what the last plan of a service said, and counts the blocked ones', async () => {
    const madeAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const { requests } = renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /summary': () => ({ body: { ...summaryFixture(), blocked: 2 } }),
        'GET /workloads': () => ({
          body: {
            items: [
              workloadFixture({
                lastPlan: { status: 'blocked', blockedBy: ['hpa'], madeAt },
              }),
            ],
            totalCount: 1,
            coverage: coverageFixture(),
            facets: { clusters: [], namespaces: [], owners: [] },
          },
        }),
      },
    });
    expect(await screen.findByText(/^Last plan: blocked/)).toHaveTextContent(
      'Last plan: blocked (3 h ago)',
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^2 with a blocked plan/ }),
    );
    await waitFor(() => {
      const last = requests.filter(each => each.path === '/workloads').at(-1)!;
      expect(last.query.getAll('plan')).toEqual(['blocked']);
    });
  });

  it('opens a cluster by namespace', async () => {
    const { requests } = renderPage(<ServicesRouter />, { path: PATH });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Namespaces of production' }),
    );
    expect(
      await screen.findByRole('table', {
        name: 'Static keys of production by namespace and age',
      }),
    ).toBeInTheDocument();
    const last = requests.filter(each => each.path === '/heat-map').at(-1)!;
    expect(last.query.get('cluster')).toBe('production');
  });

  it('exports the filter, and saves the file under its name', async () => {
    const saved: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => {};
    const { requests } = renderPage(<ServicesRouter />, {
      path: `${PATH}?status=static&severity=high&accepted=false`,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'CSV, for spreadsheets' }),
    );
    await waitFor(() => expect(saved).toEqual(['aws-credentials.csv']));
    const asked = requests.find(each => each.path === '/exports/csv')!;
    expect(asked.query.toString()).toBe(
      'status=static&severity=high&accepted=false',
    );
    jest.restoreAllMocks();
  });

  it('says why an export did not work', async () => {
    renderPage(<ServicesRouter />, {
      path: PATH,
      routes: {
        'GET /exports/*': () =>
          errorAnswer(400, '30000 workloads match; narrow the filter'),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^JSON/ }),
    );
    expect(
      await screen.findByText(/^30000 workloads match; narrow the filter/),
    ).toBeInTheDocument();
  });

  it('keeps a view, shows it, and forgets it', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: `${PATH}?status=keyless`,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Save this view' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Name/ }),
      'Done ones',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    await waitFor(() =>
      expect(
        requests
          .filter(each => each.path === '/workloads')
          .at(-1)!
          .query.get('status'),
      ).toBeNull(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Done ones' }),
    );
    await waitFor(() =>
      expect(
        requests
          .filter(each => each.path === '/workloads')
          .at(-1)!
          .query.get('status'),
      ).toBe('keyless'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Delete “Done ones”' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    expect(
      await screen.findByRole('menuitem', { name: 'None yet' }),
    ).toBeInTheDocument();
  });
});

describe('a workload', () => {
  it('says the severity, why, and what the key may do', async () => {
    renderPage(<ServicesRouter />, { path: PAGE });
    const severity = await screen.findByRole('region', {
      name: 'Severity',
    });
    expect(within(severity).getByText('High, 42 of 100')).toBeInTheDocument();
    expect(
      within(severity).getByText('The key is 412 days old'),
    ).toBeInTheDocument();
    const blast = screen.getByRole('region', { name: 'What the key may do' });
    expect(within(blast).getByText('Can write')).toBeInTheDocument();
    expect(within(blast).getByText('profile-images')).toBeInTheDocument();
  });

  it('takes a reason and a day to accept its risk', async () => {
    const { requests } = renderPage(<ServicesRouter />, { path: PAGE });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept the risk…' }),
    );
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', {
      name: /Accept until/,
    });
    const reason = within(dialog).getByRole('textbox', {
      name: /Why it may stay/,
    });
    await userEvent.type(reason, 'because');
    expect(confirm).toBeDisabled();
    await userEvent.type(reason, ' the vendor ends it in spring');
    await userEvent.click(confirm);
    await waitFor(() => {
      const sent = requests.find(each => each.method === 'POST');
      expect(sent).toMatchObject({
        path: '/risks',
        body: {
          workload: {
            cluster: 'production',
            namespace: 'production',
            kind: 'Deployment',
            name: 'test',
          },
          reason: 'because the vendor ends it in spring',
        },
      });
      const days =
        (Date.parse((sent!.body as { endsAt: string }).endsAt) - Date.now()) /
        86_400_000;
      expect(Math.round(days)).toBe(90);
    });
  });

  it('shows who answers for it, and takes it back', async () => {
    const { requests } = renderPage(<ServicesRouter />, {
      path: PAGE,
      routes: {
        'GET /workloads/*': () => ({
          body: workloadFixture({ acceptedRisk: riskFixture() }),
        }),
      },
    });
    const risk = await screen.findByRole('region', { name: 'Accepted risk' });
    expect(
      within(risk).getByText('The vendor ends this contract in spring'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(risk).getByRole('button', { name: 'Withdraw' }),
    );
    await waitFor(() =>
      expect(requests.find(each => each.method === 'DELETE')?.path).toBe(
        '/risks/risk-1',
      ),
    );
  });
});
