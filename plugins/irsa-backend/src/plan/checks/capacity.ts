import { around } from '../world/surroundings';
import { Json, listOf, podSpec } from '../world/podTemplate';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** A roll out starts new Pods beside the old ones. Quotas and volumes of one node can keep them from starting. */
export const capacity: PlanCheck = context => {
  const { world } = context;
  if (world.object.kind !== 'Deployment') {
    return undefined;
  }
  const { found, unknown } = around(world.surroundings, ['ResourceQuota']);
  const surge = surgeOf(context);
  if (surge === 0) {
    return answer('capacity', 'F40', {
      state: 'passed',
      message: 'The roll out replaces Pods without starting more of them.',
      evidence: 'Strategy of the Deployment.',
    });
  }
  const full = found.filter(({ object }) => {
    const { hard = {}, used = {} } = (object.status ?? {}) as {
      hard?: Record<string, string>;
      used?: Record<string, string>;
    };
    return ['pods', 'count/pods'].some(
      name =>
        hard[name] !== undefined &&
        Number(used[name] ?? 0) + 1 > Number(hard[name]),
    );
  });
  if (full.length > 0) {
    const names = full.map(({ object }) =>
      String((object.metadata as Json).name),
    );
    return answer('capacity', 'F40', {
      state: 'blocked',
      params: { quotas: names },
      message: `ResourceQuota ${short(
        names,
      )} leaves no room for one more Pod, so a roll out would not begin.`,
      evidence: 'Status of the quota.',
      fix: 'Raise the quota, or let the roll out replace Pods first (maxSurge 0, maxUnavailable 1); then make a new plan.',
    });
  }
  const claims = listOf(podSpec(world.object), 'volumes').flatMap(
    ({ persistentVolumeClaim }) => {
      const name = (persistentVolumeClaim as Json | undefined)?.claimName;
      return typeof name === 'string' ? [name] : [];
    },
  );
  const ofOneNode = (
    world.surroundings.items.PersistentVolumeClaim ?? []
  ).filter(
    claim =>
      claims.includes(String((claim.metadata as Json).name)) &&
      (
        (claim.spec as Json | undefined)?.accessModes as string[] | undefined
      )?.every(mode => /^ReadWriteOnce/.test(mode)),
  );
  if (ofOneNode.length > 0) {
    const names = ofOneNode.map(claim => String((claim.metadata as Json).name));
    return answer('capacity', 'F40', {
      state: 'warning',
      params: { claims: names },
      message: `Volume ${short(
        names,
      )} can be on one node only. A new Pod on another node waits until the old one is gone, and the roll out may not end.`,
      evidence: 'Access mode of the claim and strategy of the Deployment.',
      fix: 'Set strategy Recreate, or maxSurge 0.',
    });
  }
  return unknown.length > 0
    ? answer('capacity', 'F40', {
        state: 'notChecked',
        params: { notRead: unknown },
        message: 'Whether quotas leave room for a roll out is not known.',
        evidence: `${short(unknown)} could not be listed.`,
        fix: 'Give the portal the auditor role of the documentation.',
      })
    : answer('capacity', 'F40', {
        state: 'passed',
        message:
          'No quota on Pods and no volume of one node is in the way of a roll out.',
        evidence: `${found.length} quotas and ${claims.length} claims.`,
      });
};

/** Pods beyond the wanted number; of a percentage at least one. */
function surgeOf({ world }: CheckContext): number {
  const strategy = (world.object.spec?.strategy ?? {}) as Json;
  if (strategy.type === 'Recreate') {
    return 0;
  }
  const { maxSurge = '25%' } = (strategy.rollingUpdate ?? {}) as Json;
  return Number.parseInt(String(maxSurge), 10);
}
