import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { freshnessIntervals } from '../../../hooks/useFreshness';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

const PATH = '/irsa/services';

const heads = () =>
  within(screen.getByRole('table', { name: 'Services' }))
    .getAllByRole('columnheader')
    .map(head => head.textContent);

describe('columns', () => {
  afterEach(() => jest.restoreAllMocks());

  it('are those of the address', async () => {
    renderPage(<ServicesRouter />, {
      path: `${PATH}?cols=serviceAccount,status&sort=name`,
    });
    const table = await screen.findByRole('table', { name: 'Services' });
    expect(heads()).toEqual(['Service', 'Status', 'ServiceAccount']);
    expect(within(table).getAllByText('test')).not.toHaveLength(0);
  });

  it('are chosen in a menu that stays open, without asking the backend again', async () => {
    // However slow the machine is, the list is not read again by the clock.
    jest.replaceProperty(freshnessIntervals, 'usual', 2 ** 31 - 1);
    const { requests } = renderPage(<ServicesRouter />, { path: PATH });
    await screen.findByRole('table', { name: 'Services' });
    const asked = () =>
      requests.filter(each => each.path === '/workloads').length;
    const before = asked();
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    const severity = await screen.findByRole('menuitemcheckbox', {
      name: 'Severity',
    });
    const mark = () =>
      severity.querySelector('[data-mark]')?.getAttribute('data-mark');
    expect(mark()).toBe('shown');
    await userEvent.click(severity);
    await waitFor(() => expect(mark()).toBe('hidden'));
    await userEvent.click(
      screen.getByRole('menuitemcheckbox', { name: 'Entity' }),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(heads()).toEqual([
        'Service',
        'Status',
        'Migration',
        'Key age',
        'Last used',
        'Owner',
        'Entity',
        'Action',
      ]),
    );
    expect(screen.getByText(/annotation backstage.io/)).toBeInTheDocument();
    expect(asked()).toBe(before);
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Reset to the usual ones' }),
    );
    await waitFor(() => expect(heads()).toContain('Severity'));
    expect(heads()).not.toContain('Entity');
  });

  it('that are hidden, and sort the rows, are named', async () => {
    renderPage(<ServicesRouter />, {
      path: `${PATH}?cols=status&sort=-keyAge`,
    });
    expect(
      await screen.findByText(
        'Sorted by a hidden column: Key age, highest first.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show column Key age' }),
    );
    await waitFor(() =>
      expect(heads()).toEqual(['Service', 'Status', 'Key age']),
    );
    expect(screen.queryByText(/Sorted by a hidden/)).not.toBeInTheDocument();
  });
});
