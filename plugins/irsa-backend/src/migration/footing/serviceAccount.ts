import { PlanExecution } from '../../plan/types';
import { associationTitle } from '../kubernetes/association';
import { associationFooting } from './association';
import { annotationsOf } from '../kubernetes/serviceAccounts';
import { readServiceAccount } from '../kubernetes/annotations';
import { ClusterContext } from '../model/Step';
import { broken, FootingFact, holds } from '../model/Footing';

const ROLE = 'eks.amazonaws.com/role-arn';
const AUDIENCE = 'eks.amazonaws.com/audience';

/** What cannot be read where `serviceAccountFooting` fails. */
export function identityTitle(execution: PlanExecution): string {
  const { podIdentity, workload, serviceAccount } = execution;
  return podIdentity
    ? associationTitle(execution)
    : `ServiceAccount ${workload.namespace}/${serviceAccount.name}`;
}

/** What gives new Pods the role: annotations, or an association. */
export async function serviceAccountFooting(
  context: ClusterContext,
): Promise<FootingFact[]> {
  if (context.execution.podIdentity) {
    return associationFooting(context);
  }
  const { workload, serviceAccount, role, provider } = context.execution;
  const object = `ServiceAccount ${workload.namespace}/${serviceAccount.name}`;
  const found = await readServiceAccount(context);
  if (!found) {
    return [broken(object, 'It does not exist any more.')];
  }
  const annotations = annotationsOf(found);
  if (annotations[ROLE] !== role.arn) {
    return [
      broken(
        object,
        annotations[ROLE]
          ? `Its annotation ${ROLE} names ${annotations[ROLE]} now.`
          : `Its annotation ${ROLE} is gone, so new Pods get no role.`,
      ),
    ];
  }
  const audience = annotations[AUDIENCE];
  const planned = serviceAccount.annotations[AUDIENCE];
  if (audience ? audience !== provider.audience : planned) {
    return [
      broken(
        object,
        `Its annotation ${AUDIENCE} is ${
          audience ?? 'gone'
        }; the trust policy asks for ${provider.audience}.`,
      ),
    ];
  }
  return [holds(object, 'It names the role.')];
}
