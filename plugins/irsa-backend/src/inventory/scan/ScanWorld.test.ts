import { ScanWorld, Surroundings } from './ScanWorld';

const surroundings = (overrides: Partial<Surroundings>): Surroundings => ({
  objects: new Map([
    ['shop/Secret/here', { data: new Map(), resourceVersion: '1' }],
  ]),
  roleArns: new Map(),
  associated: new Set(),
  providers: new Map(),
  ...overrides,
});

describe('ScanWorld', () => {
  it.each<[string, Partial<Surroundings>, string, boolean]>([
    ['nothing is known', {}, 'other', false],
    ['all were listed', { listed: new Set(['Secret']) }, 'other', true],
    ['it is among them', { listed: new Set(['Secret']) }, 'here', false],
    [
      'those of another kind were listed',
      { listed: new Set(['ConfigMap']) },
      'other',
      false,
    ],
    [
      'it was asked for',
      { gone: new Set(['shop/Secret/other']) },
      'other',
      true,
    ],
    [
      'another one was asked for',
      { gone: new Set(['shop/Secret/else']) },
      'other',
      false,
    ],
  ])('says what is not there: %s', (_name, overrides, name, expected) => {
    const world = new ScanWorld(surroundings(overrides));
    expect(world.isAbsent('Secret', 'shop', name)).toBe(expected);
  });
});
