import path from 'node:path';
import {
  auditObjects,
  ChangeImpossibleError,
  changeTerraform,
  CustomResourceRule,
  Fix,
  ObjectName,
  planTerraform,
  proveTerraform,
  TextFile,
} from 'backstage-plugin-irsa-node';
import { Note } from '../notes';
import { noteOf } from '../terraform/terraformNotes';
import {
  isWithin,
  readTerraformFolder,
  shown,
  terraformFolders,
} from '../terraform/terraformFolders';
import { Done } from './applyAll';
import { RoleArn } from './roleArn';

export interface TerraformFixOptions {
  cwd: string;
  roleArn: RoleArn;
  region?: string;
  catalogue: readonly CustomResourceRule[];
  isWanted: (object: ObjectName) => boolean;
  /** Whether roles are written as code too, which name whom they trust. */
  writesAws: boolean;
}

/** What came of the fixes in files of Terraform. Files are named by absolute paths. */
export interface TerraformDone extends Pick<Done, 'texts' | 'fixed' | 'left'> {
  before: ReadonlyMap<string, string>;
  notes: Note[];
  /** Secrets and ConfigMaps that still hold a key. */
  kept: ObjectName[];
}

interface Collected extends TerraformDone {
  texts: Map<string, string>;
  before: Map<string, string>;
}

/**
 * Takes keys out of workloads that are written in Terraform or OpenTofu, a folder after the other, as Terraform reads them. Each change is
 * proven before it counts; nothing is written. Throws CommandError when a file that was named is not there.
 */
export function fixTerraform(
  given: readonly string[],
  options: TerraformFixOptions,
): TerraformDone {
  const { cwd } = options;
  const roots = given.map(each => path.resolve(cwd, each));
  const done: Collected = {
    texts: new Map(),
    before: new Map(),
    fixed: [],
    left: [],
    notes: [],
    kept: [],
  };
  for (const folder of terraformFolders(roots, cwd)) {
    const { files, notes } = readTerraformFolder(folder, cwd);
    done.notes.push(...notes);
    fixFolder(files, roots, options, done);
  }
  return done;
}

function fixFolder(
  files: readonly TextFile[],
  roots: readonly string[],
  options: TerraformFixOptions,
  done: Collected,
): void {
  const { cwd, catalogue } = options;
  const { fixes, unread } = planTerraform(files, options);
  done.notes.push(...unread.map(each => noteOf(each, cwd)));
  files.forEach(each => done.before.set(each.path, each.content));
  const isGiven = (file: string) => roots.some(root => isWithin(root, file));
  let now = files;
  for (const { path: file, ...fix } of fixes) {
    if (isGiven(file) && options.isWanted(fix.object)) {
      const outcome = apply(fix, now, isGiven, options);
      if (typeof outcome === 'string') {
        const reason = outcome.replaceAll(`${cwd}${path.sep}`, '');
        done.left.push({ object: fix.object, reason });
      } else {
        now = now.map(
          each => outcome.find(edit => edit.path === each.path) ?? each,
        );
        outcome.forEach(each => done.texts.set(each.path, each.content));
        done.fixed.push(fix);
      }
    }
  }
  const stored = auditObjects(planTerraform(now, options).objects, {
    catalogue,
  }).filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap');
  done.kept.push(
    ...new Map(
      stored.map(each => [`${each.kind} ${each.name}`, each]),
    ).values(),
  );
}

/** The files that change, or why none does. */
function apply(
  { object, change, reason }: Fix,
  now: readonly TextFile[],
  isGiven: (file: string) => boolean,
  { writesAws, catalogue, cwd }: TerraformFixOptions,
): TextFile[] | string {
  if (!change) {
    return reason;
  }
  if (writesAws && object.namespace?.includes('${')) {
    return 'Its namespace is in a variable, so whom the role trusts cannot be written with --aws. Write the role by hand.';
  }
  try {
    const edits = changeTerraform(now, change);
    const outside = edits.find(each => !isGiven(each.path));
    if (outside) {
      return `${shown(
        outside.path,
        cwd,
      )} would change too, and it is not among the given paths. Name it as well.`;
    }
    const after = now.map(
      each => edits.find(edit => edit.path === each.path) ?? each,
    );
    proveTerraform(now, after, change, catalogue);
    return edits;
  } catch (error) {
    if (error instanceof ChangeImpossibleError) {
      return error.message;
    }
    throw error;
  }
}
