import { HclExpression, HclItem } from '../terraform/hclTypes';
import {
  isHidden,
  TerraformFile,
  TerraformFolder,
  textIn,
} from '../terraform/TerraformFolder';
import { Computed } from './computed';

/** A policy that is written as an object of HCL. */
export interface HclPolicy {
  /** Keys that are templates stand in it as they are written. */
  value: unknown;
  /** Reads such a key. */
  keyOf: (key: string) => string | Computed;
}

/** What an object says; `Computed` for values and keys that come from variables, other resources or functions. */
export function hclPolicy(
  folder: TerraformFolder,
  file: TerraformFile,
  expression: HclExpression,
): HclPolicy {
  const keys = new Map<string, string | Computed>();
  const read = (one: HclExpression): unknown => {
    if (one.type === 'list') {
      return one.items.map(read);
    }
    if (one.type === 'object') {
      return Object.fromEntries(
        one.items.map(item => {
          const key = writtenKey(file.content, item);
          if (item.key === undefined) {
            keys.set(key, keyAt(folder, file, item, key));
          }
          return [key, read(item.value)];
        }),
      );
    }
    return hclValue(folder, file, one);
  };
  return { value: read(expression), keyOf: key => keys.get(key) ?? key };
}

/** What an expression that is neither a list nor an object says. */
export function hclValue(
  folder: TerraformFolder,
  file: TerraformFile,
  expression: HclExpression,
): unknown {
  if (expression.type === 'text' || expression.type === 'literal') {
    return expression.value;
  }
  const value = folder.valueOf(file, expression);
  if (value === undefined) {
    return computedBy(textIn(file, expression));
  }
  return typeof value === 'string' && isHidden(value)
    ? computedBy(value)
    : value;
}

/** The key of an item; one that is computed as it is written, in its quotation marks or brackets. */
export function writtenKey(text: string, { key, start, value }: HclItem) {
  return key ?? text.slice(start, value.start).replace(/\s*[=:]\s*$/, '');
}

function keyAt(
  folder: TerraformFolder,
  file: TerraformFile,
  { start }: HclItem,
  written: string,
): string | Computed {
  const end = start + written.length;
  const value = hclValue(
    folder,
    file,
    written.startsWith('"')
      ? { type: 'template', start, end }
      : { type: 'other', start: start + 1, end: end - 1 },
  );
  return value instanceof Computed ? value : String(value);
}

function computedBy(template: string): Computed {
  return new Computed(template, patternOf(template));
}

/** What a template can be: its parts that are computed may be anything. */
function patternOf(template: string): RegExp {
  let pattern = '';
  let at = 0;
  while (at < template.length) {
    const two = template.slice(at, at + 2);
    if (/^([$%])\1\{/.test(template.slice(at))) {
      pattern += escaped(template.slice(at + 1, at + 3));
      at += 3;
    } else if (two === '${') {
      pattern += '.+';
      at = endOfPart(template, at + 2);
    } else if (two === '%{') {
      pattern += '.*';
      at = endOfPart(template, at + 2);
    } else {
      pattern += escaped(template[at]);
      at += 1;
    }
  }
  return new RegExp(`^${pattern}$`, 's');
}

/** Behind the bracket that closes a part; brackets in texts do not count. */
function endOfPart(template: string, start: number): number {
  let depth = 1;
  for (let at = start; at < template.length; at += 1) {
    const character = template[at];
    if (character === '"') {
      at = template.indexOf('"', at + 1);
      if (at < 0) {
        return template.length;
      }
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return template.length;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
