import { AwsCode, AwsForm } from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  writeAwsHalf,
} from 'backstage-plugin-irsa-node';
import { PLAN_TAG } from '../planHash';
import { PlanExecution } from '../types';

/**
 * What an execution makes in AWS as files, in place of the calls of a migration. The same for each plan of a workload that wants the same,
 * so the id of the plan is in no tag. Pure.
 */
export function awsCodeOf(execution: PlanExecution, form: AwsForm): AwsCode {
  const { [PLAN_TAG]: _, ...tags } = execution.tags;
  try {
    const { left, ...written } = writeAwsHalf({ ...execution, tags }, form, {
      cluster: execution.podIdentity?.clusterName ?? execution.workload.cluster,
    });
    const association = execution.podIdentity
      ? [
          'The association of the ServiceAccount with the role (EKS Pod Identity) is not in the files; the migration makes it.',
        ]
      : [];
    return { form, ...written, left: [...left, ...association] };
  } catch (error) {
    if (!(error instanceof ChangeImpossibleError)) {
      throw error;
    }
    return { form, files: [], left: [], problem: error.message };
  }
}
