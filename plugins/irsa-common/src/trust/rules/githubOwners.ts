import { stateOf } from '../issuers/templates';
import { ReviewFinding, TrustReviewContext } from '../types';

/** Builds a finding about one subject of GitHub. */
export type Is = (
  ruleId: string,
  severity: ReviewFinding['severity'],
  category: ReviewFinding['category'],
  message: string,
  fix?: string,
) => ReviewFinding;

/** What is known of an owner, and of its repository where one is named in full. */
export function ownership(
  owner: string,
  repository: string | undefined,
  { owners, projects }: TrustReviewContext,
  is: Is,
): ReviewFinding[] {
  const known = owners?.github;
  if (known && !known.includes(owner)) {
    const almost = known.find(
      each => each.toLowerCase() === owner.toLowerCase(),
    );
    return [
      almost
        ? is(
            'sub-case-mismatch',
            'high',
            'broken',
            `The owner is called ${almost}; subjects are compared with regard to case.`,
          )
        : is(
            'saas-unknown-owner',
            'high',
            'exposure',
            `${owner} is no organisation of the company. Who owns the name may assume the role.`,
            'Remove the subject.',
          ),
    ];
  }
  const repositories = projects?.github;
  const name = `${owner}/${repository}`;
  if (!repositories || !repository || stateOf(repository) !== 'exact') {
    return [];
  }
  if (repositories.some(each => each.name === name)) {
    return [];
  }
  const almost = repositories.find(
    each => each.name.toLowerCase() === name.toLowerCase(),
  );
  return [
    almost
      ? is(
          'sub-case-mismatch',
          'high',
          'broken',
          `The repository is called ${almost.name}; subjects are compared with regard to case.`,
        )
      : is(
          'saas-unknown-project',
          'medium',
          'exposure',
          `There is no repository ${name}. Who creates it may assume the role.`,
          'Remove the subject.',
        ),
  ];
}

/** `acme@123456` is the owner acme, whatever the id. */
export function withoutId(text: string): string {
  return text.split('@')[0];
}
