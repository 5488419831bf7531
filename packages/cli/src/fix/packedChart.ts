import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const MAX_BYTES = 50 * 1024 * 1024;
/** What tells of the values of a chart. */
const TEXT =
  /(^|\/)(Chart\.yaml|requirements\.yaml|values\.yaml|values\.schema\.json|templates\/[^\0]+\.(ya?ml|tpl|txt))$/;

/**
 * The texts of a packed chart that tell of its values, by their paths in it: the first folder is that of the chart. Empty where it cannot be
 * read, which Helm will say.
 *
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function textsOfPackedChart(packed: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  let tar: Buffer;
  try {
    tar = gunzipSync(packed, { maxOutputLength: MAX_BYTES });
  } catch {
    return texts;
  }
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const field = (from: number, length: number) =>
      tar
        .subarray(at + from, at + from + length)
        .toString('utf8')
        .replace(/\0.*$/s, '');
    const size = parseInt(field(124, 12).trim(), 8) || 0;
    const type = field(156, 1);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (type === 'L' || type === 'x') {
      const text = content.toString('utf8').replace(/\0+$/, '');
      longName = type === 'L' ? text : /\bpath=([^\n]+)/.exec(text)?.[1];
    } else {
      const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
      const name =
        longName ?? [prefix, field(0, 100)].filter(Boolean).join('/');
      const path = name.replace(/^\.\//, '');
      longName = undefined;
      if (/^0?$/.test(type) && TEXT.test(path) && !path.includes('..')) {
        texts.set(path, content.toString('utf8'));
      }
    }
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return texts;
}
