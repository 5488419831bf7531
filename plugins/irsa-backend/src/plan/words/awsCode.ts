import { AwsCode, AwsForm } from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  writeAwsHalf,
} from 'backstage-plugin-irsa-node';
import { PlanExecution } from '../types';

/** What an execution makes in AWS as files, in place of the calls of a migration. Pure. */
export function awsCodeOf(execution: PlanExecution, form: AwsForm): AwsCode {
  try {
    const { left, ...written } = writeAwsHalf(execution, form, {
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
