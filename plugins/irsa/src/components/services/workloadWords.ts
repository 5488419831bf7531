import { isChangedInPlace, Workload } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';

/** The name for people: `namespace/name`, or the name alone where there is no namespace. */
export function workloadName(ref: { namespace: string; name: string }): string {
  return ref.namespace ? `${ref.namespace}/${ref.name}` : ref.name;
}

/** A kind without its API group, and the group of a custom resource: `ClusterIssuer.cert-manager.io`. */
export function splitKind(kind: string): { name: string; group?: string } {
  const dot = kind.indexOf('.');
  return dot < 0
    ? { name: kind }
    : { name: kind.slice(0, dot), group: kind.slice(dot + 1) };
}

/** Custom resources and stored objects run nothing: they have no ServiceAccount, and no plan moves them. */
export function runsPods(workload: Workload): boolean {
  return workload.serviceAccount.name !== '';
}

/** The server refuses a plan for all others, such as a Job or a Pod that nothing makes. */
export function hasPlans(workload: Workload): boolean {
  return runsPods(workload) && isChangedInPlace(workload.kind);
}

/** It has a key, and no plan can take it away: what makes it is changed by hand. */
export function isMovedByHand(workload: Workload): boolean {
  return runsPods(workload) && !hasPlans(workload) && isPlannable(workload);
}

const plannable: Workload['status'][] = [
  'static',
  'shadowed',
  'failed',
  'rolledBack',
];

export function isPlannable({ status }: Workload): boolean {
  return plannable.includes(status);
}

/** Why no plan can be made for it now; undefined when one can. */
export function whyNotPlannable(t: T, workload: Workload): string | undefined {
  if (isPlannable(workload)) {
    return undefined;
  }
  return t(`services.notPlannable.${workload.status}`, {
    reason: workload.statusReason ?? t('services.unknownReason'),
  });
}

/** What stands in the place of an owner: nobody is, or it is not known who, as while the catalog cannot be read. */
export function missingOwner(
  t: T,
  { ownerDoubt, isOwnerPending }: Workload,
): string {
  if (isOwnerPending) {
    return t('workload.ownerPending');
  }
  return t(ownerDoubt ? 'workload.ownerInDoubt' : 'workload.noOwner');
}

/** True when AWS has told about the key; else its age and last use are not known. */
export function wasKeyRead({ state }: Workload['keys'][number]): boolean {
  return state === 'active' || state === 'inactive';
}

/** True when it has no key; false when it has one, or when that is not known. */
export function isWithoutKey({ status, keys, references }: Workload): boolean {
  return (
    keys.length === 0 &&
    (status === 'notAws' || (status !== 'unknown' && references.length === 0))
  );
}

/** The key that is oldest, which is the one to worry about. */
export function oldestKey(workload: Workload) {
  return workload.keys.reduce<Workload['keys'][number] | undefined>(
    (worst, key) =>
      (key.ageDays ?? -1) > (worst?.ageDays ?? -1) || !worst ? key : worst,
    undefined,
  );
}
