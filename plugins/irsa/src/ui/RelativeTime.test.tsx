// Only tests import this file.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';

const ago = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString();

describe('a time that has passed', () => {
  it('moves while it is told in seconds', async () => {
    renderInTestApp(<RelativeTime at={ago(1)} />);
    expect(await screen.findByText(/^[2-9] s ago$/)).toBeInTheDocument();
  });

  it.each([
    [{ at: ago(200), asOf: ago(90) }, /^3 min ago \(as of .+\)$/],
    [{ asOf: ago(90) }, /^never \(as of .+\)$/],
    [{ none: 'not seen in 400 days' }, /^not seen in 400 days$/],
    [{ isKnown: false, none: 'not seen', asOf: ago(90) }, /^not known$/],
  ])('of %j says what was read, and when', async (props, words) => {
    renderInTestApp(
      <p data-testid="time">
        <RelativeTime {...props} />
      </p>,
    );
    expect(await screen.findByTestId('time')).toHaveTextContent(words);
  });
});
