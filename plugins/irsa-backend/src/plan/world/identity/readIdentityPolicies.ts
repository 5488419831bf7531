import {
  discoverKinds,
  isNotThere,
  KubernetesKind,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../../clusters/types';
import { Json } from '../podTemplate';
import {
  IdentityChange,
  IdentityEffect,
  IdentityPolicy,
} from './IdentityChange';
import {
  istioAuthorization,
  kumaPermission,
  linkerdAuthorization,
} from './meshIdentity';
import { calicoIdentity, ciliumIdentity } from './networkIdentity';
import { openShiftConstraints } from './openShiftConstraints';

/** Kinds whose objects may name Pods by their ServiceAccount. docs/manifests/portal-rbac.yaml gives the rights. */
export const IDENTITY_KINDS: readonly {
  group: string;
  kind: string;
  judge: IdentityPolicy;
}[] = [
  {
    group: 'security.istio.io',
    kind: 'AuthorizationPolicy',
    judge: istioAuthorization,
  },
  ...[
    'AuthorizationPolicy',
    'MeshTLSAuthentication',
    'ServerAuthorization',
  ].map(kind => ({
    group: 'policy.linkerd.io',
    kind,
    judge: linkerdAuthorization,
  })),
  ...['MeshTrafficPermission', 'TrafficPermission'].map(kind => ({
    group: 'kuma.io',
    kind,
    judge: kumaPermission,
  })),
  ...['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map(kind => ({
    group: 'cilium.io',
    kind,
    judge: ciliumIdentity,
  })),
  ...['crd.projectcalico.org', 'projectcalico.org'].flatMap(group =>
    ['NetworkPolicy', 'GlobalNetworkPolicy'].map(kind => ({
      group,
      kind,
      judge: calicoIdentity,
    })),
  ),
  {
    group: 'security.openshift.io',
    kind: 'SecurityContextConstraints',
    judge: openShiftConstraints,
  },
];

/** Policies that tell the old ServiceAccount from the new one. */
export interface IdentityPolicies {
  found: {
    /** `AuthorizationPolicy shop/payments` */
    name: string;
    effect: IdentityEffect;
  }[];
  /** Kinds that may be there and could not be read, with the reason. */
  notRead: string[];
}

/** Looks through all namespaces, since a policy stands with the service that is called. Never throws. */
export async function readIdentityPolicies(
  cluster: ClusterHandle,
  change: IdentityChange,
): Promise<IdentityPolicies> {
  const groups = new Set(IDENTITY_KINDS.map(({ group }) => group));
  const result: IdentityPolicies = { found: [], notRead: [] };
  let kinds: KubernetesKind[] = [];
  try {
    const discovery = await discoverKinds(cluster, group => groups.has(group));
    kinds = discovery.kinds;
    discovery.unread.forEach(({ group, error }) =>
      result.notRead.push(`${group} (${reason(error)})`),
    );
  } catch (error) {
    result.notRead.push(`the groups of the cluster (${reason(error)})`);
  }
  await Promise.all(
    kinds.map(async kind => {
      const known = IDENTITY_KINDS.find(
        each => each.group === kind.group && each.kind === kind.kind,
      );
      if (!known) {
        return;
      }
      try {
        const items = await listAll<Json>(cluster, listPath(kind));
        for (const item of items) {
          const effect = known.judge(item, change);
          if (effect) {
            result.found.push({ name: nameOf(kind.kind, item), effect });
          }
        }
      } catch (error) {
        if (!isNotThere(error)) {
          result.notRead.push(`${kind.kind}.${kind.group} (${reason(error)})`);
        }
      }
    }),
  );
  // Kinds answer in any order; a plan is to be the same each time.
  result.found.sort((one, other) => one.name.localeCompare(other.name, 'en'));
  result.notRead.sort();
  return result;
}

function nameOf(kind: string, { metadata }: Json): string {
  const { namespace, name } = (metadata ?? {}) as Record<string, string>;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function reason(error: unknown): string {
  return (error as Error).message;
}
