import { Json } from '../podTemplate';
import { IDENTITY_KINDS } from './readIdentityPolicies';
import { IdentityEffect } from './IdentityChange';

const CHANGE = { namespace: 'shop', from: 'cart', to: 'cart-irsa' };

function effectOf(
  group: string,
  kind: string,
  spec: Json,
  namespace = 'other',
): IdentityEffect | undefined {
  const { judge } = IDENTITY_KINDS.find(
    each => each.group === group && each.kind === kind,
  )!;
  return judge({ metadata: { name: 'p', namespace }, spec }, CHANGE);
}

const from = (...sources: Json[]) => ({
  rules: [{ from: sources.map(source => ({ source })) }],
});
const principal = (name: string) => `cluster.local/ns/shop/sa/${name}`;

describe('AuthorizationPolicy of Istio', () => {
  it.each<[string, IdentityEffect | undefined, Json]>([
    ['the old one', 'cutOff', from({ principals: [principal('cart')] })],
    ['of any domain', 'cutOff', from({ principals: ['*/ns/shop/sa/cart'] })],
    [
      'of another domain',
      'cutOff',
      from({ principals: ['acme.test/ns/shop/sa/cart'] }),
    ],
    ['all of the namespace', undefined, from({ principals: [principal('*')] })],
    ['one beside it', undefined, from({ principals: [principal('card')] })],
    [
      'one of another namespace',
      undefined,
      from({ principals: ['cluster.local/ns/store/sa/cart'] }),
    ],
    [
      'both, apart',
      undefined,
      from(
        { principals: [principal('cart')] },
        { principals: [principal('cart-irsa')] },
      ),
    ],
    ['namespaces only', undefined, from({ namespaces: ['shop'] })],
    [
      'anyone but the old one',
      'changes',
      from({ notPrincipals: [principal('cart')] }),
    ],
    ['by its short name', 'cutOff', from({ serviceAccounts: ['shop/cart'] })],
    [
      'a short name of the policy itself',
      undefined,
      from({ serviceAccounts: ['cart'] }),
    ],
    [
      'by a condition',
      'cutOff',
      {
        rules: [
          { when: [{ key: 'source.principal', values: [principal('cart')] }] },
        ],
      },
    ],
    [
      'denied',
      'changes',
      { action: 'DENY', ...from({ principals: [principal('cart')] }) },
    ],
    [
      'everyone else denied',
      'cutOff',
      { action: 'DENY', ...from({ notPrincipals: [principal('cart')] }) },
    ],
    [
      'only written down',
      undefined,
      { action: 'AUDIT', ...from({ principals: [principal('cart')] }) },
    ],
    ['nothing', undefined, {}],
  ])('%s: %s', (_name, effect, spec) => {
    expect(effectOf('security.istio.io', 'AuthorizationPolicy', spec)).toBe(
      effect,
    );
  });
});

const linkerd = (name: string) =>
  `${name}.shop.serviceaccount.identity.linkerd.cluster.local`;

describe('policies of Linkerd', () => {
  it.each<[string, IdentityEffect | undefined, Json]>([
    ['MeshTLSAuthentication', 'cutOff', { identities: [linkerd('cart')] }],
    ['MeshTLSAuthentication', undefined, { identities: ['*'] }],
    [
      'MeshTLSAuthentication',
      undefined,
      { identities: [linkerd('cart'), linkerd('cart-irsa')] },
    ],
    [
      'MeshTLSAuthentication',
      'cutOff',
      {
        identityRefs: [
          { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' },
        ],
      },
    ],
    [
      'MeshTLSAuthentication',
      undefined,
      { identityRefs: [{ kind: 'Namespace', name: 'shop' }] },
    ],
    [
      'ServerAuthorization',
      'cutOff',
      { client: { meshTLS: { identities: [linkerd('cart')] } } },
    ],
    [
      'ServerAuthorization',
      undefined,
      { client: { meshTLS: { serviceAccounts: [{ name: 'cart' }] } } },
    ],
    [
      'AuthorizationPolicy',
      'cutOff',
      {
        requiredAuthenticationRefs: [
          { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' },
        ],
      },
    ],
  ])('%s: %s (%#)', (kind, effect, spec) => {
    expect(effectOf('policy.linkerd.io', kind, spec)).toBe(effect);
  });
});

describe('permissions of Kuma', () => {
  const id = (value: string, type = 'Exact') => ({ spiffeID: { type, value } });
  const rules = (list: string, ...entries: Json[]) => ({
    rules: [{ default: { [list]: entries } }],
  });
  const tags = { 'k8s.kuma.io/service-account': 'cart' };
  it.each<[string, IdentityEffect | undefined, Json]>([
    [
      'MeshTrafficPermission',
      'cutOff',
      rules('allow', id('spiffe://mesh/ns/shop/sa/cart')),
    ],
    [
      'MeshTrafficPermission',
      undefined,
      rules('allow', id('spiffe://mesh/ns/shop/', 'Prefix')),
    ],
    [
      'MeshTrafficPermission',
      'changes',
      rules('deny', id('spiffe://mesh/ns/shop/sa/cart')),
    ],
    [
      'MeshTrafficPermission',
      'cutOff',
      { from: [{ targetRef: { tags }, default: { action: 'Allow' } }] },
    ],
    [
      'MeshTrafficPermission',
      'changes',
      { from: [{ targetRef: { tags }, default: { action: 'Deny' } }] },
    ],
    ['MeshTrafficPermission', 'changes', { targetRef: { tags } }],
    ['TrafficPermission', 'cutOff', { sources: [{ match: tags }] }],
    [
      'TrafficPermission',
      undefined,
      { sources: [{ match: { 'kuma.io/service': 'cart' } }] },
    ],
  ])('%s: %s (%#)', (kind, effect, spec) => {
    expect(effectOf('kuma.io', kind, spec)).toBe(effect);
  });
});

describe('network policies by ServiceAccount', () => {
  const account = 'k8s:io.cilium.k8s.policy.serviceaccount';
  const inShop = { 'k8s:io.kubernetes.pod.namespace': 'shop' };
  const cilium = (list: string, matchLabels: Json) => ({
    [list]: [
      {
        [/^in/.test(list) ? 'fromEndpoints' : 'toEndpoints']: [{ matchLabels }],
      },
    ],
  });
  it.each<[string, IdentityEffect | undefined, Json, string]>([
    [
      'of its namespace',
      'cutOff',
      cilium('ingress', { [account]: 'cart' }),
      'shop',
    ],
    [
      'of another',
      undefined,
      cilium('ingress', { [account]: 'cart' }),
      'other',
    ],
    [
      'by both labels',
      'cutOff',
      cilium('ingress', { [account]: 'cart', ...inShop }),
      'other',
    ],
    ['denied', 'changes', cilium('ingressDeny', { [account]: 'cart' }), 'shop'],
    [
      'the other way',
      'cutOff',
      cilium('egress', { [account]: 'cart' }),
      'shop',
    ],
    ['other labels', undefined, cilium('ingress', { app: 'cart' }), 'shop'],
    [
      'the policy is about it',
      'changes',
      { endpointSelector: { matchLabels: { [account]: 'cart' } } },
      'shop',
    ],
    [
      'a list with both',
      undefined,
      {
        ingress: [
          {
            fromEndpoints: [
              {
                matchExpressions: [
                  {
                    key: account,
                    operator: 'In',
                    values: ['cart', 'cart-irsa'],
                  },
                ],
              },
            ],
          },
        ],
      },
      'shop',
    ],
  ])('Cilium, %s: %s', (_name, effect, spec, namespace) => {
    expect(effectOf('cilium.io', 'CiliumNetworkPolicy', spec, namespace)).toBe(
      effect,
    );
  });

  const source = (end: Json, action = 'Allow') => ({
    ingress: [{ action, source: end }],
  });
  it.each<[string, IdentityEffect | undefined, Json]>([
    ['names', 'cutOff', source({ serviceAccounts: { names: ['cart'] } })],
    [
      'both names',
      undefined,
      source({ serviceAccounts: { names: ['cart', 'cart-irsa'] } }),
    ],
    [
      'denied',
      'changes',
      source({ serviceAccounts: { names: ['cart'] } }, 'Deny'),
    ],
    [
      'a selector',
      'cutOff',
      source({ selector: "projectcalico.org/serviceaccount == 'cart'" }),
    ],
    [
      'labels',
      undefined,
      source({ serviceAccounts: { selector: "a == 'b'" } }),
    ],
    [
      'the policy is about it',
      'changes',
      { serviceAccountSelector: 'projectcalico.org/name == "cart"' },
    ],
  ])('Calico, %s: %s', (_name, effect, spec) => {
    expect(effectOf('projectcalico.org', 'NetworkPolicy', spec, 'shop')).toBe(
      effect,
    );
  });
});

describe('SecurityContextConstraints of OpenShift', () => {
  const { judge } = IDENTITY_KINDS.find(
    ({ kind }) => kind === 'SecurityContextConstraints',
  )!;
  it.each<[string, IdentityEffect | undefined, string[]]>([
    ['the old one', 'cutOff', ['system:serviceaccount:shop:cart']],
    [
      'both',
      undefined,
      [
        'system:serviceaccount:shop:cart',
        'system:serviceaccount:shop:cart-irsa',
      ],
    ],
    ['one of another namespace', undefined, ['system:serviceaccount:a:cart']],
  ])('%s: %s', (_name, effect, users) => {
    expect(judge({ metadata: { name: 'scc' }, users }, CHANGE)).toBe(effect);
  });
});
