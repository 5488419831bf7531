import { trailFact } from './trailFact';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const BASE = {
  eventTime: '2026-11-29T10:00:01Z',
  eventSource: 'sts.amazonaws.com',
  eventName: 'GetCallerIdentity',
  awsRegion: 'eu-west-1',
};

const read = (event: unknown) =>
  trailFact(
    {
      CloudTrailEvent:
        typeof event === 'string' ? event : JSON.stringify(event),
    },
    'us-east-1',
  );

describe('one event of CloudTrail', () => {
  it('keeps where it came from and what it was, and nothing else', () => {
    const fact = read({
      ...BASE,
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.15',
      errorCode: 'AccessDenied',
      errorMessage: `User is not allowed with ${KEY}`,
      userIdentity: {
        type: 'IAMUser',
        arn: 'arn:aws:iam::111122223333:user/photos',
        accessKeyId: KEY,
      },
      requestParameters: {
        policy: 'a document',
        roleSessionName: 'nightly',
        serialNumber: 'mfa',
      },
      responseElements: { credentials: { sessionToken: 'a token' } },
    });
    expect(fact).toEqual({
      at: '2026-11-29T10:00:01.000Z',
      region: 'eu-west-1',
      service: 'sts',
      action: 'GetCallerIdentity',
      address: '203.0.113.7',
      userAgent: 'aws-cli/2.15',
      error: 'AccessDenied',
      sessionName: 'nightly',
      caller: 'arn:aws:iam::111122223333:user/photos',
    });
  });

  it.each<[string, object, string]>([
    [
      'the subject of a token',
      {
        type: 'WebIdentityUser',
        userName: 'system:serviceaccount:prod:photos',
        principalId: 'arn:aws:iam::1:oidc-provider/x:sts:y',
      },
      'system:serviceaccount:prod:photos',
    ],
    [
      'a session of a role',
      { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/ci/run-7' },
      'arn:aws:sts::1:assumed-role/ci/run-7',
    ],
    [
      'a service of AWS',
      { type: 'AWSService', invokedBy: 'ecs.amazonaws.com' },
      'ecs.amazonaws.com',
    ],
    ['nobody that is known', { type: 'Unknown' }, 'Unknown'],
  ])('names %s', (_, userIdentity, caller) => {
    expect(read({ ...BASE, userIdentity })).toMatchObject({ caller });
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['no object', '"text"'],
    ['null', 'null'],
    ['no time', { ...BASE, eventTime: undefined }],
    ['a wrong time', { ...BASE, eventTime: 'yesterday' }],
    ['no action', { ...BASE, eventName: 7 }],
    ['no service', { ...BASE, eventSource: null }],
  ])('is not understood with %s', (_, event) => {
    expect(read(event)).toBeUndefined();
  });

  it.each<[string, object]>([
    ['lists for objects', { userIdentity: [], requestParameters: 'none' }],
    ['null for objects', { userIdentity: null, requestParameters: null }],
    ['numbers for texts', { sourceIPAddress: 1, userAgent: {}, errorCode: [] }],
  ])('has only what is a text, of %s', (_, parts) => {
    expect(read({ ...BASE, ...parts })).toEqual({
      at: '2026-11-29T10:00:01.000Z',
      region: 'eu-west-1',
      service: 'sts',
      action: 'GetCallerIdentity',
    });
  });

  it('has no secret that somebody wrote into the user agent, no key id, no sign that turns a line around', () => {
    const { userAgent } = read({
      ...BASE,
      userAgent: `tool ${KEY} password=hunter22 \u202Egnp.exe\n${'x'.repeat(
        9_000,
      )}`,
    })!;
    expect(userAgent).not.toContain(KEY);
    expect(userAgent).toContain('•••MPLE');
    expect(userAgent).not.toMatch(/hunter22|\u202E|\n/);
    expect(userAgent!.length).toBeLessThanOrEqual(400);
  });
});
