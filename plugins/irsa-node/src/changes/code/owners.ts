import { Bracket } from '../../readiness/code/source/brackets';
import { itemAt } from './items';
import { nameOf } from './expressions';
import { calleeText, isList, Program } from './Program';
import { statementAt } from './statements';

const TYPED =
  /:\s*[\w.]*(?:Config|ClientConfig|Options|ClientOptions|ConfigurationOptions)$/;

/** An entry of Django's STORAGES, which hands its options to boto3. */
const OF_DJANGO = /^\{[^{}]*["']storages\.backends\.s3/;

/** Whether what a list is given to looks for a role when keys are not in it. */
export function isOwner(source: Program, bracket: Bracket, depth = 0): boolean {
  const rules = source.rules;
  const callee = calleeText(source, bracket);
  if (callee !== '' && !/\bdict$/.test(callee)) {
    return rules.client.test(callee);
  }
  const outer = source.around(bracket.open)[0];
  const statement = statementAt(source, bracket.open);
  const isAssigned =
    statement.left !== undefined &&
    !(outer && isList(source, outer)) &&
    statement.start >= (outer?.open ?? -1) &&
    /^(?:dict\s*)?$/.test(source.code.slice(statement.right, bracket.open));
  if (isAssigned) {
    return (
      TYPED.test(statement.left!) ||
      isUsedByClient(
        source,
        /\$?\w+(?=\s*(?::[^:]*)?$)/.exec(statement.left!)?.[0],
      )
    );
  }
  const item = outer && itemAt(source, outer, bracket.open);
  if (!outer || !item || depth > 4) {
    return false;
  }
  const { name } = nameOf(item.text);
  return (
    OF_DJANGO.test(source.code.slice(outer.open, outer.close)) ||
    (outer.kind === '(' && rules.client.test(calleeText(source, outer))) ||
    (name !== undefined &&
      rules.holder.test(name) &&
      isOwner(source, outer, depth + 1))
  );
}

/** Whether a variable is handed to a client in the same file, and to nothing else. */
function isUsedByClient(source: Program, name: string | undefined): boolean {
  if (!name || /^\$?this$/.test(name)) {
    return false;
  }
  const { code } = source;
  const pattern = new RegExp(
    `(?<![\\w$.])${name.replace('$', '\\$')}(?![\\w$])`,
    'g',
  );
  const uses = [...code.matchAll(pattern)].map(({ index }) => index!).slice(1);
  const isHanded = (index: number) => {
    const [bracket] = source.around(index);
    const item =
      bracket?.kind === '(' ? itemAt(source, bracket, index) : undefined;
    return (
      item !== undefined &&
      source.rules.client.test(calleeText(source, bracket)) &&
      /^(?:\*\*|\.\.\.|\w+\s*=\s*)?\$?\w+$/.test(item.text)
    );
  };
  return uses.length > 0 && uses.every(isHanded);
}
