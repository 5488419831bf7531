import { isObject } from '../../json';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ResourceType } from '../../resources/resourceTypes';
import { ObjectStore, storageKey } from '../../store/ObjectStore';
import { matchesSelector } from '../../store/selectors';
import { KubeObject, LabelSelector } from '../../types';
import { AdmissionRequest } from '../Admission';
import { Rule, Webhook } from './webhookTypes';

function has(list: string[] | undefined, value: string): boolean {
  return Boolean(list?.includes('*') || list?.includes(value));
}

function resourceMatches(rule: Rule, plural: string, subresource?: string) {
  return (rule.resources ?? []).some(pattern => {
    const [resource, sub] = pattern.split('/');
    const resourceFits = resource === '*' || resource === plural;
    if (!subresource) {
      return resourceFits && (sub === undefined || sub === '*');
    }
    return resourceFits && (sub === '*' || sub === subresource);
  });
}

function ruleMatches(
  rule: Rule,
  request: AdmissionRequest,
  type: ResourceType,
): boolean {
  // A Namespace counts as an object of cluster scope.
  const scope = type.namespaced ? 'Namespaced' : 'Cluster';
  return (
    has(rule.operations, request.operation) &&
    has(rule.apiGroups, type.group) &&
    has(rule.apiVersions, type.version) &&
    resourceMatches(rule, type.plural, request.subresource) &&
    ['*', undefined, scope].includes(rule.scope)
  );
}

function selected(
  selector: LabelSelector | undefined,
  objects: (KubeObject | undefined)[],
): boolean {
  if (!isObject(selector) || !Object.keys(selector).length) {
    return true;
  }
  return objects.some(
    object => object && matchesSelector(selector, object.metadata?.labels),
  );
}

const EXEMPT = [
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
];

/**
 * The version in which a webhook sees the resource, or undefined when no rule of it matches.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules
 */
export function matchingType(
  webhook: Webhook,
  request: AdmissionRequest,
  store: ObjectStore,
  registry: ResourceRegistry,
): ResourceType | undefined {
  const { type, object, oldObject, namespace } = request;
  if (EXEMPT.includes(type.plural)) {
    return undefined;
  }
  const rules = webhook.rules ?? [];
  const candidates = [type];
  if (webhook.matchPolicy !== 'Exact') {
    candidates.push(
      ...registry
        .all()
        .filter(
          other => other !== type && storageKey(other) === storageKey(type),
        ),
    );
  }
  const seen = candidates.find(candidate =>
    rules.some(rule => ruleMatches(rule, request, candidate)),
  );
  if (!seen || !selected(webhook.objectSelector, [object, oldObject])) {
    return undefined;
  }
  const isNamespace = type.plural === 'namespaces' && !type.group;
  if (isNamespace) {
    return selected(webhook.namespaceSelector, [object ?? oldObject])
      ? seen
      : undefined;
  }
  if (!type.namespaced) {
    return seen;
  }
  const home = store.get(registry.builtIn('namespaces'), undefined, namespace!);
  return selected(webhook.namespaceSelector, [home]) ? seen : undefined;
}
