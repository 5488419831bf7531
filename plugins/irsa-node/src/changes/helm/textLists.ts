import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  YAMLSeq,
} from 'yaml';
import { contentEnd, itemStart, rangeOf } from '../yaml/nodes';
import { maskedTemplates } from './templateText';

/** Some charts take a list as text, which they put into a manifest: `extraEnv: |`. The text without items; undefined when none goes. */
export function textWithout(
  text: string,
  isGone: (item: unknown) => boolean,
): string | undefined {
  const list = listIn(text);
  if (!list) {
    return undefined;
  }
  let left = text;
  let found = false;
  for (let at = list.items.length - 1; at >= 0; at -= 1) {
    if (isGone(written(list.items[at], text))) {
      found = true;
      const start = text.lastIndexOf('\n', itemStart(list, at) - 1) + 1;
      const end = text.indexOf('\n', contentEnd(list.items[at], text));
      left = left.slice(0, start) + (end < 0 ? '' : left.slice(end + 1));
    }
  }
  return found ? left : undefined;
}

/** The text with items after the others; undefined when it is no list. */
export function textWith(
  text: string,
  items: readonly unknown[],
): string | undefined {
  if (text.trim() !== '' && !listIn(text)) {
    return undefined;
  }
  const begin = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const [, indent] = /^( *)- /m.exec(text) ?? ['', ''];
  return begin + stringify(items, { lineWidth: 0 }).replace(/^(?=.)/gm, indent);
}

/** The list that a text is. Its templates are masked, so that it can be read; places in it are those of the text. */
function listIn(text: string): YAMLSeq | undefined {
  const document = parseDocument(maskedTemplates(text), {
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  const list = document.contents;
  return document.errors.length === 0 && isSeq(list) && !list.flow
    ? list
    : undefined;
}

/** What a node says, with the templates that the text has there. */
function written(node: unknown, text: string): unknown {
  if (isSeq(node)) {
    return node.items.map(item => written(item, text));
  }
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        String(isScalar(key) ? key.value : key),
        written(value, text),
      ]),
    );
  }
  if (!isScalar(node)) {
    return undefined;
  }
  const own = text.slice(...rangeOf(node));
  return own.includes('{{')
    ? own.trim().replace(/^(['"])(.*)\1$/, '$2')
    : node.value;
}
