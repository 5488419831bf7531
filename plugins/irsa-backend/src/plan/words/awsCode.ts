import { AwsCode, AwsForm, Check } from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  writeAwsHalf,
} from 'backstage-plugin-irsa-node';
import { PLAN_TAG } from '../planHash';
import { PlanExecution } from '../types';

/** Checks of what is made in AWS. What the portal would not make is not handed out as code either. */
const ABOUT_AWS: ReadonlySet<string> = new Set([
  'cluster-issuer',
  'not-aws',
  'oidc-provider',
  'policy',
  'role-name',
  'trust-policy',
]);

/**
 * What an execution makes in AWS as files, in place of the calls of a migration. The same for each plan of a workload that wants the same,
 * so the id of the plan is in no tag. Pure.
 *
 * @param checks - of the plan
 */
export function awsCodeOf(
  execution: PlanExecution,
  form: AwsForm,
  checks: readonly Check[] = [],
): AwsCode {
  const refusal = checks.find(
    ({ id, state }) => state === 'blocked' && ABOUT_AWS.has(id),
  );
  if (refusal) {
    return {
      form,
      files: [],
      left: [],
      problem: `Nothing is written: ${refusal.message} ${
        refusal.fix ?? ''
      }`.trim(),
    };
  }
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
