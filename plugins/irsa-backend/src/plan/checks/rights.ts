import { Right } from '../world/World';
import { answer, PlanCheck, short } from './PlanCheck';

/** By a change request, what keeps the workload changes it and its ServiceAccount; the portal looks, and proves. */
const BY_REQUEST = [
  'get',
  'list pods',
  'create serviceaccounts/token',
] as const;

/** An association changes nothing in the cluster, and its role cannot be tried with a token. */
const OF_TOKEN: readonly string[] = [
  'patch serviceaccounts',
  'create serviceaccounts/token',
];

export const rights: PlanCheck = ({ world, target, delivery }) => {
  if (!world.rights) {
    return answer('rights', undefined, {
      state: 'notChecked',
      message: 'What the portal may do on the cluster could not be asked.',
      evidence: 'SelfSubjectAccessReview was refused.',
    });
  }
  const missing = world.rights
    .filter(
      right =>
        !right.allowed &&
        (delivery?.way !== 'changeRequest' ||
          BY_REQUEST.some(own => own === right.verb || own === words(right))) &&
        (target.identity.kind === 'irsa' || !OF_TOKEN.includes(words(right))) &&
        (target.ownAccount ||
          right.subresource ||
          right.resource !== 'serviceaccounts' ||
          right.verb !== 'create'),
    )
    .map(words);
  const evidence = `SelfSubjectAccessReview in namespace ${
    world.request.workload.namespace
  }${world.cluster.principal ? ` as ${world.cluster.principal}` : ''}.`;
  return missing.length > 0
    ? answer('rights', undefined, {
        state: 'blocked',
        params: { missing },
        message: `The portal may not ${short(missing)} on this cluster.`,
        evidence,
        fix: 'Give the portal the migrator role of the documentation in this namespace.',
      })
    : answer('rights', undefined, {
        state: 'passed',
        message: 'The portal may do on the cluster what the plan needs.',
        evidence,
      });
};

function words({ verb, resource, subresource }: Right): string {
  return `${verb} ${resource}${subresource ? `/${subresource}` : ''}`;
}
