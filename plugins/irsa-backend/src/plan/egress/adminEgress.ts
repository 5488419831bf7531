import { matchesSelector } from '../world/labelSelector';
import { Json, listOf } from '../world/podTemplate';
import { Egressing, EgressPolicy, EgressRule, Ports } from './EgressPolicy';

/**
 * Reads an AdminNetworkPolicy, BaselineAdminNetworkPolicy or ClusterNetworkPolicy. They refuse only what a rule denies.
 * https://network-policy-api.sigs.k8s.io/reference/spec/
 */
export function adminEgress(
  kind: string,
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const spec = (object.spec ?? {}) as Json;
  const subject = (spec.subject ?? {}) as Json;
  const namespaceLabels = {
    'kubernetes.io/metadata.name': pods.namespace,
    ...pods.namespaceLabels,
  };
  const ofPods = subject.pods as Json | undefined;
  const isSubject = ofPods
    ? matchesSelector(ofPods.namespaceSelector as Json, namespaceLabels) &&
      matchesSelector(ofPods.podSelector as Json, pods.labels)
    : subject.namespaces !== undefined &&
      matchesSelector(subject.namespaces as Json, namespaceLabels);
  const rules = listOf(spec, 'egress');
  return isSubject && rules.length > 0
    ? {
        name: `${kind} ${(object.metadata as Json).name}`,
        isolates: false,
        rules: rules.filter(({ action }) => action !== 'Pass').map(readRule),
      }
    : undefined;
}

function readRule(rule: Json): EgressRule {
  const to = listOf(rule, 'to');
  return {
    allows: rule.action === 'Allow' || rule.action === 'Accept',
    blocks: to.flatMap(({ networks }) =>
      ((networks ?? []) as string[]).map(cidr => ({ cidr, except: [] })),
    ),
    hosts: to.flatMap(({ domainNames }) => (domainNames ?? []) as string[]),
    ...readPorts(listOf(rule, 'ports').concat(listOf(rule, 'protocols'))),
  };
}

function readPorts(list: Json[]): Pick<EgressRule, 'ports' | 'hasNamedPort'> {
  if (list.length === 0) {
    return {};
  }
  const ports: Ports[] = [];
  for (const each of list) {
    const number = each.portNumber as Json | undefined;
    const range = each.portRange as Json | undefined;
    const tcp = (each.tcp as Json | undefined)?.destinationPort as
      | Json
      | undefined;
    if (number) {
      const port = Number(number.port);
      ports.push({
        protocol: String(number.protocol ?? 'TCP'),
        from: port,
        to: port,
      });
    } else if (range) {
      ports.push({
        protocol: String(range.protocol ?? 'TCP'),
        from: Number(range.start),
        to: Number(range.end),
      });
    } else if (tcp) {
      const within = tcp.range as Json | undefined;
      ports.push({
        protocol: 'TCP',
        from: Number(tcp.number ?? within?.start),
        to: Number(tcp.number ?? within?.end),
      });
    }
  }
  return {
    ports,
    ...(list.some(({ namedPort }) => namedPort) ? { hasNamedPort: true } : {}),
  };
}
