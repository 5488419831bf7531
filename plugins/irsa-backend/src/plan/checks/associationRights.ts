import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Whether the portal may keep the association of the plan. Its first call comes after role and policy were made, so a right that is
 * missing would be found in the middle of the migration.
 */
export const associationRights: PlanCheck = ({ world }) => {
  const { principal, answers, notRead } = world.podIdentity?.rights ?? {
    answers: [],
    notRead: 'IAM was not asked.',
  };
  const evidence = `SimulatePrincipalPolicy of IAM${
    principal ? ` about ${principal}` : ''
  }`;
  const missing = answers.filter(({ state }) => state === 'notHeld');
  if (missing.length > 0) {
    return answer('pod-identity-rights', undefined, {
      state: 'blocked',
      params: { missing: missing.map(({ action }) => action) },
      message: `The portal may not call ${short(
        missing.map(({ action }) => action),
      )}, which the association needs.`,
      evidence: `${evidence}: ${missing
        .map(({ action, reason }) => `${action}: ${reason}`)
        .join('; ')}.`,
      fix: 'Give the portal the policy portal-iam-pod-identity.json of the documentation, and look for what denies them. Then make a new plan, or plan with IRSA.',
    });
  }
  const unknown = answers.filter(({ state }) => state !== 'held');
  if (notRead !== undefined || unknown.length > 0) {
    return answer('pod-identity-rights', undefined, {
      state: 'notChecked',
      params: { unknown: unknown.map(({ action }) => action) },
      message:
        'Whether the portal may make and delete the association is not known.',
      evidence:
        notRead ??
        `${evidence}: ${unknown
          .map(({ action, reason }) => `${action}: ${reason}`)
          .join('; ')}.`,
      fix: 'Give the portal iam:SimulatePrincipalPolicy (the auditor policy of the documentation has it) and make a new plan. Without the right to associations, the migration ends before the workload is touched.',
    });
  }
  return answer('pod-identity-rights', undefined, {
    state: 'passed',
    message:
      'The portal may make and delete the association and give it the role.',
    evidence: `${evidence}: ${answers
      .map(({ action }) => action)
      .join(', ')} are allowed.`,
  });
};
