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

/** `*` stands for anything at the beginning or the end. */
function fits(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) {
    return text.startsWith(pattern.slice(0, -1));
  }
  return pattern.startsWith('*')
    ? text.endsWith(pattern.slice(1))
    : pattern === text;
}

/** A principal of Istio is `<trust domain>/ns/<namespace>/sa/<name>`. */
function isPrincipal(pattern: string, namespace: string, name: string) {
  const domain = /^([^*/]+)\/ns\//.exec(pattern)?.[1] ?? 'cluster.local';
  return fits(pattern, `${domain}/ns/${namespace}/sa/${name}`);
}

/** One source: who is named, and who is excepted; undefined when no ServiceAccount is. */
function istioMatch(
  source: { yes?: unknown; no?: unknown; accounts?: unknown; not?: unknown },
  object: Json,
  change: IdentityChange,
): Match | undefined {
  const { namespace } = change;
  const [yes, no, accounts, not] = [
    source.yes,
    source.no,
    source.accounts,
    source.not,
  ].map(texts);
  if (yes.length + no.length + accounts.length + not.length === 0) {
    return undefined;
  }
  const isAccount = (each: string, name: string) =>
    each === `${namespace}/${name}` ||
    (each === name && namespaceOf(object) === namespace);
  return matchOf(
    name =>
      (yes.length === 0 ||
        yes.some(each => isPrincipal(each, namespace, name))) &&
      !no.some(each => isPrincipal(each, namespace, name)) &&
      (accounts.length === 0 || accounts.some(each => isAccount(each, name))) &&
      !not.some(each => isAccount(each, name)),
    change,
  );
}

/** https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
export const istioAuthorization: IdentityPolicy = (object, change) => {
  const spec = (object.spec ?? {}) as Json;
  if (spec.action === 'AUDIT') {
    return undefined;
  }
  const matches = listOf(spec, 'rules').flatMap(rule => [
    ...listOf(rule, 'from').flatMap(({ source }) => {
      const of = (source ?? {}) as Json;
      return (
        istioMatch(
          {
            yes: of.principals,
            no: of.notPrincipals,
            accounts: of.serviceAccounts,
            not: of.notServiceAccounts,
          },
          object,
          change,
        ) ?? []
      );
    }),
    ...listOf(rule, 'when').flatMap(({ key, values, notValues }) => {
      switch (key) {
        case 'source.principal':
          return (
            istioMatch({ yes: values, no: notValues }, object, change) ?? []
          );
        case 'source.serviceAccount':
          return (
            istioMatch({ accounts: values, not: notValues }, object, change) ??
            []
          );
        default:
          return [];
      }
    }),
  ]);
  return effectOn(matches, spec.action === 'DENY' ? 'denies' : 'allows');
};

/** An identity of Linkerd is `<name>.<namespace>.serviceaccount.identity.<…>`. Wildcards stand for whole namespaces. */
function linkerdMatches(
  identities: unknown,
  references: readonly Json[],
  object: Json,
  change: IdentityChange,
): Match[] {
  const { namespace } = change;
  return [
    ...texts(identities).map(identity =>
      matchOf(
        name =>
          identity.startsWith('*') ||
          identity.startsWith(`${name}.${namespace}.serviceaccount.identity.`),
        change,
      ),
    ),
    ...references.map(reference =>
      matchOf(
        name =>
          reference.name === name &&
          (reference.namespace ?? namespaceOf(object)) === namespace,
        change,
      ),
    ),
  ];
}

const accountsIn = (references: readonly Json[]) =>
  references.filter(({ kind }) => kind === 'ServiceAccount');

/** MeshTLSAuthentication, AuthorizationPolicy and ServerAuthorization: https://linkerd.io/2/reference/authorization-policy/ */
export const linkerdAuthorization: IdentityPolicy = (object, change) => {
  const spec = (object.spec ?? {}) as Json;
  const tls = ((spec.client as Json | undefined)?.meshTLS ?? {}) as Json;
  return effectOn(
    [
      ...linkerdMatches(
        spec.identities,
        accountsIn(listOf(spec, 'identityRefs')),
        object,
        change,
      ),
      ...linkerdMatches(
        tls.identities,
        listOf(tls, 'serviceAccounts'),
        object,
        change,
      ),
      ...linkerdMatches(
        undefined,
        accountsIn(listOf(spec, 'requiredAuthenticationRefs')),
        object,
        change,
      ),
    ],
    'allows',
  );
};

const KUMA_ACCOUNT = 'k8s.kuma.io/service-account';

/** A workload of Kuma, by its SPIFFE id or a tag of its data plane. */
function kumaMatch(entry: Json, change: IdentityChange): Match[] {
  const { type, value } = (entry.spiffeID ?? entry.spiffeId ?? {}) as Json;
  const tags = (entry.tags ?? entry.labels ?? entry.match ?? {}) as Json;
  return [
    ...(typeof value === 'string'
      ? [
          matchOf(name => {
            const tail = `/ns/${change.namespace}/sa/${name}`;
            const at = value.indexOf('/ns/');
            return type === 'Prefix'
              ? at < 0 || tail.startsWith(value.slice(at))
              : value.endsWith(tail);
          }, change),
        ]
      : []),
    ...(typeof tags[KUMA_ACCOUNT] === 'string'
      ? [matchOf(name => tags[KUMA_ACCOUNT] === name, change)]
      : []),
  ];
}

/** MeshTrafficPermission and TrafficPermission: https://kuma.io/docs/latest/policies/meshtrafficpermission/ */
export const kumaPermission: IdentityPolicy = (object, change) => {
  const spec = (object.spec ?? {}) as Json;
  const rules = listOf(spec, 'rules').map(rule => (rule.default ?? {}) as Json);
  const inRules = (list: string) =>
    rules.flatMap(rule =>
      listOf(rule, list).flatMap(entry => kumaMatch(entry, change)),
    );
  const from = listOf(spec, 'from').map(({ targetRef, default: action }) => ({
    match: kumaMatch((targetRef ?? {}) as Json, change),
    isDeny: /deny/i.test(String((action as Json | undefined)?.action ?? '')),
  }));
  return worst([
    effectOn(
      [
        ...inRules('allow'),
        ...listOf(spec, 'sources').flatMap(each => kumaMatch(each, change)),
        ...from.filter(({ isDeny }) => !isDeny).flatMap(({ match }) => match),
      ],
      'allows',
    ),
    effectOn(
      [
        ...inRules('deny'),
        ...from.filter(({ isDeny }) => isDeny).flatMap(({ match }) => match),
      ],
      'denies',
    ),
    kumaMatch((spec.targetRef ?? {}) as Json, change).some(
      match => match.old !== match.new,
    )
      ? 'changes'
      : undefined,
  ]);
};
