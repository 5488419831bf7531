import { fireEvent, screen } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { analyticsApiRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { RowLink } from './RowLink';

async function show() {
  const analytics = mockApis.analytics.mock();
  renderInTestApp(
    <Routes>
      <Route
        path="/"
        element={
          <RowLink to="/orders" aria-label="Open orders">
            Open
          </RowLink>
        }
      />
      <Route path="/orders" element={<p>The orders</p>} />
    </Routes>,
    { apis: [[analyticsApiRef, analytics]] },
  );
  const link = await screen.findByRole('link', { name: 'Open orders' });
  expect(link).toHaveAttribute('href', '/orders');
  const press = (how: object) => {
    let isOurs: boolean | undefined;
    // Hears of it last; the browser of the tests cannot open pages.
    const listener = (event: Event) => {
      isOurs = event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener('click', listener, { once: true });
    fireEvent.click(link, how);
    return isOurs;
  };
  return { press, analytics };
}

describe('a link in a row', () => {
  it('opens its page in the portal, and is reported', async () => {
    const { press, analytics } = await show();
    expect(press({ button: 0 })).toBe(true);
    expect(await screen.findByText('The orders')).toBeInTheDocument();
    expect(analytics.captureEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        action: 'click',
        subject: 'Open orders',
        attributes: { to: '/orders' },
      }),
    );
  });

  it.each(['ctrlKey', 'metaKey', 'shiftKey', 'altKey'])(
    'is left to the browser with %s',
    async key => {
      const { press } = await show();
      expect(press({ button: 0, [key]: true })).toBe(false);
      expect(screen.queryByText('The orders')).not.toBeInTheDocument();
    },
  );
});
