import fc from 'fast-check';
import { accountOfAccessKey, makeAccessKey } from './accessKeyIds';

describe('makeAccessKey', () => {
  it('hides the account in the id, where it can be read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), number => {
        const account = String(number).padStart(12, '0');
        const { accessKeyId, secretAccessKey } = makeAccessKey(account);
        expect(accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
        expect(secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
        expect(accountOfAccessKey(accessKeyId)).toBe(account);
      }),
    );
  });

  it('finds no account in an id of another form', () => {
    expect(accountOfAccessKey('minioadmin')).toBeUndefined();
  });
});
