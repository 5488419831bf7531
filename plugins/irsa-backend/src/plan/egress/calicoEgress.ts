import { Json, listOf } from '../world/podTemplate';
import { matchesCalico } from './calicoSelector';
import { Egressing, EgressPolicy, EgressRule, Ports } from './EgressPolicy';

/** Reads a NetworkPolicy or GlobalNetworkPolicy of Calico: https://docs.tigera.io/calico/latest/reference/resources/networkpolicy */
export function calicoEgress(
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const spec = (object.spec ?? {}) as Json;
  const metadata = object.metadata as Json;
  const types = (spec.types as string[] | undefined) ?? [
    ...(spec.egress ? ['Egress'] : []),
  ];
  const matches = [
    matchesCalico(spec.selector as string | undefined, pods.labels),
    matchesCalico(spec.namespaceSelector as string | undefined, {
      'projectcalico.org/name': pods.namespace,
      'kubernetes.io/metadata.name': pods.namespace,
      ...pods.namespaceLabels,
    }),
  ];
  // A selector that is not understood may match, and then the policy counts.
  if (!types.includes('Egress') || matches.includes(false)) {
    return undefined;
  }
  return {
    name: `${
      metadata.namespace === undefined
        ? 'GlobalNetworkPolicy'
        : 'Calico NetworkPolicy'
    } ${metadata.name}`,
    isolates: true,
    rules: listOf(spec, 'egress')
      .filter(({ action }) => action !== 'Log')
      .map(readRule),
  };
}

function readRule(rule: Json): EgressRule {
  const to = (rule.destination ?? {}) as Json;
  const nets = (to.nets ?? []) as string[];
  const notNets = (to.notNets ?? []) as string[];
  const hosts = (to.domains ?? []) as string[];
  const isInside = ['namespaceSelector', 'services', 'serviceAccounts'].some(
    key => to[key] !== undefined,
  );
  const isLimited = nets.length > 0 || hosts.length > 0 || isInside;
  const protocol = rule.protocol as string | undefined;
  const listed = (to.ports ?? []) as (string | number)[];
  const parsed = listed.map(port => readPort(port, protocol));
  const ports = parsed.flatMap(port => port ?? []);
  return {
    // Pass hands over to the next tier, or to the profile of the namespace, which allows.
    allows: rule.action !== 'Deny',
    anywhere: !isLimited && to.selector === undefined && notNets.length === 0,
    blocks: [
      ...nets.map(cidr => ({ cidr, except: notNets })),
      ...(nets.length === 0 && notNets.length > 0 && !isInside
        ? [{ cidr: '0.0.0.0/0', except: notNets }]
        : []),
    ],
    hosts,
    // A selector alone may be for Pods or for named sets of networks.
    opaque: to.selector !== undefined && !isInside && nets.length === 0,
    ...(listed.length > 0
      ? { ports, hasNamedPort: parsed.includes(undefined) }
      : {}),
    ...(listed.length === 0 && protocol
      ? {
          ports: [
            { protocol: String(protocol).toUpperCase(), from: 0, to: 65_535 },
          ],
        }
      : {}),
  };
}

/** `443`, `'8000:9000'`; `undefined` for a name. */
function readPort(port: string | number, protocol?: string): Ports | undefined {
  const range = /^(\d+)(?::(\d+))?$/.exec(String(port));
  return range
    ? {
        protocol: protocol && String(protocol).toUpperCase(),
        from: Number(range[1]),
        to: Number(range[2] ?? range[1]),
      }
    : undefined;
}
