import fc from 'fast-check';
import { factsOf } from './valueFacts';

describe('facts of a value', () => {
  it.each([
    '/var/run/secrets/aws/credentials',
    '/root/.aws/config',
    '/etc/keys/access-key',
    '/credentials',
    '/secrets/..2026_11_28_07_03_25.123456789/key',
    '/run/secrets/AWS_SECRET_ACCESS_KEY',
  ])('%s is a path', value => {
    expect(factsOf(value)).toMatchObject({ isPath: true, path: value });
  });

  it.each([
    ['a secret access key', `/${'aB3'.repeat(13)}`],
    ['a password', '/kW8sT2vQ9xLp4RzN7mYc1Ab'],
    ['a password with more slashes', '/kW8sT2vQ9xLp/4RzN7mYc1Ab'],
    ['a password with a plus', '/kW8s+2vQ9xLp'],
  ])('%s that begins with a slash is no path', (_, value) => {
    expect(factsOf(value)).toMatchObject({ isPath: false, path: undefined });
  });

  it('takes no secret access key for a path, whichever characters it has', () => {
    const base64 = [
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...base64), { minLength: 39, maxLength: 39 }),
        rest => {
          expect(factsOf(`/${rest.join('')}`).isPath).toBe(false);
        },
      ),
    );
  });
});
