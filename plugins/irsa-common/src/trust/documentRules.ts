import {
  evaluateTrust,
  matchesAction,
  PolicyDocument,
  policySize,
  toArray,
} from '../policy';
import { finding } from './finding';
import { readStatement, testsOf } from './readStatement';
import { ReviewFinding, TrustReviewContext } from './types';

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';

/** Rules about the document and its statements as a whole. */
export function documentRules(
  document: PolicyDocument,
  context: TrustReviewContext,
): ReviewFinding[] {
  const { quota = 2048 } = context;
  const size = policySize(document);
  const texts = document.Statement.map(statement => JSON.stringify(statement));
  return [
    ...document.Statement.flatMap(principalRules),
    ...(texts.some((text, index) => texts.indexOf(text) !== index)
      ? [
          finding({
            ruleId: 'duplicate-statement',
            severity: 'low',
            category: 'hygiene',
            message: 'A statement occurs twice.',
            fix: 'Remove one.',
          }),
        ]
      : []),
    ...(document.Version === '2012-10-17'
      ? []
      : [
          finding({
            ruleId: 'version-old',
            severity: 'low',
            category: 'hygiene',
            message:
              'The policy is written in the old version of the language.',
            fix: 'Set Version to 2012-10-17.',
          }),
        ]),
    ...(size > quota
      ? [
          finding({
            ruleId: 'policy-too-long',
            severity: 'high',
            category: 'broken',
            message: `${size} characters; the account allows ${quota}.`,
            fix: 'Split the role, or have the quota raised.',
          }),
        ]
      : []),
    ...deniedRules(document),
  ];
}

function principalRules(
  statement: PolicyDocument['Statement'][number],
  index: number,
): ReviewFinding[] {
  const { Principal, Effect, Condition } = statement;
  if (Effect !== 'Allow' || !Principal) {
    return [];
  }
  const named = Principal === '*' ? ['*'] : Object.values(Principal).flat();
  const findings: ReviewFinding[] = [];
  if (named.includes('*')) {
    const keys = Object.values(Condition ?? {}).flatMap(block =>
      Object.keys(block),
    );
    findings.push(
      finding({
        ruleId: 'principal-wildcard',
        severity: keys.length > 0 ? 'high' : 'critical',
        category: 'exposure',
        message: 'The principal is everybody.',
        fix: 'Name the provider, or the accounts.',
        statement: index,
      }),
    );
  }
  const reviewed = readStatement(statement, index);
  const actions = toArray(statement.Action);
  if (reviewed && actions.length > 0) {
    if (!actions.some(action => matchesAction(action, WEB_IDENTITY))) {
      findings.push(
        finding({
          ruleId: 'action-mismatch',
          severity: 'high',
          category: 'broken',
          message: `Tokens are exchanged by ${WEB_IDENTITY}, which is not allowed here.`,
          fix: `Set Action to ${WEB_IDENTITY}.`,
          statement: index,
        }),
      );
    }
    if (actions.some(action => /[*?]/.test(action))) {
      findings.push(
        finding({
          ruleId: 'action-wildcard',
          severity: 'low',
          category: 'hygiene',
          message: 'The action is wider than what tokens need.',
          fix: `Set Action to ${WEB_IDENTITY}.`,
          statement: index,
        }),
      );
    }
  }
  return findings;
}

/** Finds a Deny that refuses every subject that an Allow names exactly. */
function deniedRules(document: PolicyDocument): ReviewFinding[] {
  if (!document.Statement.some(({ Effect }) => Effect === 'Deny')) {
    return [];
  }
  const tokens = document.Statement.filter(
    ({ Effect }) => Effect === 'Allow',
  ).flatMap((statement, index) => {
    const reviewed = readStatement(statement, index);
    return (reviewed?.hosts ?? []).flatMap((host, at) =>
      testsOf(reviewed!.tests, host, 'sub')
        .filter(({ base }) => base === 'stringequals')
        .flatMap(({ values }) => values)
        .map(sub => ({
          principal: {
            type: 'Federated' as const,
            value: reviewed!.providers[at],
          },
          context: {
            [`${host}:sub`]: sub,
            [`${host}:aud`]:
              testsOf(reviewed!.tests, host, 'aud')[0]?.values[0] ?? '',
          },
        })),
    );
  });
  const isDenied =
    tokens.length > 0 &&
    tokens.every(
      token =>
        evaluateTrust(document, { ...token, action: WEB_IDENTITY }).decision ===
        'explicitDeny',
    );
  return isDenied
    ? [
        finding({
          ruleId: 'allow-fully-denied',
          severity: 'high',
          category: 'broken',
          message: 'A Deny refuses everybody whom the policy allows.',
          fix: 'Narrow the Deny.',
        }),
      ]
    : [];
}
