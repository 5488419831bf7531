import { around, SurroundingKind, Surroundings } from '../world/surroundings';
import { Json } from '../world/podTemplate';
import { adminEgress } from './adminEgress';
import { calicoEgress } from './calicoEgress';
import { ciliumEgress } from './ciliumEgress';
import { Egressing, EgressPolicy } from './EgressPolicy';
import { kubernetesEgress } from './kubernetesEgress';
import {
  antreaEgress,
  firewallEgress,
  securityGroupEgress,
} from './opaqueEgress';

type Reader = (object: Json, pods: Egressing) => EgressPolicy | undefined;

const admin =
  (kind: string): Reader =>
  (object, pods) =>
    adminEgress(kind, object, pods);

const antrea =
  (kind: string): Reader =>
  (object, pods) =>
    antreaEgress(kind, object, pods);

const READERS = {
  'NetworkPolicy.networking.k8s.io': kubernetesEgress,
  'ApplicationNetworkPolicy.networking.k8s.aws': applicationEgress,
  'CiliumNetworkPolicy.cilium.io': ciliumEgress,
  'CiliumClusterwideNetworkPolicy.cilium.io': ciliumEgress,
  'NetworkPolicy.crd.projectcalico.org': calicoEgress,
  'GlobalNetworkPolicy.crd.projectcalico.org': calicoEgress,
  'NetworkPolicy.projectcalico.org': calicoEgress,
  'GlobalNetworkPolicy.projectcalico.org': calicoEgress,
  'AdminNetworkPolicy.policy.networking.k8s.io': admin('AdminNetworkPolicy'),
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io': admin(
    'BaselineAdminNetworkPolicy',
  ),
  'ClusterNetworkPolicy.policy.networking.k8s.io': admin(
    'ClusterNetworkPolicy',
  ),
  'ClusterNetworkPolicy.networking.k8s.aws': admin('ClusterNetworkPolicy'),
  'SecurityGroupPolicy.vpcresources.k8s.aws': securityGroupEgress,
  'NetworkPolicy.crd.antrea.io': antrea('NetworkPolicy'),
  'ClusterNetworkPolicy.crd.antrea.io': antrea('ClusterNetworkPolicy'),
  'EgressFirewall.k8s.ovn.org': object =>
    firewallEgress('EgressFirewall', object),
  'EgressNetworkPolicy.network.openshift.io': object =>
    firewallEgress('EgressNetworkPolicy', object),
} satisfies Partial<Record<SurroundingKind, Reader>>;

/** The policies that limit what the Pods may connect to, and the kinds of policies that are not known. */
export function egressOf(
  surroundings: Surroundings,
  pods: Egressing,
): { policies: EgressPolicy[]; unknown: string[] } {
  const kinds = Object.keys(READERS) as (keyof typeof READERS)[];
  const { found, unknown } = around(surroundings, kinds);
  const policies = found.flatMap(
    ({ kind, object }) =>
      (READERS as Record<string, Reader>)[kind](object, pods) ?? [],
  );
  return { policies, unknown };
}

/** EKS's form of a NetworkPolicy, whose rules may name domains: https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html */
function applicationEgress(object: Json, pods: Egressing) {
  const policy = kubernetesEgress(object, pods);
  const rules = ((object.spec as Json | undefined)?.egress ?? []) as Json[];
  return (
    policy && {
      ...policy,
      name: policy.name.replace('NetworkPolicy', 'ApplicationNetworkPolicy'),
      rules: policy.rules.map((rule, index) => ({
        ...rule,
        hosts: ((rules[index]?.to ?? []) as Json[]).flatMap(
          ({ domainNames }) => (domainNames ?? []) as string[],
        ),
      })),
    }
  );
}
