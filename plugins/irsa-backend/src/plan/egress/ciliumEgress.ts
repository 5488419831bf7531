import { matchesSelector } from '../world/labelSelector';
import { Json, listOf } from '../world/podTemplate';
import { Egressing, EgressPolicy, EgressRule } from './EgressPolicy';
import { portsOf } from './kubernetesEgress';

/** Entities that include addresses outside of the cluster. */
const OUTSIDE = new Set(['all', 'world', 'world-ipv4']);
/** Destinations of which a policy does not say where they are. */
const OPAQUE = ['toGroups', 'toNodes', 'toCIDRSetRef'];

/** Reads a CiliumNetworkPolicy or its cluster-wide form: https://docs.cilium.io/en/stable/security/policy/language/ */
export function ciliumEgress(
  object: Json,
  pods: Egressing,
): EgressPolicy | undefined {
  const metadata = object.metadata as Json;
  const isNamespaced = metadata.namespace !== undefined;
  const specs = [
    ...(object.spec ? [object.spec as Json] : []),
    ...listOf(object, 'specs'),
  ].filter(
    spec =>
      (spec.egress !== undefined || spec.egressDeny !== undefined) &&
      spec.nodeSelector === undefined &&
      selects(spec.endpointSelector as Json | undefined, pods),
  );
  if (specs.length === 0) {
    return undefined;
  }
  return {
    name: `${
      isNamespaced ? 'CiliumNetworkPolicy' : 'CiliumClusterwideNetworkPolicy'
    } ${metadata.name}`,
    isolates: specs.some(
      ({ enableDefaultDeny }) =>
        (enableDefaultDeny as Json | undefined)?.egress !== false,
    ),
    rules: specs.flatMap(spec => [
      ...listOf(spec, 'egress').map(rule => readRule(rule, true)),
      ...listOf(spec, 'egressDeny').map(rule => readRule(rule, false)),
    ]),
  };
}

/** Cilium's labels have their source in front, and it adds labels of the namespace. */
function selects(selector: Json | undefined, pods: Egressing): boolean {
  const labels: Record<string, string> = {
    ...pods.labels,
    'io.kubernetes.pod.namespace': pods.namespace,
    'io.cilium.k8s.policy.serviceaccount': pods.serviceAccount,
  };
  for (const [key, value] of Object.entries({
    'kubernetes.io/metadata.name': pods.namespace,
    ...pods.namespaceLabels,
  })) {
    labels[`io.cilium.k8s.namespace.labels.${key}`] = value;
  }
  const plain = (key: string) => key.replace(/^(k8s|any)[:.]/, '');
  const exact = (selector?.matchLabels ?? {}) as Record<string, string>;
  return matchesSelector(
    {
      matchLabels: Object.fromEntries(
        Object.entries(exact).map(([key, value]) => [plain(key), value]),
      ),
      matchExpressions: listOf(selector, 'matchExpressions').map(each => ({
        ...each,
        key: plain(String(each.key)),
      })),
    },
    labels,
  );
}

function readRule(rule: Json, allows: boolean): EgressRule {
  const destinations = Object.keys(rule).filter(key => /^to[A-Z]/.test(key));
  const entities = (rule.toEntities ?? []) as string[];
  const ports = listOf(rule, 'toPorts');
  const servers = ports.flatMap(
    ({ serverNames }) => (serverNames ?? []) as string[],
  );
  return {
    allows,
    // A rule without any field is the documented way to allow nothing. Names of servers narrow every destination.
    anywhere:
      servers.length === 0 &&
      (entities.some(entity => OUTSIDE.has(entity)) ||
        (destinations.length > 0 &&
          destinations.every(key => key === 'toPorts'))),
    blocks: [
      ...((rule.toCIDR ?? []) as string[]).map(cidr => ({ cidr, except: [] })),
      ...listOf(rule, 'toCIDRSet').flatMap(({ cidr, except }) =>
        typeof cidr === 'string'
          ? [{ cidr, except: (except ?? []) as string[] }]
          : [],
      ),
    ],
    wildcard: 'part',
    hosts: [
      ...listOf(rule, 'toFQDNs').map(({ matchName, matchPattern }) =>
        String(matchName ?? matchPattern ?? ''),
      ),
      ...servers,
    ],
    opaque:
      OPAQUE.some(key => key in rule) ||
      listOf(rule, 'toCIDRSet').some(({ cidr }) => cidr === undefined),
    ...portsOf(ports.flatMap(each => listOf(each, 'ports'))),
    ...lookupsOf(ports),
  };
}

/** Cilium's proxy for DNS answers only for names that a rule has: https://docs.cilium.io/en/stable/security/policy/language/#dns-policy-and-ip-discovery */
function lookupsOf(ports: readonly Json[]): Pick<EgressRule, 'lookups'> {
  const rules = ports.map(({ rules: of }) => (of as Json | undefined)?.dns);
  return rules.length > 0 && rules.every(Array.isArray)
    ? {
        lookups: (rules as Json[][])
          .flat()
          .map(({ matchName, matchPattern }) =>
            String(matchName ?? matchPattern ?? ''),
          ),
      }
    : {};
}
