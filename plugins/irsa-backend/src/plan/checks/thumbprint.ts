import { answer, PlanCheck } from './PlanCheck';

/** IAM checks the certificate of an issuer against public authorities; a thumbprint counts only for others. */
export const thumbprint: PlanCheck = ({ world, provider }) =>
  /^https:\/\/oidc\.eks\./.test(world.cluster.issuer)
    ? answer('thumbprint', 'F16', {
        state: 'passed',
        message:
          'The issuer of EKS has a public certificate, so no thumbprint is needed.',
        evidence: `Issuer ${world.cluster.issuer}.`,
      })
    : answer('thumbprint', 'F16', {
        state: 'notChecked',
        params: { issuer: world.cluster.issuer },
        message:
          'Whether the certificate of the issuer comes from a public authority is not known; the portal never connects to it. Otherwise IAM needs its thumbprint.',
        evidence: `Issuer ${world.cluster.issuer}.`,
        ...(provider.action === 'create'
          ? {
              fix: 'If the certificate comes from an authority of your own, register the provider with its thumbprint first.',
            }
          : {}),
      });
