import { IamAccessKey } from '../../accounts/types';
import { checkContext } from '../checks/__testUtils__/checkContext';
import { DerivedPolicy } from '../policy/derivePolicy';
import { PlanExecution } from '../types';
import { behaviourWarnings } from './behaviour';
import { sentencesOf } from './sentences';

const contextWith = (status: IamAccessKey['status']) => ({
  ...checkContext(),
  key: { last4: 'ABCD', userName: 'reader', status } as IamAccessKey,
  policy: {
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    },
  } as DerivedPolicy,
});
const EXECUTION = {
  accountId: '111122223333',
  provider: { action: 'exists', url: 'https://oidc.example.com' },
  workload: { kind: 'Deployment', namespace: 'shop', name: 'pay' },
  serviceAccount: { name: 'pay', action: 'none' },
  key: { fingerprint: 'f', last4: 'ABCD', userName: 'reader' },
  secrets: [],
  detach: { removed: [] },
  soakMs: 7 * 86_400_000,
} as unknown as PlanExecution;

describe('what a plan says of its key', () => {
  it.each([
    { status: 'Active', said: 'key.keep', links: true },
    { status: 'Inactive', said: 'key.off', links: false },
  ] as const)('is so of a key that is $status', ({ status, said, links }) => {
    const context = contextWith(status);
    expect(sentencesOf(context, EXECUTION).at(-1)).toMatchObject({
      id: 'key',
      key: said,
    });
    const told = behaviourWarnings(context).map(({ key }) => key);
    expect(told.includes('links.inFlight')).toBe(links);
  });
});
