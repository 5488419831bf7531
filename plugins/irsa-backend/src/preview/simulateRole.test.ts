import { compareSides } from './compareSides';
import { simulateRole } from './simulateRole';

const planned = (actions: string[]) => ({
  role: { arn: 'arn:aws:iam::111122223333:role/irsa/r', name: 'r' } as never,
  policy: {
    name: 'p',
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: actions, Resource: 'arn:aws:s3:::images/*' },
      ],
    }),
  } as never,
});
const request = {
  bucket: 'images',
  key: 'a.png',
  methods: ['HEAD', 'GET', 'PUT'] as ('HEAD' | 'GET' | 'PUT')[],
};
const address = { partition: 'aws', bucket: 'images', key: 'a.png' };
const key = (outcomes: ('allowed' | 'denied')[]) => ({
  identity: 'key' as const,
  state: 'ok' as const,
  probes: request.methods.map((method, at) => ({
    method,
    outcome: outcomes[at],
  })),
});

describe('a role that is not there yet', () => {
  it('is simulated by the policy of the plan, and says so', () => {
    const side = simulateRole(planned(['s3:GetObject']), request, 'aws');
    expect(side).toMatchObject({
      state: 'simulated',
      reason: expect.stringContaining('nothing was sent'),
      probes: [
        { method: 'PUT', outcome: 'denied', why: [expect.any(String)] },
        { method: 'HEAD', outcome: 'allowed' },
        { method: 'GET', outcome: 'allowed' },
      ],
    });
    expect(JSON.stringify(side)).not.toMatch(/status|linkId/);
  });

  it('may do no more than its permissions boundary lets through', () => {
    const arn = 'arn:aws:iam::111122223333:policy/most';
    const both = planned(['s3:GetObject', 's3:PutObject']);
    const limited = simulateRole(both, request, 'aws', {
      arn,
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
      },
    });
    expect(limited.probes).toMatchObject([
      {
        method: 'PUT',
        outcome: 'denied',
        why: [expect.stringContaining(arn)],
      },
      { method: 'HEAD', outcome: 'allowed' },
      { method: 'GET', outcome: 'allowed' },
    ]);
    expect(limited.reason).not.toContain('boundary');
    expect(simulateRole(both, request, 'aws', { arn }).reason).toContain(
      `${arn} could not be read`,
    );
  });

  it('lacks what works with the key and is not in the plan', () => {
    const side = simulateRole(planned(['s3:GetObject']), request, 'aws');
    expect(
      compareSides(key(['allowed', 'allowed', 'allowed']), side, address),
    ).toEqual({
      verdict: 'incomplete',
      differences: [
        {
          method: 'PUT',
          message:
            'PUT works with the key, and the plan does not allow s3:PutObject.',
          missingAction: 's3:PutObject',
          resource: 'arn:aws:s3:::images/a.png',
        },
      ],
    });
  });

  it.each([
    ['what the key may not do either', ['allowed', 'allowed', 'denied']],
    ['nothing when the plan has all', ['allowed', 'allowed', 'allowed']],
  ] as const)('lacks not %s', (_, outcomes) => {
    const actions =
      outcomes[2] === 'denied'
        ? ['s3:GetObject']
        : ['s3:GetObject', 's3:PutObject'];
    const side = simulateRole(planned(actions), request, 'aws');
    // Never more than a simulation.
    expect(compareSides(key([...outcomes]), side, address)).toEqual({
      verdict: 'incomplete',
      differences: [],
    });
  });
});
