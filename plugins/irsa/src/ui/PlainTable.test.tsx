import { render, screen, within } from '@testing-library/react';
import { readableIds } from '../hooks';
import { PlainTable } from './PlainTable';

const { matchMedia } = window;

afterEach(() => {
  window.matchMedia = matchMedia;
});

function show(columns: string[], isNarrow: boolean) {
  window.matchMedia = (() => ({
    matches: isNarrow,
    addEventListener: () => {},
    removeEventListener: () => {},
  })) as never;
  return render(
    <PlainTable
      label="Roles"
      columns={columns}
      rows={[{ id: 'a', cells: columns.map(column => `a ${column}`) }]}
    />,
  );
}

describe('a table to read', () => {
  it('is cards where there is no room, each with its labels', () => {
    show(['Role', 'Account', 'Verdict'], true);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    const [card] = within(
      screen.getByRole('list', { name: 'Roles' }),
    ).getAllByRole('listitem');
    expect(card).toHaveTextContent('a RoleAccount:a AccountVerdict:a Verdict');
  });

  it.each([
    [['Role', 'Account', 'Verdict'], false],
    [['Role', 'Account'], true],
  ])('with the columns %j, narrow: %s, is a table', (columns, isNarrow) => {
    show(columns, isNarrow);
    expect(screen.getByRole('table', { name: 'Roles' })).toBeInTheDocument();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });
});

it.each([
  [
    'prod//ClusterIssuer.cert-manager.io/letsencrypt',
    'prod/ClusterIssuer.cert-manager.io/letsencrypt',
  ],
  ['https://Example.com//a', 'https://Example.com//a'],
  ['a/b/Deployment/c', 'a/b/Deployment/c'],
])('writes the id %s as %s', (id, words) => {
  expect(readableIds(id)).toBe(words);
});
