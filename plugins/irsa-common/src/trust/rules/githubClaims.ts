import { matchesWildcards } from '../../policy/wildcards';
import { finding } from '../finding';
import { Issuer } from '../issuers/issuers';
import { stateOf } from '../issuers/templates';
import { TrustStatement } from '../statements';
import { ReviewFinding } from '../types';
import { testsOf } from './conditions';
import { withoutId } from './githubOwners';
import { namedClaims, narrowedByProject } from './projectClaims';
import { binds } from './webIdentity';

/** What a pattern of subjects leaves open; the key says what closes it. */
const ANY_OWNER = ['saas-owner-unanchored', 'sub-any'];
const ANY_REPOSITORY = [
  ...ANY_OWNER,
  'github-org-wide',
  'saas-unknown-owner',
  'saas-unknown-project',
];
const ANY_REF = ['github-any-ref', 'github-any-branch'];

/**
 * Findings about patterns of subjects, when other claims of the same token are required too: whoever has to be of one repository is
 * not of any other, whatever its subject may be. `job_workflow_ref` does not narrow them, since other repositories may call the workflow.
 */
export function narrowedByClaims(
  findings: ReviewFinding[],
  { tests, index }: TrustStatement,
  issuer: Issuer,
): ReviewFinding[] {
  if (issuer.kind !== 'github') {
    return narrowedByProject(findings, { tests, index }, issuer);
  }
  const isNamed = namedClaims(tests, issuer.host);
  const isOneRef = isNamed('ref', 'environment');
  const without = (rules: string[]) =>
    findings.filter(({ ruleId }) => !rules.includes(ruleId));
  const instead = (rules: string[], other: ReviewFinding) => {
    const left = without(rules);
    const isLess = left.length < findings.length;
    return isLess && !left.some(({ ruleId }) => ruleId === other.ruleId)
      ? [...left, other]
      : left;
  };
  if (isNamed('repository', 'repository_id')) {
    return isOneRef
      ? without([...ANY_REPOSITORY, ...ANY_REF])
      : instead(ANY_REPOSITORY, anyRef(index));
  }
  if (isNamed('repository_owner_id', 'enterprise_id')) {
    return instead(ANY_OWNER, anyRepository(index));
  }
  return isOneRef ? without(ANY_REF) : findings;
}

/**
 * Why no token has both the subject and the claims that are required beside it; undefined when one may. What the subject leaves open may
 * be anything.
 */
export function contradictedBy(
  subject: string,
  { tests }: TrustStatement,
  { kind, host }: Issuer,
): string | undefined {
  const said = kind === 'github' ? claimsOfSubject(subject) : {};
  const other = Object.entries(said).find(([claim, value]) =>
    testsOf(tests, host, claim).some(
      test =>
        binds(test) &&
        !test.values.some(each => isValue(test.base, each, value)),
    ),
  );
  return other && `its ${other[0]} is ${other[1]}`;
}

/** What a subject in the usual form says of claims that stand beside it too. */
function claimsOfSubject(subject: string): Record<string, string> {
  const [, owner, repository, detail] =
    /^repo:([^/:]+)\/([^/:]+):(.*)$/s.exec(subject) ?? [];
  if (owner === undefined) {
    return {};
  }
  const named = {
    repository: `${withoutId(owner)}/${withoutId(repository)}`,
    ref: /^ref:([^:]+)$/.exec(detail)?.[1],
    environment: /^environment:([^:]+)$/.exec(detail)?.[1],
  };
  return Object.fromEntries(
    Object.entries(named).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && stateOf(entry[1]) === 'exact',
    ),
  );
}

function isValue(base: string, wanted: string, value: string): boolean {
  if (wanted.includes('${')) {
    return true;
  }
  if (base === 'stringlike') {
    return matchesWildcards(wanted, value);
  }
  return base.endsWith('ignorecase')
    ? wanted.toLowerCase() === value.toLowerCase()
    : wanted === value;
}

/** As {@link narrowedByClaims}, for a subject by name that says less than where it is from: only an owner, or no branch. */
export function narrowedMember(
  findings: ReviewFinding[],
  reviewed: TrustStatement,
  issuer: Issuer,
): ReviewFinding[] {
  const isOpen = ({ ruleId }: ReviewFinding) =>
    ['github-org-wide', ...ANY_REF].includes(ruleId);
  return [
    ...findings.filter(each => !isOpen(each)),
    ...narrowedByClaims(findings.filter(isOpen), reviewed, issuer),
  ];
}

function anyRef(index: number): ReviewFinding {
  return finding({
    ruleId: 'github-any-ref',
    severity: 'medium',
    category: 'exposure',
    message:
      'Every branch, environment and pull request of the repository may assume the role.',
    fix: 'Name the branch or the environment in the subject.',
    statement: index,
  });
}

function anyRepository(index: number): ReviewFinding {
  return finding({
    ruleId: 'github-org-wide',
    severity: 'medium',
    category: 'exposure',
    message: 'Every repository of the organisation may assume the role.',
    fix: 'Name repository and branch, or repository and environment.',
    statement: index,
  });
}
