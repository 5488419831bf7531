import { Placed, PlaceLimits, Places, waitingInWords } from './places';

const NOW = 100 * 60_000;
const at = (
  cluster: string,
  accountId: string,
  owner?: string,
  minutesAgo: number = 0,
) => ({ cluster, accountId, owner, since: NOW - minutesAgo * 60_000 });
const first = (
  limits: PlaceLimits,
  running: Placed[],
  waiting: ReturnType<typeof at>[],
) => waiting.indexOf(new Places(limits, running).firstWithPlace(waiting, NOW)!);

describe('places', () => {
  it.each([
    ['the oldest, without limits', {}, [at('c', '1')], [at('c', '1')], 0],
    [
      'nobody, in a full cluster',
      { cluster: 1 },
      [at('c', '1')],
      [at('c', '2')],
      -1,
    ],
    [
      'the oldest whose account has a place',
      { account: 2 },
      [at('c', '1'), at('d', '1')],
      [at('c', '1'), at('c', '2'), at('c', '3')],
      1,
    ],
    [
      'who shares no owner with what runs',
      { owner: 1 },
      [at('c', '1', 'group:default/a')],
      [at('c', '1', 'group:default/a'), at('c', '1', 'group:default/b')],
      1,
    ],
    [
      'those without an owner, whatever runs without one',
      { owner: 1 },
      [at('c', '1')],
      [at('c', '1')],
      0,
    ],
    [
      'who needs fewer places than one that has not waited long',
      { cluster: 2, account: 1 },
      [at('d', '1')],
      [at('c', '1', undefined, 9), at('c', '2')],
      1,
    ],
    [
      'nobody that would take a place which an older one needs for too long',
      { cluster: 1, account: 1 },
      [at('d', '1')],
      [at('c', '1', undefined, 10), at('c', '2')],
      -1,
    ],
  ])('go to %s', (_, limits: PlaceLimits, running, waiting, expected) => {
    expect(first(limits, running, waiting)).toBe(expected);
  });

  it('say what is full', () => {
    const one = at('c', '111122223333', 'group:default/a');
    const words = (limits: PlaceLimits) =>
      waitingInWords(new Places(limits, [one, one, one]).fullFor(one)!);
    expect(words({ account: 3 })).toBe(
      'Waiting for a place: 3 of 3 running in account 111122223333.',
    );
    expect(words({ cluster: 2, account: 3 })).toBe(
      'Waiting for a place: 3 of 2 running in cluster c.',
    );
    expect(words({ owner: 3 })).toBe(
      'Waiting for a place: 3 of 3 running among those of group:default/a.',
    );
  });
});
