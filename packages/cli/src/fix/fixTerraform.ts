import fs from 'node:fs';
import path from 'node:path';
import { isUtf8 } from 'node:buffer';
import {
  auditObjects,
  ChangeImpossibleError,
  changeTerraform,
  CustomResourceRule,
  Fix,
  isTerraform,
  ObjectName,
  planTerraform,
  proveTerraform,
  TextFile,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
import { Note } from '../notes';
import { Done } from './applyAll';
import { RoleArn } from './roleArn';

const PASSED_OVER = new Set(['node_modules', '.git', '.terraform']);

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
  for (const folder of foldersIn(roots, cwd)) {
    const { files, notes } = readFolder(folder, cwd);
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
  done.notes.push(
    ...unread.map(
      ({ path: file, line, text }): Note => ({
        where: shown(file, cwd),
        line,
        text,
        kind: text.startsWith('could not be read') ? 'broken' : 'skipped',
      }),
    ),
  );
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

/** Folders with files of Terraform. A file that is named stands for its folder. What cannot be listed is named where manifests are read. */
function foldersIn(roots: readonly string[], cwd: string): string[] {
  const folders = new Set<string>();
  const waiting: string[] = [];
  for (const root of roots) {
    if (fs.statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      waiting.push(root);
    } else if (isTerraform(root)) {
      if (!fs.existsSync(root)) {
        throw new CommandError(`There is no ${shown(root, cwd)}.`);
      }
      folders.add(path.dirname(root));
    }
  }
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    for (const entry of entriesOf(folder)) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) {
        waiting.push(full);
      } else if (!entry.isDirectory() && isTerraform(entry.name)) {
        folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readFolder(
  folder: string,
  cwd: string,
): { files: TextFile[]; notes: Note[] } {
  const files: TextFile[] = [];
  const notes: Note[] = [];
  const names = entriesOf(folder)
    .filter(entry => !entry.isDirectory() && isTerraform(entry.name))
    .map(({ name }) => name)
    .sort();
  for (const name of names) {
    const full = path.join(folder, name);
    const bytes = bytesOf(full);
    if (typeof bytes !== 'string' && isUtf8(bytes)) {
      const content = bytes.toString('utf8').replace(/^\ufeff/, '');
      files.push({ path: full, content });
    } else {
      notes.push({
        where: shown(full, cwd),
        kind: 'broken',
        text:
          typeof bytes === 'string'
            ? `cannot be read (${bytes})`
            : 'not UTF-8, so it was not read and is not changed; save it as UTF-8',
      });
    }
  }
  return { files, notes };
}

/** What a file holds, or the code of the error. */
function bytesOf(file: string): Buffer | string {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    return (error as { code?: string }).code ?? 'failure';
  }
}

function isWithin(root: string, file: string): boolean {
  const inside = path.relative(root, file);
  return !inside.startsWith('..') && !path.isAbsolute(inside);
}

function shown(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}
