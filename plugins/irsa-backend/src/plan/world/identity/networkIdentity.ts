import { matchesSelector } from '../labelSelector';
import { Json, listOf } from '../podTemplate';
import {
  effectOn,
  IdentityChange,
  IdentityPolicy,
  Match,
  matchOf,
  namespaceOf,
  texts,
  worst,
} from './IdentityChange';

const ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';
const NAMESPACE = 'io.kubernetes.pod.namespace';

/** Labels of Cilium may say where they come from. */
const plain = (key: string) => key.replace(/^(?:k8s|any)[:.]/, '');

/** What a selector of Cilium says of ServiceAccount and namespace; undefined when it says nothing of the first. */
function ciliumMatch(
  selector: Json,
  object: Json,
  change: IdentityChange,
): Match | undefined {
  const labels = Object.entries((selector.matchLabels ?? {}) as Json)
    .map(([key, value]) => [plain(key), value] as const)
    .filter(([key]) => key === ACCOUNT || key === NAMESPACE);
  const expressions = listOf(selector, 'matchExpressions')
    .map(each => ({ ...each, key: plain(String(each.key)) } as Json))
    .filter(({ key }) => key === ACCOUNT || key === NAMESPACE);
  const keys = [
    ...labels.map(([key]) => key),
    ...expressions.map(({ key }) => key),
  ];
  if (!keys.includes(ACCOUNT)) {
    return undefined;
  }
  const own = namespaceOf(object);
  const isOfNamespace =
    keys.includes(NAMESPACE) || own === '' || own === change.namespace;
  const reduced = {
    matchLabels: Object.fromEntries(labels),
    matchExpressions: expressions,
  };
  return matchOf(
    name =>
      isOfNamespace &&
      matchesSelector(reduced, {
        [ACCOUNT]: name,
        [NAMESPACE]: change.namespace,
      }),
    change,
  );
}

/** https://docs.cilium.io/en/stable/security/policy/kubernetes/#serviceaccounts */
export const ciliumIdentity: IdentityPolicy = (object, change) => {
  const specs = [
    ...(object.spec ? [object.spec as Json] : []),
    ...listOf(object, 'specs'),
  ];
  return worst(
    specs.flatMap(spec => {
      const of = (list: string, endpoints: string) =>
        listOf(spec, list).flatMap(rule =>
          listOf(rule, endpoints).flatMap(
            selector => ciliumMatch(selector, object, change) ?? [],
          ),
        );
      const selected = ciliumMatch(
        (spec.endpointSelector ?? {}) as Json,
        object,
        change,
      );
      return [
        effectOn(
          [...of('ingress', 'fromEndpoints'), ...of('egress', 'toEndpoints')],
          'allows',
        ),
        effectOn(
          [
            ...of('ingressDeny', 'fromEndpoints'),
            ...of('egressDeny', 'toEndpoints'),
          ],
          'denies',
        ),
        selected && selected.old !== selected.new
          ? ('changes' as const)
          : undefined,
      ];
    }),
  );
};

/** Names of ServiceAccounts that a selector of Calico compares with. */
function named(selector: unknown): string[] {
  return [
    ...String(selector ?? '').matchAll(
      /projectcalico\.org\/(?:serviceaccount|name)\s*==\s*['"]([^'"]+)['"]/g,
    ),
  ].map(([, name]) => name);
}

/** An end of a rule of Calico; undefined when it names no ServiceAccount. */
function calicoMatch(end: Json, object: Json, change: IdentityChange): Match[] {
  const accounts = (end.serviceAccounts ?? {}) as Json;
  const own = namespaceOf(object);
  // With a namespaceSelector the names are those of other namespaces, which are taken to be meant.
  const isOfNamespace =
    own === '' || own === change.namespace || end.namespaceSelector;
  const names = [...texts(accounts.names), ...named(accounts.selector)];
  const labels = named(end.selector);
  return [names, labels]
    .filter(list => list.length > 0)
    .map(list =>
      matchOf(name => Boolean(isOfNamespace) && list.includes(name), change),
    );
}

/** https://docs.tigera.io/calico/latest/network-policy/policy-rules/service-accounts */
export const calicoIdentity: IdentityPolicy = (object, change) => {
  const spec = (object.spec ?? {}) as Json;
  const rules = [...listOf(spec, 'ingress'), ...listOf(spec, 'egress')];
  const of = (isDeny: boolean) =>
    rules
      .filter(({ action }) => (action === 'Deny') === isDeny)
      .flatMap(rule =>
        ['source', 'destination'].flatMap(end =>
          calicoMatch((rule[end] ?? {}) as Json, object, change),
        ),
      );
  const selected = [
    ...named(spec.serviceAccountSelector),
    ...named(spec.selector),
  ];
  return worst([
    effectOn(of(false), 'allows'),
    effectOn(of(true), 'denies'),
    selected.includes(change.from) !== selected.includes(change.to)
      ? 'changes'
      : undefined,
  ]);
};
