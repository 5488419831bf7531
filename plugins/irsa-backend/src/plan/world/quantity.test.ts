import { quantity } from './quantity';

it.each([
  ['2', 2],
  [3, 3],
  ['1500m', 1.5],
  ['.5', 0.5],
  ['1Gi', 2 ** 30],
  ['1G', 1e9],
  ['1e3', 1000],
  ['2E', 2e18],
  ['many', undefined],
  ['1x', undefined],
  [undefined, undefined],
])('the quantity %s is %s', (text, number) => {
  expect(quantity(text)).toBe(number);
});
