import { credentialVariables } from 'backstage-plugin-irsa-node';
import { answer, PlanCheck, short } from './PlanCheck';

export const explicitKeys: PlanCheck = ({ world }) => {
  const custom = world.workload.references
    .filter(({ location }) => location.startsWith('env'))
    .flatMap(({ envNames }) => envNames)
    .filter(name => !credentialVariables.has(name));
  return custom.length > 0
    ? answer('explicit-keys', 'F2', {
        state: 'warning',
        params: { variables: custom },
        message: `The key arrives under names of the service's own (${short(
          custom,
        )}): its code probably hands the key to the SDK itself and would find nothing.`,
        evidence: 'Names of the variables in the Pod template.',
        fix: 'Let the code build its AWS clients without credentials, so that the SDK finds the role.',
      })
    : undefined;
};
