import { isDeepStrictEqual } from 'node:util';
import { hclString } from '../aws/hcl';
import { Splices } from '../Splices';
import { HclEditor } from '../terraform/HclEditor';
import {
  ignoredIn,
  lastWord,
  placeOf,
  repetitionOf,
} from '../terraform/hiddenParts';
import { isTerraform } from '../terraform/readTerraform';
import {
  isHidden,
  TerraformFile,
  TerraformFolder,
  TerraformResource,
  textIn,
} from '../terraform/TerraformFolder';
import { ChangeImpossibleError, ChangeProblemCode, TextFile } from '../types';
import { planEdit, provenPolicy, unprovenPolicy } from './planEdit';
import { ChangedRoleTrust, RoleTrustChange } from './types';
import { terraformPolicy } from './terraformPolicy';

const ROLE = 'aws_iam_role';

/**
 * Writes a trust policy into the resource of Terraform or OpenTofu that makes the role, and leaves all other bytes as they are. Pure.
 * Throws ChangeImpossibleError, also for what comes from variables, modules or functions.
 *
 * @param files - of one folder and those below it; each folder is a module of its own. Files of JSON among them may hold its policies
 */
export function changeTerraformTrust(
  files: readonly TextFile[],
  change: RoleTrustChange,
): ChangedRoleTrust {
  const { folder, role } = theRole(foldersOf(files), change);
  const written = terraformPolicy(folder, role, files);
  const plan = planEdit(written, change);
  const splices = new Splices(written.file.content);
  try {
    written.edit(plan, new HclEditor(splices));
  } catch (error) {
    throw error instanceof RangeError ? unprovenPolicy(written) : error;
  }
  const path = written.file.path;
  const content = splices.result();
  const edited = (each: TextFile) =>
    each.path === path ? { path, content } : each;
  const again = new TerraformFolder(folder.files.map(edited));
  const isElsewhereTheSame =
    again.broken.length === 0 &&
    isDeepStrictEqual(
      othersOf(folder, written.isTouched),
      othersOf(again, written.isTouched),
    );
  const [same, ...others] = rolesIn(again).filter(
    each => nameOf(again, each) === change.roleName,
  );
  if (!isElsewhereTheSame || !same || others.length > 0) {
    throw unprovenPolicy(written);
  }
  return {
    path,
    content,
    policy: provenPolicy(
      terraformPolicy(again, same, files.map(edited)).source,
      plan,
      written,
      change,
    ),
  };
}

/** All blocks but the one that is edited, as they are written. */
function othersOf(
  { files }: TerraformFolder,
  isTouched: (block: TerraformFile['body']['blocks'][number]) => boolean,
): unknown {
  return files.map(file => [
    file.path,
    ...file.body.attributes.map(each => textIn(file, each)),
    ...file.body.blocks
      .filter(block => !isTouched(block))
      .map(block => textIn(file, block)),
  ]);
}

function foldersOf(files: readonly TextFile[]): TerraformFolder[] {
  const folders = new Map<string, TextFile[]>();
  for (const file of files.filter(({ path }) => isTerraform(path))) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].map(each => new TerraformFolder(each));
}

function rolesIn({ resources }: TerraformFolder): TerraformResource[] {
  return resources.filter(
    ({ type, isLookedUp }) => type === ROLE && !isLookedUp,
  );
}

/** Name in IAM, a template where the files do not tell it, and undefined where the provider makes one up. */
function nameOf(
  folder: TerraformFolder,
  { file, block }: TerraformResource,
): unknown {
  const name = block.body.attributes.find(each => each.name === 'name');
  return name && folder.valueOf(file, name.value);
}

function theRole(
  folders: readonly TerraformFolder[],
  { roleName }: RoleTrustChange,
): { folder: TerraformFolder; role: TerraformResource } {
  const all = folders.flatMap(folder =>
    rolesIn(folder).map(role => ({ folder, role })),
  );
  const found = all.filter(
    ({ folder, role }) => nameOf(folder, role) === roleName,
  );
  const [first, ...others] = found;
  if (!first) {
    throw notFound(folders, all, roleName);
  }
  const { folder, role } = first;
  const address = `${ROLE}.${role.label}`;
  const sameAddress = rolesIn(folder).filter(
    ({ label }) => label === role.label,
  );
  const problem = (code: ChangeProblemCode, text: string, at: number) =>
    new ChangeImpossibleError(code, text, placeOf(role.file, at));
  if (others.length > 0 || sameAddress.length > 1) {
    throw problem(
      'ambiguous',
      `Role ${roleName} is there several times (${[
        ...new Set([...found.map(each => each.role), ...sameAddress]),
      ]
        .map(each => `${ROLE}.${each.label} in ${each.file.path}`)
        .join(', ')}). Name the folder of one of them.`,
      role.block.start,
    );
  }
  const repeated = repetitionOf(role);
  if (repeated) {
    throw problem(
      'repeated',
      `${address} is made several times by ${repeated.name}, and the change is meant for one role. Make it by hand.`,
      repeated.start,
    );
  }
  const isIgnored = ignoredIn(role.block).some(span =>
    /^(all|assume_role_policy)$/.test(lastWord(textIn(role.file, span))),
  );
  if (isIgnored) {
    throw problem(
      'ignored',
      `${address} has its trust policy in ignore_changes, so Terraform would leave it as it is. Take that out first.`,
      role.block.start,
    );
  }
  return first;
}

function notFound(
  folders: readonly TerraformFolder[],
  roles: readonly { folder: TerraformFolder; role: TerraformResource }[],
  roleName: string,
): ChangeImpossibleError {
  const naming = folders
    .flatMap(folder => folder.blocksOf('module'))
    .find(({ file, block }) =>
      textIn(file, block).includes(hclString(roleName)),
    );
  if (naming) {
    const { file, block } = naming;
    return new ChangeImpossibleError(
      'variable',
      `module.${block.labels[0]} in ${file.path} names ${roleName}: what a module makes of its inputs is not read here. Make the change by hand.`,
      placeOf(file, block.start),
    );
  }
  const unsure = roles.find(({ folder, role }) => {
    const name = nameOf(folder, role);
    return name === undefined || isHidden(name);
  });
  const [broken] = folders.flatMap(folder => folder.broken);
  if (broken) {
    return new ChangeImpossibleError(
      'unreadable',
      `No file there names ${roleName}, and ${broken.path} could not be read (line ${broken.line}).`,
      broken,
    );
  }
  return unsure
    ? new ChangeImpossibleError(
        'variable',
        `No file there names ${roleName}. ${ROLE}.${unsure.role.label} in ${unsure.role.file.path} takes its name from a variable, so the same file may make it in several environments. Make the change by hand.`,
        placeOf(unsure.role.file, unsure.role.block.start),
      )
    : new ChangeImpossibleError(
        'notFound',
        `No file of Terraform there has ${ROLE} with the name ${roleName}. Name the folder that has it.`,
      );
}
