import { DetachIntent } from './detach/types';
import { Json } from './detach/podFields';
import { Edits } from './Edits';
import { annotated, detached } from './listChanges';
import { ChangeImpossibleError, TextFile } from './types';
import { writeAnnotations, writeDetached } from './writeText';
import {
  findObject,
  ManifestFile,
  manifestFiles,
  ObjectName,
  PlacedObject,
} from './yaml/ManifestFile';

/** What a workload is to be after the change. It holds no secret value. */
export interface WorkloadChange {
  workload: ObjectName;
  detach: DetachIntent;
  /** Absent where the workload has a role already. */
  serviceAccount?: AccountChange;
}

/** One change, or those of several workloads that are made together. */
export type WorkloadChanges = WorkloadChange | readonly WorkloadChange[];

/** What a ServiceAccount is to be after the change. */
export interface AccountChange {
  name: string;
  /** `create`: it is in none of the files and is written beside the workload. */
  action: 'annotate' | 'create';
  annotations: Record<string, string>;
  /** Of a new one: fields that it takes over from the one that was used before. */
  copied?: Json;
}

/**
 * Writes a change into manifests: the smallest edit of the text that has the planned effect. Comments, order, anchors, quotes and
 * all other documents stay byte for byte. Pure. The result is read again and compared with what was planned.
 *
 * @returns the files that changed. Throws ChangeImpossibleError, and then nothing is changed.
 */
export function changeManifests(
  files: readonly TextFile[],
  change: WorkloadChange,
): TextFile[] {
  const manifests = manifestFiles(files);
  const { kind, name } = change.workload;
  const workload = findObject(manifests, change.workload);
  if (!workload) {
    const unreadable = manifests.filter(({ isReadable }) => !isReadable);
    throw new ChangeImpossibleError(
      unreadable.length > 0 ? 'unreadable' : 'notFound',
      `${kind} ${name} is in none of the files${
        unreadable.length > 0
          ? `, and these are no YAML that could be read (templates of Helm are not): ${unreadable
              .map(({ path }) => path)
              .join(', ')}`
          : ''
      }.`,
    );
  }
  const edits = new Edits();
  edits.change(
    workload,
    object => detached(object, change.detach),
    (node, editor) => writeDetached(workload, node, editor, change.detach),
  );
  if (change.serviceAccount) {
    changeAccount(edits, manifests, workload, change.serviceAccount);
  }
  return edits.result();
}

/**
 * Writes annotations of a ServiceAccount into manifests, and nothing else. The same as for changes of workloads.
 *
 * @returns the file that changed. Throws ChangeImpossibleError
 */
export function annotateAccount(
  files: readonly TextFile[],
  account: Omit<ObjectName, 'kind'>,
  annotations: Record<string, string>,
): TextFile[] {
  const found = findObject(manifestFiles(files), {
    ...account,
    kind: 'ServiceAccount',
  });
  if (!found) {
    throw new ChangeImpossibleError(
      'noServiceAccount',
      `ServiceAccount ${account.name} is in none of the files. Add the file that it is written in.`,
    );
  }
  const edits = new Edits();
  edits.change(
    found,
    object => annotated(object, annotations),
    (node, editor) => writeAnnotations(found, node, editor, annotations),
  );
  return edits.result();
}

function changeAccount(
  edits: Edits,
  manifests: readonly ManifestFile[],
  workload: PlacedObject,
  change: AccountChange,
): void {
  const { kind, metadata } = workload.value;
  const account = findObject(manifests, {
    kind: 'ServiceAccount',
    namespace: metadata?.namespace,
    name: change.name,
  });
  if (change.action === 'create') {
    if (account) {
      throw new ChangeImpossibleError(
        'different',
        `ServiceAccount ${change.name} is there already. Plan again.`,
        { path: account.file.path },
      );
    }
    edits.append(workload.file, serviceAccountManifest(workload, change));
  } else if (!account) {
    throw new ChangeImpossibleError(
      'noServiceAccount',
      `ServiceAccount ${change.name} of ${kind} ${metadata?.name} is in none of the files. Add the file that it is written in.`,
      { path: workload.file.path },
    );
  } else {
    edits.change(
      account,
      object => annotated(object, change.annotations),
      (node, editor) =>
        writeAnnotations(account, node, editor, change.annotations),
    );
  }
}

function serviceAccountManifest(
  { value }: PlacedObject,
  { name, annotations, copied }: AccountChange,
): Json {
  const namespace = value.metadata?.namespace;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, ...(namespace ? { namespace } : {}), annotations },
    ...copied,
  };
}
