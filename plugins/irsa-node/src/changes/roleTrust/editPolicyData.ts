import { isDeepStrictEqual } from 'node:util';
import { toArray } from 'backstage-plugin-irsa-common';
import { hclString } from '../aws/hcl';
import { Json } from '../detach/podFields';
import { aligned, HclEditor, inBlock } from '../terraform/HclEditor';
import { HclBlock, HclBody } from '../terraform/hclTypes';
import { ELEMENTS, PolicyData } from './policyData';
import { PlacedPolicy } from './samePolicy';

interface Condition {
  test: string;
  variable: string;
  values: string[];
}

/**
 * Writes a policy into the blocks of a data source, statement by statement. Pure but for the editor. Throws RangeError where the layout
 * does not allow it.
 *
 * @param after - statements at the places of those of before
 */
export function editPolicyData(
  body: HclBody,
  { value, blocks }: PolicyData,
  after: PlacedPolicy,
  editor: HclEditor,
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
      editStatement(block.body, value.Statement[at], statement, editor);
    }
  });
}

function editStatement(
  body: HclBody,
  before: Json,
  after: Json,
  editor: HclEditor,
): void {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!isDeepStrictEqual(before[element], after[element])) {
      setElement(body, name, after[element], editor);
    }
  }
  if (!isDeepStrictEqual(before.Principal, after.Principal)) {
    editPrincipals(body, after.Principal, editor);
  }
  if (!isDeepStrictEqual(before.Condition, after.Condition)) {
    editConditions(body, after.Condition, editor);
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
    const type = textOf(block, 'type');
    const ids = wanted.get(type);
    if (ids === undefined) {
      removed.push(block);
    } else {
      wanted.delete(type);
      setList(block.body, 'identifiers', ids, editor);
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
        test === textOf(block, 'test') &&
        variable === textOf(block, 'variable'),
    );
    if (same) {
      setList(block.body, 'values', same.values, editor);
    }
    return !same;
  });
  const removed = rest.filter(block => {
    const like = take(({ variable }) => variable === textOf(block, 'variable'));
    if (like) {
      editor.setAttribute(block.body, 'test', hclString(like.test));
      setList(block.body, 'values', like.values, editor);
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
): void {
  const present = body.attributes.find(each => each.name === name);
  const written =
    present?.value.type === 'list'
      ? present.value.items.map(item =>
          item.type === 'text' || item.type === 'literal'
            ? String(item.value).replace(/&\{/g, '${')
            : undefined,
        )
      : undefined;
  if (present && !isDeepStrictEqual(written, [...values])) {
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

/** Only what is written out; what is not is never the one that is looked for. */
function textOf({ body }: HclBlock, name: string): string {
  const value = body.attributes.find(each => each.name === name)?.value;
  return value?.type === 'text' ? value.value : '';
}
