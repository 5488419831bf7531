import { TrustFinding } from '../api';
import { evidenceOf } from './evidence/evidenceOf';
import { finding } from './finding';
import {
  ReadTrustPolicy,
  readTrustPolicy,
  TrustPolicy,
} from './readTrustPolicy';
import { accountRules } from './rules/accounts';
import { issuerOf, withoutTags } from './issuers/issuers';
import { inPartition } from './partition';
import { callerRules, extrasOf } from './rules/callers';
import { conditionRules, emptyRules, testsOf } from './rules/conditions';
import { absentKey, contradiction, impossibleTests } from './rules/dead';
import { denyRules } from './rules/denies';
import {
  actionRules,
  documentRules,
  roleRules,
  wideActionRules,
} from './rules/document';
import { withImplied } from './rules/impliedByDenies';
import { togetherRules } from './rules/inventory';
import { mixedPolicyRules, mixedStatementRules } from './rules/mixed';
import { privilegedRules } from './rules/privileged';
import { hostOf, providerRules, thumbprintRules } from './rules/provider';
import { secondFactorRules } from './rules/secondFactor';
import { serviceRules } from './rules/services';
import { canExchangeTokens, tokenRules } from './rules/tokens';
import { refusedRules } from './rules/refusedCallers';
import { timeRules } from './rules/time';
import { Grants, grantsOf } from './rules/together';
import { binds, webIdentityRules } from './rules/webIdentity';
import { TrustStatement } from './statements';
import { inTime, instantOf } from './time/inTime';
import {
  AssessOptions,
  ReviewFinding,
  TrustReview,
  TrustReviewContext,
  TrustVerdict,
} from './types';

const severities = ['info', 'low', 'medium', 'high', 'critical'];

/**
 * Reviews who may assume a role. Pure; takes the trust policy as text, URL-encoded as IAM returns it, or parsed.
 * Source: IAM User Guide, "Create a role for OpenID Connect federation"; EKS Best Practices Guide, "Identity and Access Management".
 *
 * @public
 */
export function reviewTrustPolicy(
  document: unknown,
  context: TrustReviewContext,
): TrustReview {
  return reviewRead(readTrustPolicy(document), context);
}

/** As {@link reviewTrustPolicy}, of a policy that was read before. */
export function reviewRead(
  { policy, refusals }: ReadTrustPolicy,
  context: TrustReviewContext,
  { withEvidence = true }: AssessOptions = {},
): TrustReview {
  const unique = policy ? withoutRepeats(collect(policy, context)) : refusals;
  return {
    verdict: verdictOf(unique),
    findings: unique
      .sort((left, right) => rank(right) - rank(left))
      .map(item => published(item, withEvidence ? policy : undefined)),
  };
}

function published(
  item: ReviewFinding,
  policy: TrustPolicy | undefined,
): TrustFinding {
  const { category: _, about: __, ...rest } = item;
  return policy ? { ...rest, evidence: evidenceOf(item, policy.root()) } : rest;
}

function collect(
  written: TrustPolicy,
  given: TrustReviewContext,
): ReviewFinding[] {
  const context = inPartition(given, written);
  const { ever: policy, timed } = inTime(written, context);
  const allows = policy.statements.filter(isAllow);
  const grants = grantsOf(allows);
  const denies = policy.statements.filter(
    ({ statement }) => statement.Effect === 'Deny',
  );
  const ofAllows = allows.flatMap(statement =>
    allowRules(statement, denies, { policy, grants }, context),
  );
  return [
    ...documentRules(policy, context),
    ...roleRules(context),
    ...ofAllows,
    ...privilegedRules(ofAllows, context),
    ...denies.flatMap(deny =>
      denyRules(deny, providersOf(allows), policy.document.Version),
    ),
    ...mixedPolicyRules(allows),
    ...togetherRules(allows),
    ...(written.statements.some(isAllow) ? [] : [nobody()]),
    ...timeRules(
      timed,
      written.statements.filter(isAllow),
      instantOf(context.now) ?? NaN,
    ),
  ];
}

function isAllow({ statement }: TrustStatement): boolean {
  return statement.Effect === 'Allow';
}

function allowRules(
  reviewed: TrustStatement,
  denies: TrustStatement[],
  { policy, grants }: { policy: TrustPolicy; grants: Grants },
  context: TrustReviewContext,
): ReviewFinding[] {
  const { index, principals } = reviewed;
  const federated = principals.flatMap(({ kind, value }) =>
    kind === 'Federated' ? [value] : [],
  );
  const left = withImplied(reviewed, denies);
  const ofConditions =
    federated.length > 0 ? [] : callerRules(left, context, extrasOf(policy));
  const ofCallers = ofConditions.some(({ category }) => category === 'broken')
    ? ofConditions
    : [...ofConditions, ...refusedRules(reviewed, denies)];
  if (ofCallers.some(({ category }) => category === 'broken')) {
    // It lets nobody in, so that it exposes nothing either.
    return [
      ...ofCallers.filter(({ category }) => category === 'broken'),
      ...[
        ...accountRules(left, context, grants),
        ...serviceRules(left, context, grants),
      ].filter(({ category }) => category === 'broken'),
    ];
  }
  const isBound = reviewed.tests.some(
    test => test.claim === 'sub' && binds(test),
  );
  const ofProviders = federated.flatMap(arn =>
    providerRules(arn, index, context, isBound),
  );
  const mixed = mixedStatementRules(reviewed);
  const isBypass = mixed.some(({ category }) => category === 'exposure');
  const rules = [
    ...ofCallers,
    ...accountRules(left, context, grants),
    ...secondFactorRules(left),
    ...serviceRules(left, context, grants),
    ...webIdentityRules(reviewed, context, policy.document.Version),
    ...mixed,
    ...principals.flatMap(({ kind }) =>
      kind === 'CanonicalUser' ? [canonicalUser(index)] : [],
    ),
    ...ofProviders,
  ];
  const providers = providersOf([reviewed]);
  return providers.length === 0
    ? [...rules, ...wideActionRules(reviewed), ...emptyRules(reviewed, false)]
    : [
        ...rules,
        ...providers.flatMap(({ arn }) => thumbprintRules(arn, context)),
        ...tokenStatementRules(
          reviewed,
          denies,
          { providers, mayBeNone: ofProviders.some(isNeverProvider) },
          policy,
          context,
        ).map(each => (isBypass ? asExplained(each) : each)),
      ];
}

/** What holds without its key is the reason why others get in, and that is said. */
function asExplained(item: ReviewFinding): ReviewFinding {
  return /-vacuous$/.test(item.ruleId) && item.severity !== 'critical'
    ? { ...item, severity: 'low' }
    : item;
}

/** Rules about an Allow statement for tokens of OpenID Connect providers. */
function tokenStatementRules(
  reviewed: TrustStatement,
  denies: TrustStatement[],
  { providers, mayBeNone }: { providers: NamedProvider[]; mayBeNone: boolean },
  { document: { Version } }: TrustPolicy,
  context: TrustReviewContext,
): ReviewFinding[] {
  const { index } = reviewed;
  // What a key has to begin with, also where the name of the provider is written with more.
  const hosts = providers.map(({ host }) => host.replace(/^https?:\/\//, ''));
  const found = [
    ...actionRules(reviewed, withoutTagsOf(reviewed, hosts, context)),
    ...conditionRules(reviewed, hosts),
    ...impossibleTests(reviewed, Version, hosts),
  ];
  if (!canExchangeTokens(reviewed)) {
    return found;
  }
  const reviews = providers
    .filter(
      ({ arn }) =>
        // Most statements name one provider, and nothing is wrong with it.
        !mayBeNone || !providerRules(arn, index, context).some(isNeverProvider),
    )
    .map(provider => tokenRules(reviewed, denies, provider, Version, context));
  if (reviews.length === 0) {
    // Nobody comes, so nobody gets in.
    return found.filter(({ category }) => category !== 'exposure');
  }
  // An operator for something else than texts says nothing of subjects.
  const isOfTexts = !found.some(({ ruleId }) => ruleId === 'operator-invalid');
  const all = [
    ...found,
    ...reviews
      .flatMap(({ findings }) => findings)
      .filter(({ ruleId }) => isOfTexts || ruleId !== 'sub-malformed'),
  ];
  const dead = reviews.filter(({ isAlive }) => !isAlive);
  if (hosts.length > 1 && dead.length > 0) {
    return [...all, severalProviders(index, dead.length === reviews.length)];
  }
  const isExplained = all.some(({ category }) => category === 'broken');
  return dead.length > 0 && !isExplained
    ? [...all, absentKey(reviewed, Version, hosts[0]) ?? contradiction(index)]
    : all;
}

/** Whose tokens bring no tags, when that is so of all these issuers. */
function withoutTagsOf(
  { tests }: TrustStatement,
  hosts: string[],
  context: TrustReviewContext,
): string | undefined {
  const [first, ...others] = hosts.map(host =>
    withoutTags(
      issuerOf(
        host,
        () => testsOf(tests, host, 'sub').flatMap(({ values }) => values),
        context,
      ),
    ),
  );
  return others.every(each => each !== undefined) ? first : undefined;
}

interface NamedProvider {
  arn: string;
  host: string;
}

/** What no registration would put right: the provider signs for nobody who comes to this role. */
function isNeverProvider({ ruleId }: ReviewFinding): boolean {
  return /^provider-(malformed|cross-account|partition-mismatch)$/.test(ruleId);
}

function providersOf(statements: TrustStatement[]): NamedProvider[] {
  return statements.flatMap(({ principals }) =>
    principals.flatMap(({ kind, value }) => {
      const host = kind === 'Federated' ? hostOf(value) : undefined;
      return host === undefined ? [] : [{ arn: value, host }];
    }),
  );
}

function severalProviders(index: number, isForAll: boolean): ReviewFinding {
  return finding({
    ruleId: isForAll ? 'multi-provider-and' : 'condition-key-wrong-provider',
    severity: 'high',
    category: 'broken',
    message: isForAll
      ? 'The statement wants keys of several issuers at once, and a token has only those of its own.'
      : 'The conditions name keys of one issuer only, so tokens of the other never meet them.',
    fix: 'Write a statement for each provider.',
    statement: index,
  });
}

function canonicalUser(index: number): ReviewFinding {
  return finding({
    ruleId: 'principal-malformed',
    severity: 'high',
    category: 'broken',
    message: 'A canonical user id names nobody in a trust policy.',
    fix: 'Name the account, the role or the user.',
    statement: index,
  });
}

function nobody(): ReviewFinding {
  return finding({
    ruleId: 'allow-fully-denied',
    severity: 'high',
    category: 'broken',
    message: 'The policy has no statement that allows anything.',
    fix: 'Name who may assume the role.',
  });
}

/** One finding for each rule and statement: the worst. What is the reason of the others is its reason too. */
function withoutRepeats(findings: ReviewFinding[]): ReviewFinding[] {
  const kept = new Map<string, ReviewFinding>();
  for (const item of findings) {
    const key = `${item.ruleId} ${item.statement ?? ''}`;
    const other = kept.get(key);
    const worst = !other || rank(item) > rank(other) ? item : other;
    const about = [...(other?.about ?? []), ...(item.about ?? [])];
    kept.set(key, about.length > 0 ? { ...worst, about } : worst);
  }
  return [...kept.values()];
}

function rank({ severity }: ReviewFinding): number {
  return severities.indexOf(severity);
}

function verdictOf(findings: ReviewFinding[]): TrustVerdict {
  const exposed = findings.filter(
    item =>
      item.category === 'exposure' &&
      rank(item) >= severities.indexOf('medium'),
  );
  if (exposed.length > 0) {
    return exposed.some(({ severity }) => severity === 'critical')
      ? 'dangerous'
      : 'risky';
  }
  return findings.some(({ category }) => category === 'broken')
    ? 'broken'
    : 'safe';
}
