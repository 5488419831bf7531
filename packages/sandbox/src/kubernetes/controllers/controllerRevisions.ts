import { deepEqual } from '../json';
import { KubeObject, ObjectMeta, PodTemplate, Workload } from '../types';
import { ControllerContext, ownerReference } from './ControllerContext';
import { templateHash } from './templateHash';

export const REVISION_LABEL = 'controller-revision-hash';

export type ControllerRevision = KubeObject & {
  revision: number;
  data: { spec: { template: PodTemplate & { $patch?: string } } };
};

/**
 * The revision of the present template. It is created when there is none, and renumbered after an undo when it is not
 * the newest.
 */
export async function ensureRevision(
  context: ControllerContext,
  workload: Workload,
): Promise<{ revision: ControllerRevision; all: ControllerRevision[] }> {
  const { name, namespace } = workload.metadata;
  const all = context
    .controlledBy<ControllerRevision>('controllerrevisions', workload)
    .sort((a, b) => a.revision - b.revision);
  const data = {
    spec: { template: { ...workload.spec.template, $patch: 'replace' } },
  };
  const newest = all[all.length - 1]?.revision ?? 0;
  const known = all.find(revision => deepEqual(revision.data, data));
  if (known) {
    if (known.revision === newest) {
      return { revision: known, all };
    }
    const renumbered = await context.update('controllerrevisions', {
      ...known,
      revision: newest + 1,
    });
    return { revision: renumbered as ControllerRevision, all };
  }
  const hash = templateHash(data, newest);
  const made = (await context.create('controllerrevisions', {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: {
        ...workload.spec.template.metadata?.labels,
        [REVISION_LABEL]: hash,
      },
      annotations: workload.metadata.annotations ?? {},
      ownerReferences: [ownerReference(workload)],
    } as ObjectMeta,
    data,
    revision: newest + 1,
  })) as ControllerRevision;
  return { revision: made, all: [...all, made] };
}

/** Deletes revisions beyond the history limit that no Pod uses. */
export async function pruneRevisions(
  context: ControllerContext,
  workload: Workload,
  all: ControllerRevision[],
  inUse: Set<string>,
): Promise<void> {
  const unused = all.filter(({ metadata }) => !inUse.has(metadata.name));
  const surplus = unused.length - (workload.spec.revisionHistoryLimit ?? 10);
  await context.deleteAll(
    'controllerrevisions',
    unused.slice(0, Math.max(0, surplus)),
  );
}
