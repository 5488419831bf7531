import { matchesAction, policySize, toArray } from '../../policy';
import { canonicalStatement } from '../../policy/canonicalPolicy';
import { jsonLength } from '../../policy/policySize';
import { finding } from '../finding';
import { TrustPolicy } from '../readTrustPolicy';
import { TrustStatement } from '../statements';
import { ReviewFinding, TrustReviewContext } from '../types';
import { nameOf } from './together';
import { canExchangeTokens } from './tokens';

const UNUSED_DAYS = 90;
const LONG_SESSION_SECONDS = 3600;

/** Rules about the document as a whole. */
export function documentRules(
  { document, duplicates, statements }: TrustPolicy,
  { quota = 2048 }: TrustReviewContext,
): ReviewFinding[] {
  const length = jsonLength(document);
  // White space, which does not count, is rare.
  const size = length > quota ? policySize(document) : length;
  const found: ReviewFinding[] = [];
  if (duplicates.length > 0) {
    found.push(
      finding({
        ruleId: 'duplicate-json-key',
        severity: 'high',
        category: 'exposure',
        message: `${duplicates[0].name} stands twice in one object. Only the last one counts, so the first restricts nothing.`,
        fix: 'Write it once.',
      }),
    );
  }
  if (hasTwice(statements)) {
    found.push(
      finding({
        ruleId: 'duplicate-statement',
        severity: 'low',
        category: 'hygiene',
        message: 'A statement occurs twice.',
        fix: 'Remove one.',
      }),
    );
  }
  if (document.Version !== '2012-10-17') {
    found.push(
      finding({
        ruleId: 'version-old',
        severity: 'low',
        category: 'hygiene',
        message: 'The policy is written in the old version of the language.',
        fix: 'Set Version to 2012-10-17.',
      }),
    );
  }
  if (size > quota) {
    found.push(
      finding({
        ruleId: 'policy-too-long',
        severity: 'high',
        category: 'broken',
        message: `${size} characters; the account allows ${quota}.`,
        fix: 'Split the role, or have the quota raised.',
      }),
    );
  }
  return found;
}

/** A name of its own, another order and a list of one make a statement no other. */
function hasTwice(statements: TrustStatement[]): boolean {
  if (statements.length < 2) {
    return false;
  }
  const callers = statements.map(callersOf);
  const texts = statements
    // Most statements are the only one of their effect for their callers.
    .filter(
      (_, at) =>
        callers.indexOf(callers[at]) !== callers.lastIndexOf(callers[at]),
    )
    .map(({ statement }) =>
      JSON.stringify(canonicalStatement({ ...statement, Sid: undefined })),
    );
  return new Set(texts).size < texts.length;
}

function callersOf({ principals, statement }: TrustStatement): string {
  return [statement.Effect, ...new Set(principals.map(nameOf))].sort().join();
}

/** Rules about the role that has the policy. */
export function roleRules({ role }: TrustReviewContext): ReviewFinding[] {
  return [
    ...((role?.maxSessionSeconds ?? 0) > LONG_SESSION_SECONDS
      ? [
          finding({
            ruleId: 'long-session',
            severity: 'low',
            category: 'hygiene',
            message: 'Sessions of the role may last longer than one hour.',
            fix: 'Set the maximum session duration to one hour.',
          }),
        ]
      : []),
    ...((role?.unusedDays ?? 0) > UNUSED_DAYS
      ? [
          finding({
            ruleId: 'unused-role',
            severity: 'low',
            category: 'hygiene',
            message: `Nobody has used the role for ${role!.unusedDays} days.`,
            fix: 'Remove the role if nobody needs it.',
          }),
        ]
      : []),
  ];
}

/**
 * Rules about the actions of a statement for tokens.
 *
 * @param withoutTags - whose tokens bring no tags for the session; undefined where some may
 */
export function actionRules(
  reviewed: TrustStatement,
  withoutTags: string | undefined,
): ReviewFinding[] {
  const { statement, index } = reviewed;
  const actions = toArray(statement.Action);
  const found: ReviewFinding[] = [];
  if (!canExchangeTokens(reviewed)) {
    found.push(
      finding({
        ruleId: 'action-mismatch',
        severity: 'high',
        category: 'broken',
        message:
          'Tokens are exchanged by sts:AssumeRoleWithWebIdentity, which is not allowed here.',
        fix: 'Set Action to sts:AssumeRoleWithWebIdentity.',
        statement: index,
      }),
    );
  }
  found.push(...wideActionRules(reviewed));
  if (
    withoutTags !== undefined &&
    statement.NotAction === undefined &&
    !actions.some(action => /[*?]/.test(action)) &&
    actions.some(action => matchesAction(action, 'sts:TagSession'))
  ) {
    found.push(
      finding({
        ruleId: 'tagsession-unneeded',
        severity: 'info',
        category: 'hygiene',
        message: `Tokens of ${withoutTags} carry no session tags, so sts:TagSession is not needed.`,
        fix: 'Remove sts:TagSession.',
        statement: index,
      }),
    );
  }
  return found;
}

/** Rules about actions that are more than what callers need to assume the role. */
export function wideActionRules({
  statement: { Action, NotAction },
  index,
}: TrustStatement): ReviewFinding[] {
  const low = (ruleId: string, message: string, fix: string) =>
    finding({
      ruleId,
      severity: 'low',
      category: 'hygiene',
      message,
      fix,
      statement: index,
    });
  return [
    ...(NotAction === undefined
      ? []
      : [
          low(
            'notaction',
            'NotAction allows everything but what it names.',
            'Name the action in Action.',
          ),
        ]),
    ...(toArray(Action).some(action => /[*?]/.test(action))
      ? [
          low(
            'action-wildcard',
            'The action is wider than what is needed to assume the role.',
            'Name each action in full.',
          ),
        ]
      : []),
  ];
}
