import { toPattern } from '../../policy/wildcards';
import { asUntidy, exposuresIn, finding } from '../finding';
import { CIRCLECI_PROJECT, GITHUB_BINDING_CLAIMS } from '../issuers/claims';
import { Issuer, IssuerKind, issuerOf } from '../issuers/issuers';
import { providerOf } from '../known';
import { isSameHost } from '../sets/outcome';
import { coversText } from '../sets/cover';
import { Cell, isEmptyCell, isInCell } from '../sets/pattern';
import { Pattern } from '../sets/types';
import {
  hasAction,
  exactButCase,
  isEmptySet,
  SubjectSet,
  subjectSet,
  WEB_IDENTITY,
} from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';
import { cellFindings, memberFindings } from './cells';
import { onlyNameOf } from './clusterPatterns';
import { audienceRules, isVacuous, testsOf } from './conditions';
import { isUnresolved } from './dead';
import { githubFormMismatch } from './github';
import {
  contradictedBy,
  narrowedByClaims,
  narrowedMember,
} from './githubClaims';
import { inventoryRules } from './inventory';
import { broadTrust } from './privileged';
import { issuerRules } from './provider';
import { binds } from './webIdentity';

/** What the search for one answer may cost. */
const SEARCH = 2_000;

export interface TokenReview {
  set: SubjectSet;
  /** Whether somebody can assume the role by the statement. */
  isAlive: boolean;
  findings: ReviewFinding[];
}

/** Whom one Allow statement lets in by tokens of one provider. */
export function tokenRules(
  reviewed: TrustStatement,
  denies: TrustStatement[],
  provider: { arn: string; host: string },
  version: string | undefined,
  context: TrustReviewContext,
): TokenReview {
  const { tests, index } = reviewed;
  const { arn, host } = provider;
  const registered = providerOf(context, arn);
  const issuer = issuerOf(
    host,
    () => testsOf(tests, host, 'sub').flatMap(({ values }) => values),
    context,
  );
  const request = {
    provider: arn,
    host,
    version,
    audiences: registered?.clientIds,
  };
  const before = subjectSet([reviewed], [], request);
  const after =
    denies.length > 0 ? subjectSet([reviewed], denies, request) : before;
  const audience = audienceRules(reviewed, host, arn, context);
  const base = [
    ...audience,
    ...(registered ? issuerRules(issuer, index, context) : []),
  ];
  const set = withCaseSettled(after, issuer);
  if (isEmptySet(set)) {
    return {
      set,
      isAlive: false,
      findings: isEmptySet(withCaseSettled(before, issuer))
        ? base
        : [...base, fullyDenied(index)],
    };
  }
  const findingsOf = (subject: string) => {
    if (isUnresolved(subject, version)) {
      return [unresolved(subject, index)];
    }
    const reason = contradictedBy(subject, reviewed, issuer);
    return reason === undefined
      ? narrowedMember(
          memberFindings(subject, issuer, index, context),
          reviewed,
          issuer,
        ).map(each => ({ ...each, about: [subject] }))
      : [contradicted(reason, index)];
  };
  const members = set.members.map(subject => ({
    subject,
    findings: findingsOf(subject),
  }));
  const cells = set.cells.map(cell => ({
    cell,
    findings:
      cell.all.length > 0
        ? narrowedByClaims(
            cellFindings(cell, issuer, index, context),
            reviewed,
            issuer,
          ).map(each => ({
            ...each,
            about: cell.all.map(({ source }) => source),
          }))
        : [],
  }));
  const isDead = ({ findings }: { findings: ReviewFinding[] }) =>
    findings.some(({ category }) => category === 'broken');
  const alive: SubjectSet = {
    ...set,
    members: members.filter(each => !isDead(each)).map(each => each.subject),
    cells: cells.filter(each => !isDead(each)).map(each => each.cell),
  };
  const isAlive = !isEmptySet(alive);
  const byValue = [...members, ...cells].flatMap(each => {
    if (!isDead(each)) {
      return each.findings;
    }
    // What no token has lets nobody in, whoever could make what it names.
    const left = each.findings.filter(
      ({ category }) => category !== 'exposure',
    );
    // The statement works when one value works; the others are only untidy.
    return isAlive ? left.map(asUntidy) : left;
  });
  return {
    set: alive,
    isAlive,
    findings: [
      ...base,
      ...byValue,
      ...openRules(reviewed, alive, issuer),
      ...requiredClaimRules(reviewed, issuer),
      ...(issuer.kind === 'github'
        ? githubFormMismatch(
            [
              ...set.members,
              ...set.cells.flatMap(({ all }) => all.map(({ text }) => text)),
            ],
            index,
            context,
          )
        : []),
      ...(issuer.kind === 'kubernetes' && isAlive
        ? inventoryRules(alive, host, index, context)
        : []),
      ...(context.role?.isPrivileged && alive.cells.length > 0
        ? [broadTrust(index)]
        : []),
    ],
  };
}

/** Names of a cluster are lower case and have two parts, so a name of which only case or beginning is left open is still one name. */
export function withCaseSettled(set: SubjectSet, { kind }: Issuer): SubjectSet {
  if (kind !== 'kubernetes') {
    return set;
  }
  if (set.cells.length === 0) {
    return set;
  }
  const settled = set.cells.flatMap(cell => {
    const name = onlyNameIn(cell);
    return name !== undefined && isInCell(cell, name) ? [name] : [];
  });
  return {
    ...set,
    members: [...new Set([...set.members, ...settled])].sort(),
    cells: set.cells.filter(
      cell => onlyNameIn(cell) === undefined && mayBeServiceAccount(cell),
    ),
  };
}

/** The only name of a cluster that all patterns of the cell may match, though they leave its letter case or its beginning open. */
function onlyNameIn(cell: Cell): string | undefined {
  return (
    exactButCase(cell)?.text.toLowerCase() ??
    cell.all.map(onlyNameOf).find(name => name !== undefined)
  );
}

const SERVICE_ACCOUNTS: Pattern = {
  source: 'system:serviceaccount:*:*',
  text: toPattern('system:serviceaccount:*:*'),
  ignoreCase: false,
};

/** False when a cell excludes all that a cluster gives tokens to. */
function mayBeServiceAccount({ all, none }: Cell): boolean {
  return (
    none.length === 0 ||
    // What has the form of a cluster's subjects was looked at when the set was made.
    all.some(pattern => coversText(SERVICE_ACCOUNTS, pattern)) ||
    !isEmptyCell({ all: [...all, SERVICE_ACCOUNTS], none }, { left: SEARCH })
  );
}

function fullyDenied(index: number): ReviewFinding {
  return finding({
    ruleId: 'allow-fully-denied',
    severity: 'high',
    category: 'broken',
    message: 'A Deny refuses everybody whom the statement allows.',
    fix: 'Narrow the Deny.',
    statement: index,
  });
}

function contradicted(reason: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'condition-contradiction',
    severity: 'high',
    category: 'broken',
    message: `No token with the subject meets the conditions beside it: ${reason}.`,
    fix: 'Name the same repository, branch and environment in all of them.',
    statement: index,
  });
}

function unresolved(value: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'policy-variable-unresolved',
    severity: 'high',
    category: 'broken',
    message: `${value} stays as it is written in this version of the language, and no token has such a subject.`,
    fix: 'Write the value itself.',
    statement: index,
  });
}

/** Cells without any pattern: whoever has a token, perhaps but for a few. */
function openRules(
  { tests, index }: TrustStatement,
  set: SubjectSet,
  issuer: Issuer,
): ReviewFinding[] {
  const open = set.cells.filter(({ all }) => all.length === 0);
  if (open.length === 0) {
    return [];
  }
  const { host } = issuer;
  const fix =
    issuer.kind === 'kubernetes'
      ? 'Name the subject with StringEquals: system:serviceaccount:<namespace>:<name>.'
      : 'Name the subject with StringEquals.';
  const exposure = exposuresIn(index);
  const is = (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
  ) => exposure(ruleId, severity, message, fix);
  const own = testsOf(tests, host, 'sub');
  if (own.some(({ negated, base }) => negated && base !== 'null')) {
    return is(
      'sub-negated-only',
      'high',
      'The condition only excludes subjects. Everybody else may assume the role.',
    );
  }
  if (own.some(({ base }) => base === 'null')) {
    return is(
      'null-only',
      'high',
      'The condition only requires that there is a subject, not which one.',
    );
  }
  // A test that would bind the subject is written so that it never does; see conditionRules.
  const isVacuousOnly = tests.some(
    test => isVacuous(test) && test.claim !== undefined && test.claim !== 'aud',
  );
  const isBoundElsewhere =
    (issuer.requiredClaim === 'sub' || issuer.kind === 'circleci') &&
    bindsOtherwise(tests, issuer);
  if (isVacuousOnly || isBoundElsewhere) {
    return [];
  }
  // The name of the session says for which tenant the service works, as its vendor documents.
  if (
    issuer.requiredClaim === 'sts:RoleSessionName' &&
    tests.some(test => /^sts:RoleSessionName$/i.test(test.key) && binds(test))
  ) {
    return [];
  }
  const message = `Every token of ${host} is accepted, because no condition tests its subject (:sub).`;
  const restricts = tests.some(
    test => isSameHost(test.host, host) && test.claim !== 'aud' && binds(test),
  );
  const isOneOrganisation =
    issuer.isTenant ||
    (issuer.requiredClaim === 'aud' && testsOf(tests, host, 'aud').some(binds));
  if (isOneOrganisation) {
    return is('sub-missing', 'medium', message);
  }
  const isEverybody =
    tests.length === 0 || (issuer.requiredClaim !== undefined && !restricts);
  return is('sub-missing', isEverybody ? 'critical' : 'high', message);
}

/** Whether another claim that nobody else can choose is required. */
function bindsOtherwise(
  tests: TrustStatement['tests'],
  { host, kind }: Issuer,
): boolean {
  const binding: Partial<Record<IssuerKind, string[]>> = {
    github: GITHUB_BINDING_CLAIMS,
    circleci: [CIRCLECI_PROJECT],
    gitlab: ['project_id', 'namespace_id'],
    buildkite: ['organization_id', 'organization_slug', 'pipeline_id'],
  };
  return (binding[kind] ?? []).some(claim =>
    testsOf(tests, host, claim).some(
      test => binds(test) && (kind === 'circleci' || isOwned(test)),
    ),
  );
}

/** Whether each value begins with an owner, closed by a slash, or has no wildcard at all. */
function isOwned({ base, values }: ConditionTest): boolean {
  return (
    base !== 'stringlike' ||
    values.every(value => !/[*?]/.test(value) || /^[^*?/]+\//.test(value))
  );
}

/**
 * Shared issuers whose claim for the owner is not required. IAM refuses such a policy; where another claim binds the
 * token, what is refused is a mistake and no hole.
 */
function requiredClaimRules(
  { tests, index }: TrustStatement,
  issuer: Issuer,
): ReviewFinding[] {
  const { host, requiredClaim } = issuer;
  if (!requiredClaim) {
    return [];
  }
  const required = tests.filter(({ key, host: other, claim }) =>
    requiredClaim === 'sts:RoleSessionName'
      ? /^sts:RoleSessionName$/i.test(key)
      : claim === requiredClaim && isSameHost(other, host),
  );
  const isTested = required.some(
    ({ base, negated }) => base.startsWith('string') && !negated,
  );
  // IAM takes a condition that everything meets for none.
  const isScoped = required.some(
    ({ base, negated, values }) =>
      base.startsWith('string') &&
      !negated &&
      !(base === 'stringlike' && values.some(each => /^[*?]+$/.test(each))),
  );
  if (isTested && isScoped) {
    return [];
  }
  const isOtherwiseBound =
    requiredClaim === 'sub'
      ? bindsOtherwise(tests, issuer)
      : testsOf(tests, host, 'sub').some(binds);
  return [
    isOtherwiseBound
      ? finding({
          ruleId: 'shared-issuer-claim-refused',
          severity: 'high',
          category: 'broken',
          message: `IAM wants a condition on ${requiredClaim} for ${host}, and refuses tokens or the policy without it.`,
          fix: `Require ${requiredClaim} as well.`,
          statement: index,
        })
      : finding({
          ruleId: 'shared-issuer-required-claim',
          severity: 'critical',
          category: 'exposure',
          message: `${host} signs tokens for many organisations and ${requiredClaim} is not required.`,
          fix: `Require ${requiredClaim} with StringEquals.`,
          statement: index,
        }),
  ];
}

export function canExchangeTokens(reviewed: TrustStatement): boolean {
  return hasAction(reviewed, WEB_IDENTITY);
}
