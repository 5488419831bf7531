import { matchesSelector } from '../world/labelSelector';
import { Json, listOf } from '../world/podTemplate';
import { Egressing, EgressPolicy } from './EgressPolicy';

/** Something limits the Pods, and how is not read: it may refuse any address. */
function mayRefuse(kind: string, object: Json): EgressPolicy {
  return {
    name: `${kind} ${(object.metadata as Json).name}`,
    isolates: false,
    rules: [{ allows: false, opaque: true }],
  };
}

/**
 * Pods with security groups of their own leave by the rules of these, which EC2 keeps. Where both selectors are set, both decide.
 * https://docs.aws.amazon.com/eks/latest/userguide/sg-pods-example-deployment.html
 */
export function securityGroupEgress(
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const { podSelector, serviceAccountSelector } = (object.spec ?? {}) as Json;
  const selects =
    (!podSelector || matchesSelector(podSelector as Json, pods.labels)) &&
    (!serviceAccountSelector ||
      matchesSelector(
        serviceAccountSelector as Json,
        pods.serviceAccountLabels ?? {},
      ));
  return selects ? mayRefuse('SecurityGroupPolicy', object) : undefined;
}

/** Policies of Antrea with rules for what leaves Pods: https://antrea.io/docs/main/docs/antrea-network-policy/ */
export function antreaEgress(
  kind: string,
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const spec = (object.spec ?? {}) as Json;
  const rules = listOf(spec, 'egress');
  const targets = [
    ...listOf(spec, 'appliedTo'),
    ...rules.flatMap(rule => listOf(rule, 'appliedTo')),
  ];
  const selects = ({ podSelector, namespaceSelector }: Json) =>
    (!podSelector || matchesSelector(podSelector as Json, pods.labels)) &&
    (!namespaceSelector ||
      matchesSelector(namespaceSelector as Json, pods.namespaceLabels));
  return rules.length > 0 && (targets.length === 0 || targets.some(selects))
    ? mayRefuse(`Antrea ${kind}`, object)
    : undefined;
}

/**
 * Of OpenShift: one for all Pods of a namespace, whose rules go by their order.
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/network_security/egress-firewall
 */
export function firewallEgress(
  kind: string,
  object: Json,
): EgressPolicy | undefined {
  return listOf(object.spec as Json | undefined, 'egress').some(
    ({ type }) => type === 'Deny',
  )
    ? mayRefuse(kind, object)
    : undefined;
}
