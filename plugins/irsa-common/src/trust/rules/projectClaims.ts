import { finding } from '../finding';
import { Issuer } from '../issuers/issuers';
import { ConditionTest, ReviewFinding } from '../types';
import { testsOf } from './conditions';
import { binds } from './webIdentity';

const ANY_OWNER = ['saas-owner-unanchored', 'sub-any'];
const ANY_PROJECT = [
  ...ANY_OWNER,
  'saas-any-project',
  'saas-unknown-owner',
  'saas-unknown-project',
];
/** A ref in the pattern of a subject, closed by the end or the next part. */
const ONE_REF = /:ref:[^*?:]+(?::|$)/;

/** Asks whether one of some claims is required by a value in full. */
export function namedClaims(
  tests: ConditionTest[],
  host: string,
): (...claims: string[]) => boolean {
  return (...claims) =>
    claims.some(claim =>
      testsOf(tests, host, claim).some(
        test =>
          binds(test) &&
          (test.base !== 'stringlike' ||
            !test.values.some(value => /[*?]/.test(value))),
      ),
    );
}

/**
 * Findings about patterns of subjects of gitlab.com and Buildkite, when claims beside the subject name the project, the pipeline or the
 * organisation.
 */
export function narrowedByProject(
  findings: ReviewFinding[],
  { tests, index }: { tests: ConditionTest[]; index: number },
  { kind, host }: Issuer,
): ReviewFinding[] {
  const isNamed = namedClaims(tests, host);
  const isOrganisation = isNamed('organization_id', 'organization_slug');
  const isProject =
    kind === 'gitlab'
      ? isNamed('project_id')
      : isNamed('pipeline_id') || (isOrganisation && isNamed('pipeline_slug'));
  const isOwner = kind === 'gitlab' ? isNamed('namespace_id') : isOrganisation;
  const isOneRef =
    isNamed('build_branch') ||
    testsOf(tests, host, 'sub').every(({ values }) =>
      values.every(value => ONE_REF.test(value)),
    );
  if ((kind !== 'gitlab' && kind !== 'buildkite') || !(isProject || isOwner)) {
    return kind === 'buildkite' && isOneRef
      ? findings.filter(({ ruleId }) => ruleId !== 'sub-pattern')
      : findings;
  }
  const dropped = isProject ? ANY_PROJECT : ANY_OWNER;
  const left = findings.filter(
    ({ ruleId }) =>
      !dropped.includes(ruleId) && !(isOneRef && ruleId === 'sub-pattern'),
  );
  const isLess = findings.some(({ ruleId }) => dropped.includes(ruleId));
  const isSaid = left.some(({ ruleId }) =>
    ['sub-pattern', 'saas-any-project'].includes(ruleId),
  );
  if (!isLess || isSaid || (isProject && isOneRef)) {
    return left;
  }
  return [
    ...left,
    finding({
      ruleId: isProject ? 'sub-pattern' : 'saas-any-project',
      severity: 'medium',
      category: 'exposure',
      message: isProject
        ? 'Every branch and tag of the project may assume the role.'
        : 'Every project of the organisation may assume the role.',
      fix: 'Name it in the subject.',
      statement: index,
    }),
  ];
}
