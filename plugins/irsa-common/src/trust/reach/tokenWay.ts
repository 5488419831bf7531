import { KnownCluster, ReviewFinding, TrustReviewContext } from '../types';
import { Issuer, issuerOf } from '../issuers/issuers';
import { clustersOf, providerOf } from '../known';
import { TrustPolicy } from '../readTrustPolicy';
import { cellFindings, memberFindings } from '../rules/cells';
import { isUnresolved } from '../rules/dead';
import { hostOf, isNoProvider } from '../rules/provider';
import { withCaseSettled } from '../rules/tokens';
import { binds, isNamedProvider, isNobody } from '../rules/webIdentity';
import { ClusterSubjects } from '../sets/ClusterSubjects';
import { Cell, isInCell } from '../sets/pattern';
import { isSameHost } from '../sets/outcome';
import { isEmptySet, SubjectSet, subjectSet } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { Reach, TrustWay } from './types';

/** Stands for what nobody in the company has chosen: a name, an organisation, a branch. */
const STRANGER = '\uFFFE';

/**
 * Subjects of strangers: whoever admits one of them admits more or less anybody.
 * Source: the issuers' own pages on the claims of their tokens; see docs of each kind in `issuers`.
 */
const STRANGERS = [
  STRANGER,
  `system:serviceaccount:${STRANGER}:${STRANGER}`,
  `repo:${STRANGER}/${STRANGER}:ref:refs/heads/${STRANGER}`,
  `repo:${STRANGER}/${STRANGER}:environment:${STRANGER}`,
  `repo:${STRANGER}/${STRANGER}:pull_request`,
  `project_path:${STRANGER}/${STRANGER}:ref_type:branch:ref:${STRANGER}`,
  `organization:${STRANGER}:project:${STRANGER}:workspace:${STRANGER}:run_phase:apply`,
  `organization:${STRANGER}:pipeline:${STRANGER}:ref:${STRANGER}:commit:${STRANGER}:step:${STRANGER}`,
];

/** Subjects of the tokens of one provider. */
export interface TokenSets {
  host: string;
  issuer: Issuer;
  /** Of all Allow statements, without what a Deny refuses. */
  set: SubjectSet;
  /** Of some of the Allow statements, without what a Deny refuses. */
  setOf: (allows: TrustStatement[]) => SubjectSet;
  allows: TrustStatement[];
}

export function tokenSets(
  provider: string,
  { statements, document: { Version } }: TrustPolicy,
  context: TrustReviewContext,
): TokenSets {
  const host = hostOf(provider) ?? provider;
  const issuer = issuerOf(host, () => subjectsNamed(statements, host), context);
  // What the rules call broken, no token has: a malformed name, a variable that stays as it is written.
  const isBroken = (findings: ReviewFinding[]) =>
    findings.some(({ category }) => category === 'broken');
  const isGhost: Ghosts = {
    member: subject =>
      isUnresolved(subject, Version) ||
      isBroken(memberFindings(subject, issuer, 0, context)),
    cell: cell =>
      cell.all.length > 0 && isBroken(cellFindings(cell, issuer, 0, context)),
  };
  const registered = providerOf(context, provider);
  const denies = statements.filter(
    ({ statement }) => statement.Effect === 'Deny',
  );
  const setOf = (allows: TrustStatement[]) =>
    withoutGhosts(
      withCaseSettled(
        subjectSet(allows, denies, {
          provider,
          host,
          version: Version,
          audiences: registered?.clientIds,
        }),
        issuer,
      ),
      isGhost,
    );
  // IAM takes no token of an issuer that the account does not know, but for those that every account knows.
  const allows = isNoProvider(provider, context)
    ? []
    : statements.filter(
        each =>
          each.statement.Effect === 'Allow' &&
          (!isNamedProvider(host) ||
            !isNobody(provider, each, context, Version)),
      );
  return { host, issuer, set: setOf(allows), setOf, allows };
}

/** Who gets in with a token of one OpenID Connect provider. */
export function tokenWay(
  provider: string,
  policy: TrustPolicy,
  context: TrustReviewContext,
): TrustWay {
  const { host, issuer, set, setOf, allows } = tokenSets(
    provider,
    policy,
    context,
  );
  const clusters = clustersOf(context, host);
  const isOpen =
    // All who have tokens of a tenant's issuer belong to that tenant.
    !issuer.isTenant &&
    set.cells.length > 0 &&
    allows.some(
      allow =>
        (allows.length === 1 ? set : setOf([allow])).cells.some(
          isForStrangers,
        ) &&
        // Another claim that has to have one of a few values narrows it.
        !allow.tests.some(
          test => !['sub', 'aud'].includes(test.claim ?? 'sub') && binds(test),
        ),
    );
  return {
    kind: 'token',
    principal: provider,
    reach: isOpen ? 'open' : narrowReachOf(set),
    subjects: set.members,
    patterns: set.cells.map(({ all, none }) => ({
      matches: all.map(({ source }) => source),
      except: none.map(({ source }) => source),
    })),
    isConditional: set.isConditional && !isEmptySet(set),
    clusters: clusters.map(({ name }) => name),
    admitsNow: admitsNow(set, clusters),
  };
}

interface Ghosts {
  member: (subject: string) => boolean;
  cell: (cell: Cell) => boolean;
}

/** Without subjects that no token has. */
function withoutGhosts(set: SubjectSet, isGhost: Ghosts): SubjectSet {
  return {
    ...set,
    members: set.members.filter(member => !isGhost.member(member)),
    cells: set.cells.filter(cell => !isGhost.cell(cell)),
  };
}

function narrowReachOf(set: SubjectSet): Reach {
  if (isEmptySet(set)) {
    return 'dead';
  }
  return set.cells.length === 0 ? 'exact' : 'bounded';
}

function isForStrangers(cell: Cell): boolean {
  return STRANGERS.some(subject => isInCell(cell, subject));
}

function subjectsNamed(
  statements: TrustPolicy['statements'],
  host: string,
): string[] {
  return statements.flatMap(({ tests }) =>
    tests.flatMap(test =>
      test.claim === 'sub' && isSameHost(test.host, host) ? test.values : [],
    ),
  );
}

/** Undefined when one of the clusters was not read: then it is not known. */
function admitsNow(
  set: SubjectSet,
  clusters: readonly KnownCluster[],
): string[] | undefined {
  if (
    clusters.length === 0 ||
    clusters.some(({ serviceAccounts }) => !serviceAccounts)
  ) {
    return undefined;
  }
  if (clusters.length === 1 && set.cells.length + set.members.length === 1) {
    // Each is there once.
    const names = ClusterSubjects.of(clusters[0]).namesAdmitted(set);
    return names.length > 1 ? names.sort() : names;
  }
  const admitted = clusters.flatMap(cluster =>
    ClusterSubjects.of(cluster).namesAdmitted(set),
  );
  return [...new Set(admitted)].sort();
}
