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
    ['AWS_SESSION_TOKEN="abc"', 'AWS_SESSION_TOKEN="•••"'],
  ])('%s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it.each([
    'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    'image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'arn:aws:iam::111122223333:role/irsa/irsa-production-test-0a1b2c3d',
    'GET /images/profile/pictures/original/small/thumb/file.png 403',
  ])('leaves alone: %s', text => {
    expect(scrub(text)).toBe(text);
  });
});
