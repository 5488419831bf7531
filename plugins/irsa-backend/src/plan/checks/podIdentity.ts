import { answer, PlanCheck } from './PlanCheck';

/**
 * In the webhook, an association takes precedence over the annotation:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export const podIdentity: PlanCheck = ({ world, target }) => {
  const { podIdentities, issuer } = world.cluster;
  if (!podIdentities) {
    return /^https:\/\/oidc\.eks\./.test(issuer)
      ? answer('pod-identity', 'F11', {
          state: 'notChecked',
          message:
            'Whether an EKS Pod Identity association exists for the ServiceAccount is not known; it would win over the role.',
          evidence:
            'EKS was not asked, or did not answer. The migration proves by a dry run which role new Pods get, before it touches the workload.',
        })
      : undefined;
  }
  const { serviceAccountName } = target;
  return podIdentities.includes(serviceAccountName)
    ? answer('pod-identity', 'F11', {
        state: 'blocked',
        params: { serviceAccount: serviceAccountName },
        message: `ServiceAccount ${serviceAccountName} has an EKS Pod Identity association. It wins over a role in the annotation, so new Pods would get the role of the association.`,
        evidence: 'ListPodIdentityAssociations of EKS.',
        fix: 'Give the role of the association what the key may do and take the key out of the workload, or delete the association and make a new plan.',
      })
    : answer('pod-identity', 'F11', {
        state: 'passed',
        message: `No EKS Pod Identity association exists for ServiceAccount ${serviceAccountName}.`,
        evidence: 'ListPodIdentityAssociations of EKS.',
      });
};
