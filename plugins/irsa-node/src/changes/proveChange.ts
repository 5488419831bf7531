import { CustomResourceRule } from '../audit/customResources/types';
import { auditObjects } from '../audit/auditObjects';
import { AuditFinding, KubernetesObject } from '../audit/types';
import { WorkloadChange, WorkloadChanges } from './changeManifests';
import { overlayProblem } from './changeOverlay';
import { ChangeImpossibleError, TextFile } from './types';
import { manifestFiles } from './yaml/ManifestFile';

/**
 * Proves edited manifests: every object is read again and compared with what was planned, and the detector looks at what is left.
 * Pure.
 *
 * @param after - all files, the edited ones in place of those of before
 * @returns what was proven, one sentence each. Throws ChangeImpossibleError with what is left.
 */
export function proveChange(
  before: readonly TextFile[],
  after: readonly TextFile[],
  change: WorkloadChange,
  catalogue: readonly CustomResourceRule[],
): string[] {
  const objects = objectsOf(after);
  return proveObjects(objectsOf(before), objects, change, catalogue);
}

/** The same for objects, such as those that Kustomize makes of the files. */
export function proveObjects(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  changes: WorkloadChanges,
  catalogue: readonly CustomResourceRule[],
): string[] {
  const problem = overlayProblem(before, after, changes);
  if (problem) {
    throw new ChangeImpossibleError(
      'unproven',
      `With the change, ${problem}. Make it by hand.`,
    );
  }
  const all = [changes].flat();
  const found = auditObjects(after, { catalogue });
  const accounts = new Set(
    all.flatMap(({ serviceAccount }) => serviceAccount?.name ?? []),
  );
  return [
    ...all.flatMap(change => workloadInWords(change, found)),
    ...[...accounts].map(
      name =>
        `ServiceAccount ${name} names the role; nothing else of it differs.`,
    ),
    ...othersInWords(after.length - all.length - accounts.size),
    ...all.flatMap(change => findingsInWords(change, found)),
  ];
}

function workloadInWords(
  { workload: { kind, name } }: WorkloadChange,
  all: readonly AuditFinding[],
): string[] {
  const findings = all.filter(
    finding => finding.kind === kind && finding.name === name,
  );
  const left = findings.filter(
    ({ verdict }) => verdict === 'static-aws' || verdict === 'irsa-shadowed',
  );
  if (left.length > 0) {
    throw new ChangeImpossibleError(
      'unproven',
      `With the change, ${kind} ${name} would still get a key (${[
        ...new Set(left.map(({ path }) => path)),
      ].join(', ')}). Take it out there first.`,
    );
  }
  return [
    `${kind} ${name} is what a direct migration would leave: the same Pod template without the static keys.`,
  ];
}

function findingsInWords(
  { workload: { kind, name } }: WorkloadChange,
  all: readonly AuditFinding[],
): string[] {
  const unsure = all.filter(
    finding =>
      finding.kind === kind &&
      finding.name === name &&
      finding.verdict === 'uncertain',
  );
  return [
    `The detector was run on the edited files and finds no static key in ${kind} ${name}.`,
    ...(unsure.length > 0
      ? [
          `Whether these places hold one is not known from the files: ${[
            ...new Set(unsure.map(({ path }) => path)),
          ].join(', ')}.`,
        ]
      : []),
  ];
}

/** Every object that files write, with its file; those that cannot be read have none. */
export function objectsIn(
  files: readonly TextFile[],
): { path: string; value: KubernetesObject }[] {
  return manifestFiles(files).flatMap(({ path, objects }) =>
    objects.map(({ value }) => ({ path, value: value as KubernetesObject })),
  );
}

function objectsOf(files: readonly TextFile[]): KubernetesObject[] {
  return objectsIn(files).map(({ value }) => value);
}

function othersInWords(count: number): string[] {
  if (count <= 0) {
    return [];
  }
  return [
    count === 1
      ? 'The other object of these files is as it was.'
      : `The other ${count} objects of these files are as they were.`,
  ];
}
