import { V1ServiceAccount } from '@kubernetes/client-node';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import {
  annotationsDiffering,
  readServiceAccount as read,
  writeAnnotations as write,
} from '../kubernetes/annotations';
import { annotationsOf } from '../kubernetes/serviceAccounts';
import { takeAnnotationsBack } from './takeAnnotationsBack';
import { Step, StepContext } from '../model/Step';

/** Ensures that the ServiceAccount has our annotations. Nothing else of it is changed. */
export const ensureServiceAccount: Step = {
  id: 'ensure-service-account',
  async ensure(context) {
    const { serviceAccount, workload } = context.execution;
    const title = `${workload.namespace}/${serviceAccount.name}`;
    const account = await read(context);
    if (!account) {
      throw new StepFailedError(
        `ServiceAccount ${title} is gone since the plan was made. Make a new plan.`,
      );
    }
    const wanted = serviceAccount.annotations;
    const missing = annotationsDiffering(account, wanted);
    if (missing.length > 0) {
      if (!context.memory.annotating) {
        assertAsPlanned(context, account);
        await context.remember({ annotating: true });
      }
      await write(context, 'set annotations', () => wanted);
      const after = await read(context);
      if (!after || annotationsDiffering(after, wanted).length > 0) {
        throw new StepFailedError(
          `ServiceAccount ${title} does not keep the annotations: something on the cluster takes them away. Find out who manages it (GitOps, Helm, an operator) and change its source instead.`,
        );
      }
    }
    if (serviceAccount.action === 'create') {
      return { outcome: 'created', detail: `${title} names the role.` };
    }
    return {
      outcome: context.memory.annotating ? 'changed' : 'adopted',
      detail: `${title} names the role.`,
    };
  },
  async undo(context) {
    return (await takeAnnotationsBack(context)).said;
  },
};

function assertAsPlanned(
  context: StepContext,
  account: V1ServiceAccount,
): void {
  const { annotations, previous } = context.execution.serviceAccount;
  const present = annotationsOf(account);
  for (const key of Object.keys(annotations)) {
    if (present[key] !== annotations[key] && present[key] !== previous[key]) {
      throw new NeedsHumanError(
        `ServiceAccount ${account.metadata?.name} has ${key}=${
          present[key] ?? 'nothing'
        }, neither as planned nor as it was. Someone else changed it: settle it and continue, or roll back.`,
      );
    }
  }
}
