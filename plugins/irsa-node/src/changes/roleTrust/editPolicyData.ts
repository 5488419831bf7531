import { isDeepStrictEqual } from 'node:util';
import { toArray } from 'backstage-plugin-irsa-common';
import { hclString } from '../aws/hcl';
import { Json } from '../detach/podFields';
import { aligned, HclEditor, inBlock } from '../terraform/HclEditor';
import { HclBlock, HclBody, HclExpression } from '../terraform/hclTypes';
import { ELEMENTS, PolicyData } from './policyData';
import { PlacedPolicy } from './samePolicy';

/** What an expression says, with the value of what is computed; undefined where it is not known. */
type Said = (expression: HclExpression) => string | undefined;

interface Condition {
  test: string;
  variable: string;
  values: string[];
}

/**
 * Writes a policy into the blocks of a data source, statement by statement. Pure but for the editor. Throws RangeError where the layout
 * does not allow it.
 *
 * @param value - the policy of before, with what is computed filled in
 * @param after - statements at the places of those of before
 */
export function editPolicyData(
  body: HclBody,
  { value, blocks }: PolicyData,
  after: PlacedPolicy,
  editor: HclEditor,
  said: Said,
): void {
  if (after.Version !== value.Version) {
    editor.setAttribute(body, 'version', hclString(String(after.Version)));
  }
  if (after.Id !== value.Id || after.Statement.length !== blocks.length) {
    throw new RangeError('Statements are not added here.');
  }
  const gone = blocks.filter((_, at) => after.Statement[at] === undefined);
  if (gone.length > 0) {
    editor.changeBlocks(body, gone, []);
  }
  blocks.forEach((block, at) => {
    const statement = after.Statement[at];
    if (statement) {
      editStatement(block.body, value.Statement[at], statement, editor, said);
    }
  });
}

function editStatement(
  body: HclBody,
  before: Json,
  after: Json,
  editor: HclEditor,
  said: Said,
): void {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!isDeepStrictEqual(before[element], after[element])) {
      setElement(body, name, after[element], editor);
    }
  }
  if (!isDeepStrictEqual(before.Principal, after.Principal)) {
    editPrincipals(body, after.Principal, editor, said);
  }
  if (!isDeepStrictEqual(before.Condition, after.Condition)) {
    editConditions(body, after.Condition, editor, said);
  }
}

function setElement(
  body: HclBody,
  name: string,
  value: unknown,
  editor: HclEditor,
): void {
  const present = body.attributes.find(each => each.name === name);
  if (value === undefined) {
    if (present) {
      editor.removeAttribute(present);
    }
    return;
  }
  const isList = name.endsWith('actions');
  editor.setAttribute(
    body,
    name,
    editor.valueText(
      isList ? toArray(value as string[]) : value,
      present?.start ?? body.start,
      present?.value,
    ),
  );
}

function editPrincipals(
  body: HclBody,
  after: unknown,
  editor: HclEditor,
  said: Said,
): void {
  const wanted = new Map(
    after === '*'
      ? [['*', ['*']]]
      : Object.entries((after ?? {}) as Json).map(([type, ids]) => [
          type,
          toArray(ids as string[]),
        ]),
  );
  const removed: HclBlock[] = [];
  for (const block of blocksIn(body, 'principals')) {
    const type = textOf(block, 'type', said);
    const ids = wanted.get(type);
    if (ids === undefined) {
      removed.push(block);
    } else {
      wanted.delete(type);
      setList(block.body, 'identifiers', ids, editor, said);
    }
  }
  editor.changeBlocks(
    body,
    removed,
    [...wanted].map(([type, ids]) =>
      inBlock(
        'principals',
        aligned([
          ['type', hclString(type)],
          ['identifiers', editor.valueText(ids, body.start)],
        ]),
      ),
    ),
  );
}

function editConditions(
  body: HclBody,
  after: unknown,
  editor: HclEditor,
  said: Said,
): void {
  const wanted: Condition[] = Object.entries((after ?? {}) as Json).flatMap(
    ([test, keys]) =>
      Object.entries(keys as Json).map(([variable, values]) => ({
        test,
        variable,
        values: toArray(values as string[]).map(String),
      })),
  );
  const take = (isIt: (each: Condition) => boolean) => {
    const at = wanted.findIndex(isIt);
    return at < 0 ? undefined : wanted.splice(at, 1)[0];
  };
  const rest = blocksIn(body, 'condition').filter(block => {
    const same = take(
      ({ test, variable }) =>
        test === textOf(block, 'test', said) &&
        variable === textOf(block, 'variable', said),
    );
    if (same) {
      setList(block.body, 'values', same.values, editor, said);
    }
    return !same;
  });
  const removed = rest.filter(block => {
    const like = take(
      ({ variable }) => variable === textOf(block, 'variable', said),
    );
    if (like) {
      editor.setAttribute(block.body, 'test', hclString(like.test));
      setList(block.body, 'values', like.values, editor, said);
    }
    return !like;
  });
  editor.changeBlocks(
    body,
    removed,
    wanted.map(({ test, variable, values }) =>
      inBlock(
        'condition',
        aligned([
          ['test', hclString(test)],
          ['variable', hclString(variable)],
          ['values', editor.valueText(values, body.start)],
        ]),
      ),
    ),
  );
}

/** Leaves a list that says the same as it is written. */
function setList(
  body: HclBody,
  name: string,
  values: readonly string[],
  editor: HclEditor,
  said: Said,
): void {
  const present = body.attributes.find(each => each.name === name);
  const items =
    present?.value.type === 'list' ? present.value.items : [present?.value];
  const written = items.map(item => item && said(item));
  if (present && !isDeepStrictEqual(written, [...values])) {
    if (items.some(item => !/^(text|literal)$/.test(item?.type ?? ''))) {
      throw new RangeError('A list that is computed is not written anew.');
    }
    editor.setAttribute(
      body,
      name,
      editor.valueText(values, present.start, present.value),
    );
  }
}

function blocksIn({ blocks }: HclBody, type: string): HclBlock[] {
  return blocks.filter(each => each.type === type);
}

/** What has no value is never the one that is looked for. */
function textOf({ body }: HclBlock, name: string, said: Said): string {
  const value = body.attributes.find(each => each.name === name)?.value;
  return (value && said(value)) ?? '';
}
