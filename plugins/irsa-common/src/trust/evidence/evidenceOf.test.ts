import { contextOf, publishedCases } from '../__testUtils__/trustCases';
import { EKS, fleet, policy, statement, tokens } from '../__testUtils__/fleet';
import { reviewTrustPolicy } from '../reviewTrustPolicy';

/** What is marked for a rule in the text of a policy. */
function marked(document: unknown, ruleId: string): string[] {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  const { findings } = reviewTrustPolicy(document, fleet);
  return findings
    .find(each => each.ruleId === ruleId)!
    .evidence!.map(({ start, end }) => text.slice(start, end));
}

const WIDE = 'system:serviceaccount:payments:*';
const GOOD = 'system:serviceaccount:payments:api';

describe('evidence of a finding', () => {
  it('is the value that is too wide, and not its neighbours', () => {
    const document = tokens(EKS, { StringLike: { sub: [GOOD, WIDE] } });
    expect(marked(document, 'sub-any-serviceaccount')).toEqual([`"${WIDE}"`]);
  });

  it('is the block of an operator that holds without the key', () => {
    const document = tokens(EKS, { StringEqualsIfExists: { sub: GOOD } });
    const [text, ...others] = marked(document, 'ifexists-vacuous');
    expect(text).toMatch(/^"StringEqualsIfExists": \{[^}]*\}$/);
    expect(others).toEqual([]);
  });

  it('is the key that no token has', () => {
    const document = tokens(EKS, {}, { [`${EKS}:iss`]: 'x' });
    expect(marked(document, 'condition-key-unsupported')).toEqual([
      `"${EKS}:iss": "x"`,
    ]);
  });

  it('is the condition that names no subject, or the statement without one', () => {
    const document = tokens(EKS, {
      StringEquals: { aud: 'sts.amazonaws.com' },
    });
    expect(marked(document, 'sub-missing')[0]).toMatch(/^"Condition": \{/);
    const bare = policy({ ...statement(EKS, {}), Condition: undefined });
    expect(marked(bare, 'sub-missing')[0]).toMatch(/^\{\s*"Effect"/);
  });

  it('is every one of two names that stand twice', () => {
    const text = JSON.stringify(
      tokens(EKS, { StringEquals: { sub: GOOD } }),
    ).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"');
    expect(marked(text, 'duplicate-json-key')).toEqual([
      '"Effect":"Deny"',
      '"Effect":"Allow"',
    ]);
  });

  it('is the place where the text stops to be JSON', () => {
    expect(marked('{"Version": nope}', 'parse-error')).toEqual(['n']);
  });

  it('is in the text that was encoded', () => {
    const text = JSON.stringify(tokens(EKS, { StringLike: { sub: WIDE } }));
    const { findings } = reviewTrustPolicy(encodeURIComponent(text), fleet);
    const [{ start, end }] = findings.find(
      ({ ruleId }) => ruleId === 'sub-any-serviceaccount',
    )!.evidence!;
    expect(text.slice(start, end)).toBe(`"${WIDE}"`);
  });

  it.each(publishedCases)('is there for all findings of $id', each => {
    const { findings } = reviewTrustPolicy(
      each.policyText ?? each.policy,
      contextOf(each),
    );
    const without = findings.filter(
      ({ evidence = [] }) =>
        evidence.length === 0 || evidence.some(({ start, end }) => end < start),
    );
    expect(without.map(({ ruleId }) => ruleId)).toEqual(
      findings
        .map(({ ruleId }) => ruleId)
        .filter(ruleId => /^(long-session|unused-role)$/.test(ruleId)),
    );
  });
});
