import { podMarks } from '../world/mesh';
import { containersOf, podSpec, skippedContainers } from '../world/podTemplate';
import { PROXY_ANNOTATIONS } from '../world/World';
import { answer, PlanCheck, short } from './PlanCheck';

const ROLE = `${PROXY_ANNOTATIONS}role`;

/**
 * kube2iam and kiam stand in for the metadata service of the node and give a Pod the role that its annotation names. SDKs ask the
 * metadata service last, so with a role of the ServiceAccount that role is used no longer; but it stays within reach, and an SDK that
 * cannot have the new role takes it.
 *
 * https://github.com/jtblin/kube2iam#usage, https://github.com/uswitch/kiam#usage
 */
export const proxiedRole: PlanCheck = ({ world, target }) => {
  const role = podMarks(world).annotations[ROLE];
  const ofNamespace = Object.entries(world.namespaceAnnotations ?? {})
    .filter(([name]) => name.startsWith(PROXY_ANNOTATIONS))
    .map(([name, value]) => `${name}: ${value}`);
  const { namespace } = world.request.workload;
  if (!role) {
    return ofNamespace.length > 0
      ? answer('proxied-role', 'F22', {
          state: 'notChecked',
          params: { annotations: ofNamespace },
          message: `Namespace ${namespace} is set up for kube2iam or kiam, and the Pods ask for no role. Whether they get one by default is not known; an SDK that cannot have the new role would take it.`,
          evidence: `Annotations of the namespace: ${short(ofNamespace)}.`,
          fix: 'Look at --default-role of kube2iam, or set AWS_EC2_METADATA_DISABLED=true in the containers.',
        })
      : undefined;
  }
  const keyed = new Set(
    world.workload.references.map(({ container }) => container),
  );
  const skipped = skippedContainers(world.object);
  const others = containersOf(podSpec(world.object))
    .map(({ container }) => String(container.name))
    .filter(name => !keyed.has(name) && !skipped.has(name));
  return answer('proxied-role', 'F22', {
    state: 'warning',
    params: { role, annotations: ofNamespace, containers: others },
    message: `The Pods also have role ${role} by kube2iam or kiam. SDKs take the new role before it${
      others.length > 0
        ? `, also in ${short(others)}, which ${
            others.length > 1 ? 'have' : 'has'
          } no key and works as ${role} today`
        : ''
    }. The annotation is left over: ${role} stays within reach of the Pods, and an SDK that cannot have the new role takes it without a word.`,
    evidence: `${ROLE} in the Pod template${
      ofNamespace.length > 0
        ? `; of namespace ${namespace}: ${short(ofNamespace)}`
        : ''
    }.`,
    fix: `Allow ${target.roleName} what the service does as ${role}. Take ${ROLE} out of the Pod template when the new role has proven itself, and the annotation of the namespace when no other workload needs it.`,
  });
};
