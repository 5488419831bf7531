// Only tests import this.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { useState } from 'react';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SearchBox } from './SearchBox';

it('keeps a letter that was typed before the page was drawn with the others', async () => {
  const sent: string[] = [];
  let drawWith: (value: string) => void = () => {};
  function Page() {
    const [value, setValue] = useState('');
    drawWith = setValue;
    return <SearchBox value={value} onChange={each => sent.push(each)} />;
  }
  renderInTestApp(<Page />);
  const box = await screen.findByRole('searchbox');
  const user = userEvent.setup();
  await user.type(box, 'servic');
  await waitFor(() => expect(sent.at(-1)).toBe('servic'));
  await user.type(box, 'e');
  await act(async () => drawWith('servic'));
  expect(box).toHaveValue('service');
  await waitFor(() => expect(sent.at(-1)).toBe('service'));
  await act(async () => drawWith('service'));
  // Cleared by something else of the page.
  await act(async () => drawWith(''));
  expect(box).toHaveValue('');
});
