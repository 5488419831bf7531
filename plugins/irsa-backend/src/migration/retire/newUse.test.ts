import { TrailCaller } from 'backstage-plugin-irsa-common';
import { CallersSeen } from '../callers/KeyCallers';
import { deactivateKey } from './accessKey';
import { RetireSight } from './RetireContext';

const SWITCHED = '2026-11-20T10:00:00.000Z';
const KEY = 'AKIAIOSFODNN7EXAMPLE';

/** A key whose last use, as IAM tells it, is of before the switch. */
function sightOf(
  callers: CallersSeen | undefined,
  known?: string,
  reason?: string,
): RetireSight {
  return {
    record: {
      state: {
        soak: {
          startedAt: SWITCHED,
          endsAt: '2026-11-27T10:00:00.000Z',
          callers: known && { lastAt: known },
        },
      },
      execution: {
        key: {
          fingerprint: '1a5d44a2dca19669',
          last4: 'MPLE',
          userName: 'photos',
        },
      },
    },
    request: { act: 'deactivate-key', reason },
    account: {
      iam: {
        send: async ({ constructor }: object) =>
          constructor.name === 'ListAccessKeysCommand'
            ? { AccessKeyMetadata: [{ AccessKeyId: KEY, Status: 'Active' }] }
            : {},
      },
    },
    callers: async () => callers,
    read: (call: () => unknown) => call(),
  } as unknown as RetireSight;
}

const seen = (...lasts: string[]): CallersSeen => ({
  asOf: '2026-11-28T10:00:00.000Z',
  since: SWITCHED,
  regions: [],
  own: [],
  others: lasts.map(
    last =>
      ({
        address: '203.0.113.7',
        userAgent: 'night-job',
        last,
        actions: ['sts:GetCallerIdentity'],
        regions: ['eu-west-1'],
      } as TrailCaller),
  ),
});

describe('a key is not switched off', () => {
  it('after a call by others that the watch has not seen, told without its address', async () => {
    const refused = deactivateKey.check(
      sightOf(seen('2026-11-28T09:00:00.000Z')),
    );
    await expect(refused).rejects.toThrow(
      /^CloudTrail shows sts:GetCallerIdentity in eu-west-1 .* after it last looked/,
    );
    await expect(refused).rejects.not.toThrow(/203\.0|night-job/);
  });

  it.each<[string, RetireSight]>([
    ['CloudTrail is not connected', sightOf(undefined)],
    ['it shows none', sightOf(seen())],
    ['it was of before the switch', sightOf(seen('2026-11-20T09:00:00.000Z'))],
    [
      'the watch has seen it, and the guard tells',
      sightOf(seen('2026-11-28T09:00:00.000Z'), '2026-11-28T09:00:00.000Z'),
    ],
    [
      'there is a reason',
      sightOf(seen('2026-11-28T09:00:00.000Z'), undefined, 'it leaked'),
    ],
  ])('but is where %s', async (_, sight) => {
    await expect(deactivateKey.check(sight)).resolves.toBeUndefined();
  });
});
