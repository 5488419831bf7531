import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';
import { cells } from './workloadCells';

const PATH = '/irsa/services';

const column = (name: string) => screen.findByRole('columnheader', { name });

describe('the table of services', () => {
  it('is sorted by the names of its columns, with the keyboard too', async () => {
    const { requests } = renderPage(<ServicesRouter />, { path: PATH });
    const asked = (sort: string) =>
      waitFor(() =>
        expect(
          requests.filter(
            ({ path, query }) =>
              path === '/workloads' && query.get('sort') === sort,
          ),
        ).not.toHaveLength(0),
      );
    const severity = await column('Severity');
    expect(severity).toHaveAttribute('aria-sort', 'none');
    within(severity).getByRole('button').focus();
    await userEvent.keyboard('{Enter}');
    await asked('severity');
    expect(await column('Severity')).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.keyboard(' ');
    await asked('-severity');
    expect(await column('Severity')).toHaveAttribute('aria-sort', 'descending');
    expect(within(severity).getByRole('button')).toHaveFocus();

    const action = await column('Action');
    expect(action).not.toHaveAttribute('aria-sort');
    expect(within(action).queryByRole('button')).not.toBeInTheDocument();
  });

  it('draws a row again only when its workload has changed', async () => {
    const drawn = jest.spyOn(cells, 'status');
    const { requests } = renderPage(<ServicesRouter />, { path: PATH });
    await screen.findByRole('table', { name: 'Services' });
    await waitFor(() => expect(drawn).toHaveBeenCalled());
    const before = drawn.mock.calls.length;
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search services' }),
      'test',
    );
    await waitFor(() =>
      expect(requests.some(({ query }) => query.get('q') === 'test')).toBe(
        true,
      ),
    );
    await waitFor(() =>
      expect(screen.getByRole('table', { name: 'Services' })).toHaveAttribute(
        'aria-busy',
        'false',
      ),
    );
    expect(drawn.mock.calls.length).toBe(before);
  });
});
