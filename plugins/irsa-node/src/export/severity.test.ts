import { makeFinding, VERDICTS } from './__testUtils__/findings';
import { VERDICT_RULES } from './rules';
import { countVerdicts, isAtLeast, VERDICTS_BY_SEVERITY } from './severity';

describe('severity', () => {
  it('orders every verdict once', () => {
    expect([...VERDICTS_BY_SEVERITY].sort()).toEqual([...VERDICTS].sort());
  });

  it('agrees with the numbers that the exports give', () => {
    const numbers = VERDICTS_BY_SEVERITY.map(verdict =>
      Number(VERDICT_RULES[verdict].securitySeverity),
    );
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it.each([
    ['static-aws', 'irsa-shadowed', true],
    ['irsa-shadowed', 'irsa-shadowed', true],
    ['ses-smtp', 'irsa-shadowed', true],
    ['s3-compatible', 'irsa-shadowed', false],
    ['uncertain', 's3-compatible', false],
  ] as const)('%s is at least %s: %s', (verdict, limit, expected) => {
    expect(isAtLeast(verdict, limit)).toBe(expected);
  });

  it('counts verdicts, those without findings too', () => {
    expect(
      countVerdicts([
        makeFinding(),
        makeFinding(),
        makeFinding({ verdict: 'uncertain' }),
      ]),
    ).toEqual({
      'static-aws': 2,
      'irsa-shadowed': 0,
      'ses-smtp': 0,
      's3-compatible': 0,
      uncertain: 1,
    });
  });
});
