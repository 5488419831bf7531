import { Check, counted } from 'backstage-plugin-irsa-common';
import { matchesSelector } from '../world/labelSelector';
import { podMarks } from '../world/mesh';
import { Json, listOf, podSpec, WorkloadObject } from '../world/podTemplate';
import { PodResources, podResources } from '../world/podResources';
import { fullQuotas, QuotaGap } from '../world/quotas';
import { around } from '../world/surroundings';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** A roll out starts new Pods beside the old ones. Quotas and volumes of one node can keep them from starting. */
export const capacity: PlanCheck = context => {
  const { world } = context;
  if (world.object.kind === 'CronJob') {
    return undefined;
  }
  if (world.object.spec?.replicas === 0) {
    return answer('capacity', 'F40', {
      state: 'passed',
      message: 'It is scaled to zero, so the roll out starts no Pod.',
      evidence: 'replicas of the workload.',
    });
  }
  const { found, unknown } = around(world.surroundings, [
    'ResourceQuota',
    'LimitRange',
    ...(claimsOf(world.object).length > 0
      ? (['PersistentVolumeClaim'] as const)
      : []),
  ]);
  if (world.object.kind !== 'Deployment' || surgeOf(context) === 0) {
    return inPlace(world, unknown);
  }
  const full = noRoom(context);
  if (full.length > 0) {
    const names = full.map(({ name }) => name);
    const lacking = [...new Set(full.flatMap(each => each.lacking))];
    const goesOn = unavailableOf(context) > 0;
    return answer('capacity', 'F40', {
      state: goesOn ? 'warning' : 'blocked',
      params: { quotas: names, resources: lacking },
      message: `ResourceQuota ${short(
        names,
      )} leaves no room for one more Pod (${short(lacking)}), so ${
        goesOn
          ? 'the roll out goes on only by taking a Pod away first, and has one less meanwhile.'
          : 'a roll out would not begin.'
      }`,
      evidence:
        'Status of the quota, and requests and limits of the Pod template.',
      fix: 'Raise the quota, or let the roll out replace Pods first (maxSurge 0, maxUnavailable 1); then make a new plan.',
    });
  }
  const ofOneNode = volumesOfOneNode(context);
  if (ofOneNode.length > 0) {
    return answer('capacity', 'F40', {
      state: 'warning',
      params: { claims: ofOneNode },
      message: `Volume ${short(
        ofOneNode,
      )} can be on one node only. A new Pod on another node waits until the old one is gone, and the roll out may not end.`,
      evidence: 'Access mode of the claim and strategy of the Deployment.',
      fix: 'Set strategy Recreate, or maxSurge 0.',
    });
  }
  const apart = keepsApart(world.object);
  if (apart && unavailableOf(context) === 0) {
    return answer('capacity', 'F40', {
      state: 'warning',
      params: { by: apart },
      message: `Two Pods of it cannot be on one node (${apart}), and the old ones stay until a new one is ready. Without a free node the roll out does not end.`,
      evidence: 'Pod template and strategy of the Deployment.',
      fix: 'Let the roll out replace Pods first (maxSurge 0, maxUnavailable 1), then make a new plan.',
    });
  }
  return unknown.length > 0
    ? answer('capacity', 'F40', {
        state: 'notChecked',
        params: { notRead: unknown },
        message:
          'Whether quotas and volumes leave room for a roll out is not known.',
        evidence: `${short(unknown)} could not be listed.`,
        fix: 'Give the portal the auditor role of the documentation.',
      })
    : answer('capacity', 'F40', {
        state: 'passed',
        message:
          'No quota and no volume of one node is in the way of a roll out.',
        evidence: `${counted(
          found.filter(({ kind }) => kind === 'ResourceQuota').length,
          'quota',
        )} and ${counted(claimsOf(world.object).length, 'claim')}.`,
      });
};

/** Each Pod is taken away before its successor starts. A quota that is used beyond its limit does not let the successor in. */
function inPlace(
  world: CheckContext['world'],
  unknown: readonly string[],
): Check {
  const over = fullOf(world, false);
  const names = over.map(({ name }) => name);
  if (over.length > 0) {
    const lacking = [...new Set(over.flatMap(each => each.lacking))];
    return answer('capacity', 'F40', {
      state: 'blocked',
      params: { quotas: names, resources: lacking },
      message: `ResourceQuota ${short(
        names,
      )} is used beyond what it allows (${short(
        lacking,
      )}): a Pod that the roll out takes away does not come back.`,
      evidence: 'Status of the quota, and the Pod template.',
      fix: 'Raise the quota, then make a new plan.',
    });
  }
  return unknown.length > 0
    ? answer('capacity', 'F40', {
        state: 'notChecked',
        params: { notRead: [...unknown] },
        message:
          'The roll out replaces Pods without starting more of them. Whether quotas let their successors in is not known.',
        evidence: `${short(unknown)} could not be listed.`,
        fix: 'Give the portal the auditor role of the documentation.',
      })
    : answer('capacity', 'F40', {
        state: 'passed',
        message: 'The roll out replaces Pods without starting more of them.',
        evidence: 'Strategy of the workload, and the quotas of its namespace.',
      });
}

/** Quotas that leave no room for one more Pod, and of what. */
export function noRoom({ world }: CheckContext): QuotaGap[] {
  return fullOf(world, true);
}

function fullOf(world: CheckContext['world'], more: boolean): QuotaGap[] {
  const { items } = world.surroundings;
  return fullQuotas(
    items.ResourceQuota ?? [],
    podSpec(world.object),
    resourcesOf(world),
    more,
  );
}

/** What a new Pod asks for. */
function resourcesOf({
  object,
  surroundings,
}: CheckContext['world']): PodResources {
  return podResources(podSpec(object), surroundings.items.LimitRange ?? []);
}

function claimsOf(object: WorkloadObject): string[] {
  return listOf(podSpec(object), 'volumes').flatMap(
    ({ persistentVolumeClaim }) => {
      const name = (persistentVolumeClaim as Json | undefined)?.claimName;
      return typeof name === 'string' ? [name] : [];
    },
  );
}

/** Names of its claims that only Pods of one node can have. */
export function volumesOfOneNode({ world }: CheckContext): string[] {
  const claims = claimsOf(world.object);
  return (world.surroundings.items.PersistentVolumeClaim ?? [])
    .filter(
      claim =>
        claims.includes(String((claim.metadata as Json).name)) &&
        (
          (claim.spec as Json | undefined)?.accessModes as string[] | undefined
        )?.every(mode => /^ReadWriteOnce/.test(mode)),
    )
    .map(claim => String((claim.metadata as Json).name));
}

/** What keeps two Pods of the template off one node: a port of the node, or a rule about their own labels. */
export function keepsApart(object: WorkloadObject): string | undefined {
  const spec = podSpec(object);
  const ports = listOf(spec, 'containers')
    .flatMap(container => listOf(container, 'ports'))
    .flatMap(({ hostPort, containerPort }) =>
      spec.hostNetwork === true ? containerPort : hostPort ?? [],
    );
  if (ports.length > 0) {
    return `port ${ports[0]} of the node`;
  }
  const { labels } = podMarks({ object });
  const affinity = (spec.affinity as Json | undefined)?.podAntiAffinity as
    | Json
    | undefined;
  const isOfItself = ({ topologyKey, labelSelector }: Json) =>
    topologyKey === 'kubernetes.io/hostname' &&
    labelSelector !== undefined &&
    matchesSelector(labelSelector as Json, labels);
  return listOf(
    affinity,
    'requiredDuringSchedulingIgnoredDuringExecution',
  ).some(isOfItself)
    ? 'podAntiAffinity'
    : undefined;
}

/** Pods that may be away during a roll out; of a percentage the whole ones. */
function unavailableOf({ world }: CheckContext): number {
  const spec = world.object.spec ?? {};
  const strategy = (spec.strategy ?? {}) as Json;
  const { maxUnavailable = '25%' } = (strategy.rollingUpdate ?? {}) as Json;
  const number = Number.parseInt(String(maxUnavailable), 10);
  return String(maxUnavailable).endsWith('%')
    ? Math.floor((number * Number(spec.replicas ?? 1)) / 100)
    : number;
}

/** Pods beyond the wanted number; of a percentage at least one. */
export function surgeOf({ world }: CheckContext): number {
  const strategy = (world.object.spec?.strategy ?? {}) as Json;
  if (strategy.type === 'Recreate') {
    return 0;
  }
  const { maxSurge = '25%' } = (strategy.rollingUpdate ?? {}) as Json;
  return Number.parseInt(String(maxSurge), 10);
}
