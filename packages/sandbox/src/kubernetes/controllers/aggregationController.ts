import { deepEqual } from '../json';
import { matchesSelector } from '../store/selectors';
import { Json, KubeObject, LabelSelector } from '../types';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

type ClusterRole = KubeObject & {
  aggregationRule?: { clusterRoleSelectors?: LabelSelector[] };
  rules?: Json[];
};

const PLURAL = 'clusterroles';

/** The rules of all selected roles without duplicates, sorted by role name. */
function gathered(context: ControllerContext, role: ClusterRole): Json[] {
  const rules: Json[] = [];
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    for (const part of context.list<ClusterRole>(PLURAL)) {
      const { name, labels } = part.metadata;
      if (name === role.metadata.name) {
        continue;
      }
      if (!matchesSelector(selector, labels)) {
        continue;
      }
      for (const rule of part.rules ?? []) {
        if (!rules.some(known => deepEqual(known, rule))) {
          rules.push(rule);
        }
      }
    }
  }
  return rules;
}

/**
 * Writes the aggregated rules into ClusterRoles.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function aggregationController({ api }: ControllerOptions): () => void {
  const context = new ControllerContext(
    api,
    'clusterrole-aggregation-controller',
  );
  const queue = new Workqueue(async name => {
    const role = context.find<ClusterRole>(PLURAL, undefined, name);
    if (!role?.aggregationRule) {
      return;
    }
    const rules = gathered(context, role);
    if (deepEqual(rules, role.rules ?? [])) {
      return;
    }
    await context.update(PLURAL, { ...role, rules });
  });
  const own = context.watches(PLURAL);
  const unsubscribe = api.store.subscribe(event => {
    if (event.resource !== own) {
      return;
    }
    for (const role of context.list<ClusterRole>(PLURAL)) {
      if (role.aggregationRule) {
        queue.add(role.metadata.name);
      }
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
