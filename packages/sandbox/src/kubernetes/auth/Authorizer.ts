import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ObjectStore } from '../store/ObjectStore';
import { matchesSelector } from '../store/selectors';
import { Json, KubeObject, LabelSelector, User } from '../types';

export type PolicyRule = {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface NonResourceAttributes {
  verb: string;
  path: string;
}

type Attributes = ResourceAttributes | NonResourceAttributes;

export interface Decision {
  allowed: boolean;
  /** The binding that allows the request. */
  reason?: string;
}

type Subject = {
  kind: string;
  name: string;
  namespace?: string;
  apiGroup?: string;
};

type Binding = KubeObject & {
  subjects?: Subject[];
  roleRef: { kind: string; name: string };
};

function has(list: string[] | undefined, value: string): boolean {
  return Boolean(list?.includes('*') || list?.includes(value));
}

function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!has(rule.verbs, attributes.verb)) {
    return false;
  }
  if ('path' in attributes) {
    return (rule.nonResourceURLs ?? []).some(url =>
      url.endsWith('*')
        ? attributes.path.startsWith(url.slice(0, -1))
        : url === attributes.path,
    );
  }
  const { group, resource, subresource, name } = attributes;
  const combined = subresource ? `${resource}/${subresource}` : resource;
  const resources = rule.resources ?? [];
  const resourceMatches =
    has(resources, combined) ||
    Boolean(subresource && resources.includes(`*/${subresource}`));
  return (
    has(rule.apiGroups, group) &&
    resourceMatches &&
    (!rule.resourceNames?.length ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function described({ kind, name, namespace }: Subject, home?: string): string {
  return kind === 'ServiceAccount'
    ? `${kind} "${name}/${namespace ?? home}"`
    : `${kind} "${name}"`;
}

function subjectMatches(
  subject: Subject,
  user: User,
  bindingNamespace?: string,
): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.name;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${subject.namespace ?? bindingNamespace}:${
          subject.name
        }`
      );
    default:
      return false;
  }
}

/**
 * Decides by RBAC, from the stored roles and bindings: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Authorizer {
  constructor(
    private readonly store: ObjectStore,
    private readonly registry: ResourceRegistry,
  ) {}

  decide(user: User, attributes: Attributes): Decision {
    if (user.groups.includes('system:masters')) {
      return { allowed: true };
    }
    const namespace = 'path' in attributes ? undefined : attributes.namespace;
    for (const { rule, reason } of this.rules(user, namespace)) {
      if (ruleAllows(rule, attributes)) {
        return { allowed: true, reason };
      }
    }
    return { allowed: false };
  }

  /** The rules that apply to a user in a namespace. */
  rulesFor(user: User, namespace: string): PolicyRule[] {
    if (user.groups.includes('system:masters')) {
      return [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ];
    }
    return [...this.rules(user, namespace)].map(({ rule }) => rule);
  }

  /** The rules of a Role or ClusterRole, aggregation included. */
  roleRules(kind: string, name: string, namespace?: string): PolicyRule[] {
    return kind === 'ClusterRole'
      ? this.clusterRoleRules(name)
      : rulesOf(
          this.store.get(this.registry.builtIn('roles'), namespace, name),
        );
  }

  private *rules(user: User, namespace: string | undefined) {
    for (const { binding, to } of this.bindings('clusterrolebindings', user)) {
      const reason = `RBAC: allowed by ClusterRoleBinding "${binding.metadata.name}" of ClusterRole "${binding.roleRef.name}" to ${to}`;
      for (const rule of this.clusterRoleRules(binding.roleRef.name)) {
        yield { rule, reason };
      }
    }
    if (namespace === undefined || namespace === '') {
      return;
    }
    for (const { binding, to } of this.bindings(
      'rolebindings',
      user,
      namespace,
    )) {
      const { kind, name } = binding.roleRef;
      const reason = `RBAC: allowed by RoleBinding "${binding.metadata.name}/${namespace}" of ${kind} "${name}" to ${to}`;
      const rules = this.roleRules(kind, name, namespace);
      for (const rule of rules) {
        yield { rule, reason };
      }
    }
  }

  /** The bindings of a user, each with the subject that matches. */
  private bindings(plural: string, user: User, namespace?: string) {
    const bindings = this.store.list(
      this.registry.builtIn(plural),
      namespace,
    ) as Binding[];
    return bindings.flatMap(binding => {
      const home = binding.metadata.namespace;
      const subject = binding.subjects?.find(each =>
        subjectMatches(each, user, home),
      );
      return subject ? [{ binding, to: described(subject, home) }] : [];
    });
  }

  private clusterRoleRules(name: string): PolicyRule[] {
    const type = this.registry.builtIn('clusterroles');
    const role = this.store.get(type, undefined, name);
    const aggregation = role?.aggregationRule as
      | { clusterRoleSelectors?: LabelSelector[] }
      | undefined;
    if (!aggregation) {
      return rulesOf(role);
    }
    const parts = this.store
      .list(type)
      .filter(candidate =>
        aggregation.clusterRoleSelectors?.some(selector =>
          matchesSelector(selector, candidate.metadata.labels),
        ),
      );
    return parts.flatMap(rulesOf);
  }
}

function rulesOf(role: KubeObject | undefined): PolicyRule[] {
  return (role?.rules as Json[] as PolicyRule[] | undefined) ?? [];
}
