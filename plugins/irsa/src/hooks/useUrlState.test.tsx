import { Suspense } from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { useUrlState } from './useUrlState';

function Words() {
  const { params, set } = useUrlState();
  return (
    <>
      <output>{params.toString()}</output>
      <button
        onClick={() => {
          set({ severity: ['high', 'low'] });
          set({ q: 'shop' });
        }}
      >
        both
      </button>
      <button onClick={() => set({ q: undefined })}>clear</button>
    </>
  );
}

it('adds to what was written a moment ago, though no page has been drawn with it', async () => {
  render(
    <MemoryRouter initialEntries={['/?sort=name']}>
      <Words />
    </MemoryRouter>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'both' }));
  const all = 'sort=name&severity=high&severity=low';
  expect(screen.getByRole('status')).toHaveTextContent(`${all}&q=shop`);
  await user.click(screen.getByRole('button', { name: 'clear' }));
  expect(screen.getByRole('status')).toHaveTextContent(all);
});

it('leaves the page as it is until the next one can be drawn', async () => {
  let goOn = () => {};
  let isReady = false;
  const ready = new Promise<void>(resolve => {
    goOn = () => {
      isReady = true;
      resolve();
    };
  });
  function Page() {
    const { params } = useUrlState();
    if (params.get('q') && !isReady) {
      throw ready;
    }
    return <p>{params.get('q') ? 'found' : 'all'}</p>;
  }
  render(
    <MemoryRouter>
      <Suspense fallback={<p>nothing</p>}>
        <Page />
      </Suspense>
      <Words />
    </MemoryRouter>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'both' }));
  expect(screen.getByText('all')).toBeVisible();
  expect(screen.queryByText('nothing')).not.toBeInTheDocument();
  await act(async () => goOn());
  expect(await screen.findByText('found')).toBeVisible();
});
