import { boxLabel } from './boxLabel';

describe('the label of a box', () => {
  it.each([
    ['orders', ['orders']],
    [
      'repo:acme/shop:ref:refs/heads/main',
      ['repo:acme/shop:ref:refs/', 'heads/main'],
    ],
    ['111122223333:role/ci', ['111122223333:role/ci']],
    ['payments: 14 ServiceAccounts', ['payments: 14', 'ServiceAccounts']],
    ['a'.repeat(60), ['a'.repeat(24), `${'a'.repeat(23)}…`]],
    [`a-${'b'.repeat(30)}`, [`a-${'b'.repeat(22)}`, 'b'.repeat(8)]],
  ])('of %s is %j', (label, lines) => {
    expect(boxLabel(label)).toEqual(lines);
  });
});
