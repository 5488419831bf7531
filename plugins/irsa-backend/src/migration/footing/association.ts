import { readServiceAccount } from '../kubernetes/annotations';
import {
  associationTitle,
  givenRole,
  isAsPlanned,
  readAssociation,
} from '../kubernetes/association';
import { broken, FootingFact, holds } from '../model/Footing';
import { ClusterContext } from '../model/Step';

/** The association by which new Pods get the role. */
export async function associationFooting(
  context: ClusterContext,
): Promise<FootingFact[]> {
  const { execution } = context;
  const object = associationTitle(execution);
  const account = await readServiceAccount(context);
  if (!account) {
    const { workload, serviceAccount } = execution;
    return [
      broken(
        `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
        'It does not exist any more.',
      ),
    ];
  }
  const found = await readAssociation(context);
  if (!found) {
    return [broken(object, 'It is gone, so new Pods get no role.')];
  }
  return [
    isAsPlanned(found, execution)
      ? holds(object, 'It gives the role.')
      : broken(
          object,
          `It gives ${givenRole(found)} now, or in another way than planned.`,
        ),
  ];
}
