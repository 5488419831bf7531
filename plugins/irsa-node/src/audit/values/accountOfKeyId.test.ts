import { accountOfKeyId } from './accountOfKeyId';

describe('accountOfKeyId', () => {
  it.each([
    // Published with the method.
    [`${'ASIA'}${'Y34FZKBOKMUTVV7A'}`, '609629065308'],
    // Older keys do not encode the account.
    [`${'AKIA'}${'IOSFODNN7EXAMPLE'}`, undefined],
    [`${'AKIA'}${'LABLABLA4L000001'}`, undefined],
    // Forty bits with thirteen digits, which no account has.
    [`${'AKIA'}${'7777777777777777'}`, undefined],
    // Not base 32.
    [`${'AKIA'}${'Q000000000000000'}`, undefined],
    ['short', undefined],
  ])('%s', (id, account) => {
    expect(accountOfKeyId(id)).toBe(account);
  });
});
