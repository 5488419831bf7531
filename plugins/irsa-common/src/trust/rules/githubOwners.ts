import { stateOf } from '../issuers/templates';
import { OwnProject, ReviewFinding, TrustReviewContext } from '../types';

/** Builds a finding about one subject of GitHub. */
export type Is = (
  ruleId: string,
  severity: ReviewFinding['severity'],
  category: ReviewFinding['category'],
  message: string,
  fix?: string,
) => ReviewFinding;

/**
 * What is known of an owner, and of its repository where one is named in full. Each may have its id after it: the id stays when the name
 * is given to others.
 */
export function ownership(
  named: { owner: string; repository?: string },
  { owners, projects, githubOwnerIds = {} }: TrustReviewContext,
  is: Is,
): ReviewFinding[] {
  const owner = withoutId(named.owner);
  const known = owners?.github;
  if (known && !known.includes(owner)) {
    const almost = alike(known, owner);
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
  if (known && isOther(named.owner, githubOwnerIds[owner])) {
    return [
      is(
        'saas-unknown-owner',
        'high',
        'exposure',
        `The id of ${owner} is ${githubOwnerIds[owner]}. Who has the id that is written may assume the role.`,
        'Write the id of the owner.',
      ),
    ];
  }
  const repository = named.repository && withoutId(named.repository);
  if (!projects?.github || !repository || stateOf(repository) !== 'exact') {
    return [];
  }
  return repositoryRules(
    `${owner}/${repository}`,
    named.repository!,
    projects.github,
    is,
  );
}

function repositoryRules(
  name: string,
  written: string,
  known: OwnProject[],
  is: Is,
): ReviewFinding[] {
  const found = known.find(each => each.name === name);
  if (found) {
    return isOther(written, found.id)
      ? [
          is(
            'saas-unknown-project',
            'medium',
            'exposure',
            `The id of ${name} is ${found.id}. The repository that has the id that is written may assume the role.`,
            'Write the id of the repository.',
          ),
        ]
      : [];
  }
  const almost = alike(
    known.map(each => each.name),
    name,
  );
  return [
    almost
      ? is(
          'sub-case-mismatch',
          'high',
          'broken',
          `The repository is called ${almost}; subjects are compared with regard to case.`,
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

function alike(names: string[], name: string): string | undefined {
  return names.find(each => each.toLowerCase() === name.toLowerCase());
}

/** Whether an id is written in full, and it is not the one that is known. */
function isOther(written: string, known: string | undefined): boolean {
  const id = written.split('@')[1];
  return (
    known !== undefined &&
    id !== undefined &&
    stateOf(id) === 'exact' &&
    id !== known
  );
}

/** `acme@123456` is the owner acme, whatever the id. */
export function withoutId(text: string): string {
  return text.split('@')[0];
}
