import { accountManager } from '../world/planTarget';
import { toolOf } from '../world/toolOf';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * Whoever else keeps an object that the migration would touch takes the change back, or finds it as drift: the ServiceAccount, and
 * the user whose key is retired at the end. Workload, Secret and role have checks of their own.
 */
export const otherManagers: PlanCheck = context => {
  const { world, target, user } = context;
  const present = accountManager(world.serviceAccount.object);
  // An association writes nothing into a ServiceAccount.
  const isWritten = target.identity.kind === 'irsa';
  const own =
    target.ownAccount && isWritten
      ? accountManager(world.ownServiceAccount.object)
      : undefined;
  if (own) {
    return answer('other-managers', 'F35', {
      state: 'blocked',
      params: { serviceAccount: target.serviceAccountName, manager: own },
      message: `ServiceAccount ${target.serviceAccountName} is kept as its source says by ${own}. It would take the annotation with the role back, and the next Pod would have neither key nor role.`,
      evidence: 'Labels, annotations and field managers of the ServiceAccount.',
      fix: 'Write the annotation into its source, or give the ServiceAccount of the source another name.',
    });
  }
  const written = isWritten
    ? 'its annotation is written into its source'
    : 'is not touched: the association is kept by EKS';
  const kept = target.ownAccount
    ? `is not touched: the workload gets ${target.serviceAccountName}`
    : written;
  const byTool = user && toolOf(user.tags);
  if (byTool) {
    return answer('other-managers', 'F35', {
      state: 'warning',
      params: { userName: user.name, manager: byTool },
      message: `User ${user.name} is kept by ${byTool}. A key that is deleted here is made again, or is found as drift, unless it goes from the source too.`,
      evidence: `Tags of the user: ${short(Object.keys(user.tags))}.`,
      fix: 'When the key is retired, take it out of the source instead.',
    });
  }
  return answer('other-managers', 'F35', {
    state: 'passed',
    params: present ? { manager: present } : {},
    message: present
      ? `ServiceAccount ${world.serviceAccount.name} is kept by ${present} and ${kept}.`
      : 'Nothing else keeps the ServiceAccount or the user of the key.',
    evidence: evidenceOf(context),
  });
};

function evidenceOf({ user }: CheckContext): string {
  return user
    ? `Labels, annotations and field managers of the ServiceAccount; ${
        Object.keys(user.tags).length
      } tags of user ${user.name}.`
    : 'Labels, annotations and field managers of the ServiceAccount.';
}
