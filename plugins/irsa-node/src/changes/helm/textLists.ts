import { isSeq, parseDocument, stringify } from 'yaml';
import { contentEnd, itemStart } from '../yaml/nodes';

/** Some charts take a list as text, which they put into a manifest: `extraEnv: |`. The text without items; undefined when none goes. */
export function textWithout(
  text: string,
  isGone: (item: unknown) => boolean,
): string | undefined {
  const document = listIn(text);
  if (!document) {
    return undefined;
  }
  const { list, items } = document;
  let left = text;
  let found = false;
  for (let at = items.length - 1; at >= 0; at -= 1) {
    if (isGone(items[at])) {
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

function listIn(text: string) {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  const list = document.contents;
  return document.errors.length === 0 && isSeq(list) && !list.flow
    ? { list, items: document.toJS() as unknown[] }
    : undefined;
}
