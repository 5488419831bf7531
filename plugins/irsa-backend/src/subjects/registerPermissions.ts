import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  IRSA_MIGRATION_TYPE,
  IRSA_ROLE_TYPE,
  IRSA_WORKLOAD_TYPE,
  irsaPermissions,
} from 'backstage-plugin-irsa-common';
import { parseWorkloadId } from '../shared/parseWorkloadId';
import {
  irsaMigrationResourceRef,
  irsaRoleResourceRef,
  irsaWorkloadResourceRef,
  migrationRules,
  roleRules,
  workloadRules,
} from '../access/rules';
import { Subject, Subjects } from './Subjects';
import { Place } from '../access/types';

/**
 * Tells the portal which permissions and rules there are, and where the objects are that a decision is about.
 *
 * @param subjects - absent while the plugin does not work: nothing is allowed by a condition then
 */
export function registerPermissions(
  registry: PermissionsRegistryService,
  subjects: () => Subjects | undefined,
): void {
  const ofType = (type: string) =>
    irsaPermissions.filter(each => isResourcePermission(each, type));
  const places =
    (find: (subjects: Subjects, ref: string) => Promise<Subject>) =>
    (refs: string[]) =>
      Promise.all(refs.map(ref => placeOf(subjects(), ref, find)));
  registry.addPermissions(
    irsaPermissions.filter(each => !isResourcePermission(each)),
  );
  registry.addResourceType({
    resourceRef: irsaWorkloadResourceRef,
    permissions: ofType(IRSA_WORKLOAD_TYPE),
    rules: Object.values(workloadRules),
    getResources: places((all, ref) => all.workload(parseWorkloadId(ref))),
  });
  registry.addResourceType({
    resourceRef: irsaMigrationResourceRef,
    permissions: ofType(IRSA_MIGRATION_TYPE),
    rules: Object.values(migrationRules),
    getResources: places((all, ref) => all.migration(ref)),
  });
  registry.addResourceType({
    resourceRef: irsaRoleResourceRef,
    permissions: ofType(IRSA_ROLE_TYPE),
    rules: Object.values(roleRules),
    getResources: places((all, ref) => {
      const [accountId, ...name] = ref.split('/');
      return all.role(accountId, name.join('/'));
    }),
  });
}

/** Undefined, so that the condition does not hold, for what is not there. */
async function placeOf(
  subjects: Subjects | undefined,
  ref: string,
  find: (subjects: Subjects, ref: string) => Promise<Subject>,
): Promise<Place | undefined> {
  try {
    return subjects && (await find(subjects, ref)).place;
  } catch (error) {
    if (['NotFoundError', 'InputError'].includes((error as Error).name)) {
      return undefined;
    }
    throw error;
  }
}
