import { RoleSourceForm } from 'backstage-plugin-irsa-common';
import { TextFile } from '../types';
import { changeCloudFormationTrust, isTemplate } from './cloudFormationTrust';
import { changeObjectTrust } from './objectTrust';
import { isPolicyFile } from './policyFile';
import { changeTerraformTrust } from './terraformTrust';
import { ChangedRoleTrust, RoleTrustChange } from './types';
import { isTerraform } from '../terraform/readTerraform';

/**
 * Writes a trust policy into the source that makes the role, and leaves all other bytes as they are. Pure.
 *
 * @returns the one file that changes, and the policy as it was read again from its new text. Throws ChangeImpossibleError, also when
 * the source says another policy than IAM has: then something else is under way, and the change was not proven for it.
 */
export function changeRoleTrust(
  files: readonly TextFile[],
  change: RoleTrustChange,
): ChangedRoleTrust {
  const { form } = change;
  if (form === 'terraform') {
    return changeTerraformTrust(files, change);
  }
  return form === 'cloudformation'
    ? changeCloudFormationTrust(files, change)
    : changeObjectTrust(files, { ...change, form });
}

/** Whether a file may be one of the sources of a role of this form. */
export function isRoleSource(path: string, form: RoleSourceForm): boolean {
  if (form === 'terraform') {
    return isTerraform(path) || isPolicyFile(path);
  }
  return form === 'cloudformation' ? isTemplate(path) : /\.ya?ml$/i.test(path);
}
