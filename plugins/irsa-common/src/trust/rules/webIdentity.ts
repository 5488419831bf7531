import { matchesWildcards } from '../../policy/wildcards';
import { finding } from '../finding';
import { reasonOfName } from '../sets/requestKeys';
import { hasAction, WEB_IDENTITY } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';
import { isVacuous, keyRules, wantsAbsence } from './conditions';
import { impossibleTests } from './dead';

const SAML = 'sts:AssumeRoleWithSAML';
export const SAML_ARN =
  /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w+=,.@-]+$/;

/**
 * Providers that are named without an ARN, with the keys that tell whom they let in.
 * Source: IAM User Guide, "Create a role for OpenID Connect federation", and the keys of each provider; AWS GovCloud User Guide, "Amazon
 * Cognito".
 */
const NAMED: Record<string, { application: string[]; user: string[] }> = {
  ...Object.fromEntries(
    [
      'cognito-identity.amazonaws.com',
      'cognito-identity-us-gov.amazonaws.com',
      'cognito-identity.us-gov-east-1.amazonaws.com',
      'cognito-identity.cn-north-1.amazonaws.com.cn',
    ].map(host => [host, { application: ['aud'], user: ['sub'] }]),
  ),
  // Whoever has a service account chooses what comes as `oaud`, so it names no application.
  'accounts.google.com': { application: ['aud'], user: ['sub', 'email'] },
  'graph.facebook.com': { application: ['app_id'], user: ['id'] },
  'www.amazon.com': { application: ['app_id'], user: ['user_id'] },
};

export function isNamedProvider(value: string): boolean {
  return Object.hasOwn(NAMED, value);
}

/** Rules about Cognito, Google, Facebook and Amazon, and about SAML providers. */
export function webIdentityRules(
  reviewed: TrustStatement,
  context: TrustReviewContext,
  version: string | undefined,
): ReviewFinding[] {
  return reviewed.principals
    .filter(({ kind }) => kind === 'Federated')
    .flatMap(({ value }) => {
      if (SAML_ARN.test(value)) {
        const never = impossibleTests(reviewed, version, []);
        return never.length > 0 ? never : samlRules(reviewed, context);
      }
      if (!isNamedProvider(value)) {
        return [];
      }
      if (!hasAction(reviewed, WEB_IDENTITY)) {
        return [mismatch(WEB_IDENTITY, reviewed.index)];
      }
      const never = [
        ...reviewed.tests.flatMap(test =>
          isVacuous(test) || wantsAbsence(test)
            ? []
            : keyRules(test, [value], reviewed.index),
        ),
        ...impossibleTests(reviewed, version, [value]),
      ];
      if (never.length > 0) {
        return never;
      }
      return value.startsWith('cognito')
        ? cognitoRules(value, reviewed)
        : applicationRules(value, reviewed);
    });
}

/** Whether nobody who comes from the provider, one without an ARN or one of SAML, can meet the statement. */
export function isNobody(
  provider: string,
  reviewed: TrustStatement,
  context: TrustReviewContext,
  version: string | undefined,
): boolean {
  const alone: TrustStatement = {
    ...reviewed,
    principals: [{ kind: 'Federated', value: provider }],
  };
  return webIdentityRules(alone, context, version).some(
    ({ category }) => category === 'broken',
  );
}

function mismatch(action: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'action-mismatch',
    severity: 'high',
    category: 'broken',
    message: `The provider needs ${action}, which is not allowed here.`,
    fix: `Set Action to ${action}.`,
    statement: index,
  });
}

/**
 * The address to which assertions are sent, in a partition.
 * Source: IAM User Guide, "Configure SAML assertions for the authentication response", and the guides of China and GovCloud.
 */
const SIGN_IN: Record<string, string> = {
  aws: 'signin.aws.amazon.com',
  'aws-cn': 'signin.amazonaws.cn',
  'aws-us-gov': 'signin.amazonaws-us-gov.com',
};

/** Whether a value of `SAML:aud`, which may be a pattern, can be an address of the partition. Unknown partitions have any. */
function isSignIn(value: string, partition: string): boolean {
  const host = SIGN_IN[partition];
  return (
    !host ||
    /[*?$]/.test(value) ||
    (/^https:\/\/[^/]+\/saml(\/|$)/.test(value) &&
      // Those of regions have a name before it.
      `.${value.split('/')[2]}`.endsWith(`.${host}`))
  );
}

/** Keys of callers with credentials of AWS and of services. */
const OF_OTHERS =
  /^(aws:(principal|sourcearn$|sourceaccount$|sourceorg|multifactor)|sts:externalid$)/i;

function samlRules(
  reviewed: TrustStatement,
  { partition = 'aws' }: TrustReviewContext,
): ReviewFinding[] {
  const { tests, index } = reviewed;
  if (!hasAction(reviewed, SAML)) {
    return [mismatch(SAML, index)];
  }
  const unknown = tests.find(
    test =>
      !isVacuous(test) &&
      !test.negated &&
      test.base !== 'null' &&
      (test.claim !== undefined ||
        OF_OTHERS.test(test.key) ||
        reasonOfName(test.key) !== undefined),
  );
  if (unknown) {
    return [
      finding({
        ruleId: 'condition-key-wrong-provider',
        severity: 'high',
        category: 'broken',
        message: `Who comes with an assertion never has the key ${unknown.key}.`,
        fix: 'Use the keys of SAML: SAML:aud, SAML:sub.',
        statement: index,
        about: [unknown.key],
      }),
    ];
  }
  const bound = tests.filter(
    test => /^SAML:aud$/i.test(test.key) && binds(test),
  );
  const foreign = bound.find(test =>
    test.values.every(value => !isSignIn(value, partition)),
  );
  if (foreign) {
    return [
      finding({
        ruleId: 'aud-unregistered',
        severity: 'high',
        category: 'broken',
        message: `No assertion for this partition (${partition}) has the recipient ${foreign.values[0]}.`,
        fix: 'Name the sign-in address of the partition, which ends in /saml.',
        statement: index,
        about: [foreign.values[0]],
      }),
    ];
  }
  return bound.length > 0
    ? []
    : [
        finding({
          ruleId: 'aud-missing',
          severity: 'low',
          category: 'exposure',
          message: 'Assertions for other recipients are accepted too.',
          fix: 'StringEquals on SAML:aud.',
          statement: index,
        }),
      ];
}

/** What may be, or match, the id of a pool: its region, a colon and more. */
const POOL = /^[a-z]{2,}(-[a-z]+)+-\d:.|[*?$]/;

function cognitoRules(
  host: string,
  { tests, index }: TrustStatement,
): ReviewFinding[] {
  const of = (claim: string) => tests.filter(test => isOf(test, host, claim));
  const found: ReviewFinding[] = [];
  const noPool = of('aud').find(
    test => binds(test) && test.values.every(value => !POOL.test(value)),
  );
  if (noPool) {
    return [
      finding({
        ruleId: 'aud-unregistered',
        severity: 'high',
        category: 'broken',
        message: `${noPool.values[0]} is the id of no identity pool: an id begins with its region.`,
        fix: 'Copy the id of the identity pool.',
        statement: index,
        about: [noPool.values[0]],
      }),
    ];
  }
  if (!of('aud').some(test => binds(test) && namesPool(test))) {
    found.push(
      finding({
        ruleId: 'cognito-aud-missing',
        severity: 'critical',
        category: 'exposure',
        message: 'Every identity pool, of any account, may assume the role.',
        fix: `StringEquals on ${host}:aud with the id of the pool.`,
        statement: index,
      }),
      finding({
        ruleId: 'shared-issuer-required-claim',
        severity: 'critical',
        category: 'exposure',
        message: `${host} signs for every identity pool, and the pool is not required.`,
        fix: `StringEquals on ${host}:aud.`,
        statement: index,
      }),
    );
  }
  const amr = of('amr');
  const guest = amr.some(
    test => !test.negated && test.values.some(value => isGuest(test, value)),
  );
  const isUser = amr.some(
    test =>
      binds(test) || (test.negated && test.values.includes('unauthenticated')),
  );
  if (guest || (!isUser && !of('sub').some(binds))) {
    found.push(
      finding({
        ruleId: 'cognito-unauthenticated',
        severity: guest ? 'high' : 'medium',
        category: 'exposure',
        message: guest
          ? 'Guests, who have not signed in, may assume the role.'
          : 'Guests may assume the role too, if the pool admits them.',
        fix: `Require ForAnyValue:StringLike on ${host}:amr with authenticated.`,
        statement: index,
      }),
    );
  }
  return found;
}

/** An id is a region and a random part; what leaves the random part open takes the pools of everybody. */
function namesPool({ base, values }: ConditionTest): boolean {
  return (
    base !== 'stringlike' ||
    values.every(value => /^[a-z0-9-]+:[^*?]{8}/.test(value))
  );
}

function isGuest({ base }: ConditionTest, value: string): boolean {
  return base === 'stringlike'
    ? matchesWildcards(value, 'unauthenticated')
    : value === 'unauthenticated';
}

function applicationRules(
  host: string,
  { tests, index }: TrustStatement,
): ReviewFinding[] {
  const { application, user } = NAMED[host];
  const isBound = (claims: string[]) =>
    claims.some(claim =>
      tests.some(test => isOf(test, host, claim) && binds(test)),
    );
  if (isBound(user)) {
    const open = tests.find(
      test =>
        test.base === 'stringlike' &&
        user.some(claim => isOf(test, host, claim)) &&
        test.values.some(value => /[*?]/.test(value)),
    );
    return open
      ? [
          finding({
            ruleId: 'sub-pattern',
            severity: 'medium',
            category: 'exposure',
            message: `Everybody whose ${open.claim} matches may assume the role.`,
            fix: 'Name the users with StringEquals.',
            statement: index,
          }),
        ]
      : [];
  }
  const hasApplication = isBound(application);
  return [
    ...(hasApplication
      ? []
      : [
          finding({
            ruleId: 'shared-issuer-required-claim' as const,
            severity: 'critical' as const,
            category: 'exposure' as const,
            message: `${host} signs for everybody's applications, and none is required.`,
            fix: `StringEquals on ${host}:${application[0]}.`,
            statement: index,
          }),
        ]),
    finding({
      ruleId: 'sub-missing',
      severity: hasApplication ? 'medium' : 'critical',
      category: 'exposure',
      message: hasApplication
        ? 'Everybody who signs in to the application may assume the role.'
        : `Everybody with an account at ${host} may assume the role.`,
      fix: `StringEquals on ${host}:${user[0]}.`,
      statement: index,
    }),
  ];
}

function isOf(test: ConditionTest, host: string, claim: string): boolean {
  return test.host?.toLowerCase() === host && test.claim === claim;
}

/** Whether the test holds only for the values that it names. */
export function binds(test: ConditionTest): boolean {
  return (
    test.base.startsWith('string') &&
    !test.negated &&
    !test.ifExists &&
    test.quantifier !== 'ForAllValues' &&
    test.values.length > 0 &&
    !test.values.some(
      value => test.base === 'stringlike' && /^[*?]*$/.test(value),
    )
  );
}
