import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { fieldsOf, listOf, textOf, titleOf } from './subject';
import { Json, Subject } from './types';

/** Why a change in Git does not come to the cluster by itself, or a removal there. */
export type Obstacle = NonNullable<WorkloadSource['obstacles']>[number];

/**
 * What stands in the way at a Kustomization, a HelmRelease or a source of Flux, and what to do about it. Messages of controllers are left
 * out, since they may quote values; and times, since each new try changes them. Pure.
 *
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status
 *
 * @param keeper - the object, as its kind and name are known from where it was read
 */
export function fluxObstacles(keeper: Subject, object: Json): Obstacle[] {
  const title = titleOf('Flux ', keeper);
  const { kind } = keeper;
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const isTrue = (type: string) => conditionOf(status, type) === 'True';
  const attempted = textOf(status.lastAttemptedRevision);
  const hasFailed =
    isTrue('FetchFailed') ||
    isTrue('Stalled') ||
    conditionOf(status, 'Released') === 'False' ||
    (kind === 'Kustomization' &&
      attempted !== undefined &&
      attempted !== textOf(status.lastAppliedRevision));
  return [
    ...(spec.suspend === true
      ? [changes(`${title} is suspended: somebody has to resume it.`)]
      : []),
    ...(hasFailed && spec.suspend !== true
      ? [
          changes(
            `The last try of ${title} has not succeeded so far; its condition Ready says why.`,
          ),
        ]
      : []),
    ...(kind === 'Kustomization' && spec.prune !== true
      ? [
          removals(
            `${title} deletes nothing that is taken out of Git (spec.prune): delete it by hand after the merge.`,
          ),
        ]
      : []),
  ];
}

/**
 * The same at an Application of Argo CD.
 *
 * https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
 */
export function argoObstacles(title: string, application: Json): Obstacle[] {
  const automated = fieldsOf(fieldsOf(application.spec).syncPolicy).automated;
  const isAutomatic =
    automated !== undefined &&
    automated !== null &&
    fieldsOf(automated).enabled !== false;
  const status = fieldsOf(application.status);
  const phase = textOf(fieldsOf(status.operationState).phase);
  const errors = listOf(status.conditions)
    .flatMap(({ type }) => textOf(type) ?? [])
    .filter(type => /^[A-Za-z]*Error$/.test(type));
  const isFailed = phase === 'Failed' || phase === 'Error';
  return [
    ...(isAutomatic
      ? []
      : [
          changes(
            `${title} is not synced by itself (spec.syncPolicy.automated): somebody has to sync it.`,
          ),
        ]),
    ...(errors.length > 0
      ? [
          changes(
            `${title} reports ${[...new Set(errors)].join(
              ', ',
            )}: its conditions say why.`,
          ),
        ]
      : []),
    ...(errors.length === 0 && isFailed
      ? [
          changes(
            `The last sync of ${title} has failed; its operation state says why.`,
          ),
        ]
      : []),
    ...(isAutomatic && fieldsOf(automated).prune !== true
      ? [
          removals(
            `${title} deletes nothing by itself that is taken out of Git (spec.syncPolicy.automated.prune): sync it with pruning after the merge.`,
          ),
        ]
      : []),
  ];
}

/** What is in the way, as sentences after others; empty when nothing is. @param ofRemoval - also what only removals wait for */
export function obstaclesInWords(
  { obstacles = [] }: Pick<WorkloadSource, 'obstacles'>,
  ofRemoval = false,
): string {
  return obstacles
    .filter(({ stops }) => ofRemoval || stops === 'changes')
    .map(({ message }) => ` ${message}`)
    .join('');
}

function changes(message: string): Obstacle {
  return { stops: 'changes', message };
}

function removals(message: string): Obstacle {
  return { stops: 'removals', message };
}

function conditionOf(status: Json, wanted: string): string | undefined {
  const found = listOf(status.conditions).find(({ type }) => type === wanted);
  return found && textOf(found.status);
}
