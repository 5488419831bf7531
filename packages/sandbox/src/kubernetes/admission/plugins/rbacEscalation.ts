import { forbidden, notFound } from '../../ApiError';
import { Authorizer, PolicyRule } from '../../auth/Authorizer';
import { deepEqual } from '../../json';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { Json, KubeObject, User } from '../../types';
import { AdmissionPlugin, AdmissionRequest } from '../Admission';

const GROUP = 'rbac.authorization.k8s.io';

/** One verb on one resource. */
interface Grant {
  verb: string;
  group?: string;
  resource?: string;
  name?: string;
  url?: string;
}

function grantsOf(rule: PolicyRule): Grant[] {
  const names = rule.resourceNames?.length ? rule.resourceNames : [undefined];
  return rule.verbs.flatMap(verb => [
    ...(rule.nonResourceURLs ?? []).map(url => ({ verb, url })),
    ...(rule.apiGroups ?? []).flatMap(group =>
      (rule.resources ?? []).flatMap(resource =>
        names.map(name => ({ verb, group, resource, name })),
      ),
    ),
  ]);
}

function covers(rule: PolicyRule, grant: Grant): boolean {
  const has = (list: string[] | undefined, value: string) =>
    Boolean(list?.includes('*') || list?.includes(value));
  if (!has(rule.verbs, grant.verb)) {
    return false;
  }
  if (grant.url !== undefined) {
    const { url } = grant;
    return (rule.nonResourceURLs ?? []).some(
      own =>
        own === url || (own.endsWith('*') && url.startsWith(own.slice(0, -1))),
    );
  }
  const [, subresource] = (grant.resource ?? '').split('/');
  return (
    has(rule.apiGroups, grant.group!) &&
    (has(rule.resources, grant.resource!) ||
      Boolean(subresource && rule.resources?.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length ||
      (grant.name !== undefined && rule.resourceNames.includes(grant.name)))
  );
}

/** The missing rights, one line for each resource: `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`. */
function describe(grants: Grant[]): string {
  const verbs = new Map<string, string[]>();
  const quoted = (text: string) => `[${JSON.stringify(text)}]`;
  for (const { verb, group, resource, name, url } of grants) {
    const thing =
      url === undefined
        ? `APIGroups:${quoted(group!)}, Resources:${quoted(resource!)}${
            name === undefined ? '' : `, ResourceNames:${quoted(name)}`
          }`
        : `NonResourceURLs:${quoted(url)}`;
    verbs.set(thing, [...(verbs.get(thing) ?? []), JSON.stringify(verb)]);
  }
  return [...verbs]
    .map(([thing, list]) => `{${thing}, Verbs:[${list.join(' ')}]}`)
    .sort()
    .join('\n');
}

/**
 * Nobody can grant rights that they do not have, unless they may `escalate` the role or `bind` it.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function rbacEscalation(
  store: ObjectStore,
  registry: ResourceRegistry,
  authorizer: Authorizer,
): AdmissionPlugin {
  const may = (
    user: User,
    verb: string,
    resource: string,
    name: string,
    namespace?: string,
  ) =>
    authorizer.decide(user, { verb, group: GROUP, resource, name, namespace })
      .allowed;

  const requireHeld = (
    request: AdmissionRequest,
    rules: PolicyRule[],
  ): void => {
    const { user } = request.context;
    const own = authorizer.rulesFor(user, request.namespace ?? '');
    const missing = rules
      .flatMap(grantsOf)
      .filter(grant => !own.some(rule => covers(rule, grant)));
    if (!missing.length) {
      return;
    }
    const groups = user.groups.map(group => JSON.stringify(group)).join(' ');
    throw forbidden(
      request.type,
      request.name,
      `user ${JSON.stringify(
        user.name,
      )} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${describe(
        missing,
      )}`,
    );
  };

  const referredRole = (
    request: AdmissionRequest,
    binding: KubeObject,
  ): { plural: string; name: string; rules(): PolicyRule[] } => {
    const { kind, name } = binding.roleRef as { kind: string; name: string };
    const { namespace } = request;
    const plural = kind === 'Role' ? 'roles' : 'clusterroles';
    return {
      plural,
      name,
      rules: () => {
        const type = registry.builtIn(plural);
        const home = kind === 'Role' ? namespace : undefined;
        // The API server's message has the type of the binding and the name of the role.
        if (!store.get(type, home, name)) {
          throw notFound(request.type, name);
        }
        return authorizer.roleRules(kind, name, home);
      },
    };
  };

  return request => {
    const { type, operation, object, oldObject, name, namespace } = request;
    const { user } = request.context;
    if (type.group !== GROUP || operation === 'DELETE' || !object) {
      return;
    }
    if (user.groups.includes('system:masters')) {
      return;
    }
    if (type.plural === 'roles' || type.plural === 'clusterroles') {
      if (oldObject && deepEqual(oldObject.rules, object.rules)) {
        return;
      }
      if (may(user, 'escalate', type.plural, name, namespace)) {
        return;
      }
      requireHeld(request, (object.rules ?? []) as Json[] as PolicyRule[]);
      return;
    }
    const unchanged =
      oldObject &&
      deepEqual(oldObject.subjects, object.subjects) &&
      deepEqual(oldObject.roleRef, object.roleRef);
    if (unchanged || !object.roleRef) {
      return;
    }
    const role = referredRole(request, object);
    if (may(user, 'bind', role.plural, role.name, namespace)) {
      return;
    }
    requireHeld(request, role.rules());
  };
}
