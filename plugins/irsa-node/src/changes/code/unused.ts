import { isLabel, isVisible, scopeEnd, usesOf } from './aliases';
import { cutItems, itemsOf } from './items';
import { Program } from './Program';
import { cutStatement, Statement, statementAt } from './statements';
import { Cut, NotCertainError } from './types';

/** Words that are no variables. */
const KEYWORD =
  /^(?:new|const|let|var|val|await|async|return|true|false|null|nil|None|undefined|this|self|as|string|str|String|int|if|else|process|env|credentials|config|aws|AWS)$/;
/** What stands in front of a name where it is declared. */
const DECLARATION =
  /^(?:(?:export|public|private|protected|internal|static|final|readonly|const|let|var|val|mut|@\w+(?:\([^)]*\))?)\s+)*(?:[\w.<>?[\]]+\s+)?(\$?\w+)(?:\s*:\s*[\w.<>&| ?]+)?$/;
/** Names that are taken apart. */
const PATTERN = /^(?:const|let|var)\s*\{/;
const HAS_CALL = /([\w$.!?<>:>-]*)\s*\(/g;
/** What a value may be read by without doing anything else. */
const BRANCH = /^(?:throw|raise|new|\w*(?:Error|Exception))$/;

export interface Leftover {
  name: string;
  /** Whether something else may read it. */
  isUsed: boolean;
  /** Place of the declaration. */
  start: number;
  why: string;
}

/** Whether something of a text is in what goes. */
function isCut(cuts: readonly Cut[], index: number): boolean {
  return cuts.some(({ start, end }) => start <= index && index < end);
}

/**
 * Takes declarations out that only what goes has used, and then what only these have used. A declaration whose value
 * might do something stays, and is told.
 */
export function cutUnused(
  source: Program,
  first: readonly Cut[],
): { cuts: Cut[]; leftovers: Leftover[] } {
  const all = [...first];
  for (;;) {
    const { cuts, leftovers } = cutUnusedOnce(source, all);
    const more = cuts.filter(({ start }) => !isCut(all, start));
    if (more.length === 0) {
      return { cuts: all.slice(first.length), leftovers };
    }
    all.push(...more);
  }
}

/** One round: what is cut in it may free what was in use before. */
function cutUnusedOnce(
  source: Program,
  first: readonly Cut[],
): { cuts: Cut[]; leftovers: Leftover[] } {
  const cuts = [...first];
  const leftovers: Leftover[] = [];
  const asked = new Set<string>();
  for (let at = 0; at < cuts.length; at += 1) {
    const { start, end } = cuts[at];
    const text = source.code.slice(start, end);
    for (const found of text.matchAll(/(?<![\w$.])\$?[A-Za-z_]\w*/g)) {
      const [name] = found;
      const index = start + found.index!;
      if (
        KEYWORD.test(name) ||
        asked.has(name) ||
        isLabel(source, index, name)
      ) {
        continue;
      }
      asked.add(name);
      for (const declared of declarationsOf(source, name, index)) {
        const used = usesOf(
          source.code,
          name,
          declared.end,
          scopeEnd(source, declared),
        ).find(use => !isCut(cuts, use) && !isLabel(source, use, name));
        const isImport = /^require\(/.test(source.code.slice(declared.right));
        if (isImport || isCut(cuts, declared.start) || isInText(source, name)) {
          continue;
        }
        if (used !== undefined) {
          leftovers.push({
            name,
            isUsed: true,
            start: declared.start,
            why: `line ${source.lineAt(used)} uses it too`,
          });
          continue;
        }
        const isUsed = isVisible(source, declared, name);
        const why = isUsed
          ? 'another file has a thing of this name'
          : whyNot(source, declared);
        if (why) {
          leftovers.push({ name, isUsed, start: declared.start, why });
        } else {
          try {
            cuts.push(...cutDeclaration(source, declared, name));
          } catch (error) {
            if (!(error instanceof NotCertainError)) {
              throw error;
            }
            leftovers.push({
              name,
              isUsed,
              start: declared.start,
              why: 'something else stands on its line',
            });
          }
        }
      }
    }
  }
  return { cuts: cuts.slice(first.length), leftovers };
}

/** Statements that declare a name, by itself or among others that are taken apart, where it can be seen from a place. */
function declarationsOf(
  source: Program,
  name: string,
  from: number,
): Statement[] {
  return usesOf(source.code, name, 0, source.code.length)
    .map(index => {
      const statement = statementAt(source, outermostPattern(source, index));
      return { index, statement };
    })
    .filter(({ index, statement: { start, left, right } }) => {
      if (left === undefined || index >= right) {
        return false;
      }
      return (
        start <= from &&
        from <= scopeEnd(source, { start }) &&
        (DECLARATION.exec(left)?.[1] === name || isTakenApart(left, name))
      );
    })
    .map(({ statement }) => statement)
    .slice(-1);
}

/** The place of the pattern that a name is in: `const { a, b } = …`. */
function outermostPattern(source: Program, index: number): number {
  const [bracket] = source.around(index);
  const isPattern =
    source.language === 'node' &&
    bracket?.kind === '{' &&
    /\b(?:const|let|var)\s*$/.test(
      source.code.slice(Math.max(0, bracket.open - 10), bracket.open),
    );
  return isPattern ? bracket.open - 1 : index;
}

function isTakenApart(left: string, name: string): boolean {
  return (
    /^(?:const|let|var)\s*\{[^{}]*\}$/.test(left) &&
    new RegExp(`(?:[{,]|:)\\s*${name.replace('$', '\\$')}\\s*[,}]`).test(left)
  );
}

/** Texts with variables in them that are read as text only: heredocs. */
function isInText({ written, language }: Program, name: string): boolean {
  const forms: Record<string, string> = { ruby: `#{${name}`, php: name };
  const form = language && forms[language];
  return form !== undefined && language === 'ruby' && written.includes(form);
}

/** Why the value of a declaration may not go: it might do something. Undefined when it only reads. */
function whyNot(source: Program, statement: Statement): string | undefined {
  const value = source.code.slice(statement.right, statement.end);
  if (PATTERN.test(statement.left ?? '')) {
    return undefined;
  }
  const reads = source.rules.reads;
  const calls = [...value.matchAll(HAS_CALL)].map(([, callee]) =>
    callee.trim(),
  );
  const isRead = calls.every(
    callee => callee === '' || reads.test(callee) || BRANCH.test(callee),
  );
  return isRead && !/\bawait\b|=>|\+\+|--/.test(value)
    ? undefined
    : 'its value comes from a call that may do more than read';
}

function cutDeclaration(
  source: Program,
  statement: Statement,
  name: string,
): Cut[] {
  const bracket = PATTERN.test(statement.left ?? '')
    ? source.bracketAt(source.code.indexOf('{', statement.start))
    : undefined;
  if (!bracket) {
    return [cutStatement(source, statement)];
  }
  return itemsOf(source, bracket).filter(({ text }) =>
    new RegExp(`(?:^|:\\s*)${name.replace('$', '\\$')}$`).test(text),
  );
}

/** Patterns of which names go: each keeps its form, and the last of its names takes the statement with it. */
export function cutPatterns(source: Program, cuts: readonly Cut[]): Cut[] {
  let result = [...cuts];
  for (const found of source.code.matchAll(/\b(?:const|let|var)\s*(?=\{)/g)) {
    const bracket = source.bracketAt(found.index! + found[0].length);
    const items = bracket ? itemsOf(source, bracket) : [];
    const gone = items.filter(({ start }) => isCut(cuts, start));
    if (!bracket || gone.length === 0 || isCut(cuts, found.index!)) {
      continue;
    }
    result = result.filter(
      cut => cut.start <= bracket.open || cut.end > bracket.close + 1,
    );
    result.push(
      ...(gone.length < items.length
        ? cutItems(source, bracket, gone)
        : [cutStatement(source, statementAt(source, found.index!))]),
    );
  }
  return result;
}
