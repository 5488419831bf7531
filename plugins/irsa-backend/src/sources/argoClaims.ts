import { Subject } from './types';

/** An Application that an object names as the one that keeps it. */
export interface ArgoClaim {
  name: string;
  /** Known for Applications outside of the namespace of Argo CD. */
  namespace?: string;
  evidence: string;
  /** The label of charts too, so it counts only where the Application says the same. */
  isWeak: boolean;
}

const TRACKING = 'argocd.argoproj.io/tracking-id';
const LABELS = ['argocd.argoproj.io/instance', 'app.kubernetes.io/instance'];

/**
 * Applications that an object names, by annotation and by label. A tracking id that is about another object was copied with the
 * manifest and claims nothing, as in Argo CD itself.
 *
 * https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 */
export function argoClaims(subject: Subject): {
  claims: ArgoClaim[];
  copied?: string;
} {
  const claims: ArgoClaim[] = [];
  let copied: string | undefined;
  const tracking = subject.annotations[TRACKING];
  if (tracking !== undefined) {
    const match = /^([^:]+):([^/:]*)\/([^:]+):([^/]*)\/(.+)$/.exec(tracking);
    const [, app = '', group, kind, namespace, name] = match ?? [];
    const isAboutThis =
      group === subject.group &&
      kind === subject.kind &&
      namespace === subject.namespace &&
      name === subject.name;
    if (isAboutThis) {
      claims.push({
        ...applicationOf(app),
        evidence: `Its annotation ${TRACKING} names the Application ${app}.`,
        isWeak: false,
      });
    } else {
      copied = `Its annotation ${TRACKING} is about another object, so it was copied and says nothing.`;
    }
  }
  for (const label of LABELS) {
    const value = subject.labels[label];
    if (
      value &&
      !claims.some(({ name }) => name === applicationOf(value).name)
    ) {
      claims.push({
        ...applicationOf(value),
        evidence: `Its label ${label} is ${value}.`,
        isWeak: label !== LABELS[0],
      });
    }
  }
  return { claims, copied };
}

/** Argo CD writes `NAMESPACE_NAME` for an Application outside of its own namespace. */
function applicationOf(instance: string): { name: string; namespace?: string } {
  const [first, second] = instance.split('_');
  return second ? { namespace: first, name: second } : { name: instance };
}
