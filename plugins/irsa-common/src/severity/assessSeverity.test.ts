import fc from 'fast-check';
import { AccessKey, CredentialReference } from '../api';
import {
  assessSeverity,
  severityLevel,
  severityScores,
} from './assessSeverity';

const identity = (fingerprint: string) => ({ fingerprint, last4: '0001' });
const reference = (
  overrides: Partial<CredentialReference> = {},
): CredentialReference => ({
  container: 'app',
  containerType: 'container',
  location: 'env-secretKeyRef',
  objectName: 'aws-secrets',
  keyNames: ['AWS_ACCESS_KEY_ID'],
  envNames: ['AWS_ACCESS_KEY_ID'],
  path: '',
  verdict: 'static-aws',
  confidence: 'pair',
  accessKeys: [identity('0000000000000001')],
  why: '',
  readLevel: 2,
  ...overrides,
});
const radius = (
  level: NonNullable<AccessKey['blastRadius']>['level'],
): AccessKey['blastRadius'] => ({
  level,
  services: [],
  buckets: [],
  escalations: [],
  conditional: false,
});
const key = (overrides: Partial<AccessKey> = {}): AccessKey => ({
  last4: '0001',
  fingerprint: '0000000000000001',
  state: 'active',
  ageDays: 412,
  blastRadius: radius('write'),
  ...overrides,
});

describe('assessSeverity', () => {
  it.each<[string, CredentialReference[], AccessKey[], string, number]>([
    [
      'an old admin key in the manifest',
      [reference({ location: 'env-literal' })],
      [key({ blastRadius: radius('admin') })],
      'critical',
      100,
    ],
    [
      'an old key with escalation in a Secret',
      [reference()],
      [key({ blastRadius: radius('escalation') })],
      'critical',
      66,
    ],
    ['the walk-through', [reference()], [key()], 'high', 42],
    [
      'a fresh reading key in a Secret',
      [reference({ location: 'volume-secret' })],
      [key({ ageDays: 3, blastRadius: radius('read') })],
      'medium',
      12,
    ],
    [
      'a key that is off',
      [reference()],
      [key({ state: 'inactive' })],
      'low',
      4,
    ],
    [
      'a key whose id was not read',
      [reference({ accessKeys: [] })],
      [],
      'medium',
      20,
    ],
    [
      'a name that does not tell',
      [reference({ verdict: 'uncertain', accessKeys: [] })],
      [],
      'low',
      10,
    ],
    [
      'the key of another store',
      [reference({ verdict: 's3-compatible' })],
      [key()],
      'none',
      0,
    ],
    ['nothing', [], [], 'none', 0],
  ])('%s', (_name, references, keys, level, score) => {
    expect(assessSeverity(references, keys)).toMatchObject({ level, score });
  });

  it('explains each factor of the worst reference in words', () => {
    const { factors } = assessSeverity(
      [
        reference({ location: 'volume-secret' }),
        reference({ location: 'args' }),
      ],
      [key()],
    );
    expect(factors).toEqual([
      {
        factor: 'location',
        weight: 1,
        why: expect.stringContaining('command line'),
      },
      { factor: 'validity', weight: 1, why: 'The key is active' },
      { factor: 'privilege', weight: 0.6, why: 'Its user may change things' },
      { factor: 'age', weight: 1, why: 'The key is 412 days old' },
    ]);
  });

  it('judges every key of a reference, and no other that ends alike', () => {
    const [own, second, other] = ['1', '2', '3'].map(
      end => `000000000000000${end}`,
    );
    const score = (references: CredentialReference[], keys: AccessKey[]) =>
      assessSeverity(references, keys).score;
    const mild = key({ fingerprint: own, blastRadius: radius('none') });
    const worse = { blastRadius: radius('admin') };
    const alone = score([reference()], [mild]);
    expect(
      score([reference()], [mild, key({ fingerprint: other, ...worse })]),
    ).toBe(alone);
    expect(
      score(
        [reference({ accessKeys: [identity(own), identity(second)] })],
        [mild, key({ fingerprint: second, ...worse })],
      ),
    ).toBeGreaterThan(alone);
  });

  it('a further reference or key never makes it less', () => {
    const references = fc.array(
      fc.record({
        location: fc.constantFrom<CredentialReference['location'][]>(
          'env-literal',
          'volume-secret',
          'env-configMapKeyRef',
        ),
        accessKeys: fc.subarray([
          identity('0000000000000001'),
          identity('0000000000000002'),
        ]),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(references, references, (some, more) => {
        const keys = [
          key(),
          key({ fingerprint: '0000000000000002', ageDays: 1 }),
        ];
        const of = (list: typeof some) =>
          assessSeverity(
            list.map(each => reference(each)),
            keys,
          ).score;
        expect(of([...some, ...more])).toBe(Math.max(of(some), of(more)));
      }),
    );
  });

  it.each([
    [100, 'critical'],
    [60, 'critical'],
    [59, 'high'],
    [30, 'high'],
    [29, 'medium'],
    [12, 'medium'],
    [11, 'low'],
    [1, 'low'],
    [0, 'none'],
  ])('%d is %s', (score, level) => {
    expect(severityLevel(score)).toBe(level);
    const [lowest, highest] = severityScores(severityLevel(score));
    expect(score).toBeGreaterThanOrEqual(lowest);
    expect(score).toBeLessThanOrEqual(highest);
  });
});
