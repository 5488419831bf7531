import { AccountChange, WorkloadChange } from '../changeManifests';
import { Json, listOf } from '../detach/podFields';
import { hclString } from '../aws/hcl';
import { listChanges, podSpecPath } from '../listChanges';
import { Splices } from '../Splices';
import { ChangeImpossibleError, TextFile } from '../types';
import { ObjectName } from '../yaml/ManifestFile';
import { HclBlock, HclBody } from './hclTypes';
import { HclEditor, variableLines } from './HclEditor';
import { hiddenProblem, placeOf, podSpecOf } from './hiddenParts';
import { accountLines, accountReference } from './newAccount';
import {
  isHidden,
  TerraformFile,
  TerraformFolder,
  TerraformResource,
  textIn,
} from './TerraformFolder';
import { blockName, kindOfResource, toObject } from './toObject';

/**
 * Writes a change into resources of Terraform or OpenTofu: the smallest edit of the text that has the planned effect, everything else
 * byte for byte. Pure. The caller proves the result (`proveTerraform`).
 *
 * @param files - those of one folder, which Terraform reads together
 * @returns the files that changed. Throws ChangeImpossibleError, and then nothing is changed.
 */
export function changeTerraform(
  files: readonly TextFile[],
  change: WorkloadChange,
): TextFile[] {
  const folder = new TerraformFolder(files);
  const workload = findResource(folder, change.workload);
  if (!workload) {
    throw noSuchResource(folder, change.workload);
  }
  const editors = new Map<TerraformFile, HclEditor>();
  const editorOf = (file: TerraformFile) => {
    const editor =
      editors.get(file) ?? new HclEditor(new Splices(file.content));
    editors.set(file, editor);
    return editor;
  };
  try {
    writeWorkload(folder, workload, change, editorOf(workload.file));
    if (change.serviceAccount) {
      writeAccount(folder, workload, change.serviceAccount, editorOf);
    }
  } catch (error) {
    throw error instanceof RangeError
      ? new ChangeImpossibleError(
          'unproven',
          `${workload.file.path} is written in a way in which the change could not be made without touching more than planned. Make it by hand.`,
          placeOf(workload.file, workload.block.start),
        )
      : error;
  }
  return [...editors]
    .map(([{ path, content }, { splices }]) => ({
      path,
      before: content,
      content: splices.result(),
    }))
    .filter(({ before, content }) => before !== content)
    .map(({ path, content }) => ({ path, content }));
}

/** The resources that make an object. */
export function resourcesOf(
  folder: TerraformFolder,
  { kind, namespace, name }: ObjectName,
): TerraformResource[] {
  return folder.resources.filter(each => {
    const metadata = folder.metadataOf(each);
    return (
      !each.isLookedUp &&
      kindOfResource(each.type) === kind &&
      metadata.name === name &&
      (namespace === undefined || metadata.namespace === namespace)
    );
  });
}

/** Why no resource of the folder is known to make an object. */
export function noSuchResource(
  folder: TerraformFolder,
  { kind, name }: ObjectName,
): ChangeImpossibleError {
  const [other] = resourcesOf(folder, { kind, name }).filter(each =>
    isHidden(folder.metadataOf(each).namespace),
  );
  if (other) {
    return new ChangeImpossibleError(
      'variable',
      `${other.type}.${other.label} takes its namespace from a variable, so the same file may make it in several environments, and one change would not fit all of them. Make it by hand.`,
      placeOf(other.file, other.block.start),
    );
  }
  const [broken] = folder.broken;
  return new ChangeImpossibleError(
    broken ? 'unreadable' : 'notFound',
    `${kind} ${name} is in none of the files${
      broken
        ? `, and ${broken.path} could not be read (line ${broken.line})`
        : ''
    }.`,
    broken,
  );
}

/** The one resource of an object that can be edited. Throws ChangeImpossibleError. */
export function findResource(
  folder: TerraformFolder,
  object: ObjectName,
): TerraformResource | undefined {
  const found = resourcesOf(folder, object);
  const { kind, name } = object;
  const [first] = found;
  const sameAddress = folder.resources.filter(
    ({ type, label, isLookedUp }) =>
      type === first?.type && label === first.label && !isLookedUp,
  );
  const all = found.length > 1 ? found : sameAddress;
  if (all.length > 1) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `${kind} ${name} is there ${all.length} times (${all
        .map(({ file, type, label }) => `${type}.${label} in ${file.path}`)
        .join(', ')}). Nothing says which one is meant. Change it by hand.`,
      placeOf(first.file, first.block.start),
    );
  }
  const problem = first && hiddenProblem(folder, first);
  if (problem) {
    throw problem;
  }
  return first;
}

function writeWorkload(
  folder: TerraformFolder,
  workload: TerraformResource,
  { detach, serviceAccount }: WorkloadChange,
  editor: HclEditor,
): void {
  const spec = podSpecOf(workload)!;
  const kind = kindOfResource(workload.type)!;
  const value = podSpecPath(kind).reduce<Json>(
    (node, field) => node[field] as Json,
    toObject(folder, workload) as Json,
  );
  const bodies = new Map<
    HclBody,
    { owner?: Json; removed: HclBlock[]; added: Json[] }
  >();
  for (const change of listChanges(value, detach, workload.file.path)) {
    const { container, list, removed, added } = change;
    const body = container
      ? blocksIn(spec, container.field)[container.index].body
      : spec;
    const known = bodies.get(body) ?? { removed: [], added: [] };
    const blocks = blocksIn(body, list);
    bodies.set(body, {
      owner: container && listOf(value, container.field)[container.index],
      removed: [...known.removed, ...removed.map(index => blocks[index])],
      added: [...known.added, ...added],
    });
  }
  for (const [body, { removed, added }] of bodies) {
    editor.changeBlocks(
      body,
      removed,
      added.map(variable =>
        variableLines(variable, (_, name) =>
          nameAsWritten(folder, workload, removed, name),
        ),
      ),
    );
  }
  if (detach.serviceAccountName) {
    const { to } = detach.serviceAccountName;
    editor.setAttribute(
      spec,
      'service_account_name',
      serviceAccount
        ? accountReference(folder, workload, serviceAccount)
        : hclString(to),
    );
  }
}

/** Blocks of a list of Kubernetes, in its order. */
function blocksIn({ blocks }: HclBody, list: string): HclBlock[] {
  return blocks.filter(({ type }) => type === blockName(list));
}

/** The name of an object as a source of variables that goes has it: often a reference, which orders what Terraform does. */
function nameAsWritten(
  folder: TerraformFolder,
  { file }: TerraformResource,
  removed: readonly HclBlock[],
  name: string,
): string {
  const given = removed
    .filter(({ type }) => type === 'env_from')
    .flatMap(({ body }) => body.blocks)
    .flatMap(({ body }) => body.attributes)
    .find(
      attribute =>
        attribute.name === 'name' &&
        folder.valueOf(file, attribute.value) === name,
    );
  return given ? textIn(file, given.value) : hclString(name);
}

function writeAccount(
  folder: TerraformFolder,
  workload: TerraformResource,
  change: AccountChange,
  editorOf: (file: TerraformFile) => HclEditor,
): void {
  const { namespace } = folder.metadataOf(workload);
  const account = findResource(folder, {
    kind: 'ServiceAccount',
    namespace: String(namespace),
    name: change.name,
  });
  if (change.action === 'create') {
    if (account) {
      throw new ChangeImpossibleError(
        'different',
        `ServiceAccount ${change.name} is there already. Plan again.`,
        placeOf(account.file, account.block.start),
      );
    }
    editorOf(workload.file).addAfter(
      workload.block,
      accountLines(folder, workload, change),
    );
    return;
  }
  if (!account) {
    throw new ChangeImpossibleError(
      'noServiceAccount',
      `ServiceAccount ${change.name} is in none of the files. Add the file that it is written in.`,
      placeOf(workload.file, workload.block.start),
    );
  }
  annotate(account, change, editorOf(account.file));
}

function annotate(
  { file, block, type, label }: TerraformResource,
  { annotations }: AccountChange,
  editor: HclEditor,
): void {
  const [metadata] = block.body.blocks.filter(each => each.type === 'metadata');
  const present = metadata.body.attributes.find(
    ({ name }) => name === 'annotations',
  );
  if (!present) {
    editor.addAttribute(metadata.body, [
      'annotations = {',
      ...Object.entries(annotations).map(
        ([key, value]) => `  ${hclString(key)} = ${hclString(value)}`,
      ),
      '}',
    ]);
    return;
  }
  if (present.value.type !== 'object') {
    throw new ChangeImpossibleError(
      'variable',
      `${type}.${label} takes its annotations from a variable or a function. Add eks.amazonaws.com/role-arn there by hand.`,
      placeOf(file, present.start),
    );
  }
  for (const [key, value] of Object.entries(annotations)) {
    editor.setItem(present.value, key, hclString(value));
  }
}
