import { HclScanner } from './HclScanner';
import {
  HclAttribute,
  HclBlock,
  HclBody,
  HclExpression,
  HclItem,
} from './hclTypes';

const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const KEYWORD = /(?:true|false|null)(?![\p{ID_Continue}-])/uy;
const FOR = /for(?![\p{ID_Continue}-])/uy;

/**
 * The structure of a file of Terraform or OpenTofu, with the place of each part. Expressions are not computed. Pure.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 *
 * Throws HclSyntaxError.
 */
export function readHcl(text: string): HclBody {
  const scanner = new HclScanner(text);
  const body = bodyOf(scanner, false);
  return { ...body, start: 0 };
}

/** The only argument of a call of a function; undefined for anything else. */
export function argumentOf(
  text: string,
  { type, start, end }: HclExpression,
  name: string,
): HclExpression | undefined {
  const scanner = new HclScanner(text);
  scanner.at = start;
  if (type !== 'other' || scanner.take(WORD)?.[0] !== name) {
    return undefined;
  }
  scanner.skip(false);
  if (!scanner.take(/\(/y)) {
    return undefined;
  }
  const argument = expressionOf(scanner, false);
  scanner.skip(true);
  if (scanner.take(/,/y)) {
    scanner.skip(true);
  }
  return scanner.char === ')' && scanner.at + 1 === end ? argument : undefined;
}

function bodyOf(scanner: HclScanner, isNested: boolean): HclBody {
  const start = scanner.at;
  const attributes: HclAttribute[] = [];
  const names = new Set<string>();
  const blocks: HclBlock[] = [];
  for (;;) {
    scanner.skip(true);
    const isEnd = isNested ? scanner.char === '}' : scanner.isAtEnd;
    if (isEnd) {
      return { attributes, blocks, start, end: scanner.at };
    }
    const from = scanner.at;
    const name = scanner.take(WORD)?.[0] ?? scanner.fail();
    scanner.skip(false);
    if (scanner.take(/=(?!=)/y)) {
      if (names.has(name)) {
        scanner.fail();
      }
      names.add(name);
      const value = expressionOf(scanner, true);
      attributes.push({ name, value, start: from, end: value.end });
    } else {
      blocks.push(blockOf(scanner, name, from));
    }
    scanner.skip(false);
    const hasNext =
      !scanner.isAtEnd &&
      scanner.char !== '\n' &&
      !(isNested && scanner.char === '}');
    if (hasNext) {
      scanner.fail();
    }
  }
}

function blockOf(scanner: HclScanner, type: string, start: number): HclBlock {
  const labels: string[] = [];
  while (scanner.char !== '{') {
    const label =
      scanner.char === '"' ? scanner.string() : scanner.take(WORD)?.[0];
    labels.push(label ?? scanner.fail());
    scanner.skip(false);
  }
  scanner.at += 1;
  const body = scanner.nested(() => bodyOf(scanner, true));
  scanner.expect('}');
  return { type, labels, body, start, end: scanner.at };
}

/** @param isOfLine - whether the end of the line is the end of the expression */
function expressionOf(scanner: HclScanner, isOfLine: boolean): HclExpression {
  scanner.skip(!isOfLine);
  const start = scanner.at;
  const simple = scanner.nested(() => simpleOf(scanner));
  if (simple) {
    const end = scanner.at;
    scanner.skip(!isOfLine);
    if (isOver(scanner, isOfLine)) {
      scanner.at = end;
      return { ...simple, start, end } as HclExpression;
    }
    // It is the beginning of something longer.
    scanner.at = start;
  }
  let end = start;
  while (!isOver(scanner, isOfLine)) {
    if (/^=(?![=>])/.test(scanner.text.slice(scanner.at, scanner.at + 2))) {
      scanner.fail();
    }
    scanner.token();
    end = scanner.at;
    scanner.skip(!isOfLine);
  }
  if (end === start) {
    scanner.fail();
  }
  scanner.at = end;
  return { type: 'other', start, end };
}

function isOver(scanner: HclScanner, isOfLine: boolean): boolean {
  return (
    scanner.isAtEnd ||
    ',)]}'.includes(scanner.char) ||
    (isOfLine && scanner.char === '\n')
  );
}

/** A value that is written out; undefined, and not a step further, for anything else. */
function simpleOf(scanner: HclScanner): object | undefined {
  const start = scanner.at;
  if (scanner.char === '"') {
    const value = scanner.string();
    return value === undefined ? { type: 'template' } : { type: 'text', value };
  }
  if (scanner.isAtHeredoc) {
    const value = scanner.heredoc();
    return value === undefined ? { type: 'other' } : { type: 'text', value };
  }
  if (scanner.char === '[' || scanner.char === '{') {
    const isList = scanner.char === '[';
    scanner.at += 1;
    scanner.skip(true);
    const isComputed = scanner.take(FOR) !== undefined;
    scanner.at = start;
    if (!isComputed) {
      return isList
        ? { type: 'list', items: listOf(scanner) }
        : { type: 'object', items: objectOf(scanner) };
    }
    return undefined;
  }
  const number = scanner.take(NUMBER)?.[0];
  const word = number === undefined ? scanner.take(KEYWORD)?.[0] : undefined;
  if (number === undefined && word === undefined) {
    return undefined;
  }
  return { type: 'literal', value: word ? JSON.parse(word) : Number(number) };
}

function listOf(scanner: HclScanner): HclExpression[] {
  const items: HclExpression[] = [];
  scanner.expect('[');
  for (scanner.skip(true); scanner.char !== ']'; scanner.skip(true)) {
    items.push(expressionOf(scanner, false));
    scanner.skip(true);
    if (scanner.char !== ']') {
      scanner.expect(',');
    }
  }
  scanner.at += 1;
  return items;
}

function objectOf(scanner: HclScanner): HclItem[] {
  const items: HclItem[] = [];
  scanner.expect('{');
  for (scanner.skip(true); scanner.char !== '}'; scanner.skip(true)) {
    const start = scanner.at;
    const key = keyOf(scanner);
    scanner.skip(false);
    if (!scanner.take(/=(?!=)|:/y)) {
      scanner.fail();
    }
    const value = expressionOf(scanner, true);
    items.push({ key, value, start, end: value.end });
    scanner.skip(false);
    if (scanner.char !== '}' && scanner.char !== '\n') {
      scanner.expect(',');
    }
  }
  scanner.at += 1;
  return items;
}

/** The key of an item; undefined for one that is computed. */
function keyOf(scanner: HclScanner): string | undefined {
  if (scanner.char === '"') {
    return scanner.string();
  }
  if (scanner.char === '(') {
    scanner.brackets();
    return undefined;
  }
  return scanner.take(WORD)?.[0] ?? scanner.take(NUMBER)?.[0] ?? scanner.fail();
}
