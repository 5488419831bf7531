import { callersOf } from './callersOf';
import { TrailFact } from './trailFact';

const fact = (minute: number, changes: Partial<TrailFact> = {}): TrailFact => ({
  at: `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z`,
  region: 'eu-west-1',
  service: 'sts',
  action: 'GetCallerIdentity',
  address: '203.0.113.7',
  userAgent: 'aws-cli/2.15',
  ...changes,
});

describe('callers', () => {
  it('are told by address and user agent, the latest first', () => {
    const callers = callersOf([
      fact(3),
      fact(1, { service: 'iam', action: 'ListUsers', region: 'us-east-1' }),
      fact(2, { error: 'AccessDenied' }),
      fact(9, { userAgent: 'Boto3/1.34' }),
      fact(4, { address: '198.51.100.1' }),
    ]);
    expect(
      callers.map(({ address, userAgent, count, refused }) => [
        address,
        userAgent,
        count,
        refused,
      ]),
    ).toEqual([
      ['203.0.113.7', 'Boto3/1.34', 1, 0],
      ['198.51.100.1', 'aws-cli/2.15', 1, 0],
      ['203.0.113.7', 'aws-cli/2.15', 3, 1],
    ]);
    expect(callers[2]).toMatchObject({
      first: '2026-11-29T10:01:00.000Z',
      last: '2026-11-29T10:03:00.000Z',
      actions: ['sts:GetCallerIdentity', 'iam:ListUsers'],
      regions: ['eu-west-1', 'us-east-1'],
      moreActions: 0,
    });
  });

  it('are apart from those of whom the address or the agent is not told', () => {
    expect(callersOf([fact(1), fact(2, { address: undefined })])).toHaveLength(
      2,
    );
  });

  it('have a short list of actions and sessions, and say how much more there was', () => {
    const [{ actions, moreActions, sessionNames }] = callersOf(
      Array.from({ length: 30 }, (_, index) =>
        fact(index, { action: `Do${index}`, sessionName: `run-${index}` }),
      ),
    );
    expect([actions.length, moreActions]).toEqual([10, 20]);
    expect(actions[0]).toBe('sts:Do29');
    expect(sessionNames).toHaveLength(5);
  });
});
