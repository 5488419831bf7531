import fc from 'fast-check';
import { scrub } from './scrub';

const secret = fc
  .stringMatching(/^[A-Za-z0-9+/]{40}$/)
  .filter(text => /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text));
const keyId = fc.stringMatching(/^(AKIA|ASIA)[A-Z2-7]{16}$/);

describe('scrub', () => {
  it('takes out secret halves and key ids, wherever they stand', () => {
    fc.assert(
      fc.property(secret, keyId, fc.lorem(), (half, id, text) => {
        const scrubbed = scrub(`${text} ${id}: "${half}" ${text}`);
        expect(scrubbed).not.toContain(half);
        expect(scrubbed).not.toContain(id);
        expect(scrubbed).toContain(`•••${id.slice(-4)}`);
        expect(scrubbed.startsWith(text)).toBe(true);
      }),
    );
  });

  it.each([
    [
      'https://b.s3.amazonaws.com/k?X-Amz-Security-Token=IQoJb3%2Fabc&X-Amz-Signature=0f1e2d&x=1',
      'https://b.s3.amazonaws.com/k?X-Amz-Security-Token=•••&X-Amz-Signature=•••&x=1',
    ],
    [
      'token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl used',
      'token ••• used',
    ],
    ['aws_secret_access_key = short', 'aws_secret_access_key = •••'],
    ['AWS_SESSION_TOKEN="abc"', 'AWS_SESSION_TOKEN=•••'],
    [
      'cannot reach postgres://app:p@ss/w0rd@db:5432/x',
      'cannot reach postgres://•••@db:5432/x',
    ],
    [
      'redis://:hunter2@cache:6379 and amqp://guest:guest@mq/',
      'redis://•••@cache:6379 and amqp://•••@mq/',
    ],
    [
      'Authorization: Bearer abcdef123456, Authorization: Basic dXNlcjpwYXNz',
      'Authorization: Bearer •••, Authorization: Basic •••',
    ],
    ['password=hunter2 user=x', 'password=••• user=x'],
    ['{"dbPassword": "hun \\"ter2", "a": 1}', '{"dbPassword": •••, "a": 1}'],
    ["DB_PASSWD: 'hunter2'", 'DB_PASSWD: •••'],
    ['--api-key=abc123 --port=80', '--api-key=••• --port=80'],
    [`push with ghp_${'a1B2'.repeat(9)} failed`, 'push with ••• failed'],
    [`xoxb-${'1234567890-'.repeat(2)}abc`, '•••'],
    [`glpat-${'x1Y2'.repeat(5)}`, '•••'],
    [
      `DefaultEndpointsProtocol=https;AccountKey=${'Ab1/'.repeat(
        21,
      )}==;EndpointSuffix=x`,
      'DefaultEndpointsProtocol=https;AccountKey=•••;EndpointSuffix=x',
    ],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY----- end',
      '-----BEGIN RSA PRIVATE KEY----- ••• end',
    ],
  ])('%s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it.each([
    'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    'image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'arn:aws:iam::111122223333:role/irsa/irsa-production-test-0a1b2c3d',
    'password authentication failed for user "app"',
    'secretRef: aws-secrets is not there; the Secret of the token was read',
    'https://example.org:8443/a/b@c and http://10.0.0.1:80 for x@y',
    'https://b.s3.amazonaws.com/a/b?list-type=2&prefix=x@y',
    'user@example.org wrote to arn:aws:s3:::bucket/key',
    'The tokens: see https://example.org/a@b',
    'GET /images/profile/pictures/original/small/thumb/file.png 403',
  ])('leaves alone: %s', text => {
    expect(scrub(text)).toBe(text);
  });

  it.each(['a', 'password', 'a_', '-', 'https://', 'x:', '"', 'eyJ', '/'])(
    'looks at each sign of a long text a bounded number of times: %s',
    part => {
      const text = part.repeat(Math.ceil(200_000 / part.length));
      // A quadratic rule would take minutes, and the test its whole time limit.
      expect(scrub(text).length).toBeGreaterThan(0);
    },
  );
});
