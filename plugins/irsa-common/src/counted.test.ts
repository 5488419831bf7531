import { counted } from './counted';

describe('counted', () => {
  it.each<[number, string, string | undefined, string]>([
    [0, 'Pod', undefined, '0 Pods'],
    [1, 'Pod', undefined, '1 Pod'],
    [2, 'Pod', undefined, '2 Pods'],
    [1, 'policy', 'policies', '1 policy'],
    [3, 'policy', 'policies', '3 policies'],
    [1, 'place is', 'places are', '1 place is'],
    [2, 'place is', 'places are', '2 places are'],
  ])('%d %s, %s: %s', (number, one, many, expected) => {
    expect(counted(number, one, many)).toBe(expected);
  });
});
