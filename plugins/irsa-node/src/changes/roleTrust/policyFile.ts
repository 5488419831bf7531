import { posix } from 'node:path';
import { HclEditor } from '../terraform/HclEditor';
import { HclExpression } from '../terraform/hclTypes';
import { isTerraform } from '../terraform/readTerraform';
import { isHidden, TerraformFile, textIn } from '../terraform/TerraformFolder';
import { ChangeImpossibleError, TextFile } from '../types';
import { editPolicyText, laidOut } from './editPolicyText';
import { PolicyEdit, WrittenPolicy } from './planEdit';
import { isObject, placedIn, withoutHoles } from './samePolicy';
import { notTold } from './terraformValue';
import { valueChanges } from './valueChanges';

/** The folder of the file that says it. A path without it begins where Terraform is run, which is the folder of the role. */
const OF_MODULE = /^\$\{path\.module\}\//;
/** Names that policies have: no other file beside those of Terraform is read for one. */
const MAY_BE_POLICY = /(polic|trust|assume|iam|role)[^/]*(\/[^/]+)*\.json$/i;

/** Whether a file beside those of Terraform may hold the policy of a role. */
export function isPolicyFile(path: string): boolean {
  return MAY_BE_POLICY.test(path) && !/\.tf\.json$/.test(path);
}

/**
 * A trust policy that `file("…")` reads from a file of JSON. Throws ChangeImpossibleError where the file was not read, is no JSON, or is read
 * elsewhere too.
 *
 * @param argument - of the function
 * @param texts - of all folders
 */
export function policyFile(
  file: TerraformFile,
  argument: HclExpression,
  name: string,
  texts: readonly TextFile[],
): Pick<WrittenPolicy, 'path' | 'line' | 'source'> & {
  file: TextFile;
  edit: (plan: PolicyEdit, editor: Pick<HclEditor, 'splices'>) => void;
} {
  const written = textIn(file, argument);
  const relative = /^"(.*)"$/s.exec(written)?.[1]?.replace(OF_MODULE, '');
  if (relative === undefined || isHidden(relative)) {
    throw notTold(file, argument.start, name);
  }
  const path = posix.join(posix.dirname(file.path), relative);
  const given = texts.find(each => each.path === path);
  const source = given && parsed(given.content);
  if (!given || !isObject(source)) {
    throw new ChangeImpossibleError(
      'variable',
      `The trust policy of ${name} is in ${path}, which ${
        given ? 'is no JSON' : 'was not read'
      }. Make the change by hand.`,
      { path: file.path },
    );
  }
  refuseShared(path, name, texts);
  return {
    path,
    line: 1,
    file: given,
    source,
    edit: ({ before, after }, { splices }) => {
      const { content } = given;
      const end = content.trimEnd().length;
      const edited =
        editPolicyText(
          content,
          valueChanges(before, placedIn(before, after)),
        ) ?? laidOut(content, withoutHoles(after)) + content.slice(end);
      splices.replace(0, content.length, edited);
    },
  };
}

/** A file that several places read would change for all of them. Another file of the name may be meant, and then it is left too. */
function refuseShared(
  path: string,
  name: string,
  texts: readonly TextFile[],
): void {
  const last = `${posix.basename(path)}"`;
  const uses = texts
    .filter(each => isTerraform(each.path))
    .flatMap(({ content }) =>
      content
        .split(last)
        .slice(0, -1)
        .filter(before => /["/]$/.test(before)),
    );
  if (uses.length > 1) {
    throw new ChangeImpossibleError(
      'repeated',
      `The trust policy of ${name} is in ${path}, which is named at other places too. Make the change by hand.`,
      { path },
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
