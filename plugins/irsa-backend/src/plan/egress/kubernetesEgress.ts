import { matchesSelector } from '../world/labelSelector';
import { Json, listOf } from '../world/podTemplate';
import { Egressing, EgressPolicy, EgressRule, Ports } from './EgressPolicy';

/** Reads a NetworkPolicy: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export function kubernetesEgress(
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const spec = (object.spec ?? {}) as Json;
  const types = (spec.policyTypes as string[] | undefined) ?? [
    'Ingress',
    ...(spec.egress ? ['Egress'] : []),
  ];
  if (
    !types.includes('Egress') ||
    !matchesSelector(spec.podSelector as Json, pods.labels)
  ) {
    return undefined;
  }
  return {
    name: `NetworkPolicy ${(object.metadata as Json).name}`,
    isolates: true,
    rules: listOf(spec, 'egress').map(readRule),
  };
}

function readRule(rule: Json): EgressRule {
  const to = listOf(rule, 'to');
  const blocks = to.flatMap(({ ipBlock }) => {
    const block = ipBlock as { cidr?: string; except?: string[] } | undefined;
    return block?.cidr
      ? [{ cidr: block.cidr, except: block.except ?? [] }]
      : [];
  });
  return {
    allows: true,
    anywhere: to.length === 0,
    blocks,
    ...portsOf(listOf(rule, 'ports')),
  };
}

/** Ports as `port`, `endPort`, `protocol`, which several kinds of policy share. No ports are all of them. */
export function portsOf(list: Json[]): {
  ports?: Ports[];
  hasNamedPort?: boolean;
} {
  if (list.length === 0) {
    return {};
  }
  const ports: Ports[] = [];
  let hasNamedPort = false;
  for (const { port, endPort, protocol = 'TCP' } of list) {
    const name = String(protocol).toUpperCase();
    const upper = name === 'ANY' ? undefined : name;
    const from = port === undefined || port === 0 ? 0 : Number(port);
    if (Number.isNaN(from)) {
      hasNamedPort = true;
    } else {
      const all = from === 0 ? 65_535 : from;
      ports.push({ protocol: upper, from, to: Number(endPort ?? all) });
    }
  }
  return { ports, ...(hasNamedPort ? { hasNamedPort } : {}) };
}
