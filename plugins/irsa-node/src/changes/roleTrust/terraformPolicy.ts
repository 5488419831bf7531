import { hclString } from '../aws/hcl';
import { HclEditor } from '../terraform/HclEditor';
import { HclBlock, HclExpression } from '../terraform/hclTypes';
import { placeOf } from '../terraform/hiddenParts';
import { argumentOf } from '../terraform/readHcl';
import {
  TerraformFile,
  TerraformFolder,
  TerraformResource,
  textIn,
} from '../terraform/TerraformFolder';
import { ChangeImpossibleError, TextFile } from '../types';
import { editHclValue } from './editHclValue';
import { editPolicyData } from './editPolicyData';
import { editPolicyText, laidOut } from './editPolicyText';
import { Computed } from './computed';
import { hclPolicy, hclValue } from './hclPolicy';
import { PolicyEdit, WrittenPolicy } from './planEdit';
import { policyFile } from './policyFile';
import { PolicyData, readPolicyData } from './policyData';
import { isObject, placedIn, withoutHoles } from './samePolicy';
import { notTold } from './terraformValue';
import { valueChanges } from './valueChanges';

/** A trust policy in files of Terraform, and how it is edited there. */
export interface TerraformPolicy extends WrittenPolicy {
  file: TextFile;
  /** Whether a block of a file is the one that the policy is written in. */
  isTouched: (block: HclBlock) => boolean;
  /** Throws RangeError where the layout does not allow it. */
  edit: (plan: PolicyEdit, editor: HclEditor) => void;
}

interface Found {
  file: TerraformFile;
  expression: HclExpression;
  isTouched: TerraformPolicy['isTouched'];
}

const DATA =
  /^data\.aws_iam_policy_document\.([\w-]+)(?:\[0\]|\.0)?\.(?:json|minified_json)$/;
const LOCAL = /^local\.([\w-]+)$/;
const HEREDOC_HEAD = /^<<-?[^\n]*\n/;
/** Local values that name each other. */
const MAX_STEPS = 5;

/**
 * The trust policy of a role. Throws ChangeImpossibleError for one that the files do not tell.
 *
 * @param texts - of all folders, those that are no files of Terraform among them
 */
export function terraformPolicy(
  folder: TerraformFolder,
  role: TerraformResource,
  texts: readonly TextFile[],
): TerraformPolicy {
  const name = `aws_iam_role.${role.label}`;
  const attribute = role.block.body.attributes.find(
    each => each.name === 'assume_role_policy',
  );
  if (!attribute) {
    throw notTold(role.file, role.block.start, name);
  }
  const { file, expression, isTouched } = followed(
    folder,
    {
      file: role.file,
      expression: attribute.value,
      isTouched: isBlockOf('resource', role),
    },
    name,
  );
  const text = referenceIn(file, expression);
  const base = { ...placeOf(file, expression.start), name, file, isTouched };
  if (expression.type === 'text') {
    return { ...base, ...ofText(file, expression, name) };
  }
  const [, data] = DATA.exec(text) ?? [];
  if (data !== undefined) {
    return ofData(folder, data, base);
  }
  const path = argumentOf(file.content, expression, 'file');
  if (path) {
    return { ...base, ...policyFile(file, path, name, texts) };
  }
  const argument = argumentOf(file.content, expression, 'jsonencode');
  if (argument?.type !== 'object') {
    throw notTold(file, expression.start, name);
  }
  const { value, keyOf } = hclPolicy(folder, file, argument);
  return {
    ...base,
    source: value,
    keyOf,
    edit: ({ changes }, editor) =>
      editHclValue(argument, changes, editor, file.content),
  };
}

/** Goes where local values lead. */
function followed(folder: TerraformFolder, given: Found, name: string): Found {
  let found = given;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const text = referenceIn(found.file, found.expression);
    const [, local] = LOCAL.exec(text) ?? [];
    const next = local === undefined ? undefined : folder.localOf(local);
    if (!next) {
      return found;
    }
    refuseShared(folder, `local.${local}`, next.file, next.value.start, name);
    found = {
      file: next.file,
      expression: next.value,
      isTouched: block => block.type === 'locals',
    };
  }
  return found;
}

/** What an expression refers to, with or without `${…}` around it. */
function referenceIn(file: TerraformFile, expression: HclExpression): string {
  const text = textIn(file, expression);
  return (/^"\$\{([^{}"]*)\}"$/.exec(text)?.[1] ?? text).trim();
}

function isBlockOf(kind: string, { type, label }: TerraformResource) {
  return (block: HclBlock) =>
    block.type === kind &&
    block.labels[0] === type &&
    block.labels[1] === label;
}

/** What others use too would change for them as well. */
function refuseShared(
  folder: TerraformFolder,
  reference: string,
  file: TerraformFile,
  at: number,
  name: string,
): void {
  const pattern = new RegExp(
    `(?<![\\w.-])${reference.replace(/\./g, '\\.')}(?![\\w-])`,
    'g',
  );
  const uses = folder.files.reduce(
    (sum, { content }) => sum + [...content.matchAll(pattern)].length,
    0,
  );
  if (uses > 1 || folder.broken.length > 0) {
    throw new ChangeImpossibleError(
      'repeated',
      `The trust policy of ${name} is in ${reference}, which ${
        uses > 1
          ? 'is named at other places too'
          : 'a file that could not be read may name too'
      }. Make the change by hand.`,
      placeOf(file, at),
    );
  }
}

function ofData(
  folder: TerraformFolder,
  label: string,
  base: Omit<TerraformPolicy, 'source' | 'edit'>,
): TerraformPolicy {
  const [data, ...others] = folder.resources.filter(
    each =>
      each.isLookedUp &&
      each.type === 'aws_iam_policy_document' &&
      each.label === label,
  );
  if (!data || others.length > 0) {
    throw new ChangeImpossibleError(
      'variable',
      `data.aws_iam_policy_document.${label} is not in the files just once, so the trust policy of ${base.name} is not known. Make the change by hand.`,
      { path: base.path, line: base.line },
    );
  }
  const { file, block } = data;
  refuseShared(
    folder,
    `data.aws_iam_policy_document.${label}`,
    file,
    block.start,
    base.name,
  );
  const read = readPolicyData(folder, data);
  return {
    ...base,
    ...placeOf(file, block.start),
    file,
    isTouched: isBlockOf('data', data),
    source: read.value,
    keyOf: read.keyOf,
    // A block has its key, its operator and its values apart.
    keepsKeys: true,
    edit: ({ before, after, learned }, editor) =>
      editPolicyData(
        block.body,
        { ...read, value: before as PolicyData['value'] },
        after,
        editor,
        expression => {
          const value = hclValue(folder, file, expression);
          return value instanceof Computed
            ? learned.get(value.text)
            : String(value).replace(/&\{/g, '${');
        },
      ),
  };
}

/** A text of JSON, in quotation marks or by the line. */
function ofText(
  file: TerraformFile,
  expression: Extract<HclExpression, { type: 'text' }>,
  name: string,
): Pick<TerraformPolicy, 'source' | 'edit'> {
  const source = parsed(expression.value);
  if (!isObject(source)) {
    throw notTold(file, expression.start, name);
  }
  const written = textIn(file, expression);
  const head = HEREDOC_HEAD.exec(written)?.[0];
  if (head === undefined) {
    return {
      source,
      edit: ({ after }, { splices }) =>
        splices.replace(
          expression.start,
          expression.end,
          hclString(JSON.stringify(withoutHoles(after))),
        ),
    };
  }
  const start = expression.start + head.length;
  const end = expression.start + written.lastIndexOf('\n');
  return {
    source,
    edit: ({ before, after }, { splices }) => {
      const raw = file.content.slice(start, end);
      const plain = withoutHoles(after);
      const edited =
        editPolicyText(
          raw,
          valueChanges(asTemplate(before), asTemplate(placedIn(before, after))),
        ) ?? laidOut(raw, asTemplate(plain));
      splices.replace(start, end, edited);
    },
  };
}

/** What Terraform would take for a template of its own is written so that it does not. */
function asTemplate(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/[$%]\{/g, found => `${found[0]}${found}`);
  }
  if (Array.isArray(value)) {
    return value.map(asTemplate);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          String(asTemplate(key)),
          asTemplate(each),
        ]),
      )
    : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
