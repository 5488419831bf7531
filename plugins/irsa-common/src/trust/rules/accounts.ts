import { accountOf } from '../../policy';
import { finding, findingsIn, shown } from '../finding';
import { hasAction, WEB_IDENTITY } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';
import { Grants, isHelp } from './together';

const ASSUME_ROLE = 'sts:AssumeRole';
/** Source: IAM User Guide, "IAM identifiers" and "IAM and AWS STS quotas, name requirements". */
const ARN =
  /^arn:aws[a-z-]*:(iam::\d{12}:(root|(user|role)\/([!-~]+\/)?[\w+=,.@-]+)|sts::\d{12}:(assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+))$/;

/**
 * Rules about accounts, roles and users that an Allow statement names.
 *
 * @param grants - what the policy gives in all
 */
export function accountRules(
  reviewed: TrustStatement,
  context: TrustReviewContext,
  grants: Grants,
): ReviewFinding[] {
  const named = reviewed.principals.filter(({ kind }) => kind === 'AWS');
  if (named.length === 0) {
    return [];
  }
  const found = named.flatMap(principal =>
    rulesOf(principal, reviewed, context).map(each => ({
      ...each,
      about: isAboutCondition(each) ? undefined : [principal.value],
    })),
  );
  const mismatch = actionRules(reviewed, grants);
  if (mismatch.length > 0) {
    return [
      ...mismatch,
      ...found.filter(({ category }) => category === 'broken'),
    ];
  }
  return [
    // Who may only tag a session is let in by another statement, and that one is judged.
    ...(isHelp(reviewed)
      ? found.filter(({ category }) => category === 'broken')
      : found),
  ];
}

function isAboutCondition({ ruleId }: ReviewFinding): boolean {
  return /^(external-id|principal-org)/.test(ruleId);
}

/** A statement of accounts only, without the action that they need, lets nobody in. */
function actionRules(
  reviewed: TrustStatement,
  grants: Grants,
): ReviewFinding[] {
  const { principals, index } = reviewed;
  const isOnly = principals.every(({ kind }) => kind === 'AWS');
  // Everybody includes those who come with a token or an assertion.
  const needed = principals.some(({ value }) => value === '*')
    ? [ASSUME_ROLE, WEB_IDENTITY, 'sts:AssumeRoleWithSAML']
    : [ASSUME_ROLE];
  const isUseful =
    needed.some(action => hasAction(reviewed, action)) ||
    (isHelp(reviewed) &&
      principals.some(each => each.value === '*' || grants(each, ASSUME_ROLE)));
  return isOnly && !isUseful
    ? [
        finding({
          ruleId: 'action-mismatch',
          severity: 'high',
          category: 'broken',
          message: `Accounts, roles and users need ${ASSUME_ROLE}, which is not allowed here.`,
          fix: `Set Action to ${ASSUME_ROLE}.`,
          statement: index,
        }),
      ]
    : [];
}

function rulesOf(
  { value }: NamedPrincipal,
  reviewed: TrustStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  const { index } = reviewed;
  const is = findingsIn(index);
  if (value === '*') {
    return everybodyRules(reviewed, context);
  }
  if (/[*?]/.test(value)) {
    return [
      is(
        'principal-wildcard',
        'high',
        'broken',
        `IAM accepts no wildcard inside a principal: ${value} names nobody.`,
        'Name the role, or name the account and require aws:PrincipalArn with ArnLike.',
      ),
    ];
  }
  if (/^A(IDA|ROA)[A-Z0-9]+$/.test(value)) {
    return [
      is(
        'deleted-principal',
        'low',
        'broken',
        `${value} is the id of a user or role that was removed.`,
        'Remove it.',
      ),
    ];
  }
  const account = /^\d{12}$/.test(value) ? value : accountOf(value);
  if (!account || (value !== account && !ARN.test(value))) {
    return [
      is(
        'principal-malformed',
        'high',
        'broken',
        `${shown(
          value,
        )} is neither an account nor the ARN of a role, a user or a session.`,
        'Copy the ARN from IAM.',
      ),
    ];
  }
  const { partition = 'aws' } = context;
  if (value !== account && value.split(':')[1] !== partition) {
    return [
      is(
        'principal-malformed',
        'high',
        'broken',
        `${value} is of another partition than the role, which is of ${partition}.`,
        'Name a principal of this partition.',
      ),
    ];
  }
  const isWhole = value === account || value.endsWith(':root');
  return [
    ...foreignRules(account, isWhole, reviewed, context),
    ...(/:role\//.test(value)
      ? [
          is(
            'role-chaining',
            'info',
            'hygiene',
            'Another role may assume this one; such a session ends after one hour at the latest.',
            'Document who uses it.',
          ),
        ]
      : []),
  ];
}

function foreignRules(
  account: string,
  isWhole: boolean,
  { tests, index }: TrustStatement,
  { accountId, ownAccounts, vendorAccounts }: TrustReviewContext,
): ReviewFinding[] {
  const is = findingsIn(index);
  const root = is(
    'cross-account-root',
    'low',
    'exposure',
    `The administrators of account ${account} decide who may assume the role.`,
    'Name the role that needs it.',
  );
  if (account === accountId || ownAccounts?.includes(account)) {
    return isWhole ? [root] : [];
  }
  const vendor = vendorAccounts?.[account];
  const isJudged = ownAccounts !== undefined || vendorAccounts !== undefined;
  const ids = externalIdTests(tests);
  const isBound = ids.some(bindsExternalId);
  const external = isBound
    ? []
    : [
        ids.length > 0
          ? is(
              'external-id-wildcard',
              'high',
              'exposure',
              'The condition on sts:ExternalId holds with other values too, or without any.',
              'Require the one value with StringEquals.',
            )
          : is(
              'cross-account-no-external-id',
              'high',
              'exposure',
              `${
                vendor ?? `Account ${account}`
              } may be made to assume the role for another of its customers, because no sts:ExternalId is required.`,
              'Require sts:ExternalId with StringEquals.',
            ),
      ];
  if (vendor) {
    return external;
  }
  const unknown = is(
    'cross-account-unknown',
    isJudged ? 'high' : 'medium',
    'exposure',
    isJudged
      ? `Account ${account} is neither the company's nor a known vendor's.`
      : `It is not known whose account ${account} is.`,
    'Remove it, or name the account in the configuration.',
  );
  return isJudged ? [unknown] : [unknown, ...external];
}

/** `Principal: "*"`: what conditions ask of the caller decides. */
function everybodyRules(
  { tests, index }: TrustStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  const binding = (key: RegExp) =>
    tests.find(
      test =>
        key.test(test.key) &&
        !test.negated &&
        !test.ifExists &&
        test.quantifier !== 'ForAllValues' &&
        test.base !== 'null' &&
        test.values.length > 0 &&
        !test.values.some(isOpen),
    );
  const byAccount =
    binding(/^aws:PrincipalAccount$/i) ?? binding(/^aws:PrincipalArn$/i);
  const accounts = byAccount?.values.map(value =>
    // The resource is the role itself.
    /^\$\{\s*aws:ResourceAccount\s*\}$/i.test(value)
      ? context.accountId
      : accountOf(value) ?? value,
  );
  if (byAccount && accounts?.every(account => /^\d{12}$/.test(account))) {
    return accounts.flatMap(account =>
      foreignRules(
        account,
        /^aws:PrincipalAccount$/i.test(byAccount.key),
        { tests, index } as TrustStatement,
        context,
      ),
    );
  }
  const paths = binding(/^aws:PrincipalOrgPaths$/i);
  if (paths || binding(/^aws:PrincipalOrgID$/i)) {
    const whole = paths?.values.every(value => value.includes('/ou-'))
      ? 'the part of the organisation that is named'
      : 'the organisation';
    const isByArn = binding(/^aws:PrincipalArn$/i) !== undefined;
    return [
      finding({
        ruleId: 'principal-org-wide',
        severity: 'medium',
        category: 'exposure',
        message: isByArn
          ? `Whoever has an ARN that matches, in any account of ${whole}, may assume the role.`
          : `Every account of ${whole} may assume the role.`,
        fix: 'Name the accounts or roles.',
        statement: index,
      }),
    ];
  }
  const isBound = tests.some(
    test =>
      !test.negated &&
      !test.ifExists &&
      test.quantifier !== 'ForAllValues' &&
      !isAnyCaller(test),
  );
  return [
    finding({
      ruleId: 'principal-wildcard',
      severity: isBound ? 'high' : 'critical',
      category: 'exposure',
      message: 'The principal is everybody, in every account.',
      fix: 'Name the provider, or the accounts.',
      statement: index,
    }),
  ];
}

/** Whether callers of any account meet the test, or can make that they do. */
function isAnyCaller(test: ConditionTest): boolean {
  const { key, values } = test;
  if (isMetByAll(test)) {
    return true;
  }
  return /^aws:Principal(Account|Arn|OrgID|OrgPaths)$/i.test(key)
    ? values.some(
        value =>
          isOpen(value) ||
          (/^arn:/.test(value) && /[*?]/.test(value.split(':')[4] ?? '*')),
      )
    : false;
}

/** What the caller says of itself, or gives itself in an account of its own. */
const OF_ITS_OWN =
  /^aws:(principaltype|useragent|referer|requestedregion|multifactorauth(present|age)|principaltag\/.*|username)$/i;
/** There in every request of a caller. */
const ALWAYS_THERE =
  /^aws:(principal(arn|account|type)|userid|securetransport|sourceip|useragent|currenttime|epochtime)$/i;

function isMetByAll({ key, base, values }: ConditionTest): boolean {
  const isAll = (text: string) =>
    values.some(value => value.toLowerCase() === text);
  switch (base) {
    case 'null':
      return ALWAYS_THERE.test(key) && isAll('false');
    case 'bool':
      return (
        (/^aws:securetransport$/i.test(key) && isAll('true')) ||
        (/^aws:principalisawsservice$/i.test(key) && isAll('false')) ||
        OF_ITS_OWN.test(key)
      );
    case 'ipaddress':
      return (
        /^aws:sourceip$/i.test(key) && (isAll('0.0.0.0/0') || isAll('::/0'))
      );
    default:
      return OF_ITS_OWN.test(key);
  }
}

function isOpen(value: string): boolean {
  return /^[*?]*$/.test(value) || /^o-\*$/.test(value);
}

function externalIdTests(tests: ConditionTest[]): ConditionTest[] {
  return tests.filter(({ key }) => /^sts:ExternalId$/i.test(key));
}

/** Whether the test asks for one of few values that another customer does not have. */
function bindsExternalId(test: ConditionTest): boolean {
  const isText = /^string(equals|like)/.test(test.base);
  return (
    isText &&
    !test.negated &&
    !test.ifExists &&
    test.quantifier !== 'ForAllValues' &&
    test.values.length > 0 &&
    !test.values.some(
      value => test.base === 'stringlike' && /^[*?]|^.{0,3}[*?]/.test(value),
    )
  );
}
