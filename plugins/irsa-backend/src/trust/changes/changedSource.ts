import { RoleSourceForm } from 'backstage-plugin-irsa-common';
import {
  ChangedRoleTrust,
  ChangeImpossibleError,
  changeRoleTrust,
  isRoleSource,
  RoleTrustChange,
  TextFile,
} from 'backstage-plugin-irsa-node';

/** Where these are all that another form has to say, nothing there names the role. */
const NOT_THERE = ['notFound', 'unreadable', 'variable'];

/**
 * The changed file of the source that makes a role. Where it is not known how the source is written, each form is looked for.
 * Throws ChangeImpossibleError; where no form has the role, that of the first.
 */
export function changedSource(
  files: readonly TextFile[],
  forms: readonly RoleSourceForm[],
  change: Omit<RoleTrustChange, 'form'>,
): ChangedRoleTrust {
  const found: ChangedRoleTrust[] = [];
  const problems: ChangeImpossibleError[] = [];
  for (const form of forms) {
    try {
      const ofForm = files.filter(({ path }) => isRoleSource(path, form));
      found.push(changeRoleTrust(ofForm, { ...change, form }));
    } catch (error) {
      if (!(error instanceof ChangeImpossibleError)) {
        throw error;
      }
      problems.push(error);
    }
  }
  const there = problems.find(({ code }) => !NOT_THERE.includes(code));
  if (found.length === 1 && !there) {
    return found[0];
  }
  if (found.length > 0) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `Role ${change.roleName} is there in several forms (${[
        ...found.map(({ path }) => path),
        ...(there?.place ? [there.place.path] : []),
      ].join(', ')}). Name the folder of one of them.`,
    );
  }
  const unsure = problems.find(({ code }) => code !== 'notFound');
  throw (
    there ??
    unsure ??
    (forms.length === 1
      ? problems[0]
      : new ChangeImpossibleError(
          'notFound',
          `No file there makes ${change.roleName}, neither for Terraform or CloudFormation nor for ACK or Crossplane. Name the folder that has it.`,
        ))
  );
}
