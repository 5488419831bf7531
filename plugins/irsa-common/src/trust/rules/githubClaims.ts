import { finding } from '../finding';
import { Issuer } from '../issuers/issuers';
import { TrustStatement } from '../statements';
import { ReviewFinding } from '../types';
import { testsOf } from './conditions';
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
  { kind, host }: Issuer,
): ReviewFinding[] {
  if (kind !== 'github') {
    return findings;
  }
  const isNamed = (...claims: string[]) =>
    claims.some(claim =>
      testsOf(tests, host, claim).some(
        test =>
          binds(test) &&
          (test.base !== 'stringlike' ||
            !test.values.some(value => /[*?]/.test(value))),
      ),
    );
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

/** The same for a subject by name that says less than where it is from: only an owner, or no branch. */
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
